#include "kiosk/staff/brightness.h"

#include <algorithm>
#include <fstream>

namespace harmony::kiosk {

int BrightnessPlan::at(base::Moment now, const base::Clock& clock) const {
    const auto local = now + clock.local_offset(now);
    const auto since_midnight = local - std::chrono::floor<std::chrono::days>(local);
    const auto hour = std::chrono::floor<std::chrono::hours>(since_midnight).count();
    return by_hour.at(static_cast<std::size_t>(hour));
}

int brightness_now(int planned, std::optional<int> chosen, bool hot) {
    const int wanted =
        std::clamp(chosen.value_or(planned), BrightnessPlan::least, BrightnessPlan::most);
    return hot ? std::min(wanted, hot_brightness) : wanted;
}

int Backlight::set(int percent) const {
    constexpr int whole = 100;
    int took = 0;
    std::error_code nothing;
    for (const auto& device : std::filesystem::directory_iterator(folder_, nothing)) {
        int most = 0;
        std::ifstream(device.path() / "max_brightness") >> most;
        if (most <= 0 || !std::filesystem::exists(device.path() / "brightness", nothing)) {
            continue;
        }
        const int value = std::max(1, most * std::clamp(percent, 1, whole) / whole);
        std::ofstream file(device.path() / "brightness");
        file << value << std::flush;
        took += file.good() ? 1 : 0;
    }
    return took;
}

}  // namespace harmony::kiosk
