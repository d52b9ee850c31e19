#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

// The one time zone of events: Europe/London. UTC+1 from 01:00 UTC on the last Sunday of March to
// 01:00 UTC on the last Sunday of October, else UTC (The Summer Time Order 2002; the rule since
// 1996). The tests hold it to the system's zone table for 1996 to 2037.
namespace harmony::events {

/// What a clock on the wall at the venue shows.
using WallTime = std::chrono::local_time<std::chrono::minutes>;

/// How often a clock on the wall shows a time on its day.
enum class Shown {
    once,
    never,  ///< the hour that is left out in March
    twice,  ///< the hour that comes again in October
};

[[nodiscard]] Shown shown(WallTime time);

/// Local time minus UTC.
[[nodiscard]] std::chrono::minutes london_offset(base::Moment moment);

/// Nothing for a time that no clock shows; of a time that comes twice the first (RFC 5545, 3.3.5).
[[nodiscard]] std::optional<base::Moment> utc_of(WallTime time);

/// To the whole minute.
[[nodiscard]] WallTime wall_time(base::Moment moment);

[[nodiscard]] constexpr base::Day day_of(WallTime time) {
    return base::Day{std::chrono::floor<std::chrono::days>(time).time_since_epoch()};
}

[[nodiscard]] constexpr std::chrono::minutes minutes_of(WallTime time) {
    return time - std::chrono::floor<std::chrono::days>(time);
}

[[nodiscard]] constexpr WallTime at(base::Day day, std::chrono::minutes after_midnight) {
    return WallTime{day.time_since_epoch()} + after_midnight;
}

/// `YYYY-MM-DDTHH:MM:SS`.
[[nodiscard]] std::string to_iso(WallTime time);

/// Reads `YYYY-MM-DDTHH:MM` with or without `:00`; nothing when it is no such time.
[[nodiscard]] std::optional<WallTime> wall_time_from_iso(std::string_view text);

/// `YYYYMMDDTHHMMSS`, as RFC 5545 writes it.
[[nodiscard]] std::string compact(WallTime time);
[[nodiscard]] std::string compact_utc(base::Moment moment);  ///< with `Z`

/// "2 March 2026", for officers.
[[nodiscard]] std::string said(base::Day day);
[[nodiscard]] std::string clock_said(WallTime time);  ///< "14:00"

}  // namespace harmony::events
