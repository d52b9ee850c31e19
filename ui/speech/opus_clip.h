#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "ui/speech/voice.h"

namespace harmony::ui {

/// The sound of a clip, Opus in Ogg, at most 60 s (security.md). Unreadable when it is none.
[[nodiscard]] base::Result<Samples> read_clip(base::ByteView file);

}  // namespace harmony::ui
