#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "admin/export/export_table.h"
#include "admin/export/stored_responses.h"
#include "base/error.h"
#include "base/files.h"
#include "base/random.h"
#include "base/time.h"

// Responses as files (docs/formats/export.md). All formats number the responses alike. Files are
// for their owner alone: they hold what single people said.

namespace harmony::admin {

/// What is written, and what the files say of themselves.
struct ExportOrder {
    const StoredResponses& responses;
    TableOptions options;
    std::string organisation;
    std::string reason;  ///< why single responses are needed; may be empty
    base::Day made{};
};

/// What whoever opens an export must know first, a line each: whose it is, what was left out and
/// how to read it.
[[nodiscard]] std::vector<std::string> read_me(const ExportOrder& order);

/// The questions that were left out, by why: "words, why_other".
[[nodiscard]] std::string left_out_columns(const StoredResponses& responses, LeftOut why);

/// `file`, and beside it `-questions.csv`, `-choices.csv` and `-read-me.txt`.
[[nodiscard]] base::Result<void> export_csv(const ExportOrder& order,
                                            const std::filesystem::path& file,
                                            base::Files& files);

/// One response a line, and beside it as with CSV.
[[nodiscard]] base::Result<void> export_json(const ExportOrder& order,
                                             const std::filesystem::path& file,
                                             base::Files& files);

/// Sheets `read me`, `responses`, `questions`, `choices`. Errors: refused (more responses than a
/// sheet has rows), unreachable.
[[nodiscard]] base::Result<void> export_xlsx(const ExportOrder& order,
                                             const std::filesystem::path& file);

/// One XML a response, for hand-over to other servers of the OpenRosa protocol.
[[nodiscard]] base::Result<void> export_openrosa(const ExportOrder& order,
                                                 const std::filesystem::path& folder,
                                                 base::Files& files,
                                                 base::RandomSource& random);

}  // namespace harmony::admin
