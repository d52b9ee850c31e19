#pragma once

#include "admin/office.h"
#include "admin/report/report_input.h"
#include "admin/tables.h"
#include "base/time.h"

namespace harmony::admin {

/// The words of a report about one survey, in the survey's default language: labels of questions,
/// choices, places, languages and engagements.
[[nodiscard]] ReportTexts report_texts(Office& office, const SurveyTables& survey, base::Day today);

/// Places of the fieldwork by their labels, where the survey's place list has them.
[[nodiscard]] summary::Fieldwork with_labels(summary::Fieldwork fieldwork,
                                             const ReportTexts& texts);

}  // namespace harmony::admin
