#pragma once

#include <chrono>
#include <optional>

namespace harmony::kiosk {

/// When a quick survey moves on by itself: 400 ms after a choice, so that the choice is seen
/// (kiosk.md 5.5); where several may be chosen, 2 s after the last. Another choice in the meantime
/// begins the wait again.
class QuickPace {
public:
    using Time = std::chrono::milliseconds;  ///< monotonic

    static constexpr Time after_one{400};
    static constexpr Time after_several{2000};

    /// Something was chosen that is a whole answer.
    void chosen(Time now, Time wait) { due_ = now + wait; }

    /// Nothing is chosen any more, or the page was left otherwise.
    void stop() { due_.reset(); }

    /// True once, when it is time.
    [[nodiscard]] bool moves_on(Time now) {
        const bool due = due_ && now >= *due_;
        if (due) {
            stop();
        }
        return due;
    }

    /// Until then; nothing when nothing is to come.
    [[nodiscard]] std::optional<Time> left(Time now) const {
        return due_ ? std::optional(*due_ > now ? *due_ - now : Time{0}) : std::nullopt;
    }

private:
    std::optional<Time> due_;
};

}  // namespace harmony::kiosk
