#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/screens/screens.h"
#include "survey/form.h"

namespace harmony::kiosk {

/// How a question is answered on the screen. A day with a time begins as `day`.
[[nodiscard]] AnswerKind kind_of(const survey::Node& node);

/// How much of a date the appearance asks for.
[[nodiscard]] DayEntry::Detail detail_of(const survey::Node& node);

/// The ends of a range, whichever way it runs.
struct Bounds {
    std::string lowest;
    std::string highest;
};
[[nodiscard]] Bounds bounds_of(const survey::Range& range);

/// The number that `text` is, for comparing; nothing when it is none.
[[nodiscard]] std::optional<double> number_of(std::string_view text);

/// The parts of a day: names of their tiles; their places are what is stored.
inline constexpr std::array<std::string_view, 4> parts_of_day{
    "morning", "afternoon", "evening", "night"};

/// What an acknowledgement holds.
inline constexpr std::string_view acknowledged = "OK";

}  // namespace harmony::kiosk
