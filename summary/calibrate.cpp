#include "summary/calibrate.h"

#include "summary/estimate.h"
#include "summary/linear.h"

namespace harmony::summary {
namespace {

/// The indicators of one group: level l of margin m is column `first[m] + l`.
class Indicators {
public:
    explicit Indicators(const WeightedGroup& group) : group_(group) {
        for (const std::vector<double>& targets : group.targets) {
            first_.push_back(columns_);
            columns_ += targets.size() + 1;
        }
    }

    [[nodiscard]] std::size_t columns() const { return columns_; }

    /// The indicator of margin `margin` that is 1 for the i-th unit.
    [[nodiscard]] std::size_t column(std::size_t margin, std::size_t i) const {
        const std::size_t last = group_.targets[margin].size();
        const std::uint32_t code = group_.codes[margin][i];
        return first_[margin] + (code == not_stated_code ? last : code);
    }

private:
    const WeightedGroup& group_;
    std::vector<std::size_t> first_;
    std::size_t columns_ = 0;
};

/// Takes from each unit's value what the margins explain of it.
void take_residuals(const WeightedGroup& group, std::vector<double>& value) {
    const Indicators indicators(group);
    const std::size_t margins = group.codes.size();
    Matrix squares(indicators.columns());
    std::vector<double> products(indicators.columns());
    for (std::size_t i = 0; i < group.units.size(); ++i) {
        for (std::size_t a = 0; a < margins; ++a) {
            const std::size_t column = indicators.column(a, i);
            products[column] += group.base[i] * value[group.units[i]];
            for (std::size_t b = 0; b < margins; ++b) {
                squares.at(column, indicators.column(b, i)) += group.base[i];
            }
        }
    }
    const std::vector<double> effect = solve_semidefinite(squares, {products}).front();
    for (std::size_t i = 0; i < group.units.size(); ++i) {
        for (std::size_t margin = 0; margin < margins; ++margin) {
            value[group.units[i]] -= effect[indicators.column(margin, i)];
        }
    }
}

}  // namespace

double calibrated_variance(const Design& design,
                           const Domain& domain,
                           std::span<const double> value,
                           std::span<const WeightedGroup> groups) {
    std::vector<double> of_unit(design.weight.size());
    for (std::size_t i = 0; i < domain.size(); ++i) {
        of_unit[domain.units()[i]] = value[i];
    }
    for (const WeightedGroup& group : groups) {
        take_residuals(group, of_unit);
    }
    std::vector<std::uint32_t> everybody;
    std::vector<double> residuals;
    for (std::size_t unit = 0; unit < of_unit.size(); ++unit) {
        if (design.weight[unit] > 0) {
            everybody.push_back(static_cast<std::uint32_t>(unit));
            residuals.push_back(of_unit[unit]);
        }
    }
    const Domain whole(design, std::move(everybody));
    return whole.variance(weighted_slots(whole, residuals));
}

}  // namespace harmony::summary
