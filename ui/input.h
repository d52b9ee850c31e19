#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "ui/geometry.h"
#include "ui/keys.h"

namespace harmony::ui {

// How touch becomes a press (ui-stack.md "Input rules", kiosk.md 7.1):
//  1. Events wait in an own queue; a logic pass takes at most one button transition, so that a tap
//     shorter than a frame is seen as down, then up.
//  2. A press activates on release inside the control grown by 3 mm. Sliding off un-presses, coming
//     back presses again, release outside cancels.
//  3. For 200 ms after a screen change all input is dropped, and a press that began on an older
//     screen never activates anything.
//  4. The same control does not act twice within 250 ms.
//  5. A second finger is ignored until all are up; three within 100 ms are a palm and cancel.
//  6. A press longer than 10 s is cancelled, except where holding is meant.
//  7. A finger that is down for more than 30 s is stuck: it is not heard of again until it is up.
//  8. The same control waits for the double-strike filter, where it is longer than rule 4.

/// What a finger or the mouse did, in the order it happened.
struct PointerEvent {
    enum class Kind { down, move, up, lost, wheel };
    Kind kind = Kind::move;
    Point at_px;
    std::chrono::milliseconds when{0};
    std::int64_t finger = 0;
    double notches = 0;  ///< of a wheel, down the page
};

/// Rules 1, 5 and 7, and the keys among the touches, in the order they happened. Fed by the
/// platform or the driver, emptied by the toolkit.
class InputQueue {
public:
    void push(const PointerEvent& event);
    void push(const KeyEvent& event);
    [[nodiscard]] bool empty() const { return events_.empty(); }
    /// The state of the pointer after at most one transition. REQUIRES: not empty.
    struct Step {
        Point at_px;
        bool down = false;
        bool transition = false;
        bool cancelled = false;  ///< a palm, or the finger was lost
        std::chrono::milliseconds when{0};
        double notches = 0;                ///< of a wheel; the pointer is as it was
        std::optional<KeyEvent> key = {};  ///< a key instead: the pointer is as it was
    };
    [[nodiscard]] Step take();
    void clear();

    /// How long a finger may lie on the glass.
    static constexpr std::chrono::milliseconds longest_finger{30'000};
    /// Looks for stuck fingers: their presses are cancelled.
    void look(std::chrono::milliseconds now);
    /// When `look` has something to do next.
    [[nodiscard]] std::optional<std::chrono::milliseconds> wake_at() const;
    /// Whether a finger is stuck now: the fault `touch_stuck`.
    [[nodiscard]] bool stuck() const;

private:
    /// A finger on the glass.
    struct Finger {
        std::int64_t id = 0;
        std::chrono::milliseconds since{0};
        bool stuck = false;
    };

    [[nodiscard]] bool accepts(const PointerEvent& event);
    void count_finger(const PointerEvent& event);
    [[nodiscard]] bool is_stuck(std::int64_t finger) const;
    [[nodiscard]] int moving_fingers() const;
    [[nodiscard]] Step step_of(const PointerEvent& event) const;

    std::deque<std::variant<PointerEvent, KeyEvent>> events_;
    Step last_;
    std::optional<std::int64_t> first_finger_;
    std::array<Finger, 10> fingers_down_{};
    int fingers_ = 0;
    std::chrono::milliseconds first_down_{0};
};

/// Rules 2, 3, 4, 6 and 8: whether a press counts.
class PressRules {
public:
    static constexpr std::chrono::milliseconds dead_time{200};
    static constexpr std::chrono::milliseconds debounce{250};
    static constexpr std::chrono::milliseconds longest_press{10'000};
    static constexpr double grown_mm = 3.0;

    void screen_changed(std::chrono::milliseconds now);
    /// Whether input is dropped now.
    [[nodiscard]] bool dead(std::chrono::milliseconds now) const;
    /// A press began; remembers the screen and the control it began on.
    void began(std::chrono::milliseconds now);
    void cancel();
    [[nodiscard]] bool cancelled() const { return cancelled_; }
    [[nodiscard]] std::chrono::milliseconds pressed_for(std::chrono::milliseconds now) const;
    /// A press of `id` ended inside it. Whether it acts; remembers that it did.
    [[nodiscard]] bool acts(std::string_view id, std::chrono::milliseconds now);
    /// The same for a key or a switch, which know no press that goes on.
    [[nodiscard]] bool acts_by_key(std::string_view id, std::chrono::milliseconds now);
    /// How long the same control waits, where that is longer than the debounce.
    void set_double_strike(std::chrono::milliseconds wait) { double_strike_ = wait; }
    /// Forgets everything, at the end of a session.
    void reset();

private:
    bool changed_once_ = false;
    bool cancelled_ = true;
    std::chrono::milliseconds changed_{0};
    std::chrono::milliseconds began_{0};
    std::string last_id_;
    std::chrono::milliseconds last_acted_{0};
    std::chrono::milliseconds double_strike_{0};
};

}  // namespace harmony::ui
