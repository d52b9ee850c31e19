#include "ui/sdl_keys.h"

#include <catch2/catch.hpp>
#include <set>

using namespace harmony::ui;
using std::chrono::milliseconds;

namespace {

constexpr std::array<unsigned, 8> modifiers{KMOD_NONE,
                                            KMOD_SHIFT,
                                            KMOD_CTRL,
                                            KMOD_LALT,
                                            KMOD_RALT,
                                            KMOD_GUI,
                                            KMOD_CTRL | KMOD_LALT,
                                            KMOD_CTRL | KMOD_SHIFT};

std::optional<KeyEvent> pressed(int code, AssistKeys kind, unsigned modifier = KMOD_NONE) {
    SDL_KeyboardEvent event{};
    event.type = SDL_KEYDOWN;
    event.keysym.scancode = static_cast<SDL_Scancode>(code);
    event.keysym.mod = static_cast<std::uint16_t>(modifier);
    return key_of(event, kind, milliseconds{1});
}

/// The scancodes that mean anything with this modifier.
std::set<int> heard(AssistKeys kind, unsigned modifier = KMOD_NONE) {
    std::set<int> codes;
    for (int code = 0; code < SDL_NUM_SCANCODES; ++code) {
        if (pressed(code, kind, modifier)) {
            codes.insert(code);
        }
    }
    return codes;
}

const std::set<int> five{SDL_SCANCODE_RIGHT,
                         SDL_SCANCODE_LEFT,
                         SDL_SCANCODE_DOWN,
                         SDL_SCANCODE_UP,
                         SDL_SCANCODE_RETURN,
                         SDL_SCANCODE_KP_ENTER,
                         SDL_SCANCODE_SPACE,
                         SDL_SCANCODE_ESCAPE,
                         SDL_SCANCODE_F1,
                         SDL_SCANCODE_F2,
                         SDL_SCANCODE_F3,
                         SDL_SCANCODE_F4};

}  // namespace

TEST_CASE("no key of 512, with no modifier of 8, means anything where keys are off",
          "[ui][keys][K9]") {
    static_assert(SDL_NUM_SCANCODES == 512);
    for (const unsigned modifier : modifiers) {
        CHECK(heard(AssistKeys::off, modifier).empty());
    }
}

TEST_CASE("each kind of machine hears its own keys and no others", "[ui][keys][K9]") {
    std::set<int> keyboard = five;
    keyboard.insert({SDL_SCANCODE_TAB, SDL_SCANCODE_BACKSPACE});
    CHECK(heard(AssistKeys::keypad) == five);
    CHECK(heard(AssistKeys::keyboard) == keyboard);
    CHECK(heard(AssistKeys::switches) ==
          std::set<int>{SDL_SCANCODE_SPACE, SDL_SCANCODE_RETURN, SDL_SCANCODE_KP_ENTER});
    CHECK(heard(AssistKeys::scanner) == std::set<int>{SDL_SCANCODE_RETURN, SDL_SCANCODE_KP_ENTER});
}

TEST_CASE("Ctrl, Alt and Super take every key its meaning", "[ui][keys][K9]") {
    for (const AssistKeys kind :
         {AssistKeys::keypad, AssistKeys::keyboard, AssistKeys::switches, AssistKeys::scanner}) {
        for (const unsigned modifier : modifiers) {
            if (modifier != KMOD_NONE && modifier != KMOD_SHIFT) {
                CHECK(heard(kind, modifier).empty());
            }
        }
    }
}

TEST_CASE("Shift and Tab go backwards, the system's repeating is dropped", "[ui][keys]") {
    CHECK(pressed(SDL_SCANCODE_TAB, AssistKeys::keyboard)->key == Key::tab);
    CHECK(pressed(SDL_SCANCODE_TAB, AssistKeys::keyboard, KMOD_LSHIFT)->key == Key::back_tab);
    SDL_KeyboardEvent event{};
    event.type = SDL_KEYDOWN;
    event.repeat = 1;
    event.keysym.scancode = SDL_SCANCODE_RIGHT;
    CHECK_FALSE(key_of(event, AssistKeys::keypad, milliseconds{1}).has_value());
}

TEST_CASE("only keyboards and scanners write letters", "[ui][keys][K9]") {
    SDL_TextInputEvent event{};
    event.text[0] = 'a';
    const auto written = [&](AssistKeys kind) {
        return letters_of(event, kind, milliseconds{1}).has_value();
    };
    CHECK_FALSE(written(AssistKeys::off));
    CHECK_FALSE(written(AssistKeys::keypad));
    CHECK_FALSE(written(AssistKeys::switches));
    CHECK(written(AssistKeys::keyboard));
    CHECK(written(AssistKeys::scanner));
    event.text[0] = ' ';  // the space bar comes as a key, which may select
    CHECK_FALSE(written(AssistKeys::keyboard));
    CHECK(pressed(SDL_SCANCODE_SPACE, AssistKeys::keyboard)->letters() == " ");
    CHECK(pressed(SDL_SCANCODE_SPACE, AssistKeys::keypad)->letters().empty());
}
