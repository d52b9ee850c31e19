#pragma once

#include <map>
#include <string>

#include "survey/checking/choices_sheet.h"
#include "survey/checking/headers.h"
#include "survey/checking/report.h"
#include "survey/checking/survey_rows.h"
#include "survey/form.h"
#include "survey/import.h"

namespace harmony::survey {

struct ListSources {
    const std::map<std::string, SheetList>& sheet_lists;
    const FileSet& files;
    const std::vector<std::string>& expected_files;  ///< there, but their content is not at hand
    LanguageTag default_language;
    bool choice_duplicates = false;             ///< choices of a list may share a name
    const std::map<std::string, Spot>& pulled;  ///< names of data files in `pulldata()`
};

/// Gives every select its list, from the choices sheet or from a data file, and puts the lists and
/// files that are used into `content`. Reports what is missing.
void link_lists(SurveyRows& survey,
                const Table& table,
                const ListSources& sources,
                FormContent& content,
                Report& report);

}  // namespace harmony::survey
