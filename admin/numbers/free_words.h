#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/random.h"
#include "base/time.h"
#include "db/office_store.h"
#include "summary/free_text.h"

// People's own words (statistics specification, 13): each waits until a person has read it. What
// was decided is kept in the store, with its reason.

namespace harmony::admin {

enum class WordState { held, released, redacted, refused };

/// "held", ...
[[nodiscard]] std::string_view state_word(WordState state);
[[nodiscard]] std::optional<WordState> word_state_of(std::string_view word);

/// "a phone number"
[[nodiscard]] std::string_view mark_in_words(summary::TextMarkKind kind);

/// One text, and what became of it.
struct FreeWords {
    std::string id;  ///< 8 letters; of what was said, so that the same words are decided once
    std::string survey;
    std::string question;
    std::string text;  ///< as it was written
    std::vector<summary::TextMark> marks;
    WordState state = WordState::held;
    std::string shown;   ///< what a report may print; empty while it is held, and when refused
    std::string reason;  ///< the person's, of the last decision
};

/// Every text of a survey, in the order of their ids, which says nothing of who wrote when.
/// Errors: absent (no such survey), unreadable.
[[nodiscard]] base::Result<std::vector<FreeWords>> load_words(db::OfficeStore& store,
                                                              const std::string& survey,
                                                              base::RandomSource& random);

/// A decision on one text.
struct WordDecision {
    std::string id;
    WordState state = WordState::held;
    std::string shown;  ///< with `redacted`: the text with "[removed]" in it
    std::string reason;
    base::Day day{};
};

[[nodiscard]] base::Result<void> decide_words(db::OfficeStore& store, const WordDecision& decision);

/// The text with the given words, and everything that is marked, taken out. Errors: absent (words
/// that do not stand in it).
[[nodiscard]] base::Result<std::string> take_out(const FreeWords& words,
                                                 const std::vector<std::string>& out);

/// What reports may print, by question. Nothing that no person has released. Empty where it cannot
/// be read.
[[nodiscard]] std::map<std::string, std::vector<std::string>> released_words(
    db::OfficeStore& store, const std::string& survey);

}  // namespace harmony::admin
