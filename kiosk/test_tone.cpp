#include "kiosk/test_tone.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace harmony::kiosk {

ui::Samples test_tone() {
    constexpr double hertz = 1000;
    constexpr double loudness = 32767;
    constexpr double slope_s = 0.01;
    ui::Samples samples;
    samples.reserve(ui::sound_rate);
    for (int i = 0; i < ui::sound_rate; ++i) {
        const double at = static_cast<double>(i) / ui::sound_rate;
        const double swell = std::min({1.0, at / slope_s, (1 - at) / slope_s});
        const double wave = std::sin(2 * std::numbers::pi * hertz * at);
        samples.push_back(static_cast<std::int16_t>(std::lround(loudness * swell * wave)));
    }
    return samples;
}

void play_test_tone(ui::SoundStream& stream) {
    stream.silence();
    stream.play_plain(test_tone());
}

}  // namespace harmony::kiosk
