#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <string_view>

#include "ui/access.h"

namespace harmony::ui {

// How keys become strokes (kiosk.md 7.2, 7.3, 7.5, 2.4):
//  1. Which key may mean anything is decided before it comes here (sdl_keys.h).
//  2. A key acts when it goes down. The system's own repeating is dropped: arrows and Backspace
//     repeat after 2.0 s, then twice a second; nothing else repeats.
//  3. With the double-strike filter the same key waits as long as the filter says.
//  4. One key at a time: another one ends the repeating of the first.

/// Which keys a machine has (`assist_keys` of kiosk.toml); all others are dropped.
enum class AssistKeys {
    off,
    keypad,    ///< the five keys and the five beside them
    keyboard,  ///< those, letters, Tab and Backspace
    desk,      ///< a whole keyboard: those, the keys that edit and page, and Ctrl with a letter
    switches,  ///< one or two
    scanner,   ///< codes alone
};

/// What a key is, on whatever device it sits.
enum class Key {
    right,
    left,
    down,
    up,
    select,
    back,      ///< Escape
    repeat,    ///< F1: say it again, or help
    read,      ///< F2: read aloud, on and off
    softer,    ///< F3
    louder,    ///< F4
    tab,       ///< as Right in reading order, in every direction of writing
    back_tab,  ///< as Left
    rub_out,   ///< Backspace
    letters,   ///< `KeyEvent::text` was typed
    switch_1,
    switch_2,
    home,
    end,
    page_up,
    page_down,
    remove,   ///< Delete
    command,  ///< Ctrl was held: `KeyEvent::text` is the letter
};
inline constexpr std::size_t key_count = 22;

/// The name of a key in scripts: "right", "back_tab". Letters and commands have none.
[[nodiscard]] std::string_view name_of(Key key);
[[nodiscard]] std::optional<Key> key_named(std::string_view name);

/// A key that went down or came up.
struct KeyEvent {
    Key key = Key::select;
    bool down = true;
    std::chrono::milliseconds when{0};
    char text[32] = {};  ///< UTF-8 of `letters`, and of a select that was the space bar

    [[nodiscard]] std::string_view letters() const { return text; }

    static KeyEvent typed(std::string_view letters, std::chrono::milliseconds when);
    static KeyEvent commanded(std::string_view letter, std::chrono::milliseconds when);
};

/// Rules 2, 3 and 4: turns keys that go down and come up into strokes, one for each pass.
class KeyReader {
public:
    static constexpr std::chrono::milliseconds first_repeat{2000};
    static constexpr std::chrono::milliseconds next_repeat{500};

    /// Takes a key in the order it happened. `double_strike` as in `Access`.
    void take(const KeyEvent& event, std::chrono::milliseconds double_strike);
    /// Looks whether a key is held long enough to repeat.
    void look(std::chrono::milliseconds now);

    [[nodiscard]] bool has_stroke() const { return !strokes_.empty(); }
    /// REQUIRES: has_stroke.
    [[nodiscard]] KeyEvent next_stroke();
    /// When `look` has something to do next.
    [[nodiscard]] std::optional<std::chrono::milliseconds> wake_at() const { return repeat_at_; }

    /// Forgets what is held and what waits, at the end of a session and when a device is gone.
    void reset();

private:
    [[nodiscard]] bool struck_twice(const KeyEvent& event,
                                    std::chrono::milliseconds double_strike) const;

    std::deque<KeyEvent> strokes_;
    std::optional<KeyEvent> last_;  ///< the last that counted
    std::optional<Key> held_;
    std::optional<std::chrono::milliseconds> repeat_at_;
};

}  // namespace harmony::ui
