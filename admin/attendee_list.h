#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/time.h"
#include "events/fold.h"
#include "events/totals.h"
#include "ui/text.h"

namespace harmony::admin {

/// One party on the list for the door.
struct Attendee {
    std::string name;  ///< empty: none was given
    int people = 1;
    int under_16 = 0;
    std::string number;  ///< "482 917 360"
    std::vector<std::string> needs;
    std::string note;
    std::string language;
    bool came = false;
    std::string phone;  ///< this and the next: only where contacts may be shown
    std::string email;
};

/// Those who have a space at a date, by name; whoever waits is never among them.
[[nodiscard]] std::vector<Attendee> attendees_of(const events::State& state,
                                                 const events::OccurrenceId& date,
                                                 bool contacts);

/// The list as CSV (docs/formats/attendees.md): UTF-8 with a byte order mark, safe for
/// spreadsheets.
[[nodiscard]] std::string attendees_csv(const std::vector<Attendee>& list, bool contacts);

/// What stands on the sheet besides names.
struct SheetWords {
    std::string title;
    std::string when;
    std::string where;
    std::string worst_case;    ///< may be empty
    std::string needs_totals;  ///< may be empty
    std::string destroy_after;
    int blank_lines = 12;  ///< for those who come without a sign-up
};

/// "step_free 2, interpreter 1 (ur 1)"; empty when nobody needs anything.
[[nodiscard]] std::string totals_line(const events::NeedTotals& totals);

/// The day sheet on A4, to be read at arm's length at a door: a box to tick, name, how many, the
/// last three digits, needs. Errors: refused (a letter that no font of ours has).
[[nodiscard]] base::Result<base::Bytes> draw_sheet(const SheetWords& words,
                                                   const std::vector<Attendee>& list,
                                                   ui::TextEngine& text);

/// "step-free entrance" for `step_free` and so on: as officers read it.
[[nodiscard]] std::string need_in_words(events::Need need);

}  // namespace harmony::admin
