#pragma once

#include <optional>
#include <string>
#include <vector>

#include "admin/report/chart.h"

namespace harmony::admin {

/// A share over waves: a dot and its range each. No line through a gap, no smoothing.
class TrendChart final : public Chart {
public:
    struct At {
        std::string wave;
        std::optional<summary::Share> share;  ///< nothing: a gap
    };
    /// Something that happened: where between the waves, 0 at the left edge, 1 at the right one.
    struct Mark {
        double where = 0;
        std::string number;
    };

    TrendChart(std::string what, std::vector<At> waves, std::vector<Mark> marks)
        : what_(std::move(what)), waves_(std::move(waves)), marks_(std::move(marks)) {}

    [[nodiscard]] double height() const override;
    void draw(ChartPainter& painter) const override;
    [[nodiscard]] std::string description() const override;

private:
    [[nodiscard]] double x_of(std::size_t wave) const;
    void draw_axis(ChartPainter& painter) const;
    void draw_marks(ChartPainter& painter) const;

    std::string what_;
    std::vector<At> waves_;
    std::vector<Mark> marks_;
};

}  // namespace harmony::admin
