#include "kiosk/play.h"

#include <cstdlib>
#include <iostream>
#include <optional>

#include "db/power_switch.h"
#include "kiosk/content_walk.h"
#include "kiosk/frame_server.h"
#include "kiosk/plan.h"
#include "kiosk/profile_parts.h"
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

    /// `profile`: what measures its saving; may be absent.
    [[nodiscard]] Result<std::unique_ptr<Stage>> open(Profile* profile = nullptr) {
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
        std::unique_ptr<Backing> behind = std::move(backing).value();
        if (profile != nullptr) {
            behind = std::make_unique<TimedBacking>(std::move(behind), *profile);
        }
        return Stage::open({plan_.panel, plan_.assets, opening->app},
                           clock_,
                           chance_,
                           std::move(behind),
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

/// The content of a folder, or of the pack in use.
Result<std::shared_ptr<const Library>> content_of(const Plan& plan,
                                                  base::Files& files,
                                                  base::Log& log) {
    const base::SystemClock clock;
    sync::SodiumRandom random;
    std::optional<FreshState> fresh;
    KioskBacking::Options options = backing_options(plan);
    if (!plan.line.pack.empty()) {
        fresh.emplace(plan.line.data);
        options.folder.root = fresh->path();
    }
    auto backing = KioskBacking::open({files, random, clock, log}, std::move(options));
    return backing ? (*backing)->load() : Result<std::shared_ptr<const Library>>(backing.error());
}

/// Ten o'clock on the day of the first engagement; today when there is none.
base::Moment first_day(const Library& library) {
    const auto& engagements = library.content().engagements;
    const base::Day day =
        engagements.empty() ? base::SystemClock().today() : engagements.front().day;
    return day + std::chrono::hours{10};
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

int play_frames(const CommandLine& line, base::Files& files, base::Log& log) {
    const FreshState state(line.data);
    CommandLine own = line;
    own.data = state.path();
    const Result<Plan> plan = plan_of(own, files);
    if (!plan) {
        return refuse(plan.error(), exit_code::bad_settings);
    }
    const base::SystemClock clock;
    const base::Moment now = clock.now();
    ScriptKiosk kiosk(*plan, {now, clock.local_offset(now)}, files, log);
    const Result<std::unique_ptr<Stage>> stage = kiosk.open();
    if (!stage) {
        return refuse(stage.error(), exit_code::bad_settings);
    }
    serve_frames(std::cin, std::cout, **stage);
    return exit_code::stopped;
}

int report_layout(const CommandLine& typed, base::Files& files, base::Log& log) {
    const Result<Plan> typed_plan = plan_of(typed, files);
    if (!typed_plan) {
        return refuse(typed_plan.error(), exit_code::bad_settings);
    }
    const Result<std::shared_ptr<const Library>> library = content_of(*typed_plan, files, log);
    if (!library) {
        return refuse(library.error(), exit_code::bad_settings);
    }
    const FreshState state(typed.data);
    Plan plan = *typed_plan;
    plan.line.data = state.path();
    plan.line.script = "layout";  // nothing moves
    ContentReport report;
    for (const char* panel : {"10.1", "15.6", "21.5"}) {
        report.panels.emplace_back(panel, *ui::read_panel(panel));
    }
    if (!typed.panel.empty()) {
        report.panels = {{typed.panel, plan.panel}};
    }
    for (const Language& language : (*library)->languages()) {
        report.languages.push_back(language.code);
    }
    report.sizes = {ui::TextSize::s, ui::TextSize::m, ui::TextSize::l, ui::TextSize::xl};
    base::ManualClock clock(first_day(**library), std::chrono::minutes{0});
    base::SeededRandom chance(typed.seed);
    sync::SodiumRandom random;
    report.open = [&](const ui::Panel& panel) -> Result<std::unique_ptr<Stage>> {
        clock.set(first_day(**library));
        auto backing = KioskBacking::open({files, random, clock, log}, backing_options(plan));
        if (!backing) {
            return backing.error();
        }
        Result<Opening> opening = opening_of(**backing, plan, files, log);
        if (!opening) {
            return opening.error();
        }
        opening->app.first = App::Options{}.first;
        return Stage::open(
            {panel, plan.assets, opening->app}, clock, chance, std::move(*backing), *library);
    };
    return report_content(report, std::cout);
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
    Profile profile(typed.profile);
    ScriptProfile watched(profile);
    ScriptRunner runner(
        [&]() -> Result<std::unique_ptr<Stage>> {
            auto stage = kiosk.open(profile.on() ? &profile : nullptr);
            if (stage && profile.on()) {
                watched.watch(**stage);
            }
            return stage;
        },
        kiosk.clock(),
        kiosk.runner_options(prepared->script),
        std::cout);
    const int code = runner.run(prepared->script);
    profile.write(files);
    return code;
}

}  // namespace harmony::kiosk
