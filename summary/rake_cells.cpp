#include "summary/rake_cells.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "summary/sums.h"

namespace harmony::summary {
namespace {

/// Cross tables of up to this many possible cells are looked up in a list; larger ones, which hold
/// few of them, in a map.
constexpr double dense_cells = 4'194'304;
constexpr std::size_t looked_at_every = 100;
constexpr double must_fall_to = 0.99;

/// Numbers the possible cells in which somebody is.
class CellNumbers {
public:
    explicit CellNumbers(double possible) {
        if (possible <= dense_cells) {
            dense_.assign(static_cast<std::size_t>(possible), no_cell);
        }
    }

    /// The number of a possible cell, and whether it is a new one.
    std::uint32_t of(std::uint64_t possible, bool& fresh) {
        if (dense_.empty()) {
            const auto [place, added] = sparse_.try_emplace(possible, count_);
            fresh = added;
            count_ += added ? 1 : 0;
            return place->second;
        }
        std::uint32_t& number = dense_[possible];
        fresh = number == no_cell;
        if (fresh) {
            number = count_++;
        }
        return number;
    }

private:
    std::vector<std::uint32_t> dense_;
    std::unordered_map<std::uint64_t, std::uint32_t> sparse_;
    std::uint32_t count_ = 0;
};

class Crossing {
public:
    Crossing(std::span<const Margin> margins, std::span<const double> base, NotStated not_stated)
        : margins_(margins), base_(base), drops_(not_stated == NotStated::drop) {
        for (const Margin& margin : margins_) {
            table_.levels.push_back(margin.targets.size() + 1);
            possible_ *= static_cast<double>(margin.targets.size() + 1);
        }
    }

    [[nodiscard]] std::optional<CrossTable> all(std::size_t units) {
        table_.cell_of.assign(units, no_cell);
        CellNumbers numbers(possible_);
        std::vector<std::uint32_t> levels(margins_.size());
        std::vector<Sum> sums;
        for (std::size_t unit = 0; unit < units; ++unit) {
            const double weight = base_.empty() ? 1.0 : base_[unit];
            if (!(weight > 0) || !read(unit, levels)) {
                continue;
            }
            if (unknown_) {
                return std::nullopt;
            }
            bool fresh = false;
            const std::uint32_t cell = numbers.of(place_of(levels), fresh);
            if (fresh) {
                sums.emplace_back();
                table_.people.push_back(0);
                table_.level_of.insert(table_.level_of.end(), levels.begin(), levels.end());
            }
            table_.cell_of[unit] = cell;
            sums[cell].add(weight);
            table_.people[cell] += 1;
        }
        for (const Sum& sum : sums) {
            table_.base.push_back(sum.value());
        }
        return std::move(table_);
    }

private:
    /// The levels of a unit; false when it is dropped.
    bool read(std::size_t unit, std::vector<std::uint32_t>& levels) {
        for (std::size_t margin = 0; margin < margins_.size(); ++margin) {
            const std::uint32_t code = margins_[margin].codes[unit];
            const std::size_t last = table_.levels[margin] - 1;
            if (code < last) {
                levels[margin] = code;
                continue;
            }
            if (code != not_stated_code) {
                unknown_ = true;
            } else if (drops_) {
                unknown_ = false;  // who is dropped has no say in it
                return false;
            }
            levels[margin] = static_cast<std::uint32_t>(last);
        }
        return true;
    }

    [[nodiscard]] std::uint64_t place_of(const std::vector<std::uint32_t>& levels) const {
        std::uint64_t place = 0;
        for (std::size_t margin = 0; margin < levels.size(); ++margin) {
            place = place * table_.levels[margin] + levels[margin];
        }
        return place;
    }

