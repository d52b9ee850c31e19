#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <span>

#include "ui/speech/voice.h"

namespace harmony::ui {

/// Sound on its way from the voice to the loudspeaker: one thread puts it in, the sound card takes
/// it out, and a third may silence it at any moment. Holds at most two seconds.
class SoundStream {
public:
    /// Puts sound in, and waits while there is too much. `turn` is that of the last `silence`;
    /// false, at once, when it was silenced since: nothing of an older turn is ever heard.
    [[nodiscard]] bool push(std::span<const std::int16_t> sound, std::uint64_t turn);

    /// Waits until all of it was taken; false when it was silenced.
    [[nodiscard]] bool drain(std::uint64_t turn);

    /// Plays this now, beside what is said and at its own loudness, whatever the gain: a tone that
    /// is metered. Takes the place of one that still plays, and ends by itself. Never waits.
    void play_plain(Samples sound);

    /// Drops everything that was not taken; the next turn begins.
    std::uint64_t silence();

    [[nodiscard]] std::uint64_t turn() const;
    [[nodiscard]] bool empty() const;

    /// Fills `into` for the sound card, with silence where there is nothing. Never waits long.
    void take(std::span<std::int16_t> into);

    /// 1: as it came; 0: silent.
    void set_gain(double gain);

private:
    mutable std::mutex mutex_;
    std::condition_variable taken_;
    Samples waiting_;
    std::size_t at_ = 0;  ///< of `waiting_`, taken up to here
    std::uint64_t turn_ = 1;
    double gain_ = 1;
    Samples plain_;
    std::size_t plain_at_ = 0;  ///< of `plain_`, taken up to here
};

/// How loud a step is against the loudest: 3 dB a step, so that two steps are heard and no step is
/// more than 10 dB (EN 301 549, 5.1.3.12); 0 is silence.
[[nodiscard]] double gain_of(int volume);

}  // namespace harmony::ui
