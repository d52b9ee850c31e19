#pragma once

#include <string>
#include <vector>

#include "survey/reading/xlsx_parts.h"

namespace harmony::survey {

/// Counts that a whole workbook shares.
struct WorkbookTotals {
    std::size_t cells = 0;
};

/// Reads the rows and cells that are in the XML; the declared dimension is not asked. Cells that
/// cannot be read are told in `faults`. Throws `Refused` at a limit.
[[nodiscard]] Sheet read_xlsx_sheet(const XmlDocument& document,
                                    const std::string& name,
                                    const CellContext& context,
                                    WorkbookTotals& totals,
                                    std::vector<ReadingFault>& faults);

}  // namespace harmony::survey
