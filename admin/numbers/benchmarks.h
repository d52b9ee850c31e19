#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "admin/report/report_input.h"
#include "admin/tables.h"
#include "base/error.h"
#include "base/files.h"
#include "db/office_store.h"

namespace harmony::admin {

/// A figure of somebody else (assets/benchmarks/README.md has the columns).
struct BenchmarkFigure {
    std::string id;
    std::string wording;
    std::string measure;
    std::vector<std::string> answers;
    std::string area;
    std::string subgroup;
    std::string period;
    base::Day last{};
    double value = 0;
    std::string unit;
    std::string mode;
    std::string publisher;
};

/// The question that was asked there.
struct BenchmarkWording {
    std::string question;
    std::vector<std::string> near;
    std::string status;
};

/// What the office imported.
struct BenchmarkPack {
    std::vector<BenchmarkFigure> figures;
    std::map<std::string, BenchmarkWording> wordings;
    std::string region;  ///< the office's, as the figures name it; may be empty
};

/// Both files. Errors: unreadable (file, line and what to do).
[[nodiscard]] base::Result<BenchmarkPack> read_benchmarks(std::string_view figures,
                                                          std::string_view wordings);

/// Reads benchmarks.csv and wordings.csv of a folder and keeps them in the store. Returns what was
/// kept. Errors: absent, unreadable; then nothing was changed.
[[nodiscard]] base::Result<BenchmarkPack> import_benchmarks(db::OfficeStore& store,
                                                            base::Files& files,
                                                            const std::filesystem::path& folder,
                                                            const std::string& region);

/// Empty when none were imported. Errors: unreadable.
[[nodiscard]] base::Result<BenchmarkPack> kept_benchmarks(db::OfficeStore& store);

/// What may stand beside each question of a survey (specification, section 12): of the office's
/// region, then England and Wales; the newest of each.
[[nodiscard]] std::map<std::string, std::vector<OutsideFigure>> outside_figures(
    const BenchmarkPack& pack, const SurveyTables& survey, base::Day today);

}  // namespace harmony::admin
