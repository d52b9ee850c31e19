#pragma once

#include <string>
#include <vector>

#include "admin/office_dates.h"
#include "admin/report/plan_input.h"
#include "base/time.h"
#include "events/fold.h"
#include "summary/publishable.h"

// What reports say of the office's own books: what became of little things, and how many people
// came to events. For others than the office the rules for small numbers hold as for answers
// (admin/counted_things.h).

namespace harmony::admin {

/// The books, opened.
struct OpenBooks {
    const events::State& state;
    const OfficeDates& dates;
    base::Day today{};
};

/// How far back reports look: little things that were reported, events that were held.
inline constexpr int months_of_books = 12;

/// Reports of little things of the last twelve months: what came of them by kind and place, how
/// long open ones have waited, how often the same was reported; for the office also the oldest open
/// ones. `kinds`: these alone, by the names of the casework; empty: all. Each report is counted;
/// one of a thing that was reported before has the state of that one.
[[nodiscard]] std::vector<BookTable> case_tables(const OpenBooks& books,
                                                 const std::vector<std::string>& kinds,
                                                 summary::Audience audience);

/// People who came to events of the last twelve months, by kind of event and by month; for the
/// office also by date.
[[nodiscard]] std::vector<BookTable> attendance_tables(const OpenBooks& books,
                                                       summary::Audience audience);

/// Both in two sentences, for a report that is one page.
[[nodiscard]] std::vector<BookTable> actions_in_brief(const OpenBooks& books,
                                                      summary::Audience audience);

}  // namespace harmony::admin
