#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace harmony::ui {

/// The words that a voice adds to what stands on a page. The toolkit knows no catalogue, so the app
/// hands them in, a table a language.
enum class Word {
    button,
    choice,  ///< "Choice {n} of {total}"
    chosen,
    not_chosen,
    box,  ///< "Tick box {n} of {total}"
    ticked,
    not_ticked,
    placed,  ///< "Place {n}"
    not_placed,
    field,
    empty,
    typed,   ///< "{name}, {n} letters typed"
    hidden,  ///< an answer that is read out in headphones alone
    heading,
    picture,
    map,
    unavailable,
    required,
    open,  ///< of what unfolds
    problem,
    things,     ///< "{n} things on this page"
    one_thing,  ///< "One thing on this page"
    again,      ///< "Once more": before a code is said for the second time
    deleted,    ///< a letter was taken away
    letter,     ///< a letter was typed that nobody else should hear
    top,        ///< the focus went over the end of the page and begins again
};
inline constexpr std::size_t word_count = 26;

/// The key of each word, the same in every language: "not_chosen".
[[nodiscard]] std::string_view key_of(Word word);

/// All words of one language.
class SpeechWords {
public:
    /// `text_of` is asked for the key of every word once.
    SpeechWords(std::string language, const std::function<std::string(std::string_view)>& text_of);

    [[nodiscard]] const std::string& language() const { return language_; }
    [[nodiscard]] const std::string& operator[](Word word) const {
        return texts_[static_cast<std::size_t>(word)];
    }

    /// The word with its `{n}` and `{total}` filled.
    [[nodiscard]] std::string count(Word word, int n, int total = 0) const;

private:
    std::string language_;
    std::array<std::string, word_count> texts_;
};

/// The words of a language; those of another one when it has none. What it returns must live until
/// it is asked again.
using WordsOf = std::function<const SpeechWords&(std::string_view language)>;

/// `text` with `{name}` replaced.
[[nodiscard]] std::string with_value(std::string_view text,
                                     std::string_view name,
                                     std::string_view value);

}  // namespace harmony::ui
