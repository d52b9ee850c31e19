#pragma once

// Not a public header: what widgets share.

#include <string_view>

#include "ui/frame.h"

namespace harmony::ui::parts {

/// Paddings inside controls, in mm.
inline constexpr double pad = 4.0;

/// Icons grow with the words beside them.
[[nodiscard]] double icon_size(const Frame& frame);

/// What `draw_body` is told about a control.
struct Body {
    Rect rect;
    Colour fill;
    Colour border;
    double border_mm = 0.5;
    double corner = sizes::corner;
    bool raised = true;
    bool pressed = false;
    bool focused = false;
};
/// Draws the body of a control: its shadow, border and fill, and the focus ring.
void draw_body(Frame& frame, const Body& body);

/// The body of something that is one of several: a thick border in the main colour when chosen.
[[nodiscard]] Body choice_body(const Frame& frame,
                               const Rect& rect,
                               bool chosen,
                               const Touch& touch);

/// A colour a shade darker (lighter on dark themes): pressed.
[[nodiscard]] Colour shade(const Frame& frame, Colour colour, int share);

/// The node of a control.
[[nodiscard]] sem::Node control(sem::Role role,
                                std::string_view id,
                                std::string_view name,
                                const Rect& rect,
                                bool enabled = true);

/// `look` for one line in a control of this height: smaller where the letters of the page's script
/// are taller than the control (Nastaliq in very large letters), and the same for all such
/// controls.
[[nodiscard]] TextLook within_height(Frame& frame, TextLook look, double height);

/// Where a text box goes so that it stands in the middle of `area`, at its start or centre.
[[nodiscard]] Point placed(const TextBox& box, const Rect& area, Align align);

/// Writes ink and flaws of a drawn text into its node.
void note_text(sem::Node& node, const TextBox& box, Point at);

}  // namespace harmony::ui::parts
