#pragma once

#include "ui/speech/sound_stream.h"

namespace harmony::kiosk {

/// One second of 1 kHz at full sound (loudness.h counts from it), 10 ms up and down: what staff
/// meter at 500 mm, and hear in the sound test.
[[nodiscard]] ui::Samples test_tone();

/// Plays it in the place of whatever is being said, whatever the volume is. Never waits.
void play_test_tone(ui::SoundStream& stream);

}  // namespace harmony::kiosk
