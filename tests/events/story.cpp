#include "story.h"

#include <map>

#include "base/bytes.h"
#include "events/code.h"

namespace harmony::events::testing {
namespace {

template <typename Id>
Id numbered(std::uint8_t tag, int number) {
    std::array<std::byte, Id::size> bytes{};
    if (number > 0) {
        bytes[0] = static_cast<std::byte>(tag);
        bytes[Id::size - 2] = static_cast<std::byte>(number >> 8);
        bytes[Id::size - 1] = static_cast<std::byte>(number & 0xFF);
    }
    return Id(bytes);
}

constexpr int people = 12;

/// Tells a random story; every fact may name any other that was told before it.
class Teller {
public:
    explicit Teller(std::uint64_t seed) : random_(seed) {}

    Story tell() {
        const std::uint64_t length = 40 + random_.below(40);
        for (std::uint64_t i = 0; i < length; ++i) {
            story_.day(random_.below(2) == 0 ? "2026-03-28" : "2026-03-29");
            step();
        }
        spoil();
        return std::move(story_);
    }

private:
    int any(int least, int most) {
        return least +
               static_cast<int>(random_.below(static_cast<std::uint64_t>(most - least + 1)));
    }

    FactId any_told() {
        return told_.empty() ? FactId::random(random_) : told_[random_.below(told_.size())];
    }

    void keep(FactId id) { told_.push_back(id); }

    /// What a step of a subject follows: mostly its last, else anything.
    FactId before(int subject) {
        const auto last = chains_.find(subject);
        return last == chains_.end() || any(0, 3) == 0 ? any_told() : last->second;
    }

    void chain(int subject, FactId id) {
        keep(id);
        if (any(0, 4) > 0) {  // else the next one follows the same
            chains_[subject] = id;
        }
    }

    void step() {
        const int who = any(1, 5);
        const int whom = any(1, people);
        switch (any(0, 15)) {
            case 0:
            case 1:
            case 2:
                keep(story_.signs_up(who, whom, static_cast<Outcome>(any(1, 3)), any(1, 5), 0));
                break;
            case 3: keep(story_.gives_contact(who, whom, "+447700900123")); break;
            case 4: keep(story_.say(any(0, 5), whom, 1, Cancelled{})); break;
            case 5: keep(story_.say(who, 0, 1, CancelAsked{code(whom)})); break;
            case 6: story_.say(0, whom, 1, Reinstated{any_told()}); break;
            case 7: promote(whom); break;
            case 8:
            case 9: keep(story_.comes(who, whom, any(800, 830))); break;
            case 10: story_.say(who, whom, 1, CheckInUndone{any_told()}); break;
            case 11: spaces(who); break;
            case 12: cases(whom); break;
            case 13: requests(whom); break;
            case 14: door(who); break;
            default: office(whom); break;
        }
    }

    void promote(int whom) {
        const bool offer = any(0, 1) == 0;
        const auto expires = offer ? std::optional(on("2026-03-29")) : std::nullopt;
        const FactId id = story_.say(
            0,
            whom,
            1,
            Promoted{offer ? PromotionMode::offer : PromotionMode::automatic, expires, ""});
        keep(id);
        if (any(0, 1) == 0) {
            story_.say(0, whom, 1, OfferClosed{id, static_cast<OfferEnd>(any(1, 3))});
        }
    }

    void spaces(int who) {
        const auto version = static_cast<std::uint64_t>(any(1, 4));
        if (any(0, 1) == 0) {
            story_.grants(who, version, any(0, 9));
        } else {
            const int cap = any(0, 9);
            story_.applies(who, version, any(0, cap), cap);
        }
    }

    /// Subjects 21 to 23 are cases.
    void cases(int whom) {
        const int subject = 21 + whom % 3;
        CaseStep next;
        next.follows = before(subject);
        next.to = static_cast<CaseState>(any(2, 10));
        next.owner = "Street care";
        next.due = on("2026-04-03");
        next.reference = "77";
        next.text = any(0, 1) == 0 ? "swept" : "";
        next.checked = true;
        next.told_how = ToldHow::board;
        next.other = person(22);
        any(0, 3) == 0 ? chain(subject, story_.say(any(0, 5), subject, 0, CaseOpened{}))
                       : chain(subject, story_.say(0, subject, 0, next));
    }

