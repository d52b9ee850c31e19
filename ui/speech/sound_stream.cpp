#include "ui/speech/sound_stream.h"

#include <algorithm>
#include <cmath>

namespace harmony::ui {
namespace {

constexpr std::size_t most_waiting = 2 * sound_rate;

}  // namespace

bool SoundStream::push(std::span<const std::int16_t> sound, std::uint64_t turn) {
    constexpr std::size_t piece = sound_rate / 10;
    while (!sound.empty()) {
        std::unique_lock lock(mutex_);
        taken_.wait(lock, [&] { return turn_ != turn || waiting_.size() - at_ < most_waiting; });
        if (turn_ != turn) {
            return false;
        }
        const auto part = sound.first(std::min(piece, sound.size()));
        if (at_ > 0) {
            waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(at_));
            at_ = 0;
        }
        waiting_.insert(waiting_.end(), part.begin(), part.end());
        sound = sound.subspan(part.size());
    }
    return true;
}

bool SoundStream::drain(std::uint64_t turn) {
    std::unique_lock lock(mutex_);
    taken_.wait(lock, [&] { return turn_ != turn || at_ == waiting_.size(); });
    return turn_ == turn;
}

std::uint64_t SoundStream::silence() {
    const std::scoped_lock lock(mutex_);
    Samples().swap(waiting_);
    at_ = 0;
    ++turn_;
    taken_.notify_all();
    return turn_;
}

std::uint64_t SoundStream::turn() const {
    const std::scoped_lock lock(mutex_);
    return turn_;
}

bool SoundStream::empty() const {
    const std::scoped_lock lock(mutex_);
    return at_ == waiting_.size();
}

void SoundStream::take(std::span<std::int16_t> into) {
    const std::scoped_lock lock(mutex_);
    const std::size_t there = std::min(into.size(), waiting_.size() - at_);
    for (std::size_t i = 0; i < there; ++i) {
        into[i] = static_cast<std::int16_t>(std::lround(waiting_[at_ + i] * gain_));
    }
    std::fill(into.begin() + static_cast<std::ptrdiff_t>(there), into.end(), std::int16_t{0});
    at_ += there;
    for (std::size_t i = 0; i < into.size() && plain_at_ < plain_.size(); ++i) {
        constexpr int loudest = 32767;
        into[i] = static_cast<std::int16_t>(
            std::clamp(into[i] + plain_[plain_at_++], -loudest - 1, loudest));
    }
    taken_.notify_all();
}

void SoundStream::play_plain(Samples sound) {
    const std::scoped_lock lock(mutex_);
    plain_ = std::move(sound);
    plain_at_ = 0;
}

void SoundStream::set_gain(double gain) {
    const std::scoped_lock lock(mutex_);
    gain_ = gain;
}

double gain_of(int volume) {
    constexpr double decibel_a_step = 3;
    constexpr int loudest = 10;
    if (volume <= 0) {
        return 0;
    }
    return std::pow(10.0, (std::min(volume, loudest) - loudest) * decibel_a_step / 20);
}

}  // namespace harmony::ui
