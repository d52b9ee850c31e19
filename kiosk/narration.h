#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/phrases.h"
#include "ui/frame.h"
#include "ui/speech/narrator.h"
#include "ui/speech/speaker.h"

namespace harmony::kiosk {

/// Why there is no sound, where somebody wants some; each is a page of its own.
enum class SoundTrouble {
    off,              ///< the headphones were pulled out
    broken,           ///< the machine has no sound output
    no_voice,         ///< of this language
    headphones_only,  ///< no loudspeaker is allowed here, and nobody has headphones
};

/// Everything about sound in a session: whether pages are read out, in whose hearing, what is said
/// of changed settings and of time running out (kiosk.md 6). Changes the resident's look and keeps
/// nothing of it; the narrator of the toolkit says the pages.
class Narration {
public:
    struct Options {
        bool loudspeaker = true;  ///< `loudspeaker` of kiosk.toml
    };

    /// `speaker` must outlive this.
    Narration(ui::Speaker& speaker, Options options);

    /// For `ui::Toolkit::set_listener`.
    [[nodiscard]] ui::PageListener& listener() { return narrator_; }

    /// Takes the words of all languages from these phrases, which are read and not kept.
    void use(const Phrases& phrases);

    // --- the session ----------------------------------------------------------------------------

    void begin(ui::Look& look);
    /// Silence, and nothing of what was said stays in memory.
    void end();

    /// Every pass, once it is known what was asked for: `look` in the language of the page. Says
    /// which settings changed.
    void serve(const ui::Look& look);

    /// Every pass: the seconds that a countdown on the page shows. Said at its start, every 10 s
    /// and at 5 s (kiosk.md 2.4).
    void count_down(std::optional<int> seconds);

    // --- what the resident asks for -------------------------------------------------------------

    /// Starts or stops reading; may open a page of trouble instead.
    void toggle_reading(ui::Look& look);
    void use_headphones(ui::Look& look);
    void use_loudspeaker(ui::Look& look);
    void repeat() { narrator_.repeat(); }
    /// "Listen": this is read out once, or a page of trouble says why nothing is heard.
    void listen(std::string id, ui::Look& look);

    /// The jack. Plugging in starts reading; pulling out silences at once.
    void plug(bool in, ui::Look& look, bool in_session);

    // --- what the app must know -----------------------------------------------------------------

    [[nodiscard]] bool plugged() const { return plugged_; }
    [[nodiscard]] bool speaking() const { return speaker_.speaking(); }
    [[nodiscard]] std::optional<SoundTrouble> trouble() const { return trouble_; }
    /// The machine was found to have no sound, or to have it again.
    void take_for_broken(bool broken) { taken_for_broken_ = broken; }
    void close_trouble() { trouble_.reset(); }
    /// Codes of the languages that nothing can say; none on a machine without sound, which says so
    /// itself.
    [[nodiscard]] std::vector<std::string> silent() const;
    [[nodiscard]] bool has_loudspeaker() const { return options_.loudspeaker; }

private:
    [[nodiscard]] const ui::SpeechWords& words_of(std::string_view language) const;
    [[nodiscard]] std::string text(std::string_view language, std::string_view key) const;
    [[nodiscard]] bool can_say(std::string_view language) const;
    void start_reading(ui::Look& look);
    void say_settings(const ui::Look& was, const ui::Look& is);
    void say_access(const ui::Access& was, const ui::Access& is, const std::string& language);
    void say_state(const std::string& language, std::string_view key, bool on);
    void look_for_voice(const ui::Look& look);

    ui::Speaker& speaker_;
    Options options_;
    std::map<std::string, ui::SpeechWords, std::less<>> words_;
    std::map<std::string, std::string> texts_;  ///< by "language/key"
    ui::Narrator narrator_;
    std::optional<ui::Look> served_;
    std::optional<int> seconds_;
    std::set<std::string> missed_;  ///< languages of which it was said that they have no voice
    std::optional<SoundTrouble> trouble_;
    bool plugged_ = false;
    bool taken_for_broken_ = false;
};

}  // namespace harmony::kiosk
