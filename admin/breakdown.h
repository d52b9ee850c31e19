#pragma once

#include <string>
#include <string_view>

namespace harmony::admin {

/// What answers can be counted by.
enum class CountBy { nothing, place, month, wave, language, venue, mode, engagement, question };

/// One of them, or a question whose answers are the rows.
struct Breakdown {
    Breakdown(CountBy what)
        : by(what) {}  // NOLINT(google-explicit-constructor): lists of them read so
    explicit Breakdown(std::string name) : by(CountBy::question), question(std::move(name)) {}

    CountBy by = CountBy::nothing;
    std::string question;  ///< of `CountBy::question`

    bool operator==(const Breakdown&) const = default;
};

/// "place", "month", ..., the question's name; empty for nothing.
[[nodiscard]] std::string grouping_name(const Breakdown& by);

/// The others by their word; anything else names a question.
[[nodiscard]] Breakdown breakdown_of(std::string_view word);

}  // namespace harmony::admin
