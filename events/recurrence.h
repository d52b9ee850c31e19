#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "events/local_time.h"

// The part of RFC 5545 that Harmony repeats events by: days, weeks and months.
//
// 1. A rule is read here, by hand, so that whatever is outside of the part is named to the officer.
// 2. libical expands it in floating time, where every day has 24 hours and no zone can mislead it
//    (with a zone set, 3.0.16 gives wrong times around the changes of clocks).
// 3. local_time.h alone makes moments of what comes out.
namespace harmony::events {

enum class Frequency { daily, weekly, monthly };

/// A weekday, and which one of the month: 1 to 5, -1 the last, 0 every.
struct RuleDay {
    std::chrono::weekday day;
    int which = 0;

    bool operator==(const RuleDay&) const = default;
};

/// A pattern, as it was read and within limits. Weeks begin on Monday.
struct Rule {
    Frequency frequency = Frequency::weekly;
    int interval = 1;                   ///< 1 to 52
    std::vector<RuleDay> days;          ///< BYDAY
    std::vector<int> month_days;        ///< BYMONTHDAY, 1 to 31
    std::vector<int> positions;         ///< BYSETPOS, 1 to 4 or -1; only with `days` of a month
    std::optional<int> count;           ///< of the two ends exactly one is there
    std::optional<base::Moment> until;  ///< the last moment at which a date may start

    bool operator==(const Rule&) const = default;
};

inline constexpr std::size_t most_dates = 366;

/// Reads "FREQ=WEEKLY;BYDAY=MO;COUNT=6". Errors: refused, with what it uses that Harmony does not.
[[nodiscard]] base::Result<Rule> read_rule(std::string_view text);

/// The rule as RFC 5545 writes it; `read_rule` gives the same one back.
[[nodiscard]] std::string write_rule(const Rule& rule);

/// The dates that the rule gives from `start` on, in order: at most `most`, none after `last`. A
/// first date that the pattern does not give is not among them. No clock changes here.
[[nodiscard]] std::vector<WallTime> floating_dates(const Rule& rule,
                                                   WallTime start,
                                                   std::size_t most,
                                                   WallTime last);

}  // namespace harmony::events
