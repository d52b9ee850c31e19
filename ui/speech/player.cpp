#include "ui/speech/player.h"

#include <algorithm>

#include "ui/speech/opus_clip.h"

namespace harmony::ui {
namespace {

constexpr std::string_view all_digits = "0123456789";

/// "4 8 2, 9 1 7": a code as `spelled` writes it, or one number of one digit.
bool is_digit_by_digit(std::string_view part) {
    bool digit_before = false;
    bool any = false;
    for (const char letter : part) {
        const bool digit = all_digits.find(letter) != std::string_view::npos;
        if ((digit && digit_before) || (!digit && letter != ' ' && letter != ',')) {
            return false;
        }
        digit_before = digit;
        any = any || digit;
    }
    return any;
}

}  // namespace

SpeechPlayer::SpeechPlayer(Options options, const ClipShelf& clips, SoundStream& stream)
    : options_(std::move(options)),
      clips_(clips),
      stream_(stream),
      espeak_(options_.espeak),
      thread_([this] { run(); }) {
    set({});
}

SpeechPlayer::~SpeechPlayer() {
    {
        const std::scoped_lock lock(mutex_);
        ends_ = true;
        jobs_.clear();
    }
    stream_.silence();
    espeak_.stop();
    changed_.notify_all();
    thread_.join();
}

void SpeechPlayer::say(Utterance utterance) {
    {
        const std::scoped_lock lock(mutex_);
        if (!options_.works || setting_.volume == 0) {
            return;
        }
        jobs_.push_back({std::move(utterance), stream_.turn(), setting_.speed_percent});
    }
    changed_.notify_all();
}

void SpeechPlayer::stop() {
    {
        const std::scoped_lock lock(mutex_);
        jobs_.clear();
    }
    stream_.silence();
    espeak_.stop();
}

void SpeechPlayer::set(const SoundSetting& setting) {
    const std::scoped_lock lock(mutex_);
    setting_ = setting;
    const bool open = setting.listening == Listening::loudspeaker;
    stream_.set_gain(gain_of(setting.volume) * (open ? options_.loudspeaker_gain : 1.0));
}

bool SpeechPlayer::speaking() const {
    const std::scoped_lock lock(mutex_);
    return busy_ || !jobs_.empty();
}

bool SpeechPlayer::has_voice(std::string_view language) const {
    return options_.works && espeak_.present() && !voice_of(language).empty();
}

bool SpeechPlayer::can_say(const Utterance& utterance) const {
    return has_voice(utterance.language) ||
           (options_.works &&
            std::all_of(
                utterance.parts.begin(), utterance.parts.end(), [&](const base::SecretText& part) {
                    return has_clips(utterance.language, part.view());
                }));
}

/// A clip of its own; or, of what is said digit by digit, one of each of the ten digits: a code is
/// never half in one voice and half in another.
bool SpeechPlayer::has_clips(std::string_view language, std::string_view part) const {
    return clips_.has(language, part) ||
           (is_digit_by_digit(part) &&
            std::all_of(all_digits.begin(), all_digits.end(), [&](const char& digit) {
                return clips_.has(language, {&digit, 1});
            }));
}

void SpeechPlayer::wait_until_said() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !busy_ && jobs_.empty(); });
}

void SpeechPlayer::run() {
    std::unique_lock lock(mutex_);
    while (!ends_) {
        changed_.wait(lock, [&] { return ends_ || !jobs_.empty(); });
        if (ends_) {
            return;
        }
        const Job job = std::move(jobs_.front());
        jobs_.pop_front();
        busy_ = true;
        lock.unlock();
        speak(job);
        // Not before the last of it was heard: what is being said counts as being there.
        static_cast<void>(stream_.drain(job.turn));
        lock.lock();
        busy_ = false;
        changed_.notify_all();
    }
}

/// Clips where they are; what stands between them goes to the voice in one piece, for its melody.
void SpeechPlayer::speak(const Job& job) {
    base::SecretText voiced;
    for (const base::SecretText& part : job.utterance.parts) {
        if (!has_clips(job.utterance.language, part.view())) {
            voiced.append(voiced.empty() ? "" : " ");
            voiced.append(with_stop(job.utterance.language, part.view()).view());
            continue;
        }
        speak_voice(job, voiced.view());
        voiced.wipe();
        if (clips_.has(job.utterance.language, part.view())) {
            speak_clip(job, part.view());
        } else {
            speak_digits(job, part.view());
        }
    }
    speak_voice(job, voiced.view());
}

void SpeechPlayer::speak_clip(const Job& job, std::string_view part) {
    const std::optional<base::Bytes> file = clips_.read(job.utterance.language, part);
    if (!file) {
        return;
    }
    const base::Result<Samples> sound = read_clip(*file);
    if (sound) {
        const Samples timed = at_speed(*sound, job.speed_percent / 100.0);
        static_cast<void>(stream_.push(timed, job.turn));
    }
}

/// Between groups there is a pause, as a comma makes one in a voice.
void SpeechPlayer::speak_digits(const Job& job, std::string_view part) {
    constexpr std::size_t pause = sound_rate * 3 / 10;
    for (const char& letter : part) {
        if (letter == ',') {
            static_cast<void>(stream_.push(Samples(pause), job.turn));
        } else if (letter != ' ') {
            speak_clip(job, {&letter, 1});
        }
    }
}

void SpeechPlayer::speak_voice(const Job& job, std::string_view text) {
    if (text.empty() || stream_.turn() != job.turn) {
        return;
    }
    const base::Result<Samples> sound =
        espeak_.say({job.utterance.language, job.speed_percent, text});
    if (sound) {  // a language without a voice stays silent, and the page says so (kiosk.md 6.3)
        static_cast<void>(stream_.push(*sound, job.turn));
    }
}

}  // namespace harmony::ui
