#pragma once

#include <string>
#include <vector>

#include "survey/checking/headers.h"
#include "survey/checking/report.h"
#include "survey/checking/settings_sheet.h"
#include "survey/checking/type_cell.h"
#include "survey/form.h"

namespace harmony::survey {

/// The nodes of the survey sheet with type, name, path and group, and the rows they stand in.
struct SurveyRows {
    std::vector<Node> nodes;
    std::vector<const SheetRow*> rows;
    std::vector<TypeCell> types;
    std::vector<const SheetRow*> data_files;  ///< rows of type csv-external
};

[[nodiscard]] SurveyRows read_survey_rows(const Table& table,
                                          const SettingsRead& settings,
                                          Report& report);

/// Typographic quotes made straight, as in every cell that holds names or expressions.
[[nodiscard]] std::string straight_quotes(std::string_view text);

/// Whether the row has a text in any language in the column `key`.
[[nodiscard]] bool has_text(const Table& table, const SheetRow& row, std::string_view key);

/// Whether the row has a text in any language for one of label, hint, image, audio.
[[nodiscard]] bool shows_something(const Table& table, const SheetRow& row);

}  // namespace harmony::survey
