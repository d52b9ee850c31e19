#include "kiosk/program.h"

#include <cstdio>
#include <iostream>

#include "kiosk/clips.h"
#include "kiosk/faults/device_watch.h"
#include "kiosk/faults/restarts.h"
#include "kiosk/faults/self_check.h"
#include "kiosk/life.h"
#include "kiosk/loudness.h"
#include "kiosk/pack_clips.h"
#include "kiosk/plan.h"
#include "kiosk/play.h"
#include "kiosk/profile_parts.h"
#include "kiosk/set_up.h"
#include "kiosk/stop_request.h"
#include "kiosk/test_tone.h"
#include "kiosk/version.h"
#include "sync/crypto.h"
#include "ui/platform.h"
#include "ui/speech/sound_card.h"

namespace harmony::kiosk {
namespace {

using base::Result;

/// Of a machine that people stand before: its clock is measured against the day of this program.
KioskBacking::Options real_options(const Plan& plan) {
    KioskBacking::Options options = backing_options(plan);
    options.made = release_day();
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
    Profile profile(plan.line.profile);
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
    profile.begin();
    show_starting(**platform, **toolkit, files, plan.assets);
    profile.end(**toolkit, {});
    auto backing = KioskBacking::open({files, random, clock, log}, real_options(plan));
    if (!backing) {
        return refuse(backing.error(), exit_code::no_journal);
    }
    (*backing)->fetch_first_content();
    const Result<Opening> opening = opening_of(**backing, plan, files, log);
    if (!opening) {
        return refuse(opening.error(), exit_code::bad_settings);
    }
    const StopRequest stop([&platform] { (*platform)->wake(); });
    TimedOutbox timed((*backing)->outbox(), profile);
    ThreadWorker worker({profile.on() ? timed : (*backing)->outbox(),
                         (*backing)->door(),
                         [&backing] { return (*backing)->load(); },
                         (*backing)->desk()},
                        [&platform] { (*platform)->wake(); });
    const ClipFolder shipped(files, plan.assets / "clips");
    ClipShelves clips(shipped);
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
    options.on_content = [&clips](const PackContent& content) { clips.use(content.clips); };
    if (card) {
        options.staff.play_tone = [&stream] { play_test_tone(stream); };
    }
    App app({clock, random, worker, **toolkit, &voice}, options, opening->library);
    LiveProfile measured(profile, **toolkit, clock);
    Life life(
        clock, worker, [&] { return app.carrying(); }, devices);
    life.tell_quiet([&] { return !app.in_session() && !app.carrying(); });
    const bool mouse_is_touch = !plan.line.window.empty();  // a developer's window
    const int code = life.run(
        **platform,
        **toolkit,
        [&](ui::Frame& frame) {
            const ui::Platform::Devices seen = (*platform)->devices();
            devices.note_touch(seen.touch || mouse_is_touch, seen.other_input);
            devices.note_stuck((*toolkit)->input().stuck());
            measured.pass();
            app.draw(frame);
        },
        [&]() -> std::optional<int> {
            measured.turn_over(app.look().language);
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
    auto backing = KioskBacking::open({files, random, clock, log}, real_options(plan));
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
        return play_script(line, files, log);
    }
    if (line.frames) {
        return play_frames(line, files, log);
    }
    if (line.layout_report) {
        return report_layout(line, files, log);
    }
    if (!line.demo.empty()) {
        return play_demo(line, files, log);
    }
    if (line.unsent) {
        const Result<void> done = say_unsent(line);
        return done ? exit_code::stopped : refuse(done.error(), exit_code::no_journal);
    }
    const Result<Plan> plan = plan_of(line, files);
    if (!plan) {
        return refuse(plan.error(), exit_code::bad_settings);
    }
    if (line.count || !line.enrol_request.empty() || !line.welcome.empty()) {
        const base::SystemClock clock;
        auto backing = KioskBacking::open({files, random, clock, log}, real_options(*plan));
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
