#pragma once

#include <string>

#include "survey/import.h"
#include "survey/reading/sheet.h"

namespace harmony::survey {

/// Checks a workbook that was read, and compiles it when nothing is wrong. `files` are the data
/// files and pictures beside it; `stem` is the form id when the settings give none.
[[nodiscard]] Imported check_workbook(Workbook workbook,
                                      const std::string& name,
                                      const std::string& stem,
                                      const FileSet& files,
                                      const ImportOptions& options);

}  // namespace harmony::survey
