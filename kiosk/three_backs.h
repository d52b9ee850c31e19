#pragma once

#include <array>
#include <chrono>
#include <cstddef>

namespace harmony::kiosk {

/// Three presses of Back within 3 s leave the session, as "Hide and leave" does (kiosk.md 4.9).
class ThreeBacks {
public:
    static constexpr std::chrono::milliseconds within{3000};

    /// Back was pressed. Whether it was the third in time; the count then begins anew.
    [[nodiscard]] bool leaves(std::chrono::milliseconds now) {
        const std::chrono::milliseconds first = pressed_.at(at_);
        const bool in_time = count_ >= 2 && now - first <= within;
        pressed_.at(at_) = now;
        at_ = (at_ + 1) % pressed_.size();
        count_ = in_time ? 0 : count_ + 1;
        return in_time;
    }

    void reset() { *this = ThreeBacks{}; }

private:
    std::array<std::chrono::milliseconds, 2> pressed_{};  ///< the two before this one
    std::size_t at_ = 0;
    int count_ = 0;
};

}  // namespace harmony::kiosk
