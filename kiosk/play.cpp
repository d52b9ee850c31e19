#include "kiosk/play.h"

#include <cstdlib>
#include <iostream>
#include <optional>

#include "db/power_switch.h"
#include "kiosk/plan.h"
#include "kiosk/profile.h"
#include "kiosk/script/demo.h"
#include "kiosk/script/runner.h"
#include "kiosk/script/usb_slot.h"
#include "kiosk/stop_request.h"
#include "sync/crypto.h"

namespace harmony::kiosk {
namespace {

using base::Result;

constexpr std::size_t script_cap = 1U << 20U;
constexpr std::string_view script_start = "2026-03-30T10:00:00+01:00";
constexpr int wrong_script = 2;

Result<Script> read_script(base::Files& files, const std::filesystem::path& file) {
    const Result<base::Bytes> text = files.read(file, script_cap);
    if (!text) {
        return text.error().while_doing(file.string());
    }
    Result<Script> script = parse_script(base::as_text(*text));
    if (script) {
        script = with_includes(std::move(script).value(), file.parent_path());
    }
    return std::move(script).while_doing(file.string());
}

std::string given_word(const Script& script, std::string_view word) {
    for (const Command& given : script.given) {
        if (given.word == word) {
            return given.arguments[0].text;
        }
    }
    return {};
}

/// A kiosk for one script: its clock, its chance, its power, its slot.
class ScriptKiosk {
public:
    ScriptKiosk(Plan plan, base::ZonedMoment start, base::Files& files, base::Log& log)
        : plan_(std::move(plan)),
          files_(files),
          log_(log),
          clock_(start.moment, start.offset),
          chance_(plan_.line.seed) {}

    /// Makes what only some scripts need.
    Result<void> prepare(const Script& script) {
        if (uses(script.steps, "power-cut")) {
            power_.emplace("harmony-script");
        }
        const std::string stick = given_word(script, "usb");
        if (stick.empty() && !uses(script.steps, "usb")) {
            return {};
        }
        const std::filesystem::path out = plan_.line.out.empty() ? "." : plan_.line.out;
        if (Result<void> made = files_.make_folders(out, 0755); !made) {
            return made;
        }
        slot_.emplace(out);
        if (plan_.line.courier.empty()) {
            plan_.settings.courier = slot_->address();
        }
        return stick.empty() ? Result<void>{} : slot_->put_in(stick);
    }

    [[nodiscard]] Result<std::unique_ptr<Stage>> open() {
        KioskBacking::Options options = backing_options(plan_);
        options.disk = power_ ? power_->name() : "";
        auto backing = KioskBacking::open({files_, random_, clock_, log_}, std::move(options));
        if (!backing) {
            return backing.error();
        }
        (*backing)->fetch_first_content();
        Result<Opening> opening = opening_of(**backing, plan_, files_, log_);
        if (!opening) {
            return opening.error();
        }
        return Stage::open({plan_.panel, plan_.assets, opening->app},
                           clock_,
                           chance_,
                           std::move(backing).value(),
                           opening->library);
    }

    [[nodiscard]] ScriptRunner::Options runner_options(const Script& script) {
        ScriptRunner::Options options;
        options.out = plan_.line.out;
        options.seed = plan_.line.seed;
        options.headphones = given_word(script, "headphones") == "on";
        options.power = power_ ? &*power_ : nullptr;
        options.slot = slot_ ? &*slot_ : nullptr;
        return options;
    }

