#pragma once

#include <string_view>

#include "base/secret.h"
#include "ui/semantic.h"
#include "ui/speech/utterance.h"
#include "ui/speech/words.h"

namespace harmony::ui {

// What is said of a page (kiosk.md 6.2, 6.4). Pure: the same tree gives the same words.

/// One thing on the page: its name, role, value or state, position, hint, in the node's own
/// language. What a resident typed or answered is said through headphones alone; otherwise how much
/// of it there is. Never empty for a node that has a name.
[[nodiscard]] Utterance spoken_form(const sem::Tree& tree,
                                    const sem::Node& node,
                                    const WordsOf& words_of,
                                    Listening listening);

/// Its name and what became of it: after it was touched.
[[nodiscard]] Utterance spoken_state(const sem::Node& node,
                                     const WordsOf& words_of,
                                     Listening listening);

/// "There is a problem", the page's heading, and what to mend; of an alert that is no problem of
/// the page, its words alone.
[[nodiscard]] Utterance spoken_problem(const sem::Tree& tree,
                                       const sem::Node& alert,
                                       const WordsOf& words_of,
                                       Listening listening);

/// Title of the page and how many things it has.
[[nodiscard]] Utterance spoken_title(const sem::Tree& tree, const WordsOf& words_of);

/// Whether a voice that reads the whole page says this node: no bar, no keyboard, nothing twice.
[[nodiscard]] bool belongs_to_reading(const sem::Tree& tree, const sem::Node& node);

/// What controls the layout of a line but is not heard (isolates, marks of direction, places where
/// a word may be broken) left out.
[[nodiscard]] base::SecretText heard(std::string_view text);

/// "4829 1736" as "4 8 2 9, 1 7 3 6": every number of two digits and more digit by digit, in the
/// groups that it is written in.
[[nodiscard]] base::SecretText spelled(std::string_view text);

/// Whether a text is one number of five digits and more: a code, said twice.
[[nodiscard]] bool is_code(std::string_view text);

}  // namespace harmony::ui
