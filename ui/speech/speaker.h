#pragma once

#include <string_view>

#include "ui/speech/utterance.h"

namespace harmony::ui {

/// How loud and how fast.
struct SoundSetting {
    int volume = 5;           ///< 0 (silent) to 10
    int speed_percent = 100;  ///< 50 to 200; the pitch stays
    /// Everybody near hears it: at most as loud as the calibration allows.
    Listening listening = Listening::loudspeaker;

    bool operator==(const SoundSetting&) const = default;
};

/// Says what it is told, one after the other. No member ever waits for sound: the frame goes on.
class Speaker {
public:
    Speaker() = default;
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;
    virtual ~Speaker() = default;

    /// Puts it behind what is being said.
    virtual void say(Utterance utterance) = 0;
    /// Silence, now: within 50 ms nothing of it is heard any more (kiosk.md 6.1).
    virtual void stop() = 0;
    virtual void set(const SoundSetting& setting) = 0;
    /// The end of a session: nothing of what was said stays in memory.
    virtual void forget() = 0;

    /// Whether something is being said, or waits.
    [[nodiscard]] virtual bool speaking() const = 0;
    /// Whether this machine can make a sound.
    [[nodiscard]] virtual bool works() const = 0;
    /// Whether this can be said: there is a voice of its language, or a clip of every part.
    [[nodiscard]] virtual bool can_say(const Utterance& utterance) const = 0;
    [[nodiscard]] virtual bool has_voice(std::string_view language) const = 0;
};

/// A machine without sound.
class NoSpeaker final : public Speaker {
public:
    void say(Utterance) override {}
    void stop() override {}
    void set(const SoundSetting&) override {}
    void forget() override {}
    [[nodiscard]] bool speaking() const override { return false; }
    [[nodiscard]] bool works() const override { return false; }
    [[nodiscard]] bool can_say(const Utterance&) const override { return false; }
    [[nodiscard]] bool has_voice(std::string_view) const override { return false; }
};

}  // namespace harmony::ui
