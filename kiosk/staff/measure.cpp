#include "kiosk/staff/measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace harmony::kiosk {
namespace measure {
namespace {

constexpr double agreement = 0.03;
constexpr double coarsest = 2.5;
constexpr double finest = 12;
constexpr double from_edge_mm = 18;  // clear of bar, foot and bezel

}  // namespace

bool sides_agree(int width_px, int height_px) {
    const double across = width_px / card_width_mm;
    const double down = height_px / card_height_mm;
    return across > 0 && down > 0 && std::abs(across - down) <= agreement * std::max(across, down);
}

std::optional<double> px_per_mm(int width_px, int height_px) {
    const double mean = (width_px / card_width_mm + height_px / card_height_mm) / 2;
    if (!sides_agree(width_px, height_px) || mean < coarsest || mean > finest) {
        return std::nullopt;
    }
    return mean;
}

ui::Point cross(std::size_t index, const ui::Size& page) {
    const auto place = [](std::size_t step, double length) {
        return from_edge_mm + static_cast<double>(step) * (length - 2 * from_edge_mm) / 2;
    };
    return {place(index % 3, page.w), place(index / 3, page.h)};
}

TouchVerdict judge_touches(const std::vector<ui::Point>& touched, const ui::Size& page) {
    base::promise(touched.size() == cross_count, "nine crosses were touched");
    TouchVerdict verdict;
    double sum = 0;
    for (std::size_t i = 0; i < cross_count; ++i) {
        const ui::Point aim = cross(i, page);
        const double off = std::hypot(touched[i].x - aim.x, touched[i].y - aim.y);
        verdict.worst_mm = std::max(verdict.worst_mm, off);
        sum += off;
    }
    verdict.mean_mm = sum / static_cast<double>(cross_count);
    return verdict;
}

}  // namespace measure

std::vector<LocalSetting> settings_of(const Measured& measured) {
    std::vector<LocalSetting> settings;
    if (measured.px_per_mm) {
        settings.push_back({"px_per_mm", fmt::format("{:.3f}", *measured.px_per_mm)});
    }
    if (measured.lower_edge_mm) {
        settings.push_back({"lower_edge_mm", std::to_string(*measured.lower_edge_mm)});
    }
    if (measured.volume_cal) {
        settings.push_back({"volume_cal", fmt::format("{:.1f}", *measured.volume_cal)});
    }
    settings.push_back({"measured_on", fmt::format("\"{}\"", base::to_iso(measured.on))});
    return settings;
}

}  // namespace harmony::kiosk
