#include "kiosk/screens/code_square.h"

#include <cmath>

namespace harmony::kiosk {
namespace {

constexpr double least_module = 0.70;
constexpr double easy_module = 1.0;  // where there is room: read from further away
constexpr double wide_page = 300;
constexpr int quiet = 4;  // modules, ISO/IEC 18004

double module_of(const ui::Frame& frame) {
    const double module = frame.page().w >= wide_page ? easy_module : least_module;
    return std::ceil(module * frame.px_per_mm()) / frame.px_per_mm();
}

/// A place on whole pixels, so that every module is as wide as the others.
double whole_pixel(const ui::Frame& frame, double mm) {
    return std::round(mm * frame.px_per_mm()) / frame.px_per_mm();
}

}  // namespace

double code_side(const ui::Frame& frame, const QrCode& code) {
    return (code.modules + 2 * quiet) * module_of(frame);
}

void draw_code(ui::Frame& frame,
               ui::Point where,
               const QrCode& code,
               std::string_view id,
               std::string_view name) {
    const double side = code_side(frame, code);
    const double rim = quiet * module_of(frame);
    const ui::Rect whole{whole_pixel(frame, where.x), whole_pixel(frame, where.y), side, side};
    frame.fill(whole, ui::rgb(0xFFFFFF), 1.2);
    frame.squares(whole.grown(-rim), code.modules, code.dark, ui::rgb(0x000000));
    ui::sem::Node node;
    node.id = id;
    node.role = ui::sem::Role::image;
    node.name.assign(name);
    node.rect = whole;
    frame.record(std::move(node));
}

}  // namespace harmony::kiosk
