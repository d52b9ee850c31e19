#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "admin/numbers/selection.h"
#include "admin/tables.h"
#include "base/error.h"
#include "db/office_store.h"
#include "summary/column.h"
#include "summary/tabulate.h"
#include "summary/weigh.h"
#include "survey/form.h"

namespace harmony::admin {

/// A column of the store as the summary room looks at it; the column outlives the view.
[[nodiscard]] summary::ChunkView chunk_view(const db::ColumnChunk& column);

/// The rows of a table and where each code of a column belongs.
struct Keys {
    std::vector<std::string> names;

    /// Place of `name` among them; added when it is new.
    [[nodiscard]] std::size_t index(const std::string& name);
};

/// Responses without a place, month or language stand in this row.
inline constexpr std::string_view unknown_key = "unknown";

/// One column to count by, in one version of a survey.
struct RowColumn {
    std::size_t column = 0;                ///< number in the store's table
    std::vector<std::size_t> row_of_code;  ///< index into the keys
};

/// The column of `version` that holds what `by` names; its keys are added to `keys`. In a version
/// without the question everybody stands under `unknown_key`.
[[nodiscard]] RowColumn row_column(db::OfficeStore& store,
                                   const survey::Form& version,
                                   const db::TableInfo& table,
                                   const Breakdown& by,
                                   Keys& keys);

/// What is counted of one version.
struct PassOrder {
    std::span<const summary::Question> questions;
    const RowColumn& rows;
    const Selection& selection;
    std::span<const double> weights;  ///< a row of the table; empty: nothing is weighted
};

/// Counts and, where there are weights, the weights in the same cells.
struct PassCounts {
    /// One a question; the last counts the responses themselves.
    std::vector<summary::Tabulation> counts;
    std::vector<summary::WeightTabulation> weights;  ///< one a question, or none
};

/// All questions in one version by (row, engagement): group (r, e) at r * engagements + e, where
/// r is a code of `rows` (not yet a key) and e a code of the engagement dictionary.
[[nodiscard]] base::Result<PassCounts> tabulate_version(db::OfficeStore& store,
                                                        const survey::Form& version,
                                                        const db::TableInfo& table,
                                                        const PassOrder& order);

}  // namespace harmony::admin
