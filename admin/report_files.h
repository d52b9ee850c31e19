#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "admin/report/document.h"
#include "admin/report/plan_input.h"
#include "admin/report/report_input.h"
#include "base/error.h"
#include "base/files.h"

namespace harmony::admin {

/// Which files of a report are written.
struct ReportFormats {
    bool html = false;
    bool pdf = false;
    bool xlsx = false;
    bool csv = false;
    bool json = false;
    bool png = false;  ///< each chart as a picture, for slides

    [[nodiscard]] bool any() const { return html || pdf || xlsx || csv || json || png; }
};

/// All files but the pictures, which nobody wants unasked.
[[nodiscard]] ReportFormats usual_formats();

/// A report that is ready to be written.
struct FinishedReport {
    Document document;
    const ReportInput* input =
        nullptr;                ///< null: no survey stands behind it; borrowed for one call
    std::string survey;         ///< form id
    std::vector<MapView> maps;  ///< also written as GeoJSON
};

/// Writes `report.html`, `report.pdf`, ... into `folder`, each whole or not at all; returns their
/// names in order. What a report without a survey cannot have (CSV, JSON of answers) is left out.
/// Errors: those of the files, absent (a font of `assets/fonts.json` is not installed).
[[nodiscard]] base::Result<std::vector<std::string>> write_report(
    const FinishedReport& report,
    const ReportFormats& formats,
    const std::filesystem::path& folder,
    base::Files& files);

}  // namespace harmony::admin
