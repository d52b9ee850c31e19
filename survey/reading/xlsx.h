#pragma once

#include "base/bytes.h"
#include "survey/reading/sheet.h"

namespace harmony::survey {

/// Reads the sheets of an .xlsx or .xlsm that have a meaning. Whatever is not one is a fault, and
/// no limit of size is trusted to what the package declares. Macros never run.
[[nodiscard]] Workbook read_xlsx(base::ByteView bytes);

}  // namespace harmony::survey
