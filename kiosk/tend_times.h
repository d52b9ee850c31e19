#pragma once

#include <chrono>

namespace harmony::kiosk {

/// When the worker does what nobody asked for (Outbox::tend): once a minute, counted from the start
/// of the program and from nothing that residents do. Counted from the last job, the second at
/// which a night's batch leaves would be the second at which the last resident pressed Send
/// (tests/privacy/timing_test.cpp).
class TendTimes {
public:
    static constexpr std::chrono::milliseconds every = std::chrono::minutes{1};

    /// `now`: of a monotonic clock, as all times here.
    explicit TendTimes(std::chrono::milliseconds now) : next_(now + every) {}

    [[nodiscard]] std::chrono::milliseconds next() const { return next_; }
    [[nodiscard]] bool due(std::chrono::milliseconds now) const { return now >= next_; }

    /// Those that were missed are left out.
    void tended(std::chrono::milliseconds now) {
        if (due(now)) {
            next_ += ((now - next_) / every + 1) * every;
        }
    }

private:
    std::chrono::milliseconds next_;
};

}  // namespace harmony::kiosk
