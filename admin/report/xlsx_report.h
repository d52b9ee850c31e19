#pragma once

#include <filesystem>

#include "admin/report/document.h"
#include "admin/report/report_input.h"
#include "base/error.h"

namespace harmony::admin {

/// The report as a workbook: caveat and method on the first sheet, then one sheet a table, numbers
/// as numbers, hidden ones as the text "hidden". Whole or not at all: it is written beside `file`
/// and renamed. docs/formats/report.md. `document`: its maps, grids and tables of the office's
/// books get a sheet each, too; borrowed. Errors: unreachable (the file cannot be written).
[[nodiscard]] base::Result<void> write_xlsx(const ReportInput& input,
                                            const std::filesystem::path& file,
                                            const Document* document = nullptr);

/// The tables of a document that no survey stands behind: one sheet a table, its mark (INTERNAL) in
/// the first line of each. Errors as above.
[[nodiscard]] base::Result<void> write_document_xlsx(const Document& document,
                                                     const std::filesystem::path& file);

}  // namespace harmony::admin
