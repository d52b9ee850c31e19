#pragma once

#include <string_view>
#include <vector>

#include "events/series.h"
#include "events/venue_list.h"

// Invented series for the tests of dates, calendars and feeds.
namespace harmony::tests {

/// H(name, message) as the programs have it.
[[nodiscard]] events::NamedHash real_hash();

/// A clock time; fails the test when it is none.
[[nodiscard]] events::WallTime wall(std::string_view text);

/// The drop-in of the design of events, 3.7: six Mondays at 14:00 from 2 March 2026, two hours.
/// Its id is that of the vector of 3.2.
[[nodiscard]] events::Series drop_in();

/// "newtown-resource-centre".
[[nodiscard]] events::VenueList venues();

/// All dates, each as "2026-03-30T14:00:00", with " moved" or " cancelled" behind it.
[[nodiscard]] std::vector<std::string> dates_of(const events::Series& series);

}  // namespace harmony::tests
