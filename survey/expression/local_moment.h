#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace harmony::survey {

/// A local calendar day, or a day with a time of day. No zone: the survey has one fixed offset.
struct LocalMoment {
    std::int32_t day = 0;                 ///< days since 1970-01-01
    std::optional<std::int32_t> time_ms;  ///< since local midnight

    bool operator==(const LocalMoment&) const = default;
};

/// Reads `YYYY-MM-DD`, or that with `T` and `HH:MM[:SS[.f]]` and an optional `Z`, `+HH[:MM]` or
/// `-HH[:MM]`. With an offset, the time is turned into local time with `local`. The date must
/// exist.
[[nodiscard]] std::optional<LocalMoment> moment_from_text(std::string_view text,
                                                          std::chrono::minutes local);

/// As `moment_from_text` for a day alone; `2026-3-4` is read too when `short_forms`.
[[nodiscard]] std::optional<std::int32_t> day_from_text(std::string_view text, bool short_forms);

/// Milliseconds since local midnight of `HH:MM[:SS[.f]]` with an optional offset.
[[nodiscard]] std::optional<std::int32_t> time_from_text(std::string_view text,
                                                         std::chrono::minutes local);

/// `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS.mmm+HH:MM`.
[[nodiscard]] std::string text_from_moment(const LocalMoment& moment, std::chrono::minutes local);

/// Days since 1970-01-01 local, with the fraction of the day.
[[nodiscard]] double number_from_moment(const LocalMoment& moment);

/// Nothing outside the years 0001 to 9999.
[[nodiscard]] std::optional<LocalMoment> moment_from_number(double days, bool with_time);

/// Fills the codes `%Y %y %m %n %b %d %e %a %H %h %M %S %3`; an unknown code stays as it is. Names
/// are English; a day alone is midnight.
[[nodiscard]] std::string format_moment(const LocalMoment& moment, std::string_view pattern);

}  // namespace harmony::survey
