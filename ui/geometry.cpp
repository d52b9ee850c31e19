#include "ui/geometry.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace harmony::ui {

Rect Rect::take_top(double height, double gap) {
    const double taken = std::min(height, h);
    const Rect top{x, y, w, taken};
    y += taken + gap;
    h = std::max(0.0, h - taken - gap);
    return top;
}

Rect Rect::take_bottom(double height, double gap) {
    const double taken = std::min(height, h);
    const Rect low{x, y + h - taken, w, taken};
    h = std::max(0.0, h - taken - gap);
    return low;
}

Rect Rect::take_left(double width, double gap) {
    const double taken = std::min(width, w);
    const Rect left{x, y, taken, h};
    x += taken + gap;
    w = std::max(0.0, w - taken - gap);
    return left;
}

Rect Rect::take_right(double width, double gap) {
    const double taken = std::min(width, w);
    const Rect end{x + w - taken, y, taken, h};
    w = std::max(0.0, w - taken - gap);
    return end;
}

Rect united(const Rect& a, const Rect& b) {
    if (a.empty()) {
        return b;
    }
    if (b.empty()) {
        return a;
    }
    const double x = std::min(a.x, b.x);
    const double y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

namespace {

template <typename Number>
bool read_number(std::string_view text, Number& into) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc{} && end == text.data() + text.size();
}

bool read_sizes(std::string_view text, Panel& panel) {
    const auto cross = text.find('x');
    const auto at = text.find('@');
    if (cross == std::string_view::npos || at == std::string_view::npos || at < cross) {
        return false;
    }
    return read_number(text.substr(0, cross), panel.width_px) &&
           read_number(text.substr(cross + 1, at - cross - 1), panel.height_px) &&
           read_number(text.substr(at + 1), panel.px_per_mm);
}

}  // namespace

base::Result<Panel> read_panel(std::string_view text) {
    if (text == "10.1") {
        return panel_10_inch;
    }
    if (text == "15.6") {
        return panel_15_inch;
    }
    if (text == "21.5") {
        return panel_21_inch;
    }
    Panel panel;
    const bool read = read_sizes(text, panel);
    if (!read || panel.width_px < 320 || panel.height_px < 200 || panel.width_px > 8192 ||
        panel.height_px > 8192 || panel.px_per_mm < 1 || panel.px_per_mm > 20) {
        return base::Error{base::ErrorKind::refused,
                           "a panel is 10.1, 15.6, 21.5 or WIDTHxHEIGHT@PX_PER_MM, such as "
                           "1280x800@5.884, and not '" +
                               std::string(text) + "'"};
    }
    return panel;
}

}  // namespace harmony::ui
