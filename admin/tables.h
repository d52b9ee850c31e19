#pragma once

#include <string>
#include <vector>

#include "admin/answered_surveys.h"
#include "admin/breakdown.h"
#include "admin/numbers/selection.h"
#include "admin/numbers/weighting_file.h"
#include "admin/published_shelf.h"
#include "base/error.h"
#include "db/office_store.h"
#include "summary/publishable.h"
#include "summary/table.h"
#include "survey/form.h"

namespace harmony::admin {

/// What is counted of a survey.
struct CountOrder {
    std::vector<Breakdown> by;
    std::vector<Condition> where;  ///< all of them must hold
    std::string wave;              ///< its id; empty: all days
    bool weighted = true;          ///< by the office's weighting file, where it has one
    base::Day today{};
};

/// Everything that the store says about one survey, counted.
struct SurveyTables {
    survey::Form form;  ///< the newest version of which responses have come; texts come from it
    std::vector<summary::Table> tables;
    summary::Fieldwork fieldwork;
};

/// Counts all questions of a survey that can be counted (`is_counted`): each over all responses
/// that the order selects, and by each of its breakdowns. Versions of the survey are one series
/// where a question's name and choices agree; where a version has no such question, it was not
/// asked.
///
/// The place of a response is its answer to the survey's place question, else the place of its
/// engagement. Errors: absent (no such survey, question, wave or answer to select by; no
/// response), unreadable.
[[nodiscard]] base::Result<SurveyTables> count_survey(db::OfficeStore& store,
                                                      const std::string& id,
                                                      const CountOrder& order);

/// What a weighting file would do to the responses of a survey. Errors: unreadable.
[[nodiscard]] base::Result<summary::Weighting> weighting_of(db::OfficeStore& store,
                                                            const std::string& id,
                                                            const WeightingFile& file,
                                                            base::Day today);

}  // namespace harmony::admin
