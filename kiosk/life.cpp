#include "kiosk/life.h"

#include <unistd.h>

#include <cstdio>
#include <thread>

#include "kiosk/app.h"

namespace harmony::kiosk {

namespace {

/// From the watchdog's thread: nothing of a program that hangs is tidied up. What is saved is
/// saved.
void end_hung_program() {
    std::fputs("harmony-kiosk: the screen hung. It must be started again.\n", stderr);
    ::_exit(exit_code::hung);
}

}  // namespace

/// A frame is on the glass, or there was nothing new to put there.
void Life::tick(Watchdog& dog) {
    dog.beat();
    const bool no_store_to_ask = worker_ == nullptr || busy_();
    if (!heartbeat_.frame(clock_.monotonic(), *pings_, no_store_to_ask)) {
        return;
    }
    const bool quiet = quiet_ && quiet_();
    notify_service(address_, quiet ? "WATCHDOG=1\nSTATUS=waiting" : "WATCHDOG=1\nSTATUS=in use");
    if (worker_ != nullptr) {
        worker_->post(job::AtDesk{errand::Ping{pings_}});
    }
}

void Life::note_display(bool there) {
    if (devices_ == nullptr) {
        return;
    }
    if (there) {
        devices_->note_display_back();
    } else {
        devices_->note_display_gone();
    }
}

int Life::run(ui::Platform& platform,
              ui::Toolkit& toolkit,
              const ui::DrawApp& draw,
              const std::function<std::optional<int>()>& ending) {
    constexpr std::chrono::milliseconds try_again{250};
    Watchdog dog(silence, end_hung_program);
    DisplayGrace display;
    notify_service(address_, "READY=1");
    for (;;) {
        const base::Result<void> ran = platform.run(
            toolkit,
            draw,
            [&] { return !ending(); },
            [&] {
                display.presented();
                note_display(true);
                tick(dog);
            });
        if (const std::optional<int> code = ending()) {
            return *code;
        }
        if (ran) {
            return exit_code::stopped;  // the window was closed
        }
        note_display(false);
        if (display.lost(clock_.monotonic())) {
            std::fprintf(stderr, "harmony-kiosk: %s\n", ran.error().message.c_str());
            return exit_code::display_lost;
        }
        dog.beat();
        std::this_thread::sleep_for(try_again);
    }
}

void Shell::draw(ui::Frame& frame) {
    const Words words(library_.phrases(), "en");
    Intents intents;
    draw_out_of_order(frame, {words, {}, {}}, {OutReason::damaged, page_}, intents);
    for (const Intent& intent : intents.take()) {
        if (intent.what == Do::show_page) {
            page_ = intent.number;
            frame.wake_after(std::chrono::milliseconds{0});
        }
    }
}

}  // namespace harmony::kiosk
