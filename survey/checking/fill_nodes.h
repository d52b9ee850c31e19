#pragma once

#include "survey/checking/headers.h"
#include "survey/checking/languages.h"
#include "survey/checking/references.h"
#include "survey/checking/report.h"
#include "survey/checking/settings_sheet.h"
#include "survey/checking/survey_rows.h"
#include "survey/import.h"

namespace harmony::survey {

/// What filling the nodes needs; all of it outlives the call.
struct FillInput {
    const Table& table;
    const WorkbookLanguages& languages;
    const SettingsRead& settings;
    References& references;
    Report& report;
    const OtherWordsSource& other_words;
};

/// The words for a language; the English ones when the catalogue has none.
[[nodiscard]] OtherWords other_words(const OtherWordsSource& words,
                                     const LanguageTag& language);

/// Fills texts, expressions, appearance, defaults, parameters and our own columns of every node.
void fill_nodes(SurveyRows& survey, const FillInput& input);

/// Reports references in the names of pictures and sound files that lead nowhere.
void check_media_references(const Table& table, const SheetRow& row, References& references);

/// Texts of a row by language, as pieces.
[[nodiscard]] Wording read_wording(const Table& table,
                                   const SheetRow& row,
                                   std::string_view key,
                                   const WorkbookLanguages& languages,
                                   References& references);

}  // namespace harmony::survey
