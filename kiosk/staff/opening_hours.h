#pragma once

#include <array>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"

namespace harmony::kiosk {

/// A part of a civil day, in minutes from midnight; `until` may be 24:00.
struct OpenSpan {
    std::chrono::minutes from{0};
    std::chrono::minutes until{0};

    bool operator==(const OpenSpan&) const = default;
};

/// Reads "09:00-17:30"; nothing when it is no span of one day, or an empty one.
[[nodiscard]] std::optional<OpenSpan> read_open_span(std::string_view text);

/// When residents may use the screen, in civil time of the organisation. Without a week it is
/// always open.
struct OpeningHours {
    using Day = std::vector<OpenSpan>;

    std::optional<std::array<Day, 7>> week;  ///< from Monday
    std::map<base::Day, Day> exceptions;     ///< instead of the weekday's; empty: closed

    /// The spans of a civil day; nothing when it is open all day.
    [[nodiscard]] std::optional<Day> of(base::Day day) const;

    bool operator==(const OpeningHours&) const = default;
};

/// `{"week": {"mon": ["09:00-17:00"], ...}, "exceptions": {"2026-12-25": [], ...}}`. A weekday that
/// is missing is closed. Errors: unreadable, with the place in it.
[[nodiscard]] base::Result<OpeningHours> read_opening_hours(std::string_view json);

[[nodiscard]] bool is_open(const OpeningHours& hours, base::Moment when, const base::Clock& clock);

/// The first minute after `when` at which it is open and the one before was not; nothing when there
/// is none within a year. `clock` tells local time alone.
[[nodiscard]] std::optional<base::Moment> next_opening(const OpeningHours& hours,
                                                       base::Moment when,
                                                       const base::Clock& clock);

/// The end of the span in which `when` lies, at most `within` later; nothing otherwise.
[[nodiscard]] std::optional<base::Moment> closing_within(const OpeningHours& hours,
                                                         base::Moment when,
                                                         std::chrono::minutes within,
                                                         const base::Clock& clock);

/// "17:30" of a moment in local time.
[[nodiscard]] std::string local_time_text(base::Moment when, const base::Clock& clock);

/// The civil day of a moment.
[[nodiscard]] base::Day local_day(base::Moment when, const base::Clock& clock);

}  // namespace harmony::kiosk
