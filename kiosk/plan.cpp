#include "kiosk/plan.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "kiosk/version.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::Result;

constexpr std::size_t settings_cap = 1U << 20U;

std::filesystem::path assets_of(const CommandLine& line) {
    if (!line.assets.empty()) {
        return line.assets;
    }
    std::error_code nothing;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", nothing).parent_path();
    const std::filesystem::path installed = program / "../share/harmony/assets";
    return std::filesystem::exists(installed, nothing) ? installed : HARMONY_ASSETS;
}

/// What a script says about the machine's keys and how it stands.
Result<void> take_hands(const CommandLine& line, Settings& settings) {
    if (!line.assist_keys.empty()) {
        const auto kind = assist_keys_named(line.assist_keys);
        if (!kind) {
            return Error{base::ErrorKind::refused,
                         "assist_keys is off, keypad, keyboard, switch or scanner"};
        }
        settings.assist_keys = *kind;
    }
    if (!line.mount.empty() && line.mount != "table" && line.mount != "stand") {
        return Error{base::ErrorKind::refused, "a mount is table or stand"};
    }
    if (!settings.text_start && line.mount == "stand") {
        settings.text_start = ui::TextSize::l;  // read from farther away (kiosk.md 2.2)
    }
    return {};
}

}  // namespace

int refuse(const Error& error, int code) {
    std::fprintf(stderr, "harmony-kiosk: %s\n", error.message.c_str());
    return code;
}

Result<Plan> plan_of(const CommandLine& line, base::Files& files) {
    Plan plan{line, {}, assets_of(line), ui::panel_10_inch, {}};
    const Result<base::Bytes> toml = files.read(line.data / "kiosk.toml", settings_cap);
    if (toml) {
        Result<Settings> settings = read_settings(*toml);
        if (!settings) {
            return settings.error();
        }
        plan.settings = std::move(settings).value();
    } else if (toml.error().kind != base::ErrorKind::absent) {
        return toml.error().while_doing("reading kiosk.toml");
    }
    plan.panel = plan.settings.panel.value_or(ui::panel_10_inch);
    plan.panel.px_per_mm = plan.settings.px_per_mm.value_or(plan.panel.px_per_mm);
    if (!line.panel.empty()) {
        const Result<ui::Panel> panel = ui::read_panel(line.panel);
        if (!panel) {
            return panel.error();
        }
        plan.panel = *panel;
    }
    plan.panel.lower_edge_mm = plan.settings.lower_edge_mm;
    if (const Result<void> taken = take_hands(line, plan.settings); !taken) {
        return taken.error();
    }
    if (!line.courier.empty()) {
        plan.settings.courier = line.courier;
    }
    plan.engagement = plan.settings.engagement;
    if (!line.engagement.empty()) {
        plan.engagement = base::EngagementId::from_hex(line.engagement);
        if (!plan.engagement) {
            return Error{base::ErrorKind::refused, "an engagement is 16 hexadecimal digits"};
        }
    }
    return plan;
}

/// What a script gives, where the command line says nothing.
Result<void> take_given(const Script& script, CommandLine& line, base::ZonedMoment& start) {
    for (const Command& given : script.given) {
        const std::string& value = given.arguments[0].text;
        if (given.word == "panel" && line.panel.empty()) {
            line.panel = value;
        } else if (given.word == "pack" && line.pack.empty()) {
            line.pack = value;
        } else if (given.word == "data" && line.data == CommandLine{}.data) {
            line.data = value;
        } else if (given.word == "seed" && line.seed == CommandLine{}.seed) {
            line.seed = std::strtoull(value.c_str(), nullptr, 10);
        } else if (given.word == "engagement" && line.engagement.empty()) {
            line.engagement = value;
        } else if (given.word == "assist_keys") {
            line.assist_keys = value;
        } else if (given.word == "mount") {
            line.mount = value;
        } else if (given.word == "clock") {
            const auto moment = base::moment_from_iso(value);
            if (!moment) {
                return Error{base::ErrorKind::refused,
                             fmt::format("line {}: '{}' is no time", given.line, value)};
            }
            start = *moment;
        }
    }
    return {};
}

/// The shipped phrases without any content.
Result<std::shared_ptr<const Library>> empty_library(base::Files& files,
                                                     const std::filesystem::path& assets) {
    const Result<std::vector<Catalogue>> shipped = shipped_catalogues(files, assets);
    return shipped ? Library::make({}, *shipped)
                   : Result<std::shared_ptr<const Library>>(shipped.error());
}

Result<Opening> opening_of(KioskBacking& backing,
                           const Plan& plan,
                           base::Files& files,
                           base::Log& log) {
    Opening opening;
    opening.app.start_size = plan.settings.start_size();
    opening.app.sound.loudspeaker = plan.settings.loudspeaker;
    opening.app.assist_keys = plan.settings.assist_keys;
    opening.app.preview = !plan.line.pack.empty();
    opening.app.motion = plan.line.script.empty();
    opening.app.version = sync::app_version_text(app_version);
    opening.app.staff = {backing.staff_desk().memory(),
                         backing.staff_desk().listed(),
                         plan.engagement,
                         plan.panel,
                         plan.measured(),
                         sync::app_version_text(app_version)};
    if (backing.set_up() || opening.app.preview) {
        Result<std::shared_ptr<const Library>> library = backing.load();
        if (library) {
            opening.library = *library;
            return opening;
        }
        log.error("content", library.error().message);
        opening.app.first = Screen::out_of_order;
        opening.app.out_reason = OutReason::content;
    } else {
        opening.app.first = Screen::setup_needed;
        SetUpDesk* desk = backing.set_up_desk();
        if (const Result<void> begun = desk->begin(); !begun) {
            log.error("set_up", begun.error().message);
        }
        opening.app.set_up_code = [desk] { return desk->shown(); };
    }
    Result<std::shared_ptr<const Library>> empty = empty_library(files, plan.assets);
    if (!empty) {
        return empty.error();
    }
    opening.library = *empty;
    return opening;
}

KioskBacking::Options backing_options(const Plan& plan) {
    return {
        {plan.line.data}, plan.settings, {plan.line.pack, plan.assets}, {}, plan.line.stick_door};
}

Result<ui::Platform::Options> display_of(const Plan& plan) {
    ui::Platform::Options options;
    options.panel = plan.panel;
    options.rotation = plan.settings.rotation;
    options.assist_keys = plan.settings.assist_keys;
    options.quit_allowed = !plan.line.window.empty();
    if (plan.line.window.empty()) {
        return options;
    }
    options.show = ui::Platform::Show::window;
    const std::string named = fmt::format("{}@{}", plan.line.window, plan.panel.px_per_mm);
    const Result<ui::Panel> window = ui::read_panel(named);
    if (!window) {
        return window.error();
    }
    options.panel = *window;
    return options;
}

}  // namespace harmony::kiosk
