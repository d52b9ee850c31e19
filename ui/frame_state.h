#pragma once

// Not a public header: what a frame needs of the toolkit while a pass lasts.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/focus.h"
#include "ui/frame.h"
#include "ui/input.h"
#include "ui/painter.h"
#include "ui/picture_shelf.h"

namespace harmony::ui {

struct Frame::State {
    TextEngine& text;
    PictureShelf& pictures;
    PressRules& rules;
    Panel panel;
    std::optional<Painter> painter;  ///< while the page window is open
    sem::Tree& tree;
    const Focus& focus;
    std::chrono::milliseconds now{0};         ///< of this pass
    std::chrono::milliseconds last_input{0};  ///< when something was touched last
    Point pointer_px{};
    bool pointer_down = false;
    double notches = 0;             ///< of the wheel, until somebody takes them
    std::string focus_next{};       ///< where the keys go after this pass
    std::string last_screen{};      ///< of the pass before
    std::optional<KeyEvent> key{};  ///< of this pass
    Stroke stroke = Stroke::taken;  ///< what it has come to
    std::string key_press{};        ///< the control that a key presses
    std::string finger_on{};        ///< the control that a finger came down on
    std::string press_next{};       ///< the one that the next pass presses
    base::SecretText scanned{};     ///< a code that was read
    std::string scan_words{};       ///< of "out of this group"
    bool group_ringed = false;      ///< a whole group is highlighted, not its first control
    int depth = 0;
    std::vector<Rect> clips{};  ///< as they are seen: what lies outside answers to nothing

    Look look{};
    const Language* language = &language_of("en");
    Setting setting{};
    sem::Node hidden{};  ///< what was recorded behind a dialog, where nobody finds it
    bool begun = false;
    bool activated = false;  ///< something was: the page must be drawn again
    bool screen_changed = false;
    bool again = false;        ///< the page does not stand still yet
    std::string touched_id{};  ///< of the last touch, for `record`
    Touch touched{};
    std::optional<std::chrono::milliseconds> wake_at{};
};

}  // namespace harmony::ui
