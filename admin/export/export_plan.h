#pragma once

#include <span>
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

/// A question of a form as exports name it, or what is known without asking (`today`, `deviceid`).
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

/// Whether it asks for a place on the map: its answer is a square of the National Grid.
[[nodiscard]] bool is_place_on_map(const survey::Node& node);

/// What a response of this form says in an export, in the order of the sheet, and whether it may
/// leave the store. Own words: typed and hidden texts, and calculated texts into which one may
/// flow; a place on the map is none.
[[nodiscard]] std::vector<ExportedQuestion> export_plan(const survey::Form& form);

/// The plans of several versions of a survey, in their order: what one of them leaves out stays out
/// of all.
[[nodiscard]] std::vector<std::vector<ExportedQuestion>> export_plans(
    std::span<const survey::Form> versions);

/// The version of a form; the first 8 digits of its hash where it has none.
[[nodiscard]] std::string version_text(const survey::Form& form);

}  // namespace harmony::admin
