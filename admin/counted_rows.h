#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "admin/breakdown.h"
#include "admin/numbers/selection.h"
#include "admin/tabulation_pass.h"
#include "base/error.h"
#include "db/office_store.h"
#include "summary/table.h"
#include "summary/tabulate.h"
#include "summary/weigh.h"
#include "survey/form.h"

// Counts by row and engagement: what the tables of a survey are made from. Part of `count_survey`.

namespace harmony::admin {

/// One version of a survey that has responses.
struct Version {
    survey::Form form;
    db::TableInfo table;
};

/// Counts of all versions in one set of rows.
struct Counted {
    Keys keys;
    std::size_t engagements = 0;
    std::vector<summary::Tabulation>
        by_row_and_engagement;                       ///< one a question; the last counts responses
    std::vector<summary::WeightTabulation> weights;  ///< one a question, or none
};

/// What all passes over one survey have in common.
struct SurveyPass {
    db::OfficeStore& store;
    const std::vector<Version>& versions;
    const std::vector<summary::Question>& questions;
    std::vector<Selection> selections;         ///< a version
    std::vector<std::vector<double>> weights;  ///< a version; none: unweighted
};

/// One pass over all versions. Errors: unreadable.
[[nodiscard]] base::Result<Counted> count_by(const SurveyPass& survey, const Breakdown& by);

/// Takes out the rows that nobody stands in: a list of places is long, and nothing is said of them.
void drop_empty_rows(Counted& counted);

/// Counts by month to the waves that months, and the engagements in them, lie in.
[[nodiscard]] Counted by_wave(Counted by_month, db::OfficeStore& store, const DayIndex& days);

/// Units of each row.
[[nodiscard]] std::vector<std::uint64_t> units_by_row(const Counted& counted);

/// A table of each question, and one of the units. `counted_by`: the question whose answers are the
/// rows, or empty; it has no table, as in each row everybody gave the same answer.
void add_tables(const Counted& counted,
                std::vector<summary::Question> questions,
                const std::string& grouping,
                const std::string& counted_by,
                const DayIndex& days,
                std::vector<summary::Table>& tables);

}  // namespace harmony::admin
