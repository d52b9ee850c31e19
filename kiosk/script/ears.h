#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/stage.h"

namespace harmony::kiosk {

/// What somebody who sees nothing has of a kiosk: what is said, and three of the five keys. Knows
/// the words of a language; never looks at the page.
class Ears {
public:
    /// The stage must outlive this.
    explicit Ears(Stage& stage) : stage_(stage) {}

    /// Headphones in, nothing on the glass: the voice begins.
    void begin();

    /// Strikes the key to the next thing, or to press it. What the focus is on now is returned.
    std::string next();
    std::string select();

    /// Everything that is on this page, once, from the top; then stands at its first thing again.
    [[nodiscard]] std::vector<std::string> hear_page();

    /// What the focus is on, as it was said last.
    [[nodiscard]] const std::string& here() const { return here_; }
    /// How a key is called.
    [[nodiscard]] std::string key(std::string_view typed) const;

    /// Whether this phrase was among what the last strike brought.
    [[nodiscard]] bool said(std::string_view key) const;
    [[nodiscard]] const std::string& last_said() const { return said_; }

    /// "Continue. Button.", in the words of the language.
    [[nodiscard]] bool is_button(std::string_view thing, std::string_view key) const;
    /// A phrase as it is said between others: with its stop.
    [[nodiscard]] std::string with_stop(std::string_view text) const;
    [[nodiscard]] std::string word(std::string_view key) const;

    void speak(std::string language) { language_ = std::move(language); }
    [[nodiscard]] const std::string& language() const { return language_; }

private:
    std::string strike(ui::Key key);

    Stage& stage_;
    std::string language_ = "en";  ///< of the page
    std::string said_;             ///< by the last strike, an utterance a line
    std::string here_;
};

}  // namespace harmony::kiosk
