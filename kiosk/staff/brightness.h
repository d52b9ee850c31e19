#pragma once

#include <array>
#include <filesystem>
#include <optional>

#include "base/time.h"

namespace harmony::kiosk {

/// How bright the screen is at each hour of the civil day, in percent (kiosk.md 9.5).
struct BrightnessPlan {
    static constexpr int least = 10;
    static constexpr int most = 100;
    static constexpr int step = 10;

    std::array<int, 24> by_hour = always(most);

    /// The same at every hour.
    [[nodiscard]] static constexpr std::array<int, 24> always(int percent) {
        std::array<int, 24> hours{};
        hours.fill(percent);
        return hours;
    }

    [[nodiscard]] int at(base::Moment now, const base::Clock& clock) const;

    bool operator==(const BrightnessPlan&) const = default;
};

/// A hot machine is at most this bright (kiosk.md 9.3, `temp`).
inline constexpr int hot_brightness = 60;

/// What holds now: what staff chose, else the plan; less when the machine is hot.
[[nodiscard]] int brightness_now(int planned, std::optional<int> chosen, bool hot);

/// The light behind the panel, where the kernel offers one: every device below `folder` that has
/// `brightness` and `max_brightness`.
class Backlight {
public:
    explicit Backlight(std::filesystem::path folder = "/sys/class/backlight")
        : folder_(std::move(folder)) {}

    /// 1 to 100 percent of what each device can; never dark. How many devices took it.
    int set(int percent) const;

private:
    std::filesystem::path folder_;
};

}  // namespace harmony::kiosk
