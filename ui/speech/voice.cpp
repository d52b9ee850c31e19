#include "ui/speech/voice.h"

#include <SDL.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numbers>
#include <utility>

namespace harmony::ui {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> voices{{
    {"en", "en"},
    {"pl", "pl"},
    {"ro", "ro"},
    {"ur", "ur"},
    {"ar", "ar"},
    {"fa", "fa"},
    {"pa", "pa"},
}};

struct FreeStream {
    void operator()(SDL_AudioStream* stream) const noexcept { SDL_FreeAudioStream(stream); }
};

// 40 ms hold two periods of the deepest voice; a quarter of that is searched for the best fit.
constexpr std::size_t window = sound_rate / 25;
constexpr std::size_t hop = window / 2;
constexpr std::size_t reach = window / 4;
constexpr std::size_t stride = 8;  // comparing every eighth sample finds the same place

/// How alike two stretches of sound are; the larger the better.
double likeness(const Samples& sound, std::size_t one, std::size_t two) {
    double product = 0;
    double power = 1;
    for (std::size_t i = 0; i < hop; i += stride) {
        product += static_cast<double>(sound[one + i]) * sound[two + i];
        power += static_cast<double>(sound[two + i]) * sound[two + i];
    }
    return product / std::sqrt(power);
}

/// Near `wanted`, where the sound goes on most like it would after `natural`.
std::size_t best_near(const Samples& sound, std::size_t wanted, std::size_t natural) {
    const std::size_t last = sound.size() - window;
    if (natural > last) {
        return std::min(wanted, last);
    }
    const std::size_t from = wanted > reach ? wanted - reach : 0;
    const std::size_t to = std::min(wanted + reach, last);
    std::size_t best = std::min(wanted, last);
    double most = likeness(sound, natural, best);
    for (std::size_t at = from; at <= to; at += stride) {
        if (const double like = likeness(sound, natural, at); like > most) {
            most = like;
            best = at;
        }
    }
    return best;
}

std::int16_t clipped(double value) {
    return static_cast<std::int16_t>(std::lround(std::clamp(value, -32768.0, 32767.0)));
}

}  // namespace

std::string_view voice_of(std::string_view language) {
    const auto* const found = std::find_if(
        voices.begin(), voices.end(), [&](const auto& voice) { return voice.first == language; });
    return found == voices.end() ? std::string_view{} : found->second;
}

Samples at_speed(const Samples& sound, double factor) {
    if (factor == 1.0 || sound.size() < 2 * window) {
        return sound;
    }
    const auto length = static_cast<std::size_t>(static_cast<double>(sound.size()) / factor);
    const std::size_t windows = length / hop;
    std::vector<float> sum(windows * hop + window, 0.0F);
    std::size_t natural = 0;
    for (std::size_t i = 0; i < windows; ++i) {
        const auto wanted = static_cast<std::size_t>(static_cast<double>(i * hop) * factor);
        const std::size_t from = i == 0 ? 0 : best_near(sound, wanted, natural);
        for (std::size_t n = 0; n < window && from + n < sound.size(); ++n) {
            const double angle = 2 * std::numbers::pi * static_cast<double>(n) / window;
            const double weight = 0.5 - 0.5 * std::cos(angle);
            sum[i * hop + n] += static_cast<float>(weight * sound[from + n]);
        }
        natural = from + hop;
    }
    Samples made(length);
    std::transform(sum.begin(),
                   sum.begin() + static_cast<std::ptrdiff_t>(std::min(length, sum.size())),
                   made.begin(),
                   [](float value) { return clipped(static_cast<double>(value)); });
    std::fill(sum.begin(), sum.end(), 0.0F);
    return made;
}

Samples resampled(const Samples& sound, int from_rate, int to_rate) {
    if (from_rate == to_rate || sound.empty()) {
        return sound;
    }
    const std::unique_ptr<SDL_AudioStream, FreeStream> stream(
        SDL_NewAudioStream(AUDIO_S16SYS, 1, from_rate, AUDIO_S16SYS, 1, to_rate));
    if (stream == nullptr) {
        return sound;
    }
    const auto bytes = static_cast<int>(sound.size() * sizeof(std::int16_t));
    SDL_AudioStreamPut(stream.get(), sound.data(), bytes);
    SDL_AudioStreamFlush(stream.get());
    Samples made(static_cast<std::size_t>(SDL_AudioStreamAvailable(stream.get())) /
                 sizeof(std::int16_t));
    const auto room = static_cast<int>(made.size() * sizeof(std::int16_t));
    const int got = SDL_AudioStreamGet(stream.get(), made.data(), room);
    made.resize(static_cast<std::size_t>(std::max(0, got)) / sizeof(std::int16_t));
    return made;
}

}  // namespace harmony::ui