    /// Subjects 31 and 32 are requests, 33 is a complaint.
    void requests(int whom) {
        const int subject = 31 + whom % 2;
        RequestStep next;
        next.follows = before(subject);
        next.to = static_cast<RequestState>(any(2, 7));
        next.tried = any(0, 1) == 0;
        next.reason = next.to == RequestState::not_possible ? "No such lock" : "";
        any(0, 3) == 0 ? chain(subject, story_.say(any(1, 5), subject, 0, Requested{}))
                       : chain(subject, story_.say(0, subject, 0, next));
        ComplaintStep answer;
        answer.follows = before(33);
        answer.to = static_cast<ComplaintState>(any(2, 3));
        any(0, 3) == 0 ? chain(33, story_.say(any(1, 5), 33, 0, ComplaintMade{}))
                       : chain(33, story_.say(0, 33, 0, answer));
        if (any(0, 9) == 0) {
            story_.say(1, 0, 0, WithdrawAsked{*base::ReceiptKey::from_bytes(person(31).view())});
        }
    }

    void door(int who) {
        story_.say(who, 0, any(1, 2), WalkedIn{any(1, 3), 0, FirstTime::yes}, any(0, 1'439));
        story_.say(who, 0, 1, Counted{any(0, 2), any(0, 9), any(0, 9)}, 5 * any(0, 287));
        OccurrenceChanged change;
        change.sequence = any(1, 3);
        change.state = static_cast<ChangedTo>(any(1, 3));
        change.spaces = any(5, 40);
        any(0, 2) == 0 ? void(story_.say(0, 0, any(1, 2), change)) : void();
    }

    void office(int whom) {
        switch (any(0, 3)) {
            case 0: any(0, 3) == 0 ? keep(story_.say(0, whom, 0, Erased{})) : void(); break;
            case 1: story_.say(0, whom, 1, ConsentWithdrawn{Box::this_event}); break;
            case 2: story_.say(0, 0, 0, WriteOff{kiosk(whom % 5 + 1), instance(1), "Lost"}); break;
            default: close_one(); break;
        }
    }

    void close_one() {
        const State state = story_.state();
        if (state.conflicts.empty()) {
            return;
        }
        const Conflict& one = state.conflicts[random_.below(state.conflicts.size())];
        ConflictClosed closed;
        closed.kind = one.kind;
        closed.about = one.about;
        closed.other = one.other;
        closed.action = static_cast<ConflictAction>(any(1, 10));
        closed.chosen = any_told();
        Fact fact;
        fact.head.occurrence = one.occurrence;
        fact.head.seq = 1;
        fact.head.by = FactBy::office;
        fact.payload = closed;
        story_.facts().push_back(own_fact(FactId::random(random_), fact, test_hash()));
        if (any(0, 3) == 0) {
            story_.say(0, 0, 0, ConflictReopened{story_.facts().back().origin.id});
        }
    }

    /// The same id with other bytes, two machines with one identity, damage, and newer kinds.
    void spoil() {
        const std::vector<KnownFact> told = story_.facts();
        for (int i = any(0, 3); i > 0; --i) {
            KnownFact one = told[random_.below(told.size())];
            one.fact.head.day += std::chrono::days{1};
            story_.arrives(one.origin, write_fact(one.fact));
        }
        KnownFact twin = told[random_.below(told.size())];
        twin.origin.id = FactId::random(random_);
        story_.arrives(twin.origin, write_fact(twin.fact));
        base::SecretBytes bad = write_fact(twin.fact);
        bad.back() ^= std::byte{0xFF};
        story_.arrives({FactId::random(random_), kiosk(2), instance(1), Author::kiosk}, bad);
        base::SecretBytes newer = write_fact(twin.fact);
        newer[1] = std::byte{2};
        story_.arrives({FactId::random(random_), kiosk(3), instance(1), Author::kiosk}, newer);
        story_.arrives({FactId::random(random_), kiosk(4), instance(1), Author::kiosk},
                       write_fact(twin.fact));
    }

    base::SeededRandom random_;
    Story story_;
    std::vector<FactId> told_;
    std::map<int, FactId> chains_;
};

}  // namespace

NamedHash test_hash() {
    return [](std::string_view name, base::ByteView message) {
        std::uint64_t state = 1469598103934665603U;
        const auto take = [&](std::byte byte) {
            state = (state ^ static_cast<std::uint64_t>(byte)) * 1099511628211U;
        };
        for (const std::byte byte : base::as_bytes(name)) {
            take(byte);
        }
        for (const std::byte byte : message) {
            take(byte);
        }
        base::SeededRandom spread(state);
        return base::Digest::random(spread);
    };
}

base::KioskId kiosk(int number) {
    return numbered<base::KioskId>(0x40, number);
}
base::InstanceId instance(int number) {
    return numbered<base::InstanceId>(0x50, number);
}
SubjectId person(int number) {
    return numbered<SubjectId>(0x60, number);
}
OccurrenceId date(int number) {
    return numbered<OccurrenceId>(0x70, number);
}
base::Day on(const char* iso) {
    return *base::day_from_iso(iso);
}
base::Moment at(const char* iso) {
    return base::moment_from_iso(iso)->moment;
}

std::uint32_t code(int number) {
    const int eight = 10'000'000 + number;
    return static_cast<std::uint32_t>(eight * 10 + damm_digit(std::to_string(eight)));
}

Story::Story() : now(at("2026-03-29T12:00:00Z")), day_(on("2026-03-28")), seq_(10, 0) {
    OccurrencePlan plan;
    plan.id = date(1);
    plan.start = at("2026-03-30T13:00:00Z");
    plan.end = at("2026-03-30T15:00:00Z");
    plan.spaces = 40;
    plan.reserve = 4;
    settings.occurrences = {plan};
    for (int number = 1; number <= 5; ++number) {
        settings.kiosks.push_back({kiosk(number), at("2026-03-29T08:00:00Z"), true});
    }
    settings.hash = test_hash();
}

Story& Story::day(const char* iso) {
    day_ = on(iso);
    return *this;
}

FactId Story::say(int by_kiosk, int subject, int occurrence, Payload payload, int minute) {
    Fact fact;
    fact.head.seq = ++seq_.at(static_cast<std::size_t>(by_kiosk));
    fact.head.subject = person(subject);
    fact.head.occurrence = date(occurrence);
    fact.head.day = day_;
    fact.head.minute = minute < 0 ? std::nullopt : std::optional(minute);
    fact.head.by = by_kiosk == 0 ? FactBy::office : FactBy::resident;
    fact.payload = std::move(payload);
    base::SeededRandom random(++drawn_);
    const FactOrigin origin = {FactId::random(random),
                               kiosk(by_kiosk),
                               instance(by_kiosk == 0 ? 0 : 1),
                               by_kiosk == 0 ? Author::office : Author::kiosk};
    arrives(origin, write_fact(fact));
    return origin.id;
}

FactId Story::signs_up(int by_kiosk, int subject, Outcome outcome, int party, int turn) {
    SignedUp said;
    said.outcome = outcome;
    said.party = party;
    said.turn = outcome == Outcome::waiting ? turn : 0;
    said.code = code(subject);
    said.language = "en";
    return say(by_kiosk, subject, 1, said);
}

FactId Story::gives_contact(int by_kiosk, int subject, const char* phone) {
    ContactGiven given;
    given.contact.name = base::SecretText("Zofia Kowalska");
    given.contact.phone = base::SecretText(phone);
    given.contact.preferred = Preferred::text;
    Agreement agreement;
    agreement.yes = true;
    agreement.language = "en";
    given.agreements = {agreement};
    return say(by_kiosk, subject, 1, given);
}

FactId Story::comes(int by_kiosk, int subject, int minute) {
    return say(by_kiosk, subject, 1, CheckedIn{}, minute);
}

FactId Story::grants(int to_kiosk, std::uint64_t version, int spaces) {
    return say(0, 0, 1, Grant{kiosk(to_kiosk), instance(1), version, spaces, ""});
}

FactId Story::applies(int by_kiosk, std::uint64_t version, int used, int cap) {
    return say(by_kiosk, 0, 1, AllocationApplied{version, used, cap});
}

void Story::arrives(const FactOrigin& origin, base::ByteView body) {
    facts_.push_back(know_fact(origin, body, test_hash()));
}

std::vector<Conflict> of_kind(const State& state, ConflictKind kind) {
    std::vector<Conflict> found;
    for (const Conflict& conflict : state.conflicts) {
        if (conflict.kind == kind) {
            found.push_back(conflict);
        }
    }
    return found;
}

Story random_story(std::uint64_t seed) {
    return Teller(seed).tell();
}

}  // namespace harmony::events::testing
