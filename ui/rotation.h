#pragma once

#include <optional>

#include "ui/geometry.h"
#include "ui/image.h"

namespace harmony::ui {

/// How a screen hangs: its picture is turned clockwise by so much, and its touches are turned back
/// by the same setting, so that the two cannot disagree.
enum class Rotation { none, quarter, half, three_quarters };

/// 0, 90, 180 or 270; nothing for any other number.
[[nodiscard]] std::optional<Rotation> rotation_of(int degrees);

/// The page that fits on a screen of this size when it hangs so.
[[nodiscard]] Panel turned(const Panel& screen, Rotation rotation);

/// The frame as the screen shows it. `into` is kept from frame to frame.
void turn_frame(const Image& frame, Rotation rotation, Image& into);

/// Where on the page a finger is that the screen reports at `share` of its own width and height
/// (0 to 1); the answer is a share of the page.
[[nodiscard]] Point on_page(Point share, Rotation rotation);

}  // namespace harmony::ui
