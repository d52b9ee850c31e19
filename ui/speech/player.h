#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>

#include "base/bytes.h"
#include "ui/speech/espeak.h"
#include "ui/speech/sound_stream.h"
#include "ui/speech/speaker.h"

namespace harmony::ui {

/// Recorded speech: Opus clips by language and text. Both members are called from several threads.
class ClipShelf {
public:
    ClipShelf() = default;
    ClipShelf(const ClipShelf&) = delete;
    ClipShelf& operator=(const ClipShelf&) = delete;
    virtual ~ClipShelf() = default;

    /// Whether there is a clip of exactly this text. Quick: asked while a page is drawn.
    [[nodiscard]] virtual bool has(std::string_view language, std::string_view text) const = 0;
    /// Nothing when there is none, or it cannot be read.
    [[nodiscard]] virtual std::optional<base::Bytes> read(std::string_view language,
                                                          std::string_view text) const = 0;
};

/// Says everything on a thread of its own: a clip where there is one, else espeak-ng, else nothing.
class SpeechPlayer final : public Speaker {
public:
    struct Options {
        std::filesystem::path espeak = "/usr/bin/espeak-ng";
        /// What the calibration lets through to everybody, 0 to 1 (kiosk.md 6.1, 7.7).
        double loudspeaker_gain = 1;
        bool works = true;  ///< there is a sound card
    };

    /// `clips` and `stream` must outlive the player.
    SpeechPlayer(Options options, const ClipShelf& clips, SoundStream& stream);
    ~SpeechPlayer() override;

    void say(Utterance utterance) override;
    void stop() override;
    void set(const SoundSetting& setting) override;
    void forget() override { stop(); }
    [[nodiscard]] bool speaking() const override;
    [[nodiscard]] bool works() const override { return options_.works; }
    [[nodiscard]] bool can_say(const Utterance& utterance) const override;
    [[nodiscard]] bool has_voice(std::string_view language) const override;

    /// Waits until nothing more is to be said: for tests.
    void wait_until_said();

private:
    struct Job {
        Utterance utterance;
        std::uint64_t turn = 0;
        int speed_percent = 100;
    };

    [[nodiscard]] bool has_clips(std::string_view language, std::string_view part) const;
    void speak_digits(const Job& job, std::string_view part);
    void run();
    void speak(const Job& job);
    void speak_clip(const Job& job, std::string_view part);
    void speak_voice(const Job& job, std::string_view text);

    Options options_;
    const ClipShelf& clips_;
    SoundStream& stream_;
    Espeak espeak_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> jobs_;
    SoundSetting setting_;
    bool busy_ = false;
    bool ends_ = false;
    std::thread thread_;
};

}  // namespace harmony::ui
