#pragma once

#include <chrono>

namespace harmony::ui {

/// How a resident wants to be served beyond what is seen: by ear, by keys, by a switch, with a
/// steadier touch. Put back to these values for the next person (kiosk.md 2.4, 6, 7).
struct Access {
    bool read_aloud = false;
    bool headphones = false;              ///< somebody listens in private
    bool blank = false;                   ///< nothing is shown while listening
    int speed_percent = 100;              ///< 50 to 200, in steps of 25
    int volume = 5;                       ///< 0 (silent) to 10
    bool lower = false;                   ///< reach mode: controls in the lower part of the screen
    std::chrono::milliseconds steady{0};  ///< hold this long to press; 0: acts on release
    std::chrono::milliseconds double_strike{0};  ///< the same control waits this long; 0: off
    bool keypad = false;  ///< five keys are in use: letters are ordered for them
    bool scanning = false;
    std::chrono::milliseconds scan_step{1500};  ///< 500 to 5000, in steps of 250

    /// A window on a desk: arrows edit and go through lists, Tab goes from one part to the next.
    bool desk = false;

    bool operator==(const Access&) const = default;
};

}  // namespace harmony::ui
