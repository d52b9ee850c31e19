#include "admin/report_files.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "admin/findings_json.h"
#include "admin/map/national_grid.h"
#include "admin/report/cairo_painter.h"
#include "admin/report/csv_report.h"
#include "admin/report/html_report.h"
#include "admin/report/map_chart.h"
#include "admin/report/pdf_report.h"
#include "admin/report/xlsx_report.h"
#include "admin/shipped_assets.h"
#include "ui/fonts.h"

namespace harmony::admin {

using base::Result;

namespace {

constexpr int picture_px = 1200;

std::pair<double, double> to_wgs84(double east, double north) {
    const Degrees place = degrees_of({east, north});
    return {place.longitude, place.latitude};
}

/// Writes one file after the other; the first fault ends it.
class Writing {
public:
    Writing(const FinishedReport& report, std::filesystem::path folder, base::Files& files)
        : report_(report), folder_(std::move(folder)), files_(files) {}

    Result<std::vector<std::string>> write(const ReportFormats& formats) {
        if (auto made = files_.make_folders(folder_, 0755); !made) {
            return made.error();
        }
        if (formats.html) {
            text("report.html", draw_html(report_.document));
        }
        if (formats.pdf || formats.png) {
            on_paper(formats);
        }
        if (formats.xlsx) {
            workbook();
        }
        if (formats.csv && report_.input != nullptr) {
            text("report.csv", csv_report(*report_.input));
            text("report-codebook.csv", csv_report_codebook(*report_.input));
        }
        if (formats.json && report_.input != nullptr) {
            text("report.json",
                 findings_json(report_.survey, report_.input->numbers).dump(1) + '\n');
            maps();
        }
        if (fault_) {
            return *fault_;
        }
        return std::move(written_);
    }

private:
    void bytes(const std::string& name, base::ByteView content) {
        if (fault_) {
            return;
        }
        const auto written =
            files_.write(folder_ / name, content, base::IfPresent::replace, base::public_mode);
        if (written) {
            written_.push_back(name);
        } else {
            fault_ = written.error();
        }
    }

    void text(const std::string& name, const std::string& content) {
        bytes(name, base::as_bytes(content));
    }

    void on_paper(const ReportFormats& formats) {
        const auto fonts = ui::pinned_fonts(shipped_assets());
        if (!fonts) {
            fault_ = fonts.error();
            return;
        }
        if (formats.pdf) {
            const auto pdf = draw_pdf(report_.document, *fonts);
            if (!pdf) {
                fault_ = pdf.error();
                return;
            }
            bytes("report.pdf", *pdf);
        }
        if (formats.png) {
            pictures(*fonts);
        }
    }

    void pictures(const std::vector<std::string>& fonts) {
        PaperText setter(fonts);
        for (const Section& section : report_.document.sections()) {
            for (const Block& block : section.blocks) {
                const auto* const pair = std::get_if<PairBlock>(&block);
                const auto* const chart =
                    pair != nullptr ? &pair->chart : std::get_if<ChartBlock>(&block);
                if (chart != nullptr) {
                    bytes(chart->id + ".png", png_chart(*chart->chart, picture_px, setter));
                }
            }
        }
    }

    void workbook() {
        if (fault_) {
            return;
        }
        const auto done =
            report_.input != nullptr
                ? write_xlsx(*report_.input, folder_ / "report.xlsx", &report_.document)
                : write_document_xlsx(report_.document, folder_ / "report.xlsx");
        if (done) {
            written_.emplace_back("report.xlsx");
        } else {
            fault_ = done.error();
        }
    }

    void maps() {
        for (std::size_t i = 0; i < report_.maps.size(); ++i) {
            if (report_.maps[i].refusal.empty()) {
                text(fmt::format("map-{}.geojson", i + 1), map_geojson(report_.maps[i], to_wgs84));
            }
        }
    }

    const FinishedReport& report_;
    std::filesystem::path folder_;
    base::Files& files_;
    std::vector<std::string> written_;
    std::optional<base::Error> fault_;
};

}  // namespace

ReportFormats usual_formats() {
    return {true, true, true, true, true, false};
}

Result<std::vector<std::string>> write_report(const FinishedReport& report,
                                              const ReportFormats& formats,
                                              const std::filesystem::path& folder,
                                              base::Files& files) {
    return Writing(report, folder, files).write(formats);
}

}  // namespace harmony::admin
