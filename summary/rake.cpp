#include "summary/rake.h"

#include <cmath>

#include "base/error.h"
#include "summary/rake_cells.h"
#include "summary/sums.h"

namespace harmony::summary {
namespace {

std::optional<double> total_of(const CrossTable& table, RakeScale scale) {
    switch (scale) {
        case RakeScale::units:
            return sum_of(table.cells(), [&](std::size_t cell) {
                return static_cast<double>(table.people[cell]);
            });
        case RakeScale::base: return sum_of(table.base);
        case RakeScale::as_given: return std::nullopt;
    }
    return std::nullopt;
}

std::vector<RakedLevel> levels_of(const CrossTable& table,
                                  const LevelTargets& targets,
                                  const Fitted& fitted,
                                  std::size_t margin) {
    const std::vector<double> reached = level_sums(table, margin, fitted.weight);
    std::vector<RakedLevel> levels(reached.size());
    for (std::size_t level = 0; level < levels.size(); ++level) {
        levels[level].target = targets[margin][level].value_or(0);
        levels[level].reached = reached[level];
    }
    for (std::size_t cell = 0; cell < table.cells(); ++cell) {
        levels[table.level(cell, margin)].people += table.people[cell];
    }
    return levels;
}

}  // namespace

std::variant<Raked, RakeRefusal> rake(std::size_t units,
                                      std::span<const Margin> margins,
                                      std::span<const double> base,
                                      const RakeRule& rule) {
    base::promise(!margins.empty(), "a margin to rake to");
    const std::optional<CrossTable> table = cross(units, margins, base, rule.not_stated);
    if (!table) {
        return unknown_level(units, margins, base, rule.not_stated);
    }
    if (const auto refusal = check_margins(*table, margins, rule.scale)) {
        return *refusal;
    }
    const LevelTargets targets = aim(*table, margins, total_of(*table, rule.scale));
    const Fitted fitted = fit(*table, targets, rule);
    if (!fitted.converged) {
        return not_converged(fitted, targets);
    }
    Raked raked;
    raked.cycles = fitted.cycles;
    raked.worst_margin = fitted.worst.margin;
    raked.worst_level = fitted.worst.level;
    raked.worst_error = fitted.worst.error;
    std::vector<double> factor(table->cells());
    for (std::size_t cell = 0; cell < factor.size(); ++cell) {
        factor[cell] = fitted.weight[cell] / table->base[cell];
        raked.units += table->people[cell];
    }
    raked.weights.resize(units);
    for (std::size_t unit = 0; unit < units; ++unit) {
        const std::uint32_t cell = table->cell_of[unit];
        raked.weights[unit] =
            cell == no_cell ? 0 : factor[cell] * (base.empty() ? 1.0 : base[unit]);
    }
    for (std::size_t margin = 0; margin < margins.size(); ++margin) {
        raked.margins.push_back(levels_of(*table, targets, fitted, margin));
    }
    return raked;
}

}  // namespace harmony::summary
