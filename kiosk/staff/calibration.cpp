#include "kiosk/staff/calibration.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace harmony::kiosk {
namespace {

constexpr int smallest_px = 100;

int number_of(const std::string& digits) {
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

}  // namespace

void Calibration::begin(const ui::Panel& panel) {
    *this = {};
    panel_ = panel;
    width_px_ = static_cast<int>(std::lround(measure::card_width_mm * panel.px_per_mm));
    height_px_ = static_cast<int>(std::lround(measure::card_height_mm * panel.px_per_mm));
}

void Calibration::widen(int pixels) {
    width_px_ = std::clamp(width_px_ + pixels, smallest_px, panel_.width_px);
    wrong = false;
}

void Calibration::heighten(int pixels) {
    height_px_ = std::clamp(height_px_ + pixels, smallest_px, panel_.height_px);
    wrong = false;
}

bool Calibration::take_card() {
    measured_.px_per_mm = measure::px_per_mm(width_px_, height_px_);
    wrong = !measured_.px_per_mm;
    return !wrong;
}

void Calibration::touch(const ui::Point& at) {
    if (touched_.size() < measure::cross_count) {
        touched_.push_back(at);
    }
}

ui::Point Calibration::aim() const {
    const std::size_t next = std::min(touched_.size(), measure::cross_count - 1);
    return measure::cross(next, {panel_.width_mm(), panel_.height_mm()});
}

std::optional<measure::TouchVerdict> Calibration::verdict() const {
    if (touched_.size() < measure::cross_count) {
        return std::nullopt;
    }
    return measure::judge_touches(touched_, {panel_.width_mm(), panel_.height_mm()});
}

void Calibration::type(const ui::KeyPress& press) {
    wrong = false;
    if (press.kind == ui::KeyPress::Kind::back) {
        digits_.clear();
    } else if (press.kind == ui::KeyPress::Kind::text && digits_.size() < most_digits) {
        digits_ += press.text();
    }
}

bool Calibration::take_edge() {
    constexpr int highest_mm = 2000;
    const int height = number_of(digits_);
    wrong = height > highest_mm;
    if (!wrong) {
        measured_.lower_edge_mm = height;
        digits_.clear();
    }
    return !wrong;
}

bool Calibration::take_volume() {
    constexpr int least = 30;
    constexpr int most = 110;
    const int level = number_of(digits_);
    wrong = level < least || level > most;
    if (!wrong) {
        measured_.volume_cal = level;
        digits_.clear();
    }
    return !wrong;
}

void Calibration::take_no_meter() {
    measured_.volume_cal.reset();
    digits_.clear();
    wrong = false;
}

}  // namespace harmony::kiosk
