#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "admin/map/national_grid.h"
#include "admin/report/chart.h"
#include "admin/report/trend_chart.h"

// Charts that say more than one table: waves, figures of others, and where areas lie.

using namespace harmony;
using admin::BarChart;
using admin::ChartPainter;
using admin::TrendChart;

namespace {

summary::Share share(std::uint32_t percent, std::uint32_t low, std::uint32_t high) {
    return {percent, low, high, summary::RangeBasis::counts};
}

/// Remembers lines by ink, and words.
class LinePainter final : public ChartPainter {
public:
    struct Line {
        double x1, y1, x2, y2;
        Ink ink;
    };

    void rectangle(const Box&, Ink) override {}
    void shape(std::span<const Point>, double) override {}

    void line(double x1, double y1, double x2, double y2, Ink ink) override {
        lines.push_back({x1, y1, x2, y2, ink});
    }

    void text(double, double, std::string_view words, Ink, Anchor) override {
        written.emplace_back(words);
    }

    [[nodiscard]] std::vector<Line> of(Ink ink) const {
        std::vector<Line> found;
        std::copy_if(lines.begin(), lines.end(), std::back_inserter(found), [&](const Line& line) {
            return line.ink == ink;
        });
        return found;
    }

    [[nodiscard]] bool wrote(std::string_view part) const {
        return std::any_of(written.begin(), written.end(), [&](const std::string& words) {
            return words.find(part) != std::string::npos;
        });
    }

    std::vector<Line> lines;
    std::vector<std::string> written;
};

}  // namespace

// Statistics specification, section 7: no line through a gap.
TEST_CASE("a trend draws no line through a wave with too few answers", "[admin][report]") {
    const TrendChart chart("Safe",
                           {{"Spring", share(40, 30, 50)},
                            {"Summer", std::nullopt},
                            {"Autumn", share(50, 40, 60)},
                            {"Winter", share(55, 45, 65)}},
                           {});
    LinePainter painter;
    chart.draw(painter);
    CHECK(painter.of(ChartPainter::Ink::bar).size() == 1);      // autumn to winter
    CHECK(painter.of(ChartPainter::Ink::whisker).size() == 9);  // three ranges of three strokes
    CHECK(chart.description().find("Summer too few answers") != std::string::npos);
    CHECK(chart.description().find("Autumn 50 %, range 40 to 60") != std::string::npos);
}

TEST_CASE("what happened is a dashed line with a number", "[admin][report]") {
    const TrendChart chart(
        "Safe", {{"Spring", share(40, 30, 50)}, {"Summer", share(45, 35, 55)}}, {{0.75, "1"}});
    LinePainter painter;
    chart.draw(painter);
    const auto marks = painter.of(ChartPainter::Ink::outside);
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].x1 == marks[0].x2);
    // Summer's dot stands in the middle of the right half, which is where 0.75 is.
    const auto ranges = painter.of(ChartPainter::Ink::whisker);
    CHECK(std::any_of(ranges.begin(), ranges.end(), [&](const auto& line) {
        return std::abs(line.x1 - marks[0].x1) < 0.01 && line.x1 == line.x2;
    }));
}

// Statistics specification, section 12: a dashed line, never a bar, label at its end.
TEST_CASE("somebody else's figure is a dashed line with its label", "[admin][report]") {
    const std::vector<admin::LineView> lines = {{"Yes", {60, share(60, 50, 69)}},
                                                {"No", {40, share(40, 31, 50)}}};
    const BarChart plain(lines);
    const BarChart chart(lines, {{1, 49, "England and Wales: 49 % (ONS, year to March 2025)"}});
    LinePainter painter;
    chart.draw(painter);
    const auto outside = painter.of(ChartPainter::Ink::outside);
    REQUIRE(outside.size() == 1);
    CHECK(outside[0].x1 == outside[0].x2);
    CHECK(painter.wrote("England and Wales: 49 %"));
    CHECK(chart.height() > plain.height());
    CHECK(chart.description().find("a dashed line: England and Wales") != std::string::npos);
    LinePainter without;
    plain.draw(without);
    CHECK(without.of(ChartPainter::Ink::outside).empty());
}

TEST_CASE("a long answer is broken into lines and loses no word", "[admin][report]") {
    const std::string label =
        "I spend less time or money here, and I go home before it gets dark in the winter months";
    std::string together;
    for (const std::string& line : admin::lines_of(label, 30)) {
        CHECK(line.size() <= 30);
        together += (together.empty() ? "" : " ") + line;
    }
    CHECK(together == label);
    CHECK(admin::lines_of("", 10) == std::vector<std::string>{""});
}

TEST_CASE("a place of the National Grid goes to degrees and back", "[admin][report][map]") {
    for (const survey::GridPoint point : {survey::GridPoint{444500, 518500},
                                          survey::GridPoint{651409.9, 313177.3},
                                          survey::GridPoint{140000, 20000}}) {
        const survey::GridPoint again = admin::national_grid(admin::degrees_of(point));
        CHECK(std::abs(again.easting - point.easting) < 0.001);
        CHECK(std::abs(again.northing - point.northing) < 0.001);
    }
    // Caister water tower, Ordnance Survey's guide: TG 51409 13177 is N 52.658, E 1.716 (5 m).
    const admin::Degrees tower = admin::degrees_of({651409.9, 313177.3});
    CHECK(tower.latitude == Approx(52.658).margin(0.001));
    CHECK(tower.longitude == Approx(1.716).margin(0.001));
}
