#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "admin/report/plan.h"
#include "base/error.h"
#include "base/files.h"

namespace harmony::admin {

/// Reads a plan (docs/formats/report-plan.md). `file` is what it is called in messages. Errors:
/// unreadable (with file and line: no TOML, an unknown member or kind, a part without a title, no
/// parts).
[[nodiscard]] base::Result<ReportPlan> read_plan(base::ByteView bytes, const std::string& file);

/// Where plans are found: those of the office before those that came with Harmony.
class PlanShelf {
public:
    /// `own` is the office's folder `reports`, which need not exist.
    PlanShelf(std::filesystem::path shipped, std::filesystem::path own, base::Files& files);

    /// All plans, by id; the office's own in place of a shipped one of the same id. Errors:
    /// unreadable.
    [[nodiscard]] base::Result<std::vector<ReportPlan>> list();

    /// Errors: absent (with the nearest name), unreadable.
    [[nodiscard]] base::Result<ReportPlan> find(const std::string& id);

    /// Copies a shipped plan into the office's folder, to be changed there; returns the file.
    /// Errors: absent, refused (there is one already).
    [[nodiscard]] base::Result<std::filesystem::path> copy(const std::string& id);

private:
    [[nodiscard]] base::Result<void> add_from(const std::filesystem::path& folder,
                                              std::vector<ReportPlan>& plans);

    std::filesystem::path shipped_;
    std::filesystem::path own_;
    base::Files& files_;
};

}  // namespace harmony::admin
