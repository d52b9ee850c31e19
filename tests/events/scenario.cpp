#include "scenario.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <stdexcept>

#include "base/bytes.h"
#include "base/text.h"
#include "events/capacity.h"
#include "events/steps.h"

namespace harmony::events::testing {
namespace {

using Words = std::vector<std::string>;

template <typename Names>
std::size_t index_in(const Names& names, const std::string& name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at == names.end()) {
        throw std::runtime_error("no such name: " + name);
    }
    return static_cast<std::size_t>(at - names.begin());
}

constexpr std::array<std::string_view, 3> outcomes = {"confirmed", "waiting", "requested"};
constexpr std::array<std::string_view, 3> ends = {"accepted", "declined", "expired"};

/// The words of one line, from the third on: by place, or behind their name.
class Rest {
public:
    explicit Rest(Words words) : words_(std::move(words)) {}

    const std::string& at(std::size_t place) const { return words_.at(place); }
    int number(std::size_t place) const { return std::stoi(words_.at(place)); }

    std::string after(const std::string& name, const std::string& otherwise) const {
        const auto at = std::find(words_.begin(), words_.end(), name);
        return at == words_.end() || at + 1 == words_.end() ? otherwise : *(at + 1);
    }
    int number_after(const std::string& name, int otherwise) const {
        return std::stoi(after(name, std::to_string(otherwise)));
    }

private:
    Words words_;
};

int minute_of(const std::string& clock) {
    return std::stoi(clock.substr(0, 2)) * 60 + std::stoi(clock.substr(3));
}

/// Everything that can be said; `by` is a kiosk, 0 the office.
class Reader {
public:
    Story read(const std::string& text) {
        for (const std::string& line : base::split(text, '\n')) {
            Words words = base::words(line);
            if (words.empty() || words[0][0] == '#') {
                continue;
            }
            try {
                take(std::move(words));
            } catch (const std::exception& trouble) {
                throw std::runtime_error(line + ": " + trouble.what());
            }
        }
        return std::move(story_);
    }

private:
    void take(Words words) {
        std::string name;
        if (words[0].back() == ':') {
            name = words[0].substr(0, words[0].size() - 1);
            words.erase(words.begin());
        }
        if (settings(words)) {
            return;
        }
        const int by = words.at(0) == "office" ? 0 : std::stoi(words.at(0));
        const FactId id = say(by, words.at(1), Rest(Words(words.begin() + 2, words.end())));
        if (!name.empty()) {
            named_[name] = id;
        }
    }

    bool settings(const Words& words) {
        OccurrencePlan& plan = story_.settings.occurrences[0];
        if (words[0] == "day") {
            story_.day(words.at(1).c_str());
        } else if (words[0] == "now") {
            story_.now = at(words.at(1).c_str());
        } else if (words[0] == "spaces") {
            plan.spaces = std::stoi(words.at(1));
            plan.reserve = std::stoi(words.at(2));
        } else if (words[0] == "starts") {
            plan.start = at(words.at(1).c_str());
            plan.end = plan.start + std::chrono::hours{2};
        } else if (words[0] == "heard") {
            story_.settings.kiosks.at(static_cast<std::size_t>(std::stoi(words.at(1)) - 1)).heard =
                at(words.at(2).c_str());
        } else if (words[0] == "again") {
            story_.facts().push_back(fact(words.at(1)));
        } else if (words[0] == "other_bytes") {
            KnownFact other = fact(words.at(1));
            other.fact.head.day += std::chrono::days{1};
            story_.arrives(other.origin, write_fact(other.fact));
        } else {
            return false;
        }
        return true;
    }

    const KnownFact& fact(const std::string& name) const {
        const auto at =
            std::find_if(story_.facts().begin(), story_.facts().end(), [&](const KnownFact& one) {
                return one.origin.id == named_.at(name);
            });
        return *at;
    }

    FactId say(int by, const std::string& verb, const Rest& rest) {
        if (const auto id = of_sign_ups(by, verb, rest)) {
            return *id;
        }
        if (const auto id = of_spaces(by, verb, rest)) {
            return *id;
        }
        if (const auto id = of_chains(by, verb, rest)) {
            return *id;
        }
        if (const auto id = of_trouble(by, verb, rest)) {
            return *id;
        }
        throw std::runtime_error("no such verb: " + verb);
    }

