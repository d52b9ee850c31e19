#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "admin/report/cairo_painter.h"
#include "admin/report/pdf_access.h"
#include "admin/report/pdf_pages.h"
#include "admin/report/pdf_report.h"
#include "admin/report_sample.h"
#include "base/bytes.h"
#include "support/temporary_folder.h"
#include "ui/fonts.h"

// The PDF of a report, read back by poppler: tests/admin/check_pdf.py.

using namespace harmony;
using admin::Page;
using admin::Placed;
using admin::Slab;
using summary::Audience;
using summary::Policy;
using tests::TemporaryFolder;

namespace {

std::vector<std::string> fonts() {
    return ui::pinned_fonts(std::filesystem::path(HARMONY_SOURCE_DIR) / "assets").value();
}

base::Bytes pdf_of(std::uint64_t responses, Audience audience, const std::string& title = "") {
    auto sample = tests::make_sample_report(responses);
    const auto numbers =
        summary::suppress(sample.tables, Policy::of(audience), sample.fieldwork).value();
    if (!title.empty()) {
        sample.texts.title = title;
    }
    return admin::draw_pdf(admin::document_of({numbers, sample.texts}), fonts()).value();
}

int read_by_a_stranger(const base::Bytes& pdf, const TemporaryFolder& folder, int threshold) {
    const std::filesystem::path file = folder.path() / "report.pdf";
    std::ofstream(file, std::ios::binary) << base::as_text(pdf);
    const std::string command =
        fmt::format("python3 '{}/tests/admin/check_pdf.py' '{}' {} > '{}/faults'",
                    HARMONY_SOURCE_DIR,
                    file.string(),
                    threshold,
                    folder.path().string());
    return std::system(command.c_str());
}

std::string faults_in(const TemporaryFolder& folder) {
    std::ifstream file(folder.path() / "faults");
    return {std::istreambuf_iterator<char>(file), {}};
}

Slab slab(double height, bool with_next = false) {
    Slab made;
    made.height = height;
    made.with_next = with_next;
    return made;
}

/// Which slabs stand on which page.
std::vector<std::vector<std::size_t>> by_page(const std::vector<Page>& pages) {
    std::vector<std::vector<std::size_t>> slabs;
    for (const Page& page : pages) {
        slabs.emplace_back();
        for (const Placed& placed : page) {
            slabs.back().push_back(placed.slab);
        }
    }
    return slabs;
}

}  // namespace

TEST_CASE("a report on paper is read aloud and printed by strangers", "[admin][report][pdf]") {
    const TemporaryFolder folder;
    const std::uint64_t responses = GENERATE(45, 340);
    const int read = read_by_a_stranger(pdf_of(responses, Audience::open), folder, 10);
    INFO(faults_in(folder));
    CHECK(read == 0);
}

TEST_CASE("the stranger notices a PDF that shows too much", "[admin][report][pdf]") {
    const TemporaryFolder folder;
    CHECK(read_by_a_stranger(pdf_of(60, Audience::partner), folder, 10) != 0);
    CHECK(faults_in(folder).find("pdf: shows") != std::string::npos);
}

TEST_CASE("the same report gives the same PDF", "[admin][report][pdf]") {
    CHECK(pdf_of(45, Audience::open) == pdf_of(45, Audience::open));
}

TEST_CASE("an internal PDF says INTERNAL in its title", "[admin][report][pdf]") {
    const base::Bytes pdf = pdf_of(45, Audience::internal, "How it was");
    const TemporaryFolder folder;
    CHECK(read_by_a_stranger(pdf, folder, 0) == 0);
    const std::string command = fmt::format(
        "pdfinfo '{0}/report.pdf' | grep -q 'INTERNAL: How' && "
        "pdftotext '{0}/report.pdf' - | grep -q '^INTERNAL'",
        folder.path().string());
    CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("a heading never stands alone at the foot of a page", "[admin][report][pdf]") {
    // Three rows fill 90 of 100 points: the heading of 8 would fit, its text of 20 would not.
    const std::vector<Slab> slabs = {slab(30), slab(30), slab(30), slab(8, true), slab(20)};
    CHECK(by_page(admin::pages_of(slabs, 100)) ==
          std::vector<std::vector<std::size_t>>{{0, 1, 2}, {3, 4}});
}

TEST_CASE("a table that goes over a page has its heads again", "[admin][report][pdf]") {
    std::vector<Slab> slabs = {slab(10, true), slab(40), slab(40), slab(40)};
    for (std::size_t row = 1; row < slabs.size(); ++row) {
        slabs[row].head = 0;
    }
    const std::vector<Page> pages = admin::pages_of(slabs, 100);
    CHECK(by_page(pages) == std::vector<std::vector<std::size_t>>{{0, 1, 2}, {0, 3}});
    CHECK(pages[1] == Page{{0, 0, true}, {3, 10, false}});
}

TEST_CASE("what is higher than a page is broken and nothing is lost", "[admin][report][pdf]") {
    std::vector<Slab> slabs;
    for (int i = 0; i < 7; ++i) {
        slabs.push_back(slab(30, i < 6));
    }
    const std::vector<Page> pages = admin::pages_of(slabs, 100);
    std::vector<std::size_t> all;
    for (const auto& page : by_page(pages)) {
        CHECK(page.size() <= 3);
        all.insert(all.end(), page.begin(), page.end());
    }
    CHECK(all == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 6});
    CHECK(admin::pages_of({}, 100).empty());
}

TEST_CASE("a space above is left out at the top of a page", "[admin][report][pdf]") {
    std::vector<Slab> slabs = {slab(90), slab(20)};
    slabs[1].before = 15;
    CHECK(admin::pages_of(slabs, 100)[1] == Page{{1, 0, false}});
}

TEST_CASE("a file that Cairo did not write is not made readable", "[admin][report][pdf]") {
    const auto text = [](std::string_view words) {
        return base::copy_bytes(base::as_bytes(words));
    };
    CHECK_FALSE(admin::with_access(text("no PDF"), {"en-GB", {}, {}}).ok());
    CHECK_FALSE(admin::with_access(text("trailer\n<< /Size 2\n /Root 1 0 R /Info 1 0 R >>\n"
                                        "startxref\n99999\n%%EOF\n"),
                                   {"en-GB", {}, {}})
                    .ok());
    // One figure more than was drawn: it would get the words of another.
    const auto refused = admin::with_access(pdf_of(45, Audience::open), {"en-GB", {"one"}, {}});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == base::ErrorKind::unreadable);
}

TEST_CASE("a chart is drawn once for the page and the picture", "[admin][report][pdf]") {
    admin::PaperText text(fonts());
    const admin::BarChart chart({{"Yes", {60, summary::Share{60, 50, 69}}}, {"No", {}}});
    const base::Bytes png = admin::png_chart(chart, 960, text);
    REQUIRE(png.size() > 1000);
    CHECK(base::as_text(png).substr(1, 3) == "PNG");
    // IHDR: the width in bytes 16 to 19, big-endian; 960 is 0x03C0.
    CHECK(std::to_integer<int>(png[18]) == 0x03);
    CHECK(std::to_integer<int>(png[19]) == 0xC0);
}
