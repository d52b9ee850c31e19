#include "summary/rake_cells.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "summary/sums.h"

namespace harmony::summary {
namespace {

/// Cross tables have up to this many places for cells; only those that somebody has become cells.
constexpr double dense_places = 4'194'304;
constexpr std::size_t looked_at_every = 100;
constexpr double must_fall_to = 0.99;

/// The level of a code in a margin of that many targets: the last one is "not stated".
std::uint32_t level_of(std::uint32_t code, std::uint32_t targets) {
    return std::min(code, targets);
}

/// Puts units into cells.
class Crossing {
public:
    Crossing(std::size_t units,
             std::span<const Margin> margins,
             std::span<const double> base,
             NotStated not_stated)
        : units_(units),
          margins_(margins),
          base_(base),
          drops_(not_stated == NotStated::drop),
          place_(units, 0) {
        for (const Margin& margin : margins_) {
            table_.levels.push_back(margin.targets.size() + 1);
        }
    }

    [[nodiscard]] std::optional<CrossTable> all() {
        for (std::size_t margin = 0; margin < margins_.size(); ++margin) {
            add_margin(margin);
        }
        if (std::find(unknown_.begin(), unknown_.end(), 1) != unknown_.end()) {
            return std::nullopt;
        }
        add_up();
        return std::move(table_);
    }

private:
    [[nodiscard]] double weight(std::size_t unit) const {
        return base_.empty() ? 1.0 : base_[unit];
    }

    /// Each unit's place becomes place * levels + level; where there would be too many places, only
    /// those that somebody has are numbered.
    void add_margin(std::size_t margin) {
        const auto targets = static_cast<std::uint32_t>(margins_[margin].targets.size());
        const std::uint32_t* const codes = margins_[margin].codes.data();
        if (static_cast<double>(places_) * (targets + 1.0) > dense_places) {
            number_places(codes, targets);
        } else {
            multiply_places(codes, targets);
        }
        if (highest_ >= targets) {
            look_at_unusual(codes, targets);
        }
    }

    /// Who left the margin blank, and whose answer has no target.
    void look_at_unusual(const std::uint32_t* codes, std::uint32_t targets) {
        unknown_.resize(units_, 0);
        dropped_.resize(units_, 0);
        for (std::size_t unit = 0; unit < units_; ++unit) {
            if (codes[unit] < targets || !(weight(unit) > 0)) {
                continue;
            }
            if (codes[unit] != not_stated_code) {
                unknown_[unit] = dropped_[unit] == 0 ? 1 : 0;
            } else if (drops_) {
                dropped_[unit] = 1;
                unknown_[unit] = 0;  // who is dropped has no say in it
            }
        }
    }

    void multiply_places(const std::uint32_t* codes, std::uint32_t targets) {
        highest_ = 0;
        for (std::size_t unit = 0; unit < units_; ++unit) {
            const std::uint32_t code = codes[unit];
            highest_ = std::max(highest_, code);
            place_[unit] = place_[unit] * (targets + 1) + level_of(code, targets);
        }
        places_ *= targets + 1;
    }

    void number_places(const std::uint32_t* codes, std::uint32_t targets) {
        highest_ = units_ == 0 ? 0 : *std::max_element(codes, codes + units_);
        std::unordered_map<std::uint64_t, std::uint32_t> numbers;
        for (std::size_t unit = 0; unit < units_; ++unit) {
            const std::uint64_t both =
                std::uint64_t{place_[unit]} * (targets + 1ULL) + level_of(codes[unit], targets);
            const auto number = static_cast<std::uint32_t>(numbers.size());
            place_[unit] = numbers.try_emplace(both, number).first->second;
        }
        places_ = static_cast<std::uint32_t>(numbers.size());
    }

    /// Adds up weights and people by place; then places that somebody has become cells.
    void add_up() {
        BlockSums sums(places_);
        std::vector<std::uint64_t> people(places_);
        for (std::size_t unit = 0; unit < units_; ++unit) {
            if (unit % sum_block_rows == 0 && unit > 0) {
                sums.next_block();
            }
            const double one = weight(unit);
            if (one > 0 && (dropped_.empty() || dropped_[unit] == 0)) {
                sums.add(place_[unit], one);
                people[place_[unit]] += 1;
            } else {
                place_[unit] = no_cell;
            }
        }
        std::vector<std::uint32_t> cell(places_, no_cell);
        for (std::uint32_t place = 0; place < places_; ++place) {
            if (people[place] > 0) {
                cell[place] = static_cast<std::uint32_t>(table_.base.size());
                table_.base.push_back(sums.value(place));
                table_.people.push_back(people[place]);
            }
        }
        table_.level_of.resize(table_.cells() * table_.margins());
        for (std::size_t unit = 0; unit < units_; ++unit) {
            if (place_[unit] != no_cell) {
                place_[unit] = cell[place_[unit]];
            }
        }
        name_levels();
        table_.cell_of = std::move(place_);
    }

    /// The levels of each cell, from one unit in it.
    void name_levels() {
        std::vector<std::uint8_t> named(table_.cells());
        std::size_t left = named.size();
        for (std::size_t unit = 0; unit < units_ && left > 0; ++unit) {
            const std::uint32_t cell = place_[unit];
            if (cell == no_cell || named[cell] != 0) {
                continue;
            }
            named[cell] = 1;
            left -= 1;
            for (std::size_t margin = 0; margin < margins_.size(); ++margin) {
                table_.level_of[cell * margins_.size() + margin] =
                    level_of(margins_[margin].codes[unit],
                             static_cast<std::uint32_t>(table_.levels[margin] - 1));
            }
        }
    }

    std::size_t units_;
    std::span<const Margin> margins_;
    std::span<const double> base_;
    bool drops_;
    std::vector<std::uint32_t> place_;
    std::uint32_t places_ = 1;
    std::uint32_t highest_ = 0;  ///< code of the margin that was looked at last
    std::vector<std::uint8_t> unknown_;
    std::vector<std::uint8_t> dropped_;
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
    return Crossing(units, margins, base, not_stated).all();
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
