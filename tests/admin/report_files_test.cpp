#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "admin/report/html_report.h"
#include "admin/report/terminal_report.h"
#include "admin/report/xlsx_report.h"
#include "admin/report_sample.h"
#include "support/temporary_folder.h"

// Reports as files, read back by a program that knows nothing of ours: tests/admin/check_report.py.

using namespace harmony;
using summary::Audience;
using summary::Policy;
using tests::TemporaryFolder;

namespace {

std::string content_of(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

/// Renders both files of a report and has the reader look at them.
int read_by_a_stranger(const admin::ReportInput& input, const std::filesystem::path& folder) {
    const std::filesystem::path html = folder / "report.html";
    const std::filesystem::path xlsx = folder / "report.xlsx";
    std::ofstream(html, std::ios::binary) << admin::render_html(input);
    REQUIRE(admin::write_xlsx(input, xlsx).ok());
    const std::string command = fmt::format("python3 '{}/tests/admin/check_report.py' '{}' '{}' {}",
                                            HARMONY_SOURCE_DIR,
                                            html.string(),
                                            xlsx.string(),
                                            input.numbers.provenance().policy.threshold());
    return std::system(command.c_str());
}

}  // namespace

TEST_CASE("a stranger finds a report whole and lawful", "[admin][report]") {
    const TemporaryFolder folder;
    const std::uint64_t responses = GENERATE(14, 45, 340, 2600);
    const auto sample = tests::make_sample_report(responses);
    const auto numbers =
        summary::suppress(sample.tables, Policy::of(Audience::open), sample.fieldwork).value();
    INFO(responses << " responses");
    CHECK(read_by_a_stranger({numbers, sample.texts}, folder.path()) == 0);
}

TEST_CASE("an internal report is as whole and says INTERNAL first", "[admin][report]") {
    const TemporaryFolder folder;
    const auto sample = tests::make_sample_report(60);
    const auto numbers =
        summary::suppress(sample.tables, Policy::of(Audience::internal), sample.fieldwork).value();
    const admin::ReportInput input{numbers, sample.texts};
    CHECK(read_by_a_stranger(input, folder.path()) == 0);
    const std::string html = admin::render_html(input);
    CHECK(html.find("<title>INTERNAL: ") != std::string::npos);
    CHECK(html.find("INTERNAL: not to leave the office") < html.find("<h1>"));
    CHECK(admin::render_terminal(input, 80, admin::Bars::none).rfind("INTERNAL", 0) == 0);
}

TEST_CASE("the stranger notices a report that shows too much", "[admin][report]") {
    const TemporaryFolder folder;
    const auto sample = tests::make_sample_report(60);
    // Numbers for a partner, read by the rule for anybody: some are below ten.
    const auto numbers =
        summary::suppress(sample.tables, Policy::of(Audience::partner), sample.fieldwork).value();
    const admin::ReportInput input{numbers, sample.texts};
    REQUIRE(read_by_a_stranger(input, folder.path()) == 0);
    const std::string command = fmt::format(
        "python3 '{0}/tests/admin/check_report.py' '{1}/report.html' '{1}/report.xlsx' 10 "
        "> '{1}/faults'",
        HARMONY_SOURCE_DIR,
        folder.path().string());
    CHECK(std::system(command.c_str()) != 0);
    CHECK(content_of(folder.path() / "faults").find("xlsx: shows") != std::string::npos);
}

namespace {

/// Opens a report in Chromium: tests/admin/browser_report.py. Exit 77: there is none here.
int opened_in_a_browser(const TemporaryFolder& folder, const std::string& options) {
    const auto sample = tests::make_sample_report(340);
    const auto numbers =
        summary::suppress(sample.tables, Policy::of(Audience::open), sample.fieldwork).value();
    const std::filesystem::path html = folder.path() / "report.html";
    std::ofstream(html, std::ios::binary) << admin::render_html({numbers, sample.texts});
    const std::string command = fmt::format(
        "python3 '{0}/tests/admin/browser_report.py' '{1}' "
        "'{0}/build/peers/node_modules/axe-core/axe.min.js' {2} > '{3}/faults' 2>&1",
        HARMONY_SOURCE_DIR,
        html.string(),
        options,
        folder.path().string());
    return WEXITSTATUS(std::system(command.c_str()));
}

/// What cannot be checked here is said, never passed over in silence.
bool can_be_opened(int ended) {
    if (!std::filesystem::exists(std::filesystem::path(HARMONY_SOURCE_DIR) /
                                 "build/peers/node_modules/axe-core/axe.min.js")) {
        WARN(
            "skipped: axe-core is not installed (./harmony peers); keyboard, phone and print are "
            "checked without it");
    }
    if (ended == 77) {
        WARN("skipped: there is no Chromium here (package chromium)");
    }
    return ended != 77;
}

}  // namespace

TEST_CASE("a report is walked by keyboard, on a phone, on paper and by axe",
          "[admin][report][browser]") {
    const TemporaryFolder folder;
    const int ended = opened_in_a_browser(folder, "");
    if (can_be_opened(ended)) {
        INFO(content_of(folder.path() / "faults"));
        CHECK(ended == 0);
    }
}

TEST_CASE("the browser finds each fault that is planted in a report", "[admin][report][browser]") {
    const TemporaryFolder folder;
    const int ended = opened_in_a_browser(folder, "--bite");
    if (can_be_opened(ended)) {
        INFO(content_of(folder.path() / "faults"));
        CHECK(ended == 0);
    }
}

TEST_CASE("the same numbers give the same bytes", "[admin][report]") {
    const TemporaryFolder folder;
    const auto sample = tests::make_sample_report(200);
    const auto numbers =
        summary::suppress(sample.tables, Policy::of(Audience::open), sample.fieldwork).value();
    const admin::ReportInput input{numbers, sample.texts};
    CHECK(admin::render_html(input) == admin::render_html(input));
    REQUIRE(admin::write_xlsx(input, folder.path() / "a.xlsx").ok());
    REQUIRE(admin::write_xlsx(input, folder.path() / "b.xlsx").ok());
    CHECK(content_of(folder.path() / "a.xlsx") == content_of(folder.path() / "b.xlsx"));
}

TEST_CASE("a workbook that cannot be written leaves nothing behind", "[admin][report]") {
    const TemporaryFolder folder;
    const auto sample = tests::make_sample_report(60);
    const auto numbers =
        summary::suppress(sample.tables, Policy::of(Audience::open), sample.fieldwork).value();
    const auto refused =
        admin::write_xlsx({numbers, sample.texts}, folder.path() / "no" / "r.xlsx");
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == base::ErrorKind::unreachable);
    CHECK(refused.error().message.find("r.xlsx") != std::string::npos);
    CHECK(std::filesystem::is_empty(folder.path()));
}
