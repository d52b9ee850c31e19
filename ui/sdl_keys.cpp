#include "ui/sdl_keys.h"

#include <array>

namespace harmony::ui {

using std::chrono::milliseconds;

namespace {

struct Meaning {
    SDL_Scancode code;
    Key key;
};

/// The five keys and the five beside them (kiosk.md 7.3), on keypads and keyboards.
constexpr std::array five_keys{Meaning{SDL_SCANCODE_RIGHT, Key::right},
                               Meaning{SDL_SCANCODE_LEFT, Key::left},
                               Meaning{SDL_SCANCODE_DOWN, Key::down},
                               Meaning{SDL_SCANCODE_UP, Key::up},
                               Meaning{SDL_SCANCODE_RETURN, Key::select},
                               Meaning{SDL_SCANCODE_KP_ENTER, Key::select},
                               Meaning{SDL_SCANCODE_SPACE, Key::select},
                               Meaning{SDL_SCANCODE_ESCAPE, Key::back},
                               Meaning{SDL_SCANCODE_F1, Key::repeat},
                               Meaning{SDL_SCANCODE_F2, Key::read},
                               Meaning{SDL_SCANCODE_F3, Key::softer},
                               Meaning{SDL_SCANCODE_F4, Key::louder}};
constexpr std::array keyboard_keys{Meaning{SDL_SCANCODE_TAB, Key::tab},
                                   Meaning{SDL_SCANCODE_BACKSPACE, Key::rub_out}};
constexpr std::array desk_keys{Meaning{SDL_SCANCODE_HOME, Key::home},
                               Meaning{SDL_SCANCODE_END, Key::end},
                               Meaning{SDL_SCANCODE_PAGEUP, Key::page_up},
                               Meaning{SDL_SCANCODE_PAGEDOWN, Key::page_down},
                               Meaning{SDL_SCANCODE_DELETE, Key::remove}};
/// What switch boxes send: the first the space bar, the second Enter.
constexpr std::array switches{Meaning{SDL_SCANCODE_SPACE, Key::switch_1},
                              Meaning{SDL_SCANCODE_RETURN, Key::switch_2},
                              Meaning{SDL_SCANCODE_KP_ENTER, Key::switch_2}};
/// The end of a scanned code.
constexpr std::array scanner_keys{Meaning{SDL_SCANCODE_RETURN, Key::select},
                                  Meaning{SDL_SCANCODE_KP_ENTER, Key::select}};

template <std::size_t Count>
std::optional<Key> among(const std::array<Meaning, Count>& meanings, SDL_Scancode code) {
    for (const Meaning& meaning : meanings) {
        if (meaning.code == code) {
            return meaning.key;
        }
    }
    return std::nullopt;
}

std::optional<Key> meaning_of(SDL_Scancode code, AssistKeys kind) {
    switch (kind) {
        case AssistKeys::off: return std::nullopt;
        case AssistKeys::keypad: return among(five_keys, code);
        case AssistKeys::keyboard: {
            const std::optional<Key> key = among(five_keys, code);
            return key.has_value() ? key : among(keyboard_keys, code);
        }
        case AssistKeys::desk: {
            const std::optional<Key> key = meaning_of(code, AssistKeys::keyboard);
            return key.has_value() ? key : among(desk_keys, code);
        }
        case AssistKeys::switches: return among(switches, code);
        case AssistKeys::scanner: return among(scanner_keys, code);
    }
    return std::nullopt;
}

/// Ctrl, Alt and Super change nothing here: with any of them a key means nothing at all.
bool commands(unsigned modifiers) {
    constexpr unsigned none_of =
        KMOD_CTRL | KMOD_LALT | KMOD_GUI;  // the right Alt writes letters in many languages
    return (modifiers & none_of) != 0;
}

/// Ctrl with a letter or a digit.
std::optional<KeyEvent> command_of(SDL_Keycode code, milliseconds now) {
    const bool letter = (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') ||
                        code == '+' || code == '-' || code == '=';
    if (!letter) {
        return std::nullopt;
    }
    const char text[] = {static_cast<char>(code), '\0'};
    return KeyEvent::commanded(text, now);
}

}  // namespace

std::optional<KeyEvent> key_of(const SDL_KeyboardEvent& event, AssistKeys kind, milliseconds now) {
    const unsigned modifiers = event.keysym.mod;
    if (kind == AssistKeys::desk && (modifiers & KMOD_CTRL) != 0 && event.type == SDL_KEYDOWN) {
        return command_of(event.keysym.sym, now);
    }
    if ((event.repeat != 0 && kind != AssistKeys::desk) || commands(modifiers) ||
        (modifiers & KMOD_RALT) != 0) {
        return std::nullopt;
    }
    const std::optional<Key> key = meaning_of(event.keysym.scancode, kind);
    if (!key.has_value()) {
        return std::nullopt;
    }
    const bool backwards = *key == Key::tab && (modifiers & KMOD_SHIFT) != 0;
    KeyEvent made{backwards ? Key::back_tab : *key, event.type == SDL_KEYDOWN, now};
    const bool writes = kind == AssistKeys::keyboard || kind == AssistKeys::desk;
    if (writes && event.keysym.scancode == SDL_SCANCODE_SPACE) {
        made.text[0] = ' ';
    }
    return made;
}

std::optional<KeyEvent> letters_of(const SDL_TextInputEvent& event,
                                   AssistKeys kind,
                                   milliseconds now) {
    const bool writes =
        kind == AssistKeys::keyboard || kind == AssistKeys::desk || kind == AssistKeys::scanner;
    const std::string_view letters(static_cast<const char*>(event.text));
    if (!writes || letters.empty() || letters == " ") {  // the space bar came as a key
        return std::nullopt;
    }
    return KeyEvent::typed(letters, now);
}

}  // namespace harmony::ui
