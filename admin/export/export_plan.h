#pragma once

#include <string>
#include <vector>

#include "survey/form.h"

namespace harmony::admin {

/// Why the answers of a question are not in an export.
enum class LeftOut {
    no,              ///< they are
    own_words,       ///< residents' own words, until a person has released them
    never_reported,  ///< the form keeps them out of everything (`kiosk:report` never)
};

/// A question of a form as exports name it.
struct ExportedQuestion {
    survey::NodeIndex node;
    std::string column;  ///< its name; its path with points where the name alone would not do
    LeftOut left_out = LeftOut::no;

    bool operator==(const ExportedQuestion&) const = default;
};

/// The columns that stand before the questions. A question of such a name is called by its path.
inline constexpr const char* head_names[] = {"response",
                                             "form",
                                             "version",
                                             "language",
                                             "mode",
                                             "day",
                                             "engagement",
                                             "kiosk",
                                             "duration",
                                             "flags"};

/// The questions of a form, one for each of `form.questions()`, and whether their answers may leave
/// the store. Own words: typed and hidden texts, and calculated texts into which one may flow.
[[nodiscard]] std::vector<ExportedQuestion> export_plan(const survey::Form& form);

/// The version of a form; the first 8 digits of its hash where it has none.
[[nodiscard]] std::string version_text(const survey::Form& form);

}  // namespace harmony::admin
