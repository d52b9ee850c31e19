#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "admin/gui/host.h"
#include "admin/numbers/free_words.h"

// What the view "Words" shows: what people wrote in their own words, which nobody else sees before
// a person has read it.

namespace harmony::admin::gui {

/// How many texts are in which state; says nothing of what they say.
struct WordCounts {
    std::size_t held = 0;
    std::size_t released = 0;
    std::size_t redacted = 0;
    std::size_t refused = 0;

    [[nodiscard]] std::size_t all() const { return held + released + redacted + refused; }
    [[nodiscard]] std::size_t of(WordState state) const;

    bool operator==(const WordCounts&) const = default;
};

/// One text with the question that it answers.
struct WordsText {
    FreeWords words;
    std::string asked;  ///< the question as residents read it; its name where the survey is gone
};

struct WordsModel {
    WordCounts counts;
    std::vector<WordsText> texts;  ///< in the order of their ids, which says nothing of who wrote

    [[nodiscard]] std::size_t find(std::string_view id) const;  ///< `texts.size()`: not here
};

/// Shows no text to anybody. Errors: unreadable.
[[nodiscard]] base::Result<WordCounts> count_words(Reader& reader);

/// Whether that somebody reads is noted now, as `words list` does; once is enough for a sitting.
enum class NoteLook { now, before };

/// All texts. Errors: refused (no reason, or one that holds something personal), unreadable, full.
[[nodiscard]] base::Result<WordsModel> read_words(Reader& reader,
                                                  const std::string& reason,
                                                  NoteLook note);

/// A word of a text, as it is shown by itself: so that it can be pressed.
struct WordPiece {
    std::size_t first = 0;  ///< byte of the text
    std::size_t length = 0;
    bool marked = false;     ///< may give somebody away
    bool ends_line = false;  ///< the next one begins a line

    bool operator==(const WordPiece&) const = default;
};

/// The words of a text, in order.
[[nodiscard]] std::vector<WordPiece> pieces_of(const FreeWords& words);

/// The phrases that go when these pieces are taken out; those beside each other are one phrase.
[[nodiscard]] std::vector<std::string> phrases_of(const FreeWords& words,
                                                  const std::vector<WordPiece>& pieces,
                                                  const std::set<std::size_t>& taken);

/// "07700 900123 (a phone number)"
[[nodiscard]] std::string marks_in_words(const FreeWords& words);

/// The verb that decides on a text. `out`: of a redaction, what goes beside what is marked.
[[nodiscard]] Order decide_order(const FreeWords& words,
                                 WordState state,
                                 const std::string& reason,
                                 const std::vector<std::string>& out);

}  // namespace harmony::admin::gui