    std::optional<FactId> of_sign_ups(int by, const std::string& verb, const Rest& rest) {
        if (verb == "signs_up") {
            SignedUp said;
            said.outcome = static_cast<Outcome>(index_in(outcomes, rest.at(1)) + 1);
            said.party = rest.number_after("party", 1);
            said.under_16 = rest.number_after("under_16", 0);
            said.turn = rest.number_after("turn", 0);
            said.code = code(rest.number_after("code", rest.number(0)));
            said.language = "en";
            return story_.say(by, rest.number(0), 1, said);
        }
        if (verb == "gives_phone") {
            return story_.gives_contact(by, rest.number(0), rest.at(1).c_str());
        }
        if (verb == "gives_name_alone") {
            ContactGiven given;
            given.contact.name = base::SecretText("Amir Khan");
            return story_.say(by, rest.number(0), 1, given);
        }
        if (verb == "cancels") {
            return story_.say(by, rest.number(0), 1, Cancelled{});
        }
        if (verb == "types_code_of") {
            return story_.say(by, 0, 1, CancelAsked{code(rest.number(0))});
        }
        if (verb == "checks_in") {
            return story_.say(by,
                              rest.number(0),
                              1,
                              CheckedIn{CheckInHow::qr, rest.number_after("party", 0), ""},
                              minute_of(rest.at(1)));
        }
        if (verb == "lets_in") {
            return story_.say(
                by, 0, 1, WalkedIn{rest.number(0), rest.number(1), {}}, minute_of(rest.at(2)));
        }
        if (verb == "reinstates") {
            const KnownFact named = fact(rest.at(1));
            return story_.say(by, rest.number(0), 1, Reinstated{named.origin.id});
        }
        if (verb == "erases") {
            return story_.say(by, rest.number(0), 0, Erased{});
        }
        if (verb == "takes_back_consent_of") {
            return story_.say(by, rest.number(0), 0, ConsentWithdrawn{Box::this_event});
        }
        return std::nullopt;
    }

    std::optional<FactId> of_spaces(int by, const std::string& verb, const Rest& rest) {
        if (verb == "grants") {
            return story_.say(by,
                              0,
                              1,
                              Grant{kiosk(rest.number(0)),
                                    instance(rest.number_after("instance", 1)),
                                    static_cast<std::uint64_t>(rest.number(1)),
                                    rest.number(2),
                                    ""});
        }
        if (verb == "applies") {
            return story_.applies(
                by, static_cast<std::uint64_t>(rest.number(0)), rest.number(1), rest.number(2));
        }
        if (verb == "writes_off") {
            return story_.say(by, 0, 1, WriteOff{kiosk(rest.number(0)), instance(1), "Lost"});
        }
        if (verb == "promotes") {
            return story_.say(by, rest.number(0), 1, Promoted{});
        }
        if (verb == "offers") {
            return story_.say(
                by, rest.number(0), 1, Promoted{PromotionMode::offer, on(rest.at(1).c_str()), ""});
        }
        if (verb == "ends_offer") {
            const auto end = static_cast<OfferEnd>(index_in(ends, rest.at(2)) + 1);
            return story_.say(by, rest.number(0), 1, OfferClosed{named_.at(rest.at(1)), end});
        }
        if (verb == "cancels_date" || verb == "moves_date") {
            OccurrenceChanged change;
            change.sequence = rest.number(0);
            change.state = verb == "moves_date" ? ChangedTo::moved : ChangedTo::cancelled;
            if (verb == "moves_date") {
                change.start_min = std::chrono::duration_cast<std::chrono::minutes>(
                                       at(rest.at(1).c_str()).time_since_epoch())
                                       .count();
            }
            return story_.say(by, 0, 1, change);
        }
        return std::nullopt;
    }

    std::optional<FactId> of_chains(int by, const std::string& verb, const Rest& rest) {
        const auto follows = [&] { return named_.at(rest.after("after", "")); };
        if (verb == "reports") {
            CaseOpened opened;
            opened.kind = CaseKind::needles;
            return story_.say(by, rest.number(0), 0, opened);
        }
        if (verb == "moves_case") {
            CaseStep step;
            step.follows = follows();
            step.to = static_cast<CaseState>(index_in(case_state_names, rest.at(1)) + 1);
            step.owner = "Street care";
            step.due = on("2026-04-10");
            step.text = rest.after("text", "swept");
            step.reference = "77";
            step.checked = true;
            step.told_how = ToldHow::kiosk;
            return story_.say(by, rest.number(0), 0, step);
        }
        if (verb == "asks_for_lock" || verb == "asks_for_service") {
            Requested asked;
            asked.offer = verb == "asks_for_lock" ? Offer::target_hardening : Offer::referral;
            return story_.say(by, rest.number(0), 0, asked);
        }
        if (verb == "moves_request") {
            RequestStep step;
            step.follows = follows();
            step.to = static_cast<RequestState>(index_in(request_state_names, rest.at(1)) + 1);
            return story_.say(by, rest.number(0), 0, step);
        }
        if (verb == "complains") {
            return story_.say(by, rest.number(0), 0, ComplaintMade{});
        }
        if (verb == "moves_complaint") {
            ComplaintStep step;
            step.follows = follows();
            step.to = static_cast<ComplaintState>(index_in(complaint_state_names, rest.at(1)) + 1);
            return story_.say(by, rest.number(0), 0, step);
        }
        if (verb == "takes_back") {
            const SubjectId subject = person(rest.number(0));
            return story_.say(
                by, 0, 0, WithdrawAsked{*base::ReceiptKey::from_bytes(subject.view())});
        }
        return std::nullopt;
    }

