#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "survey/draft.h"
#include "survey/form.h"

namespace harmony::admin {

/// Letters that a terminal would obey rather than show are left out; line feeds stay.
[[nodiscard]] std::string printable(std::string_view text);

/// A sentence that begins with a capital letter, when its first letter is one of a-z.
[[nodiscard]] std::string as_sentence(std::string text);

/// In first-strong isolates (U+2068, U+2069), so that what is put into a line cannot turn what
/// stands around it.
[[nodiscard]] std::string isolated(std::string_view text);

/// A text of the survey as it stands in a line of ours: isolated when it could turn the line.
[[nodiscard]] std::string in_line(std::string_view text);

/// Whether a text holds letters of a right-to-left script.
[[nodiscard]] bool may_turn(std::string_view text);

/// A text as the resident reads it in the draft's language, with the values of other questions
/// filled in; they are isolated where a direction could turn. Empty when there is none.
[[nodiscard]] std::string shown_text(const survey::Draft& draft, const survey::Wording& wording);

/// `/group/question`: the path without the root, as conformance cases write it.
[[nodiscard]] std::string path_below_root(const survey::Form& form, const survey::Node& node);

/// A question or group by its name, its path, or its path without the root.
[[nodiscard]] std::optional<survey::NodeIndex> node_called(const survey::Form& form,
                                                           const std::string& name);

/// "there is no question called agee; perhaps age".
[[nodiscard]] std::string no_such_question(const survey::Form& form, const std::string& name);

/// An expression as authors write it, and what it asks about.
struct WrittenExpression {
    std::string text;  ///< with `${age}` where the form has a path
    std::vector<survey::NodeIndex> asks_about;
};

[[nodiscard]] WrittenExpression as_written(const survey::Form& form, std::string_view expression);

}  // namespace harmony::admin
