#pragma once

#include "survey/import.h"
#include "survey/reading/sheet.h"

namespace harmony::survey {

/// Reads survey.csv, choices.csv and settings.csv of a folder.
[[nodiscard]] Workbook read_csv_folder(const FileSet& files);

}  // namespace harmony::survey
