#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "admin/tables.h"
#include "base/error.h"
#include "db/office_store.h"
#include "summary/column.h"
#include "summary/tabulate.h"
#include "survey/form.h"

namespace harmony::admin {

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

/// The column of `version` that holds what `by` names; its keys are added to `keys`.
[[nodiscard]] RowColumn row_column(db::OfficeStore& store,
                                   const survey::Form& version,
                                   const db::TableInfo& table,
                                   CountBy by,
                                   Keys& keys);

/// All `questions` in one version by (row, engagement): group (r, e) at r * engagements + e, where
/// r is a code of `rows` (not yet a key) and e a code of the engagement dictionary. The last
/// tabulation counts the responses themselves.
[[nodiscard]] base::Result<std::vector<summary::Tabulation>> tabulate_version(
    db::OfficeStore& store,
    const survey::Form& version,
    const db::TableInfo& table,
    std::span<const summary::Question> questions,
    const RowColumn& rows);

}  // namespace harmony::admin
