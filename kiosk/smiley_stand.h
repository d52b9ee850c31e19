#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/secret.h"

namespace harmony::kiosk {

/// One question with faces that stands where the attract page would (kiosk.md 5.5): a touch is an
/// answer, "Thank you" follows for 3 s with a way to take it back, and then it counts. Touches
/// within 2 s of the last count once: children, and people who press until something happens.
///
/// It decides when; the app asks it in every pass, and hands over what is due.
class SmileyStand {
public:
    using Time = std::chrono::milliseconds;  ///< monotonic

    static constexpr Time thanks_for{3000};
    static constexpr Time repeat_within{2000};

    /// A face was touched. The answer waits; a repeat within 2 s replaces what waits instead of
    /// counting again, or is none when that has been handed over already.
    void touch(std::string_view choice, Time now);

    /// Takes back what waits.
    void undo();

    /// A touch beside the button of the thanks page: the next in the queue is there. The answer
    /// counts at once, unless it is a repeat.
    void touch_past(Time now);

    /// The answer that counts now, once.
    [[nodiscard]] std::optional<base::SecretText> due(Time now);

    /// Whether "Thank you" is shown.
    [[nodiscard]] bool thanks() const { return waiting_.has_value(); }

    /// Until the thanks end; nothing when there are none.
    [[nodiscard]] std::optional<Time> left(Time now) const;

private:
    std::optional<base::SecretText> waiting_;
    Time touched_at_{0};
    std::optional<Time> counted_at_;  ///< when the touch was that counted last
    bool passed_ = false;
};

}  // namespace harmony::kiosk
