#pragma once

#include <map>
#include <string>

#include "survey/checking/choices_sheet.h"
#include "survey/checking/headers.h"
#include "survey/checking/report.h"
#include "survey/checking/settings_sheet.h"
#include "survey/checking/survey_rows.h"
#include "survey/form.h"
#include "survey/form_logic.h"
#include "survey/import.h"

namespace harmony::survey {

/// What the checks of a whole form read; all of it outlives the calls.
struct CheckInput {
    const Table& table;
    const SurveyRows& survey;
    const FormContent& content;
    const SettingsRead& settings;
    Report& report;
};

/// Our own columns: the namespace, names nobody knows, sensitive answers, the place (K901-K906).
void check_kiosk_columns(const CheckInput& input);

/// Core questions that refer to equality questions (K907).
void check_blocks(const CheckInput& input, const FormLogic& logic);

/// Grids whose rows do not share a list, or filter it (Q212).
void check_grids(const CheckInput& input);

/// Pictures that do not lie beside the survey.
void check_pictures(const CheckInput& input, const FileSet& files);

/// Tells what is wrong with the sense of expressions.
void report_logic_faults(const CheckInput& input, const std::vector<LogicFault>& faults);

/// A list that nothing uses is mostly one whose name is misspelt in a row of it.
void check_unused_lists(const CheckInput& input,
                        const Table& choices,
                        const std::map<std::string, SheetList>& lists);

}  // namespace harmony::survey
