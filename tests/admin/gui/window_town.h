#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "admin/facts_town.h"
#include "admin/gui/window_script.h"

namespace harmony::tests {

/// A town with a window open on its office. What the town's own `run` does beside it is seen after
/// `refresh`.
struct WindowTown : FactsTown {
    /// Opens the window. Whatever the office holds must be there already, or be refreshed.
    admin::gui::WindowDriver& open(int width_px = 1280, int height_px = 800) {
        admin::gui::Shell::Options options{{resources, path("office"), path("passphrase"), {}, {}},
                                           std::filesystem::path(HARMONY_SOURCE_DIR) / "assets",
                                           true,
                                           {}};
        auto opened = admin::gui::WindowDriver::open(std::move(options), width_px, height_px);
        base::promise(opened.ok(), "no window");
        window_ = std::move(*opened);
        return *window_;
    }

    [[nodiscard]] admin::gui::WindowDriver& window() { return *window_; }

    void refresh() { window_->command("r"); }

    /// What a verb prints with --json.
    nlohmann::json json_of(const std::vector<std::string>& words) {
        terminal.printed.clear();
        base::promise(run(words) == 0, terminal.complaints.c_str());
        return nlohmann::json::parse(terminal.printed);
    }

    base::SilentLog quiet;
    admin::Resources resources{clock, random, files, terminal, quiet};

private:
    std::unique_ptr<admin::gui::WindowDriver> window_;
};

}  // namespace harmony::tests
