#pragma once

// Not a public header: which key of SDL's means what.

#include <SDL_events.h>

#include <optional>

#include "ui/keys.h"

namespace harmony::ui {

/// What a pressed or released key means on a machine with these keys; nothing for most of them.
/// What the system repeats while a key is held is dropped. Pure: the same event, the same answer.
[[nodiscard]] std::optional<KeyEvent> key_of(const SDL_KeyboardEvent& event,
                                             AssistKeys kind,
                                             std::chrono::milliseconds now);

/// Letters that were typed. Only a keyboard and a scanner write any.
[[nodiscard]] std::optional<KeyEvent> letters_of(const SDL_TextInputEvent& event,
                                                 AssistKeys kind,
                                                 std::chrono::milliseconds now);

}  // namespace harmony::ui
