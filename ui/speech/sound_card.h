#pragma once

#include <memory>

#include "base/error.h"
#include "ui/speech/sound_stream.h"

namespace harmony::ui {

/// The machine's sound output, playing a stream from a thread of its own for as long as it lives.
class SoundCard {
public:
    /// Unreachable, with SDL's reason, when the machine has none. `stream` must outlive it.
    [[nodiscard]] static base::Result<std::unique_ptr<SoundCard>> open(SoundStream& stream);

    SoundCard(const SoundCard&) = delete;
    SoundCard& operator=(const SoundCard&) = delete;
    ~SoundCard();

    /// What the card takes at a time, in samples: sound that it has taken cannot be called back, so
    /// this is part of the 50 ms in which speech must fall silent.
    static constexpr int piece = 512;

private:
    struct Impl;
    explicit SoundCard(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace harmony::ui
