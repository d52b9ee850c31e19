#include "events/check_in.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "base/text.h"
#include "events/local_time.h"
#include "events/name_search.h"

namespace harmony::events {
namespace {

constexpr std::chrono::hours doors_before{2};
constexpr std::chrono::hours doors_after{2};

CheckInAnswer only(Verdict verdict) {
    CheckInAnswer answer;
    answer.verdict = verdict;
    return answer;
}

std::string at_minute(int minute) {
    return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

class Decision {
public:
    Decision(const Roster* roster,
             const LocalMarks& marks,
             const DoorDate& occurrence,
             base::Moment now)
        : roster_(roster), marks_(marks), occurrence_(occurrence), now_(now) {}

    CheckInAnswer operator()(ScanTrouble trouble) const {
        return only(trouble == ScanTrouble::bad_ticket    ? Verdict::bad_ticket
                    : trouble == ScanTrouble::unknown_key ? Verdict::unknown_key
                                                          : Verdict::over);
    }

    CheckInAnswer operator()(const ScannedTicket& ticket) const {
        CheckInAnswer answer;
        answer.who = {ticket.sign_up};
        answer.party = ticket.party;
        if (ticket.occurrence != occurrence_.id) {
            answer.verdict = Verdict::other_event;
            return answer;
        }
        for (const RosterEntry& entry : entries()) {
            if (entry.id == ticket.sign_up) {
                return of_entry(entry);
            }
        }
        // Genuine, and newer than the list if there is one.
        answer.verdict = ticket.kind == Outcome::confirmed ? Verdict::ok_no_list : Verdict::waiting;
        return in_time(marked(answer, nullptr));
    }

    CheckInAnswer operator()(const TypedCode& typed) const {
        std::vector<const RosterEntry*> hits;
        for (const RosterEntry& entry : entries()) {
            if (entry.code == typed.code && typed.code != 0) {
                hits.push_back(&entry);
            }
        }
        return of_hits(hits);
    }

    CheckInAnswer operator()(const TypedName& typed) const {
        return of_hits(roster_ == nullptr ? std::vector<const RosterEntry*>()
                                          : find_by_name(*roster_, typed.text.view()));
    }

    CheckInAnswer operator()(const ChosenParty& chosen) const {
        for (const RosterEntry& entry : entries()) {
            if (entry.id == chosen.id) {
                return of_entry(entry);
            }
        }
        return of_hits({});
    }

private:
    [[nodiscard]] std::span<const RosterEntry> entries() const {
        return roster_ == nullptr ? std::span<const RosterEntry>() : roster_->entries;
    }

    [[nodiscard]] CheckInAnswer of_hits(const std::vector<const RosterEntry*>& hits) const {
        if (hits.size() == 1) {
            return of_entry(*hits.front());
        }
        CheckInAnswer answer = only(roster_ == nullptr ? Verdict::unknown_code_no_list
                                    : hits.empty()     ? Verdict::unknown_code
                                                       : Verdict::several);
        for (const RosterEntry* hit : hits) {
            answer.who.push_back(hit->id);
        }
        return answer;
    }

    [[nodiscard]] CheckInAnswer of_entry(const RosterEntry& entry) const {
        CheckInAnswer answer;
        answer.who = {entry.id};
        answer.party = entry.party;
        answer.waits_as = entry.waits_as;
        answer.cancelled_on = entry.cancelled_on;
        const bool gone =
            entry.state == SignUpState::cancelled || entry.state == SignUpState::erased;
        answer.verdict = gone                                    ? Verdict::cancelled
                         : entry.state == SignUpState::confirmed ? Verdict::ok
                                                                 : Verdict::waiting;
        return in_time(marked(answer, &entry));
    }

    /// Who is in already is in, whatever else is true of them.
    [[nodiscard]] CheckInAnswer marked(CheckInAnswer answer, const RosterEntry* entry) const {
        if (const LocalMark* mark = marks_.find(answer.who.front())) {
            answer.verdict = Verdict::already;
            answer.came_at = mark->minute;
        } else if (entry != nullptr && entry->came_at) {
            answer.verdict = Verdict::already;
            answer.came_at = entry->came_at;
            answer.came_on = entry->came_on;
        }
        return answer;
    }

    [[nodiscard]] CheckInAnswer in_time(CheckInAnswer answer) const {
        if (answer.verdict == Verdict::ok || answer.verdict == Verdict::ok_no_list) {
            if (now_ + doors_before < occurrence_.start) {
                answer.verdict = Verdict::too_early;
            } else if (now_ > occurrence_.end + doors_after) {
                answer.verdict = Verdict::over;
            }
        }
        return answer;
    }

    const Roster* roster_;
    const LocalMarks& marks_;
    const DoorDate& occurrence_;
    base::Moment now_;
};

}  // namespace

const LocalMark* LocalMarks::find(const SubjectId& id) const {
    const base::Digest key = key_of(id);
    const auto at = std::find_if(
        marks.begin(), marks.end(), [&](const LocalMark& mark) { return mark.key == key; });
    return at == marks.end() ? nullptr : &*at;
}

void LocalMarks::add(const SubjectId& id, int minute) {
    marks.push_back({key_of(id), minute});
}

CheckInQuery asked_by(const std::variant<Ticket, TicketTrouble>& read) {
    if (const auto* trouble = std::get_if<TicketTrouble>(&read)) {
        return *trouble == TicketTrouble::unknown_key  ? ScanTrouble::unknown_key
               : *trouble == TicketTrouble::day_passed ? ScanTrouble::day_passed
                                                       : ScanTrouble::bad_ticket;
    }
    const auto& ticket = std::get<Ticket>(read);
    const Outcome kind = ticket.kind == TicketKind::confirmed ? Outcome::confirmed
                         : ticket.kind == TicketKind::waiting ? Outcome::waiting
                                                              : Outcome::requested;
    return ScannedTicket{ticket.occurrence, ticket.sign_up, kind, ticket.party};
}

GoOn go_on(Verdict verdict) {
    switch (verdict) {
        case Verdict::ok:
        case Verdict::ok_no_list: return GoOn::enter;
        case Verdict::unknown_code:
        case Verdict::unknown_code_no_list:
        case Verdict::bad_ticket: return GoOn::walk_in;
        case Verdict::several: return GoOn::choose;
        case Verdict::other_event: return GoOn::switch_date;
        case Verdict::event_cancelled: return GoOn::none;
        default: return GoOn::with_reason;
    }
}

std::vector<const RosterEntry*> find_by_name(const Roster& roster, std::string_view typed) {
    const base::SecretText wanted = searched(typed);
    std::vector<const RosterEntry*> hits;
    if (base::code_points(base::trim(wanted.view())) < least_letters) {
        return hits;
    }
    for (const RosterEntry& entry : roster.entries) {
        if (hits.size() < most_hits && is_like(wanted.view(), searched(entry.name.view()).view())) {
            hits.push_back(&entry);
        }
    }
    return hits;
}

CheckInAnswer check_in(const CheckInQuery& query,
                       const Roster* roster,
                       const LocalMarks& marks,
                       const DoorDate& occurrence,
                       base::Moment now) {
    if (occurrence.cancelled) {
        return only(Verdict::event_cancelled);
    }
    return std::visit(Decision(roster, marks, occurrence, now), query);
}

std::string staff_sentence(const CheckInAnswer& answer,
                           std::string_view name,
                           std::string_view other) {
    switch (answer.verdict) {
        case Verdict::ok: return fmt::format("{}, party of {}. Welcome.", name, answer.party);
        case Verdict::ok_no_list:
            return fmt::format("Ticket is genuine. Party of {}. No list on this machine.",
                               answer.party);
        case Verdict::already:
            return fmt::format("Checked in at {} on {}.",
                               at_minute(answer.came_at.value_or(0)),
                               answer.came_on.empty() ? "this machine" : answer.came_on);
        case Verdict::waiting:
            return answer.waits_as > 0
                       ? fmt::format("On the waiting list, number {}.", answer.waits_as)
                       : "On the waiting list.";
        case Verdict::cancelled:
            return answer.cancelled_on ? fmt::format("This sign-up was cancelled on {}.",
                                                     said(*answer.cancelled_on))
                                       : "This sign-up was cancelled.";
        case Verdict::other_event: return fmt::format("This ticket is for {}.", other);
        case Verdict::unknown_code: return "No sign-up with this number.";
        case Verdict::unknown_code_no_list:
            return "This machine has no list. Note it as a walk-in, or check later.";
        case Verdict::several: return "More than one party fits. Choose from the list.";
        case Verdict::bad_ticket: return "This is not one of our tickets.";
        case Verdict::unknown_key:
            return "This ticket's key is not known here. Content may be old.";
        case Verdict::too_early: return "It is more than 2 hours before the start.";
        case Verdict::over: return "This event ended more than 2 hours ago.";
        case Verdict::event_cancelled: return "This event is cancelled.";
    }
    return {};
}

}  // namespace harmony::events
