#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ui/access.h"
#include "ui/speech/speaker.h"
#include "ui/speech/spoken.h"
#include "ui/toolkit.h"

namespace harmony::ui {

/// Decides what is said, and when, from the semantic tree alone (kiosk.md 6):
///  1. A new page: errors, its title, how many things it has; then the thing with the focus, and
///     before it the words that no focus ever comes to. Without a focus, the whole page.
///  2. The focus went on: the words passed over, then the thing.
///  3. Something was chosen, typed or found wrong: what became of it.
///  4. Whatever comes in, a finger or a key, silences what is being said first.
/// Says nothing while reading aloud is off.
class Narrator final : public PageListener {
public:
    /// Both must outlive the narrator.
    Narrator(Speaker& speaker, WordsOf words_of);

    /// How the resident wants to be served. Switched on, the page of now is said.
    void serve(const Access& access);

    /// Another voice for the sentence that comes next (a changed setting, seconds left): it is said
    /// before the page, at the end of the update.
    void announce(std::string_view language, std::string_view text);

    /// Says the page, or the thing with the focus, once more.
    void repeat();

    void stop() { speaker_.stop(); }

    /// The end of a session.
    void forget();

    void input_came() override;
    void page_stands(const sem::Tree& tree) override;

private:
    /// A node as it was; of what it holds only a mark that changes with it.
    struct Was {
        std::uint32_t state = 0;
        std::size_t value = 0;
        std::size_t letters = 0;
    };

    [[nodiscard]] bool is_new_page(const sem::Tree& tree) const;
    void say_page(const sem::Tree& tree);
    void say_reading(const sem::Tree& tree, const sem::Node* up_to);
    void say_focus(const sem::Tree& tree, const sem::Node& focus);
    void say_changes(const sem::Tree& tree);
    void say_change(const sem::Tree& tree, const sem::Node& node, const Was* was);
    void say_typed(const sem::Node& node, const Was& was);
    void remember(const sem::Tree& tree);
    void say(Utterance utterance);
    [[nodiscard]] Listening listening() const;

    Speaker& speaker_;
    WordsOf words_of_;
    Access access_;
    std::vector<Utterance> announced_;
    std::string screen_;
    std::string focus_;
    std::map<std::string, Was> was_;
    bool say_all_ = false;  ///< the page of now has not been said
    bool repeat_ = false;
};

}  // namespace harmony::ui
