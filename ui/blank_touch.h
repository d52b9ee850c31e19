#pragma once

#include <chrono>
#include <optional>

#include "ui/geometry.h"
#include "ui/input.h"

namespace harmony::ui {

/// The dark glass as five keys (kiosk.md 7.4): the left and the right edge, the top and the bottom,
/// and the middle, which is touched twice within 600 ms to select. A touch counts when it is let go
/// in the zone in which it began.
class BlankTouch {
public:
    static constexpr std::chrono::milliseconds double_touch{600};
    /// How much of a side an edge takes.
    static constexpr double edge = 0.25;

    /// The key that lies at this point of a page of this size.
    [[nodiscard]] static Key zone(Point at, const Size& page);

    /// What the pointer did. The key that it pressed; nothing: none yet.
    [[nodiscard]] std::optional<Key> take(const InputQueue::Step& step, Point at, const Size& page);

    void reset() { *this = BlankTouch{}; }

private:
    std::optional<Key> pressed_;
    std::optional<std::chrono::milliseconds> middle_;  ///< the first of two touches
};

}  // namespace harmony::ui
