#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "admin/fact_book.h"
#include "admin/office_dates.h"
#include "admin/office_facts.h"
#include "events/check_in.h"

namespace harmony::admin {

/// The list of one date, as an office that checks people in has it: who signed up, who is in
/// already and where they came in.
struct DoorList {
    events::Roster roster;
    events::DoorDate date;
    events::State state;
    std::vector<events::KnownFact> facts;

    [[nodiscard]] const events::RosterEntry* entry(const events::SubjectId& id) const;
};

/// REQUIRES: nothing; a date without sign-ups has an empty list. `label` names machines.
[[nodiscard]] DoorList door_list(const FactBook& book,
                                 const OfficeDates& dates,
                                 const events::OccurrenceId& date,
                                 const std::function<std::string(const base::KioskId&)>& label,
                                 base::Moment now);

/// The office needs no marks of its own: its facts are written before the next question is asked.
[[nodiscard]] events::LocalMarks no_local_marks();

/// What was scanned (a ticket's text) or typed: nine digits are a code, anything else a name.
[[nodiscard]] events::CheckInQuery door_question(std::string_view said,
                                                 const sync::Registry& registry,
                                                 base::Day today);

/// The fact of letting a party in; `people` 0: as signed up. `reason`: of an override, else empty.
[[nodiscard]] OfficeFact let_in(const events::SubjectId& who,
                                const events::OccurrenceId& date,
                                const events::CheckedIn& how,
                                base::Moment now);

/// The newest check-in of a party that counts; nothing when it is not in.
[[nodiscard]] std::optional<events::FactId> newest_check_in(const DoorList& list,
                                                            const events::SubjectId& who);

}  // namespace harmony::admin
