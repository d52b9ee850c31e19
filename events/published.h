#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "events/event.h"
#include "events/series.h"
#include "events/venue_list.h"

// From the office's series to what a pack says of each date (docs/formats/pack.md, Events).
namespace harmony::events {

/// How far ahead a pack looks. Twice what a kiosk lists, so that one that hears nothing for weeks
/// still has something to show.
inline constexpr int published_days = 2 * listed_days;

/// One date as residents see it. An end after midnight is cut to 23:59, since lists of a day have
/// nothing later. REQUIRES: the venue that the date names, or none for a date without one.
[[nodiscard]] Event published_event(const Series& series,
                                    const Occurrence& occurrence,
                                    const Venue& venue);

/// What the next pack says: the public dates of series that are no drafts, from `today` on, nearest
/// first; of a surgery its appointments as well, each a date with one space. Errors: refused (a
/// series that cannot be expanded, a venue that is not in the list), with the series' title.
[[nodiscard]] base::Result<std::vector<Event>> published_events(const std::vector<Series>& all,
                                                                const VenueList& venues,
                                                                base::Day today,
                                                                const NamedHash& hash);

}  // namespace harmony::events
