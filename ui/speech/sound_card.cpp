#include "ui/speech/sound_card.h"

#include <SDL.h>

#include <string>

namespace harmony::ui {
namespace {

void fill(void* stream, std::uint8_t* into, int bytes) {
    const auto samples = static_cast<std::size_t>(bytes) / sizeof(std::int16_t);
    auto* const first = reinterpret_cast<std::int16_t*>(into);  // as SDL's format says
    static_cast<SoundStream*>(stream)->take({first, samples});
}

}  // namespace

struct SoundCard::Impl {
    SDL_AudioDeviceID device = 0;
    bool started = false;
};

SoundCard::SoundCard(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

SoundCard::~SoundCard() {
    if (impl_->device != 0) {
        SDL_CloseAudioDevice(impl_->device);
    }
    if (impl_->started) {
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }
}

base::Result<std::unique_ptr<SoundCard>> SoundCard::open(SoundStream& stream) {
    std::unique_ptr<SoundCard> card(new SoundCard(std::make_unique<Impl>()));
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    card->impl_->started = SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
    SDL_AudioSpec wanted{};
    wanted.freq = sound_rate;
    wanted.format = AUDIO_S16SYS;
    wanted.channels = 1;
    wanted.samples = piece;
    wanted.callback = fill;
    wanted.userdata = &stream;
    if (card->impl_->started) {
        // No changes allowed: SDL converts for the card, and the stream stays as it is.
        card->impl_->device = SDL_OpenAudioDevice(nullptr, 0, &wanted, nullptr, 0);
    }
    if (card->impl_->device == 0) {
        return base::Error{base::ErrorKind::unreachable,
                           std::string("there is no sound output: ") + SDL_GetError()};
    }
    SDL_PauseAudioDevice(card->impl_->device, 0);
    return card;
}

}  // namespace harmony::ui
