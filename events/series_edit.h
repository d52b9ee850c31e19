#pragma once

#include <functional>
#include <optional>

#include "base/error.h"
#include "events/series.h"

// Changing an event that is known to people (design of events, 4.4 and 10).
//
// 1. Past dates never change.
// 2. A change of one date is an entry of `changes` under the start it was first announced with; so
//    its id stays, and tickets stay good.
// 3. "This and following" ends the old series before the date, and a new one carries on from it.
//    "All dates" is the same from the first that is not past; where none is past, the series keeps
//    its id.
// 4. A date that people signed up for keeps its id whatever happens to the pattern: as a date of
//    its own, with what the new pattern says of that day. Where the new pattern has nothing on that
//    day, the edit is refused: such a date is cancelled first, so that people are told.
// 5. What takes place is never judged here by sign-ups of others: the store says which dates have
//    some.
namespace harmony::events {

/// Whether anybody signed up for a date or a slot.
using HasSignUps = std::function<bool(const OccurrenceId&)>;

/// What every edit needs to know.
struct EditSetting {
    base::Day today{};  ///< the civil date of the organisation
    HasSignUps has_sign_ups;
    NamedHash hash;
};

/// One date is moved or told of otherwise: what `wanted` has counts, the rest stays. Errors:
/// refused (not one of the dates, past, cancelled, or no such time).
[[nodiscard]] base::Result<Series> change_date(Series series,
                                               const DateChange& wanted,
                                               base::Day today);

/// One date does not take place. Errors: as above.
[[nodiscard]] base::Result<Series> cancel_date(Series series,
                                               WallTime original,
                                               const LocalText& note,
                                               base::Day today);

/// No date from today on takes place. Errors: refused (all dates are past).
[[nodiscard]] base::Result<Series> cancel_series(Series series,
                                                 const LocalText& note,
                                                 base::Day today);

/// One date is taken out of a series, as if it had never been. Errors: refused (not one of the
/// dates, past, the only one, or it has sign-ups).
[[nodiscard]] base::Result<Series> remove_date(Series series,
                                               WallTime original,
                                               const EditSetting& setting);

/// What an edit leaves: the series that was, changed or ended, and the one that carries on.
struct EditedSeries {
    Series series;
    std::optional<Series> following;
};

/// The series as it would carry on from `from`, one of its dates: what an officer starts from who
/// changes "this and following". Its id is still that of the old one.
[[nodiscard]] base::Result<Series> carried_on(const Series& series, WallTime from);

/// This date and all that follow become as `edited` says, which begins where `carried_on` does, or
/// with the old first date, whose clock time then counts from `from` on. `fresh` names the new
/// series. Errors: refused (not one of the dates, past, a date with sign-ups would go).
[[nodiscard]] base::Result<EditedSeries> edit_following(const Series& series,
                                                        const Series& edited,
                                                        WallTime from,
                                                        const SeriesId& fresh,
                                                        const EditSetting& setting);

/// All dates that are not past become as `edited` says. Errors: as above.
[[nodiscard]] base::Result<EditedSeries> edit_all(const Series& series,
                                                  const Series& edited,
                                                  const SeriesId& fresh,
                                                  const EditSetting& setting);

}  // namespace harmony::events
