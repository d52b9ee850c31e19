#pragma once

#include <cstddef>

namespace harmony::ui {

/// Icons are drawn as vectors: no emoji, no picture files, and they mirror with the page when they
/// point somewhere.
enum class Icon {
    none,
    tick,
    cross,
    back,     ///< mirrors
    forward,  ///< mirrors
    globe,    ///< language
    text_size,
    contrast,  ///< colours
    speaker,
    lower,  ///< move buttons lower
    help,
    leave,      ///< hide and leave
    backspace,  ///< mirrors
    shift,
    space,
    return_key,
    pencil,  ///< change
    shield,
    chat,  ///< a survey
    calendar,
    pin,
    megaphone,
    lock,
    clock,
    info,
    warning,
    touch,
    more,
    up,
    down,
    undo,   ///< mirrors
    again,  ///< from the beginning; mirrors
    chart,
    page,
    person,
    people,
    search,
    plus,
    download,
    sun,
    key,
    stick,  ///< a USB stick
};
inline constexpr std::size_t icon_count = 42;

/// How a face looks. Faces show a degree: they differ by the mouth, not by colour.
enum class Mood { very_bad, bad, even, good, very_good };

}  // namespace harmony::ui
