#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/files.h"
#include "survey/import.h"

namespace harmony::admin {

/// A survey as it lay on the disk, checked and compiled.
struct SurveyFile {
    std::string name;  ///< as the officer typed it, without folders
    survey::Imported imported;
    survey::FileSet beside;  ///< data files and pictures of the same folder
};

/// Reads a workbook, a folder of CSV sheets or Markdown tables with what lies beside it, and checks
/// it. What is wrong with the survey is in its messages. Locked wordings are compared with those
/// that come with Harmony unless the options name others. Errors: absent (nothing there), refused,
/// unreachable.
[[nodiscard]] base::Result<SurveyFile> read_survey(base::Files& files,
                                                   const std::filesystem::path& path,
                                                   const survey::ImportOptions& options);

/// The files of a folder that a survey may need: sheets and data files (.csv), pictures. A folder
/// that is not there has none. Errors: refused (too many, too large), unreachable.
[[nodiscard]] base::Result<survey::FileSet> read_beside(base::Files& files,
                                                        const std::filesystem::path& folder);

/// Reads `--waive CODE[:WHERE]`. Errors: refused (not of that shape).
[[nodiscard]] base::Result<survey::Waiver> read_waiver(const std::string& text,
                                                       const std::string& by);

}  // namespace harmony::admin
