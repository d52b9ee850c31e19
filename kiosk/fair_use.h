#pragma once

#include <chrono>
#include <deque>

#include "survey/response.h"

namespace harmony::kiosk {

/// Marks what looks like one person answering over and over (kiosk.md 13, Fair use). Nobody is
/// stopped and nothing is dropped: reports show numbers with and without the marked ones.
///
/// It remembers when, never what; nothing of it is written down.
class FairUse {
public:
    using Time = std::chrono::milliseconds;  ///< monotonic

    static constexpr Time window = std::chrono::minutes(3);
    static constexpr std::size_t most_in_window = 2;  ///< the third carries the mark
    static constexpr Time cool_down = std::chrono::seconds(60);

    struct Complete {
        Time now{0};
        Time taken{0};       ///< from the first question to Send
        Time fast_below{0};  ///< faster than this is fast
        bool straight_line = false;
    };

    /// Sets `fast` and `burst` of a complete response.
    void mark(const Complete& complete, survey::Flags& flags);

    /// Whether the attract page asks to let others have a turn.
    [[nodiscard]] bool cools_down(Time now) const { return now < cool_until_; }

private:
    std::deque<Time> suspicious_;
    Time cool_until_{0};
};

/// Faster than this is fast: a third of the time that the questions should take. The median of the
/// form is not known to a kiosk, so the pace of the journey budgets stands for it.
[[nodiscard]] FairUse::Time fast_below(int questions);

}  // namespace harmony::kiosk
