#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/files.h"
#include "survey/import.h"

namespace harmony::admin {

/// The CSV sheets among `files` joined into one workbook; data files stay out. Errors: refused (a
/// sheet that cannot be read, no survey sheet), unreachable.
[[nodiscard]] base::Result<base::Bytes> join_sheets(const survey::FileSet& files);

/// What lies beside a workbook after it was written.
struct LaidBeside {
    std::vector<std::string> written;  ///< or there already with the same content
    std::vector<std::string> kept;     ///< there already with other content, and left as they are
};

/// Writes the data files and pictures among `files` beside `workbook`. A file that is there already
/// is never changed: it may be the office's own list of places.
[[nodiscard]] base::Result<LaidBeside> lay_beside(base::Files& files,
                                                  const survey::FileSet& set,
                                                  const std::filesystem::path& workbook);

/// Sentences that say what lies beside a workbook, one a line; empty when nothing does.
[[nodiscard]] std::string beside_sentences(const LaidBeside& laid);

}  // namespace harmony::admin
