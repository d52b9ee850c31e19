#include "kiosk/program.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "kiosk/backing.h"
#include "kiosk/clips.h"
#include "kiosk/faults/device_watch.h"
#include "kiosk/faults/restarts.h"
#include "kiosk/faults/self_check.h"
#include "kiosk/life.h"
#include "kiosk/loudness.h"
#include "kiosk/profile.h"
#include "kiosk/script/runner.h"
#include "kiosk/set_up.h"
#include "kiosk/stop_request.h"
#include "kiosk/version.h"
#include "sync/crypto.h"
#include "ui/platform.h"
#include "ui/speech/sound_card.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::Result;

constexpr std::size_t file_cap = 1U << 20U;
constexpr std::string_view script_start = "2026-03-30T10:00:00+01:00";
constexpr int wrong_script = 2;

int refuse(const Error& error, int code) {
    std::fprintf(stderr, "harmony-kiosk: %s\n", error.message.c_str());
    return code;
}

std::filesystem::path assets_of(const CommandLine& line) {
    if (!line.assets.empty()) {
        return line.assets;
    }
    std::error_code nothing;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", nothing).parent_path();
    const std::filesystem::path installed = program / "../share/harmony/assets";
    return std::filesystem::exists(installed, nothing) ? installed : HARMONY_ASSETS;
}

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

Result<Plan> plan_of(const CommandLine& line, base::Files& files) {
    Plan plan{line, {}, assets_of(line), ui::panel_10_inch, {}};
    const Result<base::Bytes> toml = files.read(line.data / "kiosk.toml", file_cap);
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

bool headphones_given(const Script& script) {
    return std::any_of(script.given.begin(), script.given.end(), [](const Command& given) {
        return given.word == "headphones" && given.arguments[0].text == "on";
    });
}

/// Library and first page: what can be shown, and why not when it cannot.
struct Opening {
    std::shared_ptr<const Library> library;
    App::Options app;
};

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
    }
    Result<std::shared_ptr<const Library>> empty = empty_library(files, plan.assets);
    if (!empty) {
        return empty.error();
    }
    opening.library = *empty;
    return opening;
}

KioskBacking::Options backing_options(const Plan& plan) {
    return {{plan.line.data}, plan.settings, {plan.line.pack, plan.assets}};
}

