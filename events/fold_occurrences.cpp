#include <algorithm>
#include <map>
#include <tuple>

#include "events/fold_parts.h"

namespace harmony::events {
namespace {

using KioskKey = std::pair<base::KioskId, base::InstanceId>;

/// What is said about one kiosk's spaces at one occurrence, before it is put together.
struct Spaces {
    std::uint64_t ack_version = 0;
    bool acked = false;
    int ack_cap = 0;
    int ack_used = 0;
    std::vector<std::pair<std::uint64_t, int>> grants;  ///< version, spaces
    int used_facts = 0;
    bool written_off = false;
};

void take(Spaces& spaces, const AllocationApplied& applied) {
    if (spaces.acked && applied.version < spaces.ack_version) {
        return;
    }
    const bool same = spaces.acked && applied.version == spaces.ack_version;
    spaces.ack_cap = same ? std::max(spaces.ack_cap, applied.cap) : applied.cap;
    spaces.ack_used = same ? std::max(spaces.ack_used, applied.used) : applied.used;
    spaces.ack_version = applied.version;
    spaces.acked = true;
}

KioskLedger ledger_of(const KioskKey& key, const Spaces& spaces) {
    KioskLedger ledger;
    ledger.kiosk = key.first;
    ledger.instance = key.second;
    ledger.cap = spaces.ack_cap;
    for (const auto& [version, granted] : spaces.grants) {
        if (!spaces.acked || version > spaces.ack_version) {
            ledger.cap = std::max(ledger.cap, granted);
        }
    }
    ledger.used_facts = spaces.used_facts;
    ledger.ack_used = spaces.ack_used;
    ledger.written_off = spaces.written_off;
    return ledger;
}

class OccurrenceFold {
public:
    OccurrenceFold(FactSet& set, const FoldSettings& settings, State& state)
        : set_(set), settings_(settings), state_(state) {
        for (const OccurrencePlan& plan : settings.occurrences) {
            OccurrenceRecord& record = all_[plan.id].record;
            record.start = plan.start;
            record.end = plan.end;
            record.closes = plan.start - plan.closes_before;
            record.spaces = plan.spaces;
            record.reserve = plan.reserve;
            record.state = plan.cancelled ? ChangedTo::cancelled : ChangedTo::scheduled;
        }
    }

    void take_others() {
        std::map<OccurrenceId, std::vector<const KnownFact*>> changes;
        for (const KnownFact* fact : set_.others()) {
            if (fact->as<OccurrenceChanged>() != nullptr) {
                changes[fact->head().occurrence].push_back(fact);
            } else {
                take_other(*fact);
            }
        }
        for (const auto& [id, facts] : changes) {
            take_changes(all_[id].record, facts);
        }
        for (const KnownFact* fact : set_.others()) {
            if (const auto* lost = fact->as<WriteOff>()) {
                write_off(fact->head().occurrence, {lost->kiosk, lost->instance});
            }
        }
    }

    void take_sign_up(SignUpRecord& sign_up) {
        All& all = all_[sign_up.occurrence];
        all.record.came_signed_up += sign_up.admitted;
        if (sign_up.state == SignUpState::confirmed) {
            all.record.occupied += sign_up.party;
        } else if (sign_up.state == SignUpState::offered) {
            all.record.held += sign_up.party;
        } else if (sign_up.state == SignUpState::waiting) {
            all.waiting.push_back(&sign_up);
        }
    }

    void take_confirmed(const KnownFact& fact) {
        const auto& said = *fact.as<SignedUp>();
        if (said.outcome == Outcome::confirmed && fact.origin.author == Author::kiosk) {
            all_[fact.head().occurrence]
                .spaces[{fact.origin.kiosk, fact.origin.instance}]
                .used_facts += said.party;
        }
    }

    void finish(const std::map<OccurrenceId, int>& second_parties) {
        for (auto& [id, all] : all_) {
            OccurrenceRecord& record = all.record;
            record.id = id;
            for (const auto& [key, spaces] : all.spaces) {
                const KioskLedger ledger = ledger_of(key, spaces);
                if (ledger.cap > 0 || spaces.acked) {
                    record.ledgers.push_back(ledger);
                }
            }
            const auto seconds = second_parties.find(id);
            record.second_parties = seconds == second_parties.end() ? 0 : seconds->second;
            line_up(all);
            state_.occurrences.push_back(std::move(record));
        }
    }

private:
    struct All {
        OccurrenceRecord record;
        std::map<KioskKey, Spaces> spaces;
        std::vector<SignUpRecord*> waiting;
    };

    void take_other(const KnownFact& fact) {
        const KioskKey author = {fact.origin.kiosk, fact.origin.instance};
        if (const auto* applied = fact.as<AllocationApplied>()) {
            take(all_[fact.head().occurrence].spaces[author], *applied);
        } else if (const auto* grant = fact.as<Grant>()) {
            all_[fact.head().occurrence]
                .spaces[{grant->kiosk, grant->instance}]
                .grants.emplace_back(grant->version, grant->granted);
        } else if (const auto* walked = fact.as<WalkedIn>()) {
            OccurrenceRecord& record = all_[fact.head().occurrence].record;
            record.walked_in_adults += walked->adults;
            record.walked_in_children += walked->children;
            record.first_time.at(static_cast<std::size_t>(walked->first_time)) +=
                walked->adults + walked->children;
        } else if (const auto* counted = fact.as<Counted>()) {
            click(all_[fact.head().occurrence].record, *counted);
        } else if (const auto* expired = fact.as<ExpiredUnsent>()) {
            state_.expired_unsent += expired->count;
        }
    }

