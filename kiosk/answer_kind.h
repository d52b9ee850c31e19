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

/// The same, going by the choices too: faces for 2 to 5 points, letters for a list of more than 12.
[[nodiscard]] AnswerKind kind_of(const survey::Form& form, survey::NodeIndex node);

/// More choices than these want a way to find one by its letters (kiosk.md 4.11).
inline constexpr std::size_t most_without_letters = 12;

/// Whether a choice says nothing about the question: it stands last, outside every scale.
[[nodiscard]] bool is_aside(survey::ChoiceRole role);

/// The face of point `place` of `points`, which are 2 to 5.
[[nodiscard]] ui::Mood mood_of(survey::Faces order, std::size_t place, std::size_t points);

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

/// A text may have so many letters, as people count them; from 80 % on the page counts them.
inline constexpr std::size_t letter_limit = 300;
inline constexpr std::size_t letters_counted_from = letter_limit * 8 / 10;

/// What an acknowledgement holds.
inline constexpr std::string_view acknowledged = "OK";

}  // namespace harmony::kiosk
