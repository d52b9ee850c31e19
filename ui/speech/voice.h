#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/secret.h"

namespace harmony::ui {

/// Sound as all of this room passes it on: one channel, 16 bits, `sound_rate` samples a second.
/// Zeroed when it is freed: it may say what a resident typed.
using Samples = std::vector<std::int16_t, base::ZeroingAllocator<std::int16_t>>;
inline constexpr int sound_rate = 48'000;

/// The name by which espeak-ng knows the voice of a language (its language property, never the name
/// of a dialect). Empty when there is none: its `ku` is Kurmanji in Latin letters, so Sorani has
/// clips or is silent (kiosk.md 6.3).
[[nodiscard]] std::string_view voice_of(std::string_view language);

/// The same sound in `factor` of its time (0.5: twice as long), its pitch kept: waveforms are
/// overlapped where they fit best (W. Verhelst and M. Roelands (1993), An overlap-add technique
/// based on waveform similarity, ICASSP).
[[nodiscard]] Samples at_speed(const Samples& sound, double factor);

/// The same sound at another sample rate.
[[nodiscard]] Samples resampled(const Samples& sound, int from_rate, int to_rate);

}  // namespace harmony::ui
