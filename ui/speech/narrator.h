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
///  1. A new page: errors, its title, how many things it has; then the thing with the focus, since
///     keys go to every text while a voice reads (focus.h). Without keys, the whole page.
///  2. The focus went on: the thing; before it, that it went over the end.
///  3. Something was chosen, typed or found wrong: what became of it.
///  4. Whatever comes in, a finger or a key, silences what is being said first.
/// Says nothing while reading aloud is off, or the volume is nothing.
class Narrator final : public PageListener {
public:
    /// Both must outlive the narrator.
    Narrator(Speaker& speaker, WordsOf words_of);

    /// How the resident wants to be served. Switched on, the page of now is said.
    void serve(const Access& access);

    enum class Turn { first, last };  ///< against what is said of the page
    /// A sentence that stands nowhere on the page, or not as it is said: a changed setting, seconds
    /// left. Said when the update is over.
    void announce(std::string_view language, std::string_view text, Turn turn = Turn::first);

    /// Says these nodes (an id, and the words below it, whose ids begin with it and a dot), also
    /// while reading aloud is off: for buttons that are called "Listen".
    void say_once(std::string id) { once_ = std::move(id); }

    /// What is said of a thing in a language that nothing can say, on a page in another: a tile of
    /// a list of languages.
    void apologise_with(Utterance apology) { apology_ = std::move(apology); }

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
    void say_focus(const sem::Tree& tree, const sem::Node* focus);
    void say_asked(const sem::Tree& tree);
    void say_changes(const sem::Tree& tree);
    void say_change(const sem::Tree& tree, const sem::Node& node, const Was* was);
    void say_typed(const sem::Node& node, const Was& was);
    void remember(const sem::Tree& tree);
    void say(Utterance utterance);
    [[nodiscard]] Listening listening() const;

    Speaker& speaker_;
    WordsOf words_of_;
    Access access_;
    std::vector<Utterance> first_;
    std::vector<Utterance> last_;
    Utterance apology_;
    std::string page_language_;
    std::string once_;
    std::string screen_;
    std::string focus_;
    std::uint32_t wraps_ = 0;
    std::map<std::string, Was> was_;
    bool say_all_ = false;  ///< the page of now has not been said
    bool repeat_ = false;
};

}  // namespace harmony::ui
