#include "kiosk/door/door_verdict.h"

#include <span>

#include "events/local_time.h"
#include "kiosk/tickets.h"

namespace harmony::kiosk {

DoorVerdict verdict_of(const DoorQuery& query,
                       const std::vector<sync::SignPublicKey>& known,
                       const events::Roster* roster,
                       const events::LocalMarks& marks,
                       const base::Clock& clock) {
    DoorVerdict verdict;
    events::CheckInQuery asked = events::TypedCode{query.code};
    if (!query.scanned.empty()) {
        const auto read = read_scan(query.scanned, known, clock.today());
        asked = events::asked_by(read);
        if (const auto* ticket = std::get_if<events::Ticket>(&read)) {
            if (ticket->occurrence != query.date.id) {
                verdict.other = ticket->occurrence;
            }
        }
    } else if (query.chosen) {
        asked = events::ChosenParty{*query.chosen};
        verdict.how = events::CheckInHow::name;
    } else if (!query.name.empty()) {
        asked = events::TypedName{query.name};
    } else {
        verdict.how = events::CheckInHow::code;
    }
    verdict.answer = events::check_in(asked, roster, marks, query.date, clock.now());
    if (std::holds_alternative<events::TypedName>(asked) && verdict.answer.who.size() == 1) {
        verdict.answer.verdict = events::Verdict::several;  // staff say whether it is this one
    }
    verdict.minute = static_cast<int>(events::minutes_of(events::wall_time(clock.now())).count());
    const events::GoOn way = events::go_on(verdict.answer.verdict);
    const bool reasoned = way == events::GoOn::with_reason && !query.reason.empty();
    // Only a sign-up that is known can be let in as one; others are walk-ins.
    verdict.may_enter = verdict.answer.who.size() == 1 && (way == events::GoOn::enter || reasoned);
    if (query.by_resident) {
        verdict.how = events::CheckInHow::self;
    } else if (reasoned) {
        verdict.how = events::CheckInHow::override;
    }
    return verdict;
}

std::vector<DoorPerson> people_of(const events::CheckInAnswer& answer,
                                  const events::Roster* roster) {
    std::vector<DoorPerson> people;
    for (const events::SubjectId& id : answer.who) {
        for (const events::RosterEntry& entry :
             roster == nullptr ? std::span<const events::RosterEntry>() : roster->entries) {
            if (entry.id == id) {
                people.push_back({id, entry.name, entry.party, entry.code});
            }
        }
    }
    return people;
}

DoorTotals totals_of(const events::Fact& fact) {
    DoorTotals totals;
    if (const auto* walked = std::get_if<events::WalkedIn>(&fact.payload)) {
        totals.adults = walked->adults;
        totals.children = walked->children;
    } else if (const auto* counted = std::get_if<events::Counted>(&fact.payload)) {
        totals.in = counted->in;
        totals.out = counted->out;
    }
    return totals;
}

}  // namespace harmony::kiosk
