#pragma once

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/error.h"
#include "ui/speech/voice.h"

namespace harmony::ui {

/// espeak-ng as a process of its own, never linked. Each utterance has its own process, started
/// beforehand with voice and speed and waiting for its text: so the end of its output is the end of
/// the utterance, and silence is one kill (docs/decisions/0012). One that died is replaced.
class Espeak {
public:
    explicit Espeak(std::filesystem::path program);
    Espeak(const Espeak&) = delete;
    Espeak& operator=(const Espeak&) = delete;
    ~Espeak();

    /// Whether the program is on this machine.
    [[nodiscard]] bool present() const { return present_; }

    struct Request {
        std::string_view language;
        int speed_percent = 100;  ///< 100: about 125 words a minute in English
        std::string_view text;
    };
    /// The sound of a text; empty when it was stopped. Absent when there is no voice of the
    /// language, or no program. Call it from one thread.
    [[nodiscard]] base::Result<Samples> say(const Request& request);

    /// Ends what `say` is doing. May be called from any thread; does not wait.
    void stop();

private:
    struct Child;
    [[nodiscard]] std::unique_ptr<Child> start(std::string_view voice, int words_a_minute) const;
    [[nodiscard]] std::unique_ptr<Child> take_warm(std::string_view voice, int words_a_minute);
    [[nodiscard]] base::Result<Samples> hear(Child& child, std::string_view text);

    std::filesystem::path program_;
    bool present_ = false;
    std::unique_ptr<Child> warm_;
    std::mutex mutex_;
    pid_t speaking_ = 0;
    bool stopped_ = false;
};

}  // namespace harmony::ui