int play(const CommandLine& typed, base::Files& files, base::Log& log) {
    const Result<base::Bytes> text = files.read(typed.script, file_cap);
    if (!text) {
        return refuse(text.error().while_doing(typed.script), wrong_script);
    }
    Result<Script> script = parse_script(base::as_text(*text));
    if (script) {
        script = with_includes(std::move(script).value(),
                               std::filesystem::path(typed.script).parent_path());
    }
    if (!script) {
        return refuse(script.error().while_doing(typed.script), wrong_script);
    }
    CommandLine line = typed;
    base::ZonedMoment start = *base::moment_from_iso(script_start);
    if (const Result<void> taken = take_given(*script, line, start); !taken) {
        return refuse(taken.error().while_doing(typed.script), wrong_script);
    }
    const Result<Plan> plan = plan_of(line, files);
    if (!plan) {
        return refuse(plan.error(), exit_code::bad_settings);
    }
    base::ManualClock clock(start.moment, start.offset);
    base::SeededRandom chance(line.seed);  // for the screens; keys and slots are libsodium's
    sync::SodiumRandom random;
    const MakeStage make = [&]() -> Result<std::unique_ptr<Stage>> {
        auto backing = KioskBacking::open({files, random, clock, log}, backing_options(*plan));
        if (!backing) {
            return backing.error();
        }
        (*backing)->fetch_first_content();
        Result<Opening> opening = opening_of(**backing, *plan, files, log);
        if (!opening) {
            return opening.error();
        }
        return Stage::open({plan->panel, plan->assets, opening->app},
                           clock,
                           chance,
                           std::move(backing).value(),
                           opening->library);
    };
    const Profile profile(line.profile);
    ScriptRunner runner(
        make, clock, {line.out, line.seed, {}, headphones_given(*script)}, std::cout);
    const int code = runner.run(*script);
    profile.write(files);
    return code;
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

/// One frame before anything is read: the screen answers at once when the machine is switched on.
void show_starting(ui::Platform& platform,
                   ui::Toolkit& toolkit,
                   base::Files& files,
                   const std::filesystem::path& assets) {
    const Result<std::shared_ptr<const Library>> library = empty_library(files, assets);
    if (!library) {
        return;  // said when the content is read
    }
    const Words words((*library)->phrases(), "en");
    static_cast<void>(platform.turn(
        toolkit,
        [&](ui::Frame& frame) {
            draw_starting(frame, {words, {}, {}});
        },
        std::chrono::milliseconds{0}));
}

int show(const Plan& plan, base::Files& files, base::Log& log) {
    const base::SystemClock clock;
    sync::SodiumRandom random;
    const Result<ui::Platform::Options> display = display_of(plan);
    if (!display) {
        return refuse(display.error(), exit_code::bad_settings);
    }
    auto platform = ui::Platform::open(*display, clock);
    if (!platform) {
        return refuse(platform.error(), exit_code::display_lost);
    }
    auto toolkit = ui::Toolkit::open({(*platform)->panel(), plan.assets}, clock);
    if (!toolkit) {
        return refuse(toolkit.error(), exit_code::bad_settings);
    }
    show_starting(**platform, **toolkit, files, plan.assets);
    auto backing = KioskBacking::open({files, random, clock, log}, backing_options(plan));
    if (!backing) {
        return refuse(backing.error(), exit_code::no_journal);
    }
    (*backing)->fetch_first_content();
    const Result<Opening> opening = opening_of(**backing, plan, files, log);
    if (!opening) {
        return refuse(opening.error(), exit_code::bad_settings);
    }
    const StopRequest stop([&platform] { (*platform)->wake(); });
    ThreadWorker worker({(*backing)->outbox(),
                         (*backing)->door(),
                         [&backing] { return (*backing)->load(); },
                         (*backing)->desk()},
                        [&platform] { (*platform)->wake(); });
    const ClipFolder clips(files, plan.assets / "clips");
    ui::SoundStream stream;
    const Result<std::unique_ptr<ui::SoundCard>> card = ui::SoundCard::open(stream);
    if (!card) {
        log.warning("sound", card.error().message);
    }
    ui::SpeechPlayer voice(
        {"/usr/bin/espeak-ng", loudspeaker_gain(plan.settings.volume_cal), card.ok()},
        clips,
        stream);
    DeviceWatch devices(clock);
    devices.note_sound(card.ok());
    App::Options options = opening->app;
    options.staff.devices = &devices;
    App app({clock, random, worker, **toolkit, &voice}, options, opening->library);
    Profile profile(plan.line.profile);
    Life life(
        clock, worker, [&] { return app.carrying(); }, devices);
    const bool mouse_is_touch = !plan.line.window.empty();  // a developer's window
    const int code = life.run(
        **platform,
        **toolkit,
        [&](ui::Frame& frame) {
            const ui::Platform::Devices seen = (*platform)->devices();
            devices.note_touch(seen.touch || mouse_is_touch, seen.other_input);
            devices.note_stuck((*toolkit)->input().stuck());
            profile.measure([&] { app.draw(frame); });
        },
        [&]() -> std::optional<int> {
            return stop.was_made() ? std::optional(exit_code::stopped) : app.exit_code();
        });
    profile.write(files);
    return code;
}

/// After three restarts in a minute: a page that needs neither pack nor journal. It ends by itself
/// after ten minutes, so that what was mended in the meantime is tried again.
int show_shell(const Plan& plan, base::Files& files) {
    constexpr std::chrono::minutes try_again{10};
    const base::SystemClock clock;
    const Result<std::shared_ptr<const Library>> library = empty_library(files, plan.assets);
    const Result<ui::Platform::Options> display = display_of(plan);
    if (!library || !display) {
        return refuse(library ? display.error() : library.error(), exit_code::bad_settings);
    }
    auto platform = ui::Platform::open(*display, clock);
    if (!platform) {
        return refuse(platform.error(), exit_code::display_lost);
    }
    auto toolkit = ui::Toolkit::open({(*platform)->panel(), plan.assets}, clock);
    if (!toolkit) {
        return refuse(toolkit.error(), exit_code::bad_settings);
    }
    const StopRequest stop([&platform] { (*platform)->wake(); });
    const auto until = clock.monotonic() + try_again;
    Shell shell(**library);
    Life life(clock);
    return life.run(
        **platform,
        **toolkit,
        [&](ui::Frame& frame) { shell.draw(frame); },
        [&]() -> std::optional<int> {
            if (stop.was_made()) {
                return exit_code::stopped;
            }
            return clock.monotonic() >= until ? std::optional(exit_code::hung) : std::nullopt;
        });
}

/// Counts the starts around a run in public mode.
int show_or_shell(const Plan& plan, base::Files& files, base::Log& log) {
    const base::SystemClock clock;
    Restarts restarts(files, plan.line.data);
    if (restarts.note_start(clock.monotonic())) {
        log.error("out_of_order", "restarted again and again");
        const int code = show_shell(plan, files);
        restarts.forget();
        return code;
    }
    const int code = show(plan, files, log);
    if (code == exit_code::stopped || code == exit_code::staff_exit) {
        restarts.forget();
    }
    return code;
}

int self_check(const Plan& plan, base::Files& files, base::Log& log) {
    const base::SystemClock clock;
    sync::SodiumRandom random;
    auto backing = KioskBacking::open({files, random, clock, log}, backing_options(plan));
    if (!backing) {
        return refuse(backing.error(), exit_code::no_journal);
    }
    const Result<Opening> opening = opening_of(**backing, plan, files, log);
    if (!opening) {
        return refuse(opening.error(), exit_code::bad_settings);
    }
    ScreenFacts screen;
    screen.measured = plan.measured();
    screen.width_px = plan.panel.width_px;
    screen.height_px = plan.panel.height_px;
    screen.width_mm = plan.panel.width_mm();
    screen.height_mm = plan.panel.height_mm();
    ui::SoundStream stream;
    screen.sound = ui::SoundCard::open(stream).ok();
    return run_self_check(*(*backing)->desk(),
                          {screen, opening->library, (*backing)->staff_desk().memory(), true},
                          clock,
                          plan.line.json,
                          std::cout);
}

}  // namespace

int run_program(const CommandLine& line, base::Log& log) {
    if (const Result<void> started = sync::start(); !started) {
        return refuse(started.error(), exit_code::bad_settings);
    }
    sync::SodiumRandom random;
    base::RealFiles files(random);
    if (!line.script.empty()) {
        return play(line, files, log);
    }
    const Result<Plan> plan = plan_of(line, files);
    if (!plan) {
        return refuse(plan.error(), exit_code::bad_settings);
    }
    if (line.count || !line.enrol_request.empty() || !line.welcome.empty()) {
        const base::SystemClock clock;
        auto backing = KioskBacking::open({files, random, clock, log}, backing_options(*plan));
        if (!backing) {
            return refuse(backing.error(), exit_code::no_journal);
        }
        const Result<void> done = run_set_up(line, **backing, files, random);
        return done ? exit_code::stopped : refuse(done.error(), 1);
    }
    if (line.self_check) {
        return self_check(*plan, files, log);
    }
    return show_or_shell(*plan, files, log);
}

}  // namespace harmony::kiosk
