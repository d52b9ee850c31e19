#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "admin/report/table_view.h"

namespace harmony::admin {

/// What a chart is drawn with. Lengths in units of the chart, x to the right, y down. One painter
/// writes SVG, one draws on Cairo (PDF, PNG); the charts know neither.
class ChartPainter {
public:
    /// `outside`: dashed, what is not ours: somebody else's figure, something that happened.
    enum class Ink { bar, track, whisker, text, quiet, outside };
    enum class Anchor { start, middle, end };

    struct Point {
        double x = 0;
        double y = 0;
    };

    ChartPainter() = default;
    ChartPainter(const ChartPainter&) = delete;
    ChartPainter& operator=(const ChartPainter&) = delete;
    virtual ~ChartPainter() = default;

    struct Box {
        double x = 0;
        double y = 0;
        double width = 0;
        double height = 0;
    };

    virtual void rectangle(const Box& box, Ink ink) = 0;
    virtual void line(double x1, double y1, double x2, double y2, Ink ink) = 0;
    /// A closed shape on a map or grid; `shade` from 0, paper, to 1, the deepest.
    virtual void shape(std::span<const Point> corners, double shade) = 0;
    /// `y` is the baseline.
    virtual void text(double x, double y, std::string_view words, Ink ink, Anchor anchor) = 0;
};

/// A drawing of numbers that may be seen: nothing in it that its table does not hold.
class Chart {
public:
    Chart() = default;
    Chart(const Chart&) = delete;
    Chart& operator=(const Chart&) = delete;
    virtual ~Chart() = default;

    static constexpr double width = 480;
    [[nodiscard]] virtual double height() const = 0;
    virtual void draw(ChartPainter& painter) const = 0;

    /// What the chart shows, in a sentence for those who do not see it.
    [[nodiscard]] virtual std::string description() const = 0;
};

/// Horizontal bars with the range of each share as a whisker; counts where there are no shares;
/// nothing but the word where a number is hidden.
class BarChart final : public Chart {
public:
    /// Somebody else's figure beside one bar: a dashed line, never a bar.
    struct Outside {
        std::size_t bar = 0;
        double percent = 0;
        std::string label;
    };

    explicit BarChart(const std::vector<LineView>& lines, std::vector<Outside> outside = {});

    [[nodiscard]] double height() const override;
    void draw(ChartPainter& painter) const override;
    [[nodiscard]] std::string description() const override;

private:
    struct Bar {
        std::vector<std::string> words;  ///< the label in lines that fit
        LineView line;
    };

    void draw_bar(const Bar& bar, double top, ChartPainter& painter) const;
    /// Returns how much lower the next bar begins.
    double draw_outside(std::size_t bar, double top, ChartPainter& painter) const;
    [[nodiscard]] double scale_of_counts() const;

    std::vector<Bar> bars_;
    std::vector<Outside> outside_;
};

/// A text in lines of at most so many letters.
[[nodiscard]] std::vector<std::string> lines_of(const std::string& text, std::size_t letters);

}  // namespace harmony::admin