    std::optional<FactId> of_trouble(int by, const std::string& verb, const Rest& rest) {
        base::SeededRandom random(1000 + story_.facts().size());
        const FactOrigin origin = {FactId::random(random), kiosk(by), instance(1), Author::kiosk};
        if (verb == "sends_damage") {
            story_.arrives(origin, base::as_bytes("no fact"));
            return origin.id;
        }
        if (verb == "promotes_as_office") {
            Fact fact;
            fact.head = {99, person(rest.number(0)), date(1), on("2026-03-28"), {}, FactBy::office};
            fact.payload = Promoted{};
            story_.arrives(origin, write_fact(fact));
            return origin.id;
        }
        if (verb == "is_copied_at") {
            KnownFact twin = fact(rest.at(0));
            twin.fact.head.subject = person(rest.number(1));
            story_.arrives({origin.id, kiosk(by), instance(1), Author::kiosk},
                           write_fact(twin.fact));
            return origin.id;
        }
        return verb == "closes" ? std::optional(closes(by, rest)) : std::nullopt;
    }

    /// Closes every open conflict of a kind.
    FactId closes(int by, const Rest& rest) {
        const auto kind = static_cast<ConflictKind>(index_in(conflict_kind_names, rest.at(0)) + 1);
        const std::string chosen = rest.after("choosing", "");
        FactId last;
        for (const Conflict& conflict : of_kind(story_.state(), kind)) {
            ConflictClosed closed;
            closed.kind = kind;
            closed.about = conflict.about;
            closed.other = conflict.other;
            closed.action =
                static_cast<ConflictAction>(index_in(conflict_action_names, rest.at(1)) + 1);
            closed.officer = "R. Patel";
            if (!chosen.empty()) {
                closed.chosen = named_.count(chosen) > 0
                                    ? named_.at(chosen)
                                    : *FactId::from_bytes(person(std::stoi(chosen)).view());
            }
            last = story_.say(by, 0, conflict.occurrence.is_zero() ? 0 : 1, closed);
        }
        return last;
    }

    Story story_;
    std::map<std::string, FactId> named_;
};

/// The number of a person or date of a story.
template <typename Id>
int number_of(const Id& id) {
    const auto bytes = id.view();
    return static_cast<int>(bytes[Id::size - 2]) * 256 + static_cast<int>(bytes[Id::size - 1]);
}

std::string told(const SignUpRecord& record) {
    std::string line = fmt::format("sign-up {} {} party {}",
                                   number_of(record.id),
                                   sign_up_state_names.at(static_cast<std::size_t>(record.state)),
                                   record.party);
    if (record.waits_as > 0) {
        line += fmt::format(" waits as {}", record.waits_as);
    }
    if (record.came == CameState::came) {
        line += fmt::format(" came {}", record.admitted);
    } else if (record.came != CameState::open) {
        line += record.came == CameState::did_not_come ? " did not come" : " not known";
    }
    return line + (record.person.contact ? " contact\n" : "\n");
}

std::string told(const OccurrenceRecord& record) {
    constexpr std::array<std::string_view, 4> states = {"", "scheduled", "moved", "cancelled"};
    std::string line = fmt::format("date {} {} attended {}",
                                   number_of(record.id),
                                   states.at(static_cast<std::size_t>(record.state)),
                                   record.attended());
    if (const auto spaces = capacity(record)) {
        const WorstCase worst = worst_case(*spaces);
        line += fmt::format(" occupied {} held {} hidden {} at risk {} pool {} worst {} over {}",
                            spaces->occupied,
                            spaces->held,
                            spaces->hidden,
                            spaces->at_risk,
                            spaces->pool(),
                            worst.people,
                            worst.over);
    }
    return line + "\n";
}

}  // namespace

Story read_scenario(const std::string& text) {
    return Reader().read(text);
}

std::string told(const State& state) {
    std::string all;
    for (const OccurrenceRecord& record : state.occurrences) {
        all += told(record);
    }
    for (const SignUpRecord& record : state.sign_ups) {
        all += told(record);
    }
    for (const CaseRecord& record : state.cases) {
        all += fmt::format(
            "case {} {} \"{}\"\n", number_of(record.id), name_of(record.state), record.public_text);
    }
    for (const RequestRecord& record : state.requests) {
        all += fmt::format("request {} {}{}\n",
                           number_of(record.id),
                           name_of(record.state),
                           record.person.contact ? " contact" : "");
    }
    for (const ComplaintRecord& record : state.complaints) {
        all += fmt::format("complaint {} {} made {}\n",
                           number_of(record.id),
                           name_of(record.state),
                           base::to_iso(record.made_on));
    }
    for (const Conflict& conflict : state.conflicts) {
        all += fmt::format("conflict {} {}{}\n",
                           name_of(conflict.kind),
                           conflict.closed ? "closed" : "open",
                           conflict.number > 0 ? fmt::format(" {}", conflict.number) : "");
    }
    for (const SubjectId& id : state.erased) {
        all += fmt::format("erased {}\n", number_of(id));
    }
    if (state.dropped_erased > 0) {
        all += fmt::format("dropped {}\n", state.dropped_erased);
    }
    return all;
}

}  // namespace harmony::events::testing
