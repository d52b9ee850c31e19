#pragma once

#include <string>
#include <vector>

#include "ui/speech/speaker.h"

namespace harmony::ui {

/// A speaker for scripts and tests: writes down what it is told, at once, and makes no sound.
class SpeechLog final : public Speaker {
public:
    struct Entry {
        Utterance utterance;
        SoundSetting setting;  ///< of the moment at which it was said
    };

    void say(Utterance utterance) override;
    void stop() override { ++stops_; }
    void set(const SoundSetting& setting) override { setting_ = setting; }
    void forget() override;
    [[nodiscard]] bool speaking() const override { return false; }
    [[nodiscard]] bool works() const override { return works_; }
    [[nodiscard]] bool can_say(const Utterance& utterance) const override;
    [[nodiscard]] bool has_voice(std::string_view language) const override;

    /// A machine without sound.
    void break_sound() { works_ = false; }

    /// Whatever begins with these words is not said from now on: a fault that is planted, to see
    /// who notices.
    void swallow(std::string words) { swallowed_ = std::move(words); }

    /// What was said since `take` was called last, in order.
    [[nodiscard]] std::vector<Entry> take() { return std::exchange(said_, {}); }
    [[nodiscard]] const std::vector<Entry>& said() const { return said_; }
    /// All of it as one text, an utterance a line.
    [[nodiscard]] base::SecretText text() const;
    [[nodiscard]] const SoundSetting& setting() const { return setting_; }
    [[nodiscard]] int stops() const { return stops_; }

private:
    std::vector<Entry> said_;
    SoundSetting setting_;
    std::string swallowed_;  ///< empty: nothing
    bool works_ = true;
    int stops_ = 0;
};

}  // namespace harmony::ui