    std::span<const Margin> margins_;
    std::span<const double> base_;
    bool drops_;
    bool unknown_ = false;
    double possible_ = 1;
    CrossTable table_;
};

template <typename Value>
std::vector<Value> sums_by_level(const CrossTable& table,
                                 std::size_t margin,
                                 std::span<const Value> value) {
    std::vector<Value> sums(table.levels[margin]);
    for (std::size_t cell = 0; cell < table.cells(); ++cell) {
        sums[table.level(cell, margin)] += value[cell];
    }
    return sums;
}

std::optional<RakeRefusal> check_margin(const CrossTable& table,
                                        std::span<const Margin> margins,
                                        std::size_t margin) {
    const std::vector<double>& targets = margins[margin].targets;
    const std::vector<std::uint64_t> people =
        sums_by_level(table, margin, std::span<const std::uint64_t>(table.people));
    for (std::size_t level = 0; level < targets.size(); ++level) {
        RakeRefusal refusal;
        refusal.margin = margin;
        refusal.level = level;
        refusal.target = targets[level];
        refusal.people = people[level];
        if (!(targets[level] >= 0) || !std::isfinite(targets[level])) {
            refusal.fault = RakeFault::margin_target_invalid;
        } else if (targets[level] > 0 && people[level] == 0) {
            refusal.fault = RakeFault::margin_level_absent;
        } else if (targets[level] == 0 && people[level] > 0) {
            refusal.fault = RakeFault::margin_target_zero;
        } else {
            continue;
        }
        return refusal;
    }
    return std::nullopt;
}

}  // namespace

std::optional<CrossTable> cross(std::size_t units,
                                std::span<const Margin> margins,
                                std::span<const double> base,
                                NotStated not_stated) {
    return Crossing(margins, base, not_stated).all(units);
}

std::vector<double> level_sums(const CrossTable& table,
                               std::size_t margin,
                               std::span<const double> value) {
    return sums_by_level(table, margin, value);
}

LevelTargets aim(const CrossTable& table,
                 std::span<const Margin> margins,
                 std::optional<double> total) {
    LevelTargets result;
    const double everybody = sum_of(table.base);
    for (std::size_t margin = 0; margin < margins.size(); ++margin) {
        const std::vector<double>& given = margins[margin].targets;
        const std::vector<std::uint64_t> people =
            sums_by_level(table, margin, std::span<const std::uint64_t>(table.people));
        const std::vector<double> base = level_sums(table, margin, table.base);
        const double sum = sum_of(
            given.size(), [&](std::size_t level) { return people[level] > 0 ? given[level] : 0; });
        const double blank = base.back() / everybody;
        const double whole = total.value_or(sum);
        std::vector<std::optional<double>>& of_margin = result.emplace_back(given.size() + 1);
        for (std::size_t level = 0; level < given.size(); ++level) {
            if (people[level] > 0) {
                of_margin[level] = given[level] * (whole * (1 - blank) / sum);
            }
        }
        if (people.back() > 0) {
            of_margin.back() = whole * blank;
        }
    }
    return result;
}

void cycle(const CrossTable& table, const LevelTargets& targets, std::vector<double>& weight) {
    for (std::size_t margin = 0; margin < table.margins(); ++margin) {
        std::vector<double> factor = level_sums(table, margin, weight);
        for (std::size_t level = 0; level < factor.size(); ++level) {
            factor[level] = targets[margin][level] && factor[level] > 0
                                ? *targets[margin][level] / factor[level]
                                : 1;
        }
        for (std::size_t cell = 0; cell < table.cells(); ++cell) {
            weight[cell] *= factor[table.level(cell, margin)];
        }
    }
}

Worst worst_of(const CrossTable& table,
               const LevelTargets& targets,
               std::span<const double> weight) {
    Worst worst;
    bool first = true;
    for (std::size_t margin = 0; margin < table.margins(); ++margin) {
        const std::vector<double> sums = level_sums(table, margin, weight);
        for (std::size_t level = 0; level < sums.size(); ++level) {
            const std::optional<double>& target = targets[margin][level];
            if (!target) {
                continue;
            }
            const double error = std::abs(sums[level] / *target - 1);
            if (first || !(error <= worst.error)) {
                worst = {margin, level, error, sums[level]};
                first = false;
            }
        }
    }
    return worst;
}

Fitted fit(const CrossTable& table, const LevelTargets& targets, const RakeRule& rule) {
    Fitted fitted;
    fitted.weight = table.base;
    double before = std::numeric_limits<double>::infinity();
    while (fitted.cycles < rule.max_cycles) {
        cycle(table, targets, fitted.weight);
        fitted.cycles += 1;
        fitted.worst = worst_of(table, targets, fitted.weight);
        if (fitted.worst.error <= rule.tolerance) {
            fitted.converged = true;
            break;
        }
        if (fitted.cycles % looked_at_every == 0) {
            if (!(fitted.worst.error <= must_fall_to * before)) {
                break;
            }
            before = fitted.worst.error;
        }
    }
    return fitted;
}

std::optional<RakeRefusal> check_margins(const CrossTable& table,
                                         std::span<const Margin> margins,
                                         RakeScale scale) {
    constexpr double alike = 1e-9;
    if (table.cells() == 0) {
        return RakeRefusal{};
    }
    for (std::size_t margin = 0; margin < margins.size(); ++margin) {
        if (const auto refusal = check_margin(table, margins, margin)) {
            return refusal;
        }
    }
    const double first = sum_of(margins.front().targets);
    for (std::size_t margin = 1; margin < margins.size() && scale == RakeScale::as_given;
         ++margin) {
        const double sum = sum_of(margins[margin].targets);
        if (std::abs(sum - first) > alike * std::max(sum, first)) {
            RakeRefusal refusal;
            refusal.fault = RakeFault::margin_totals_differ;
            refusal.target = first;
            refusal.other_margin = margin;
            refusal.reached = sum;
            return refusal;
        }
    }
    return std::nullopt;
}

RakeRefusal unknown_level(std::size_t units,
                          std::span<const Margin> margins,
                          std::span<const double> base,
                          NotStated not_stated) {
    RakeRefusal refusal;
    refusal.fault = RakeFault::margin_level_unknown;
    refusal.margin = margins.size();
    for (std::size_t unit = 0; unit < units; ++unit) {
        const bool blank = std::any_of(margins.begin(), margins.end(), [&](const Margin& margin) {
            return margin.codes[unit] == not_stated_code;
        });
        if ((!base.empty() && !(base[unit] > 0)) || (blank && not_stated == NotStated::drop)) {
            continue;
        }
        for (std::size_t margin = 0; margin < margins.size(); ++margin) {
            const std::uint32_t code = margins[margin].codes[unit];
            if (code == not_stated_code || code < margins[margin].targets.size()) {
                continue;
            }
            const bool earlier =
                std::pair(margin, std::size_t{code}) < std::pair(refusal.margin, refusal.level);
            if (earlier) {
                refusal.margin = margin;
                refusal.level = code;
                refusal.people = 0;
            }
            refusal.people += margin == refusal.margin && code == refusal.level ? 1 : 0;
        }
    }
    return refusal;
}

RakeRefusal not_converged(const Fitted& fitted, const LevelTargets& targets) {
    RakeRefusal refusal;
    refusal.fault = RakeFault::no_convergence;
    refusal.margin = fitted.worst.margin;
    refusal.level = fitted.worst.level;
    refusal.target = targets[refusal.margin][refusal.level].value_or(0);
    refusal.reached = fitted.worst.reached;
    refusal.cycles = fitted.cycles;
    return refusal;
}

}  // namespace harmony::summary
