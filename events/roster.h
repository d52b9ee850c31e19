#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret.h"
#include "base/time.h"
#include "events/check_in.h"

// The list for the door of a kiosk as bytes, before it is sealed (docs/formats/hk1.md, 13.5).
namespace harmony::events {

/// Who signed up for one date. Needs are not in it: a machine at a door may be stolen, and whoever
/// gets things ready has the office's sheet.
struct DateRoster {
    OccurrenceId date;
    base::Day last_day{};  ///< on which it ends; the day after it is not shown any more
    Roster roster;
};

/// As many dates as fit into `cap` bytes, whole ones, in the order they have.
struct WrittenRoster {
    base::SecretBytes bytes;
    std::size_t dates = 0;
    std::size_t parties = 0;
    base::Day last_day{};  ///< the latest of the dates in it
};
[[nodiscard]] WrittenRoster write_rosters(const std::vector<DateRoster>& all, std::size_t cap);

/// Unreadable unless `bytes` are exactly what `write_rosters` makes.
[[nodiscard]] base::Result<std::vector<DateRoster>> read_rosters(base::ByteView bytes);

}  // namespace harmony::events