    static void click(OccurrenceRecord& record, const Counted& counted) {
        auto at = std::lower_bound(
            record.clicked.begin(),
            record.clicked.end(),
            counted.agency,
            [](const ClickerTotal& total, int agency) { return total.agency < agency; });
        if (at == record.clicked.end() || at->agency != counted.agency) {
            at = record.clicked.insert(at, {counted.agency, 0, 0});
        }
        at->in += counted.in;
        at->out += counted.out;
    }

    /// The highest sequence says what it is; of two with one sequence the officers' choice, else
    /// the smaller content hash.
    void take_changes(OccurrenceRecord& record, const std::vector<const KnownFact*>& facts) {
        const KnownFact* newest = nullptr;
        int same = 0;
        for (const KnownFact* fact : facts) {
            const int sequence = fact->as<OccurrenceChanged>()->sequence;
            const int known = newest == nullptr ? 0 : newest->as<OccurrenceChanged>()->sequence;
            if (sequence > known) {
                newest = fact;
                same = 1;
            } else if (sequence == known) {
                ++same;
                newest = fact->content < newest->content ? fact : newest;
            }
        }
        if (same > 1) {
            newest = chosen(facts, *newest, same);
        }
        apply(record, *newest);
        for (const KnownFact* fact : facts) {
            if (fact->as<OccurrenceChanged>()->state == ChangedTo::cancelled &&
                record.state == ChangedTo::cancelled) {
                const base::Day day = fact->head().day;
                record.cancelled_on =
                    record.cancelled_on ? std::min(*record.cancelled_on, day) : day;
            }
        }
    }

    const KnownFact* chosen(const std::vector<const KnownFact*>& facts,
                            const KnownFact& leading,
                            int count) {
        Conflict conflict;
        conflict.kind = ConflictKind::double_step;
        conflict.occurrence = leading.head().occurrence;
        conflict.number = count;
        const ConflictClosed* closed = set_.note(conflict);
        const int sequence = leading.as<OccurrenceChanged>()->sequence;
        for (const KnownFact* fact : facts) {
            if (closed != nullptr && fact->origin.id == closed->chosen &&
                fact->as<OccurrenceChanged>()->sequence == sequence) {
                return fact;
            }
        }
        return &leading;
    }

    static void apply(OccurrenceRecord& record, const KnownFact& fact) {
        const auto& change = *fact.as<OccurrenceChanged>();
        record.sequence = change.sequence;
        record.state = change.state;
        record.venue = change.venue;
        record.note = change.note;
        record.changed_on = fact.head().day;
        const auto lasted =
            record.start && record.end ? *record.end - *record.start : std::chrono::milliseconds{0};
        if (change.start_min) {
            const base::Moment moved{std::chrono::minutes{*change.start_min}};
            const auto closed_before = record.start && record.closes
                                           ? *record.start - *record.closes
                                           : std::chrono::milliseconds{0};
            record.start = moved;
            record.closes = moved - closed_before;
        }
        if (record.start) {
            record.end =
                *record.start +
                (change.duration_min ? std::chrono::minutes{*change.duration_min} : lasted);
        }
        record.spaces = change.spaces ? change.spaces : record.spaces;
        record.reserve = change.reserve.value_or(record.reserve);
    }

    void write_off(const OccurrenceId& occurrence, const KioskKey& key) {
        for (auto& [id, all] : all_) {
            const auto at = all.spaces.find(key);
            if ((occurrence.is_zero() || id == occurrence) && at != all.spaces.end()) {
                at->second.written_off = true;
            }
        }
    }

    void line_up(All& all) const {
        using Place = std::tuple<base::Day, int, base::Digest, SubjectId>;
        std::vector<std::pair<Place, SignUpRecord*>> line;
        for (SignUpRecord* one : all.waiting) {
            line.emplace_back(
                Place(one->day, one->turn, settings_.hash("hk1.turn.1", one->id.view()), one->id),
                one);
        }
        std::sort(line.begin(), line.end());
        for (const auto& [place, one] : line) {
            all.record.waiting.push_back(one->id);
            one->waits_as = static_cast<int>(all.record.waiting.size());
        }
    }

    FactSet& set_;
    const FoldSettings& settings_;
    State& state_;
    std::map<OccurrenceId, All> all_;
};

}  // namespace

void fold_occurrences(FactSet& set,
                      const FoldSettings& settings,
                      const std::map<OccurrenceId, int>& second_parties,
                      State& state) {
    OccurrenceFold fold(set, settings, state);
    set.each_subject([&](FactGroup group) {
        for (const KnownFact* fact : group) {  // in the order of kinds
            if (fact->as<SignedUp>() == nullptr) {
                break;
            }
            fold.take_confirmed(*fact);
        }
    });
    fold.take_others();
    for (SignUpRecord& sign_up : state.sign_ups) {
        fold.take_sign_up(sign_up);
    }
    fold.finish(second_parties);
}

}  // namespace harmony::events