    [[nodiscard]] base::ManualClock& clock() { return clock_; }

private:
    Plan plan_;
    base::Files& files_;
    base::Log& log_;
    base::ManualClock clock_;
    base::SeededRandom chance_;  // for the screens; keys and slots are libsodium's
    sync::SodiumRandom random_;
    std::optional<db::PowerSwitch> power_;
    std::optional<UsbSlot> slot_;
};

/// A state folder for one round; gone when it is over.
class FreshState {
public:
    /// With the settings (`kiosk.toml`) of the folder `like`.
    explicit FreshState(const std::filesystem::path& like) {
        std::string name =
            (std::filesystem::temp_directory_path() / "harmony-demo-XXXXXX").string();
        base::promise(::mkdtemp(name.data()) != nullptr, "there is room for a temporary folder");
        path_ = name;
        std::error_code nothing;
        std::filesystem::copy_file(like / "kiosk.toml", path_ / "kiosk.toml", nothing);
    }
    FreshState(const FreshState&) = delete;
    FreshState& operator=(const FreshState&) = delete;
    ~FreshState() {
        std::error_code nothing;
        std::filesystem::remove_all(path_, nothing);
    }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// What a script and the command line say together.
struct Prepared {
    Script script;
    Plan plan;
    base::ZonedMoment start;
};

Result<Prepared> prepare(const CommandLine& typed, const std::string& file, base::Files& files) {
    Result<Script> script = read_script(files, file);
    if (!script) {
        return script.error();
    }
    CommandLine line = typed;
    base::ZonedMoment start = *base::moment_from_iso(script_start);
    if (const Result<void> taken = take_given(*script, line, start); !taken) {
        return taken.error().while_doing(file);
    }
    Result<Plan> plan = plan_of(line, files);
    if (!plan) {
        return plan.error();
    }
    return Prepared{std::move(*script), std::move(*plan), start};
}

/// One round on a state of its own. Nothing when the next one may begin.
std::optional<int> play_round(const Prepared& prepared,
                              Demo& demo,
                              const StopRequest& stop,
                              base::Files& files,
                              base::Log& log) {
    const FreshState state(prepared.plan.line.data);
    Plan plan = prepared.plan;
    plan.line.data = state.path();
    plan.line.out = (state.path() / "out").string();
    ScriptKiosk kiosk(plan, prepared.start, files, log);
    if (const Result<void> ready = kiosk.prepare(prepared.script); !ready) {
        return refuse(ready.error(), wrong_script);
    }
    ScriptRunner::Options options = kiosk.runner_options(prepared.script);
    options.after_step = [&](Stage&) { demo.stand(); };
    options.ended = [&] { return demo.stopped() || stop.was_made(); };
    ScriptRunner runner(
        [&]() -> Result<std::unique_ptr<Stage>> {
            Result<std::unique_ptr<Stage>> stage = kiosk.open();
            if (stage) {
                demo.watch(**stage);
            }
            return stage;
        },
        kiosk.clock(),
        options,
        std::cout);
    const int code = runner.run(prepared.script);
    demo.forget();
    if (demo.stopped() || stop.was_made()) {
        return exit_code::stopped;
    }
    return code == 0 ? std::nullopt : std::optional(code);
}

/// How a demo is shown in a window or on the whole screen.
Demo::Screen screen_of(ui::Platform& platform, const base::Clock& clock, const StopRequest& stop) {
    return {[&](const ui::Image& frame) { return platform.show(frame); },
            [&](Demo::Duration how_long) {
                const auto end = clock.monotonic() + how_long;
                while (!platform.closed() && !stop.was_made() && clock.monotonic() < end) {
                    platform.wait(end - clock.monotonic());
                }
                return !platform.closed() && !stop.was_made();
            }};
}

}  // namespace

int play_demo(const CommandLine& typed, base::Files& files, base::Log& log) {
    Result<Prepared> prepared = prepare(typed, typed.demo, files);
    if (!prepared) {
        return refuse(prepared.error(), wrong_script);
    }
    if (prepared->plan.line.pack.empty()) {
        return refuse({base::ErrorKind::absent,
                       "a demo shows a folder of content, and keeps nothing: add --pack DIR"},
                      exit_code::bad_settings);
    }
    const base::SystemClock clock;
    const Result<ui::Platform::Options> display = display_of(prepared->plan);
    if (!display) {
        return refuse(display.error(), exit_code::bad_settings);
    }
    ui::Platform::Options options = *display;
    options.quit_allowed = true;
    auto platform = ui::Platform::open(options, clock);
    if (!platform) {
        return refuse(platform.error(), exit_code::display_lost);
    }
    prepared->plan.panel = (*platform)->panel();
    const StopRequest stop([&platform] { (*platform)->wake(); });
    Demo demo(screen_of(**platform, clock, stop), {.speed = typed.demo_speed});
    for (int round = 1; typed.demo_rounds == 0 || round <= typed.demo_rounds; ++round) {
        if (const auto code = play_round(*prepared, demo, stop, files, log)) {
            return *code;
        }
        std::cout << "round " << round << " of the demo is over" << std::endl;
    }
    return exit_code::stopped;
}

int play_script(const CommandLine& typed, base::Files& files, base::Log& log) {
    const Result<Prepared> prepared = prepare(typed, typed.script, files);
    if (!prepared) {
        return refuse(prepared.error(), wrong_script);
    }
    ScriptKiosk kiosk(prepared->plan, prepared->start, files, log);
    if (const Result<void> ready = kiosk.prepare(prepared->script); !ready) {
        return refuse(ready.error().while_doing(typed.script), wrong_script);
    }
    const Profile profile(typed.profile);
    ScriptRunner runner([&] { return kiosk.open(); },
                        kiosk.clock(),
                        kiosk.runner_options(prepared->script),
                        std::cout);
    const int code = runner.run(prepared->script);
    profile.write(files);
    return code;
}

}  // namespace harmony::kiosk
