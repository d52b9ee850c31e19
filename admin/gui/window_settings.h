#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/files.h"
#include "ui/theme.h"

namespace harmony::admin::gui {

/// How a person left the window, and what is published from it: `window.json` in the office's
/// folder. Nothing secret, and nothing that the store needs.
struct WindowSettings {
    bool dark = false;
    std::size_t text = 1;              ///< index into `text_sizes`
    std::vector<std::string> surveys;  ///< workbooks and folders that are published
    std::string content;               ///< the content file
    std::string phrases;               ///< the folder of phrases; empty: the shipped ones
    std::string
        store;  ///< where kiosks fetch and leave: "folder:/media/stick"; empty: not said yet

    bool operator==(const WindowSettings&) const = default;
};

struct WindowTextSize {
    std::string_view name;
    double zoom;
};
inline constexpr std::array text_sizes{WindowTextSize{"Small text", 0.88},
                                       WindowTextSize{"Usual text", 1.0},
                                       WindowTextSize{"Large text", 1.25},
                                       WindowTextSize{"Larger text", 1.55},
                                       WindowTextSize{"Largest text", 2.0}};

/// Pixels of a mm of the page, at the usual text on a usual screen.
inline constexpr double desk_px_per_mm = 2.0;

[[nodiscard]] inline ui::ColourMode colours_of(const WindowSettings& settings) {
    return settings.dark ? ui::ColourMode::desk_dark : ui::ColourMode::desk_light;
}

/// As it was left; the usual ones when nothing was kept or it cannot be read.
[[nodiscard]] WindowSettings read_window_settings(base::Files& files,
                                                  const std::filesystem::path& office);
/// Errors: those of the disk.
[[nodiscard]] base::Result<void> write_window_settings(base::Files& files,
                                                       const std::filesystem::path& office,
                                                       const WindowSettings& settings);

}  // namespace harmony::admin::gui
