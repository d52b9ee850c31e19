#include <algorithm>
#include <chrono>
#include <tuple>

#include "events/fold_parts.h"

namespace harmony::events {
namespace {

constexpr int same_entry_min = 10;  ///< one ticket scanned twice within so many minutes came once

std::int64_t minute_of(const KnownFact& fact) {
    constexpr std::int64_t minutes_a_day = 1'440;
    return base::day_number(fact.head().day) * minutes_a_day + fact.head().minute.value_or(0);
}

bool is_one_entry(const KnownFact& first, const KnownFact& later) {
    return first.origin.kiosk == later.origin.kiosk &&
           minute_of(later) - minute_of(first) <= same_entry_min;
}

bool is_cancelled(const FactSet& set, FactGroup group) {
    return std::any_of(group.begin(), group.end(), [&](const KnownFact* fact) {
        return fact->as<Cancelled>() != nullptr && !set.is_removed(*fact);
    });
}

}  // namespace

bool SignUpFold::is_one(FactGroup group) {
    bool of_some_date = false;
    for (const KnownFact* fact : group) {
        const FactKind kind = fact->kind();
        if (kind == FactKind::signed_up ||
            (kind >= FactKind::promoted && kind <= FactKind::check_in_undone)) {
            return true;
        }
        if (kind >= FactKind::requested && kind <= FactKind::complaint_step) {
            return false;  // its contact may name the engagement at which it was made
        }
        of_some_date =
            of_some_date || (kind <= FactKind::reinstated && !fact->head().occurrence.is_zero());
    }
    return of_some_date;
}

void SignUpFold::take(FactGroup group) {
    SignUpRecord& record = state_.sign_ups.emplace_back();
    record.id = group.front()->head().subject;
    for (const KnownFact* fact : group) {
        record.occurrence = std::max(record.occurrence, fact->head().occurrence);
    }
    read(group, record);
    settle_promotions(group, record);
    if (record.state != SignUpState::unknown && is_cancelled(set_, group)) {
        record.state = SignUpState::cancelled;
    }
    settle_check_ins(group, record);
    record.person = person_of(set_, group);
}

void SignUpFold::read(FactGroup group, SignUpRecord& record) const {
    const KnownFact* fact = smallest<SignedUp>(group);
    if (fact == nullptr) {
        return;
    }
    const auto& said = *fact->as<SignedUp>();
    record.occurrence = fact->head().occurrence;
    record.day = fact->head().day;
    record.kiosk = fact->origin.kiosk;
    record.outcome = said.outcome;
    record.party = said.party;
    record.under_16 = said.under_16;
    record.turn = said.turn;
    record.code = said.code;
    record.language = said.language;
    record.state = said.outcome == Outcome::confirmed   ? SignUpState::confirmed
                   : said.outcome == Outcome::requested ? SignUpState::requested
                                                        : SignUpState::waiting;
}

void SignUpFold::settle_promotions(FactGroup group, SignUpRecord& record) const {
    const KnownFact* confirms = nullptr;
    const KnownFact* offers = nullptr;
    for (const KnownFact* fact : group) {
        const auto* promoted = fact->as<Promoted>();
        if (promoted == nullptr) {
            continue;
        }
        const std::optional<OfferEnd> end = set_.end_of(*fact);
        const bool offer = promoted->mode == PromotionMode::offer;
        const bool stands = offer && !end && today_ <= *promoted->expires;
        if (!offer || end == OfferEnd::accepted) {
            confirms = confirms == nullptr || fact->content < confirms->content ? fact : confirms;
        } else if (stands) {
            offers = offers == nullptr || fact->content < offers->content ? fact : offers;
        } else {
            record.passed = true;
        }
    }
    if (confirms == nullptr && offers == nullptr) {
        return;
    }
    const KnownFact& counts = confirms == nullptr ? *offers : *confirms;
    record.promoted = counts.origin.id;
    record.expires = counts.as<Promoted>()->expires;
    if (record.state == SignUpState::waiting || record.state == SignUpState::requested) {
        record.state = confirms == nullptr ? SignUpState::offered : SignUpState::confirmed;
    }
}

void SignUpFold::settle_check_ins(FactGroup group, SignUpRecord& record) {
    std::vector<const KnownFact*> marks;
    for (const KnownFact* fact : group) {
        if (fact->as<CheckedIn>() != nullptr && !set_.is_removed(*fact)) {
            marks.push_back(fact);
        }
    }
    std::sort(marks.begin(), marks.end(), [](const KnownFact* a, const KnownFact* b) {
        return std::tuple(minute_of(*a), a->origin.id) < std::tuple(minute_of(*b), b->origin.id);
    });
    const auto people = [&](const KnownFact& mark) {
        const int at_the_door = mark.as<CheckedIn>()->party;
        return at_the_door > 0 ? at_the_door : std::max(1, record.party);
    };
    const KnownFact* first = nullptr;
    for (const KnownFact* mark : marks) {
        Conflict conflict;
        conflict.subject = record.id;
        conflict.occurrence = record.occurrence;
        conflict.about = mark->origin.id;
        const bool came_cancelled = record.state == SignUpState::cancelled;
        const bool came_waiting = record.state == SignUpState::waiting ||
                                  record.state == SignUpState::offered ||
                                  record.state == SignUpState::requested;
        if (came_cancelled || came_waiting) {
            conflict.kind = came_cancelled ? ConflictKind::checked_in_after_cancel
                                           : ConflictKind::waiting_admitted;
            const ConflictClosed* closed = set_.note(conflict);
            if (closed != nullptr && closed->action == ConflictAction::wrong_person) {
                continue;
            }
        }
        if (first == nullptr) {
            first = mark;
            record.admitted = people(*mark);
            record.came = CameState::came;
        } else if (!is_one_entry(*first, *mark)) {
            conflict.kind = ConflictKind::double_check_in;
            conflict.about = first->origin.id;
            conflict.other = mark->origin.id;
            const ConflictClosed* closed = set_.note(conflict);
            if (closed != nullptr && closed->action == ConflictAction::two_parties) {
                seconds_[record.occurrence] += people(*mark);
            }
        }
    }
}

void SignUpFold::resolve_codes() {
    std::vector<const KnownFact*> asked;
    for (const KnownFact* fact : set_.others()) {
        if (fact->as<CancelAsked>() != nullptr && !set_.is_removed(*fact)) {
            asked.push_back(fact);
        }
    }
    if (asked.empty()) {
        return;
    }
    index_codes();
    for (const KnownFact* fact : asked) {
        settle_code(*fact);
    }
    for (SignUpRecord& record : state_.sign_ups) {
        // Marked above, so that one code typed twice finds the same sign-up twice.
        if (record.waits_as < 0) {
            record.waits_as = 0;
            record.state = SignUpState::cancelled;
        }
    }
}

void SignUpFold::index_codes() {
    for (std::size_t at = 0; at < state_.sign_ups.size(); ++at) {
        const SignUpRecord& record = state_.sign_ups[at];
        if (record.state != SignUpState::unknown) {
            codes_.push_back({record.occurrence, record.code, at});
        }
    }
    std::sort(codes_.begin(), codes_.end(), [](const Code& a, const Code& b) {
        return std::tie(a.occurrence, a.code, a.at) < std::tie(b.occurrence, b.code, b.at);
    });
}

std::vector<SignUpRecord*> SignUpFold::with_code(const OccurrenceId& occurrence,
                                                 std::uint32_t code) {
    std::vector<SignUpRecord*> found;
    auto at = std::lower_bound(
        codes_.begin(), codes_.end(), std::tie(occurrence, code), [](const Code& a, const auto& b) {
            return std::tie(a.occurrence, a.code) < b;
        });
    for (; at != codes_.end() && at->occurrence == occurrence && at->code == code; ++at) {
        found.push_back(&state_.sign_ups[at->at]);
    }
    return found;
}

void SignUpFold::settle_code(const KnownFact& asked) {
    std::vector<SignUpRecord*> found =
        with_code(asked.head().occurrence, asked.as<CancelAsked>()->code);
    const bool any = !found.empty();
    found.erase(std::remove_if(found.begin(),
                               found.end(),
                               [](const SignUpRecord* record) {
                                   return record->state == SignUpState::cancelled;
                               }),
                found.end());
    if (any && found.empty()) {
        return;  // it was cancelled before
    }
    if (found.size() != 1) {
        Conflict conflict;
        conflict.kind = any ? ConflictKind::code_ambiguous : ConflictKind::unknown_code;
        conflict.about = asked.origin.id;
        conflict.occurrence = asked.head().occurrence;
        conflict.number = static_cast<int>(found.size());
        const ConflictClosed* closed = set_.note(conflict);
        found.clear();
        for (SignUpRecord& record : state_.sign_ups) {
            if (closed != nullptr && closed->action == ConflictAction::choose &&
                record.state != SignUpState::unknown &&
                same_bytes<base::RecordId>(record.id) == closed->chosen) {
                found.push_back(&record);
            }
        }
    }
    if (!found.empty()) {
        found.front()->waits_as = -1;
    }
}

}  // namespace harmony::events
