#pragma once

#include <cstddef>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "ui/speech/voice.h"

namespace harmony::ui {

/// Bytes of a clip's file at most (security.md).
inline constexpr std::size_t largest_clip_file = 1U << 20U;

/// Whether a file may be a clip by its name: 12 lower-case hexadecimal digits and ".opus"
/// (docs/formats/clips.md).
[[nodiscard]] bool is_clip_name(std::string_view name);

/// The sound of a clip, Opus in Ogg, at most 60 s (security.md). Unreadable when it is none.
[[nodiscard]] base::Result<Samples> read_clip(base::ByteView file);

}  // namespace harmony::ui
