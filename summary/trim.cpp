#include "summary/trim.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"
#include "summary/rake_cells.h"
#include "summary/sums.h"

namespace harmony::summary {
namespace {

constexpr std::size_t most_rounds = 20'000;
constexpr double still = 1e-13;  // of the mean weight

struct Bounds {
    double lower;
    double upper;
};

/// Cells' weights, raked and cut in turn.
class Clipping {
public:
    Clipping(const CrossTable& table, LevelTargets targets, double total)
        : table_(table), targets_(std::move(targets)), total_(total) {
        for (const std::uint64_t people : table.people) {
            people_.push_back(static_cast<double>(people));
        }
        mean_ = total / sum_of(people_);
    }

    /// A person's weight in each cell; nothing when it does not come to rest.
    std::optional<std::vector<double>> settle(const Bounds& bounds, std::size_t& rounds) {
        std::vector<double> each(people_.size(), mean_);
        for (rounds = 1; rounds <= most_rounds; ++rounds) {
            const std::vector<double> before = each;
            round(bounds, each);
            double moved = 0;
            for (std::size_t cell = 0; cell < each.size(); ++cell) {
                moved = std::max(moved, std::abs(each[cell] - before[cell]));
            }
            if (moved <= still * mean_) {
                return each;
            }
        }
        return std::nullopt;
    }

private:
    void round(const Bounds& bounds, std::vector<double>& each) const {
        std::vector<double> sums(each.size());
        for (std::size_t cell = 0; cell < each.size(); ++cell) {
            sums[cell] = each[cell] * people_[cell];
        }
        cycle(table_, targets_, sums);
        for (std::size_t cell = 0; cell < each.size(); ++cell) {
            each[cell] = std::clamp(sums[cell] / people_[cell], bounds.lower, bounds.upper);
        }
        const double now =
            sum_of(each.size(), [&](std::size_t cell) { return each[cell] * people_[cell]; });
        for (double& weight : each) {
            weight *= total_ / now;
        }
    }

    const CrossTable& table_;
    LevelTargets targets_;
    double total_;
    double mean_ = 0;
    std::vector<double> people_;
};

std::variant<Trimmed, TrimFault, RakeRefusal> clip(std::span<const double> weights,
                                                   std::span<const Margin> margins,
                                                   const Bounds& bounds) {
    const std::optional<CrossTable> table =
        cross(weights.size(), margins, weights, NotStated::keep);
    if (!table) {
        return unknown_level(weights.size(), margins, weights, NotStated::keep);
    }
    if (const auto refusal = check_margins(*table, margins, RakeScale::base)) {
        return *refusal;
    }
    const double total = sum_of(table->base);
    Trimmed trimmed;
    const auto each =
        Clipping(*table, aim(*table, margins, total), total).settle(bounds, trimmed.iterations);
    if (!each) {
        return TrimFault::no_end;
    }
    for (const std::uint32_t cell : table->cell_of) {
        trimmed.weights.push_back(cell == no_cell ? 0 : (*each)[cell]);
    }
    return trimmed;
}

/// One round: cuts, and spreads what was cut over those that were inside. False: nothing to do.
std::variant<bool, TrimFault> share_out(std::vector<double>& weights, const Bounds& bounds) {
    const auto inside = [&](double weight) {
        return weight >= bounds.lower && weight <= bounds.upper;
    };
    Sum cut;
    std::vector<std::size_t> takers;
    bool any = false;
    for (std::size_t unit = 0; unit < weights.size(); ++unit) {
        if (!(weights[unit] > 0)) {
            continue;
        }
        if (inside(weights[unit])) {
            takers.push_back(unit);
            continue;
        }
        const double kept = std::clamp(weights[unit], bounds.lower, bounds.upper);
        cut.add(weights[unit] - kept);
        weights[unit] = kept;
        any = true;
    }
    if (!any) {
        return false;
    }
    if (takers.empty()) {
        return TrimFault::no_room;
    }
    for (const std::size_t unit : takers) {
        weights[unit] += cut.value() / static_cast<double>(takers.size());
    }
    return true;
}

std::variant<Trimmed, TrimFault, RakeRefusal> spread(std::span<const double> weights,
                                                     const Bounds& bounds,
                                                     TrimMethod method) {
    Trimmed trimmed;
    trimmed.weights.assign(weights.begin(), weights.end());
    const std::size_t most = method == TrimMethod::equal_share ? most_rounds : 1;
    while (trimmed.iterations < most) {
        const std::variant<bool, TrimFault> moved = share_out(trimmed.weights, bounds);
        if (const auto* const fault = std::get_if<TrimFault>(&moved)) {
            return *fault;
        }
        if (!*std::get_if<bool>(&moved)) {
            return trimmed;
        }
        trimmed.iterations += 1;
    }
    if (method == TrimMethod::equal_share) {
        return TrimFault::no_end;
    }
    return trimmed;
}

}  // namespace

std::variant<Trimmed, TrimFault, RakeRefusal> trim(std::span<const double> weights,
                                                   std::span<const Margin> margins,
                                                   const TrimRule& rule) {
    const auto units =
        std::count_if(weights.begin(), weights.end(), [](double weight) { return weight > 0; });
    if (units == 0) {
        return TrimFault::nobody;
    }
    const double mean = sum_of(weights) / static_cast<double>(units);
    const Bounds bounds{rule.lower * mean, rule.upper * mean};
    return rule.method == TrimMethod::rake_clip ? clip(weights, margins, bounds)
                                                : spread(weights, bounds, rule.method);
}

std::vector<MarginShift> margin_shifts(const Margin& margin,
                                       std::span<const double> before,
                                       std::span<const double> after) {
    const std::size_t last = margin.targets.size();
    std::vector<Sum> was(last + 1);
    std::vector<Sum> is(last + 1);
    for (std::size_t unit = 0; unit < before.size(); ++unit) {
        const std::size_t level = std::min<std::size_t>(margin.codes[unit], last);
        was[level].add(before[unit]);
        is[level].add(after[unit]);
    }
    const double all_before = sum_of(before);
    const double all_after = sum_of(after);
    const double targets = sum_of(margin.targets);
    const double blank = was[last].value() / all_before;
    std::vector<MarginShift> shifts;
    for (std::size_t level = 0; level <= last; ++level) {
        if (was[level].value() > 0 || is[level].value() > 0) {
            shifts.push_back({level,
                              level == last ? blank : margin.targets[level] / targets * (1 - blank),
                              was[level].value() / all_before,
                              is[level].value() / all_after});
        }
    }
    return shifts;
}

}  // namespace harmony::summary
