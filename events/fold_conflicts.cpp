#include <algorithm>
#include <chrono>
#include <tuple>

#include "events/fold_parts.h"

namespace harmony::events {
namespace {

constexpr std::chrono::hours late_marks{24};      ///< after the end, until attendance is known
constexpr std::chrono::hours lost_after{7 * 24};  ///< without a word

bool is_alive(const SignUpRecord& record) {
    return record.state != SignUpState::unknown && record.state != SignUpState::cancelled;
}

/// A number as the second half of a conflict's name: two over and three over are two conflicts.
base::RecordId as_id(int number) {
    std::array<std::byte, base::RecordId::size> bytes{};
    for (std::size_t i = 0; i < 4; ++i) {
        bytes.at(bytes.size() - 1 - i) =
            static_cast<std::byte>((static_cast<unsigned>(number) >> (8 * i)) & 0xFFU);
    }
    return base::RecordId(bytes);
}

class ConflictFold {
public:
    ConflictFold(FactSet& set, const FoldSettings& settings, base::Moment now, State& state)
        : set_(set), settings_(settings), now_(now), state_(state) {}

    void of_occurrence(const OccurrenceRecord& record) {
        const int most = record.spaces.value_or(0) - record.reserve;
        if (record.spaces && record.occupied > most) {
            Conflict conflict;
            conflict.kind = ConflictKind::over_spaces;
            conflict.occurrence = record.id;
            conflict.number = record.occupied - most;
            conflict.other = as_id(conflict.number);
            set_.note(conflict);
        }
        for (const KioskLedger& ledger : record.ledgers) {
            if (ledger.hidden() > 0 && is_lost(ledger.kiosk)) {
                Conflict conflict;
                conflict.kind = ConflictKind::lost_kiosk;
                conflict.occurrence = record.id;
                conflict.about = same_bytes<base::RecordId>(ledger.kiosk);
                conflict.other = same_bytes<base::RecordId>(ledger.instance);
                conflict.number = ledger.hidden();
                set_.note(conflict);
            }
        }
    }

    void of_sign_up(SignUpRecord& record) {
        const OccurrenceRecord* occurrence = state_.occurrence(record.occurrence);
        decide_came(record, occurrence);
        const bool after = occurrence != nullptr && occurrence->cancelled_on &&
                           record.day >= *occurrence->cancelled_on && is_alive(record);
        if (after) {
            Conflict conflict;
            conflict.kind = ConflictKind::signed_up_after_cancel;
            conflict.subject = record.id;
            conflict.about = same_bytes<base::RecordId>(record.id);
            conflict.occurrence = record.occurrence;
            set_.note(conflict);
        }
    }

    void of_person(const SubjectId& id, const PersonRecord& person, bool shared) {
        const bool contact = person.contact && !person.agrees(Box::this_event);
        const bool needs = !person.needs.empty() && !person.agrees(Box::needs);
        const bool service = shared && person.contact && !person.agrees(Box::share);
        if (contact || needs || service) {
            Conflict conflict;
            conflict.kind = ConflictKind::consent_missing;
            conflict.subject = id;
            conflict.about = same_bytes<base::RecordId>(id);
            conflict.other = person.contact_fact;
            set_.note(conflict);
        }
    }

    /// Same occurrence, and the same phone or email.
    void of_doubles() {
        std::vector<Reached> all;
        for (const SignUpRecord& record : state_.sign_ups) {
            if (is_alive(record) && record.person.contact) {
                for (const base::SecretText* way :
                     {&record.person.contact->phone, &record.person.contact->email}) {
                    if (!way->empty()) {
                        all.push_back({record.occurrence, way->view(), record.id});
                    }
                }
            }
        }
        std::sort(all.begin(), all.end());
        std::vector<Conflict> found;
        for (std::size_t i = 1; i < all.size(); ++i) {
            const Reached& a = all[i - 1];
            const Reached& b = all[i];
            if (a.occurrence == b.occurrence && a.way == b.way && a.id != b.id) {
                Conflict conflict;
                conflict.kind = ConflictKind::possible_double;
                conflict.occurrence = a.occurrence;
                conflict.about = same_bytes<base::RecordId>(a.id);
                conflict.other = same_bytes<base::RecordId>(b.id);
                conflict.subject = a.id;
                found.push_back(conflict);
            }
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        for (const Conflict& conflict : found) {
            set_.note(conflict);
        }
    }

private:
    struct Reached {
        OccurrenceId occurrence;
        std::string_view way;
        SubjectId id;

        auto operator<=>(const Reached&) const = default;
    };

    [[nodiscard]] bool is_lost(const base::KioskId& kiosk) const {
        const auto at = std::find_if(settings_.kiosks.begin(),
                                     settings_.kiosks.end(),
                                     [&](const KioskNews& news) { return news.kiosk == kiosk; });
        return at == settings_.kiosks.end() || at->heard + lost_after < now_;
    }

    void decide_came(SignUpRecord& record, const OccurrenceRecord* occurrence) const {
        const bool over =
            occurrence != nullptr && occurrence->end && *occurrence->end + late_marks <= now_;
        if (record.state != SignUpState::confirmed || record.came == CameState::came || !over) {
            return;
        }
        const bool all_heard = std::all_of(
            settings_.kiosks.begin(), settings_.kiosks.end(), [&](const KioskNews& news) {
                return !news.checks_in || news.heard >= *occurrence->end;
            });
        record.came = all_heard ? CameState::did_not_come : CameState::not_known;
    }

    FactSet& set_;
    const FoldSettings& settings_;
    base::Moment now_;
    State& state_;
};

}  // namespace

void fold_conflicts(FactSet& set, const FoldSettings& settings, base::Moment now, State& state) {
    ConflictFold fold(set, settings, now, state);
    for (const OccurrenceRecord& record : state.occurrences) {
        fold.of_occurrence(record);
    }
    for (SignUpRecord& record : state.sign_ups) {
        fold.of_sign_up(record);
        fold.of_person(record.id, record.person, false);
    }
    for (const RequestRecord& record : state.requests) {
        fold.of_person(record.id, record.person, record.offer == Offer::referral);
    }
    for (const CaseRecord& record : state.cases) {
        fold.of_person(record.id, record.person, false);
    }
    for (const ComplaintRecord& record : state.complaints) {
        fold.of_person(record.id, record.person, false);
    }
    fold.of_doubles();
    std::sort(state.conflicts.begin(), state.conflicts.end());
}

}  // namespace harmony::events
