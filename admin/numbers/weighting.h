#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "admin/numbers/selection.h"
#include "admin/numbers/weighting_file.h"
#include "base/error.h"
#include "db/office_store.h"
#include "summary/publishable.h"
#include "survey/form.h"

namespace harmony::admin {

/// A version of a survey that has responses, for one call.
struct WeighedVersion {
    const survey::Form* form = nullptr;
    const db::TableInfo* table = nullptr;
};

/// A weight a response, and how it came about.
struct ResponseWeights {
    /// A version: its rows in the order of the store. Empty when nothing is weighted.
    std::vector<std::vector<double>> of_version;
    summary::Weighting told;
};

/// Rakes and trims the responses of a survey, each wave by itself (specification, section 5). A
/// wave with too few responses keeps weights of 1; what cannot be raked leaves everything
/// unweighted, and `told.refusal` says why. Errors: absent (a margin or level that the survey does
/// not have), unreadable.
[[nodiscard]] base::Result<ResponseWeights> weigh_responses(
    db::OfficeStore& store,
    const std::vector<WeighedVersion>& versions,
    const WeightingFile& file,
    const DayIndex& days);

/// The codes of a column in every row of a table. `ticked` questions have none.
[[nodiscard]] std::vector<std::uint32_t> column_codes(db::OfficeStore& store,
                                                      const base::FormName& form,
                                                      std::size_t column);

}  // namespace harmony::admin
