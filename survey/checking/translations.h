#pragma once

#include <map>

#include "survey/checking/choices_sheet.h"
#include "survey/checking/form_checks.h"
#include "survey/checking/languages.h"

namespace harmony::survey {

/// Reports every text of the default language that another language lacks, row by row (L802).
void check_translations(const CheckInput& input,
                        const Table* choices,
                        const std::map<std::string, SheetList>& lists,
                        const WorkbookLanguages& languages);

/// A title for each language, once there is one for more than the first; and a first language that
/// the survey has texts in.
void check_language_settings(const Table& settings,
                             const std::string& default_language,
                             const WorkbookLanguages& languages,
                             Report& report);

}  // namespace harmony::survey
