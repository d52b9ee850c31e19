#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "base/error.h"
#include "base/files.h"
#include "base/log.h"
#include "kiosk/backing.h"
#include "kiosk/command_line.h"
#include "kiosk/script/script.h"
#include "kiosk/settings.h"
#include "ui/platform.h"

namespace harmony::kiosk {

/// What the command line, the script and kiosk.toml say together; the command line wins.
struct Plan {
    CommandLine line;
    Settings settings;
    std::filesystem::path assets;
    ui::Panel panel = ui::panel_10_inch;
    std::optional<base::EngagementId> engagement;

    /// Whether somebody said how large a pixel is.
    [[nodiscard]] bool measured() const {
        return settings.px_per_mm || settings.panel || !line.panel.empty();
    }
};

/// Reads kiosk.toml and the command line. Errors: what either of them says wrongly.
[[nodiscard]] base::Result<Plan> plan_of(const CommandLine& line, base::Files& files);

/// What a script gives, where the command line says nothing. Errors: refused (a time that is none).
[[nodiscard]] base::Result<void> take_given(const Script& script,
                                            CommandLine& line,
                                            base::ZonedMoment& start);

/// Library and first page: what can be shown, and why not when it cannot.
struct Opening {
    std::shared_ptr<const Library> library;
    App::Options app;
};

/// The shipped phrases without any content.
[[nodiscard]] base::Result<std::shared_ptr<const Library>> empty_library(
    base::Files& files, const std::filesystem::path& assets);

[[nodiscard]] base::Result<Opening> opening_of(KioskBacking& backing,
                                               const Plan& plan,
                                               base::Files& files,
                                               base::Log& log);

[[nodiscard]] KioskBacking::Options backing_options(const Plan& plan);

/// The window or screen that the plan asks for.
[[nodiscard]] base::Result<ui::Platform::Options> display_of(const Plan& plan);

/// Says the error on standard error, and gives `code`.
[[nodiscard]] int refuse(const base::Error& error, int code);

}  // namespace harmony::kiosk
