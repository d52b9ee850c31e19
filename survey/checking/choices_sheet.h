#pragma once

#include <map>
#include <string>
#include <vector>

#include "survey/checking/headers.h"
#include "survey/checking/languages.h"
#include "survey/checking/report.h"
#include "survey/checking/settings_sheet.h"
#include "survey/form.h"

namespace harmony::survey {

/// A list of the choices sheet before its labels are put together.
struct SheetList {
    ChoiceList list;
    std::vector<const SheetRow*> rows;  ///< of each choice
};

/// Reads all lists, by name. Labels, which may refer to questions, are filled later.
[[nodiscard]] std::map<std::string, SheetList> read_choices_sheet(
    const Table& table,
    const WorkbookLanguages& languages,
    const SettingsRead& settings,
    Report& report);

/// Reports scores that neither rise nor fall along a list.
void check_scores(const SheetList& list, const Table& table, Report& report);

}  // namespace harmony::survey
