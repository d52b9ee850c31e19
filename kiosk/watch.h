#pragma once

#include <chrono>

#include "kiosk/screen.h"

namespace harmony::kiosk {

/// The times of kiosk.md 2.4, as far as settings do not change them.
struct Times {
    std::chrono::seconds idle_nothing_entered{60};
    std::chrono::seconds idle_page{120};
    std::chrono::seconds idle_typing{180};
    std::chrono::seconds idle_helped{300};  ///< all of these with a voice, a switch, a dark screen
    std::chrono::seconds countdown{30};
    std::chrono::seconds countdown_helped{45};
    std::chrono::seconds curtain{45};
    std::chrono::seconds thanks_quiet{15};
    std::chrono::seconds thanks_countdown{20};
    std::chrono::seconds thanks_kept{60};  ///< what each "Keep this on screen" adds
    std::chrono::seconds staff{60};
    std::chrono::seconds at_door{1800};  ///< check-in that nobody touches
    std::chrono::seconds notice{20};     ///< save_failed, age_sorry: read and forgotten
    std::chrono::seconds not_today{5};
};

/// What the watch over a page that nobody touches has come to.
enum class Watch {
    quiet,      ///< nothing to do
    curtain,    ///< hide what is on the page
    countdown,  ///< ask "Are you still there?", or show how long the page stays
    over,       ///< end it
};

struct WatchState {
    Watch watch = Watch::quiet;
    std::chrono::seconds left{0};              ///< shown during a countdown, rounded up
    std::chrono::milliseconds next_change{0};  ///< when to look again; zero: never
};

/// What a page has been through, as far as the watch needs to know.
struct Untouched {
    Screen screen = Screen::attract;
    bool typing = false;                 ///< a page with a keyboard
    bool private_page = false;           ///< shows typed text, or all answers
    bool at_door = false;                ///< of staff: check-in
    bool helped = false;                 ///< speech, switch scanning or a dark screen is on
    std::chrono::milliseconds since{0};  ///< the last touch, or the page's beginning
    std::chrono::seconds kept{0};        ///< added by "Keep this on screen"
};

/// The state of the watch at this moment. Pure: the same page and time give the same answer.
[[nodiscard]] WatchState watch(const Untouched& untouched, const Times& times);

}  // namespace harmony::kiosk
