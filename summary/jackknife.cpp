#include "summary/jackknife.h"

#include <cmath>

#include "base/error.h"
#include "summary/rake_cells.h"
#include "summary/sums.h"

namespace harmony::summary {
namespace {

/// What is left of a sum of which everything was taken away again.
constexpr double nobody_below = 1e-12;

struct Sums {
    double y = 0;
    double x = 0;
};

/// n_h/(n_h - 1) and (n_h - 1)/n_h need two first-stage units in every stratum.
std::optional<JackknifeFault> lonely_stratum(const Design& design) {
    for (std::uint32_t stratum = 0; stratum < design.psus_in.size(); ++stratum) {
        if (design.psus_in[stratum] < 2) {
            JackknifeFault fault;
            fault.lonely = true;
            fault.stratum = stratum;
            return fault;
        }
    }
    return std::nullopt;
}

JackknifeFault nobody_without(std::uint32_t psu) {
    JackknifeFault fault;
    fault.empty = psu;
    return fault;
}

std::variant<Jackknife, JackknifeFault> with_variance(const Design& design, Jackknife result) {
    Sum variance;
    for (std::size_t psu = 0; psu < result.replicates.size(); ++psu) {
        const double n = design.psus_in[design.stratum[psu]];
        const double moved = result.replicates[psu] - result.value;
        variance.add((n - 1) / n * moved * moved);
    }
    result.variance = variance.value();
    return result;
}

/// What raking a part of the design needs of each cell of its cross table.
class RakedReplicates {
public:
    RakedReplicates(const Design& design, const Domain& domain, std::span<const double> y)
        : design_(design), domain_(domain), y_(y) {}

    [[nodiscard]] std::optional<JackknifeFault> open(std::span<const Margin> margins,
                                                     const RakeRule& rule) {
        margins_ = margins;
        rule_ = rule;
        std::optional<CrossTable> table =
            cross(design_.weight.size(), margins, design_.weight, rule.not_stated);
        if (!table) {
            return raking(
                unknown_level(design_.weight.size(), margins, design_.weight, rule.not_stated));
        }
        if (const auto refusal = check_margins(*table, margins, rule.scale)) {
            return raking(*refusal);
        }
        table_ = std::move(*table);
        sums_.resize(table_.cells());
        units_of_psu_.resize(design_.stratum.size());
        for (std::size_t i = 0; i < domain_.size(); ++i) {
            if (const std::uint32_t cell = table_.cell_of[domain_.units()[i]]; cell != no_cell) {
                sums_[cell].y += domain_.weight(i) * y_[i];
                sums_[cell].x += domain_.weight(i);
                in_domain_.push_back({domain_.units()[i], y_[i]});
            }
        }
        for (std::uint32_t unit = 0; unit < table_.cell_of.size(); ++unit) {
            if (table_.cell_of[unit] != no_cell) {
                units_of_psu_[design_.psu[unit]].push_back(unit);
            }
        }
        y_of_unit_.assign(design_.weight.size(), std::nullopt);
        for (const auto& [unit, value] : in_domain_) {
            y_of_unit_[unit] = value;
        }
        return std::nullopt;
    }

    /// The mean without a first-stage unit; without any left out when there is none.
    [[nodiscard]] std::variant<double, JackknifeFault> without(
        std::optional<std::uint32_t> psu) const {
        CrossTable table = table_;
        std::vector<Sums> sums = sums_;
        if (psu) {
            leave_out(*psu, table, sums);
        }
        const double left = sum_of(table.cells(), [&](std::size_t cell) {
            return static_cast<double>(table.people[cell]);
        });
        if (left == 0) {
            return nobody_without(*psu);
        }
        const LevelTargets targets = aim(table, margins_, left);
        const Fitted fitted = fit(table, targets, rule_);
        if (!fitted.converged) {
            return raking(not_converged(fitted, targets));
        }
        Sums total;
        for (std::size_t cell = 0; cell < table.cells(); ++cell) {
            const double factor =
                table.people[cell] > 0 ? fitted.weight[cell] / table.base[cell] : 0;
            total.y += factor * sums[cell].y;
            total.x += factor * sums[cell].x;
        }
        if (!(total.x > nobody_below * left)) {
            return nobody_without(psu.value_or(0));
        }
        return total.y / total.x;
    }

private:
    static JackknifeFault raking(const RakeRefusal& refusal) {
        JackknifeFault fault;
        fault.rake = refusal;
        return fault;
    }

    void leave_out(std::uint32_t psu, CrossTable& table, std::vector<Sums>& sums) const {
        for (const std::uint32_t unit : units_of_psu_[psu]) {
            const std::uint32_t cell = table.cell_of[unit];
            const double weight = design_.weight[unit];
            table.base[cell] -= weight;
            table.people[cell] -= 1;
            if (table.people[cell] == 0) {
                table.base[cell] = 0;
            }
            if (y_of_unit_[unit]) {
                sums[cell].y -= weight * *y_of_unit_[unit];
                sums[cell].x -= weight;
            }
        }
    }

    const Design& design_;
    const Domain& domain_;
    std::span<const double> y_;
    std::span<const Margin> margins_;
    RakeRule rule_;
    CrossTable table_;
    std::vector<Sums> sums_;
    std::vector<std::pair<std::uint32_t, double>> in_domain_;
    std::vector<std::vector<std::uint32_t>> units_of_psu_;
    std::vector<std::optional<double>> y_of_unit_;
};

/// Weighted sums of a domain by first-stage unit of the design.
std::vector<Sums> sums_by_psu(const Design& design,
                              const Domain& domain,
                              std::span<const double> y) {
    std::vector<Sums> sums(design.stratum.size());
    for (std::size_t i = 0; i < domain.size(); ++i) {
        Sums& of_psu = sums[design.psu[domain.units()[i]]];
        of_psu.y += domain.weight(i) * y[i];
        of_psu.x += domain.weight(i);
    }
    return sums;
}

}  // namespace

std::variant<Jackknife, JackknifeFault> jackknife(const Design& design,
                                                  const Domain& domain,
                                                  std::span<const double> y) {
    if (const auto fault = lonely_stratum(design)) {
        return *fault;
    }
    const std::vector<Sums> sums = sums_by_psu(design, domain, y);
    std::vector<Sums> strata(design.psus_in.size());
    Sums whole;
    for (std::size_t psu = 0; psu < sums.size(); ++psu) {
        Sums& stratum = strata[design.stratum[psu]];
        stratum.y += sums[psu].y;
        stratum.x += sums[psu].x;
        whole.y += sums[psu].y;
        whole.x += sums[psu].x;
    }
    Jackknife result;
    result.value = whole.y / whole.x;
    for (std::uint32_t psu = 0; psu < sums.size(); ++psu) {
        const Sums& stratum = strata[design.stratum[psu]];
        const double n = design.psus_in[design.stratum[psu]];
        const double again = n / (n - 1);
        const double x = whole.x - stratum.x + again * (stratum.x - sums[psu].x);
        const double y_left = whole.y - stratum.y + again * (stratum.y - sums[psu].y);
        if (!(x > nobody_below * whole.x)) {
            return nobody_without(psu);
        }
        result.replicates.push_back(y_left / x);
    }
    return with_variance(design, std::move(result));
}

std::variant<Jackknife, JackknifeFault> jackknife_with_raking(const Design& design,
                                                              const Domain& domain,
                                                              std::span<const double> y,
                                                              std::span<const Margin> margins,
                                                              const RakeRule& rule) {
    base::promise(design.psus_in.size() == 1, "raking in every replicate is for one stratum");
    if (const auto fault = lonely_stratum(design)) {
        return *fault;
    }
    RakedReplicates replicates(design, domain, y);
    if (const auto fault = replicates.open(margins, rule)) {
        return *fault;
    }
    Jackknife result;
    for (std::uint32_t psu = 0; psu <= design.stratum.size(); ++psu) {
        const bool whole = psu == design.stratum.size();
        const std::variant<double, JackknifeFault> value =
            replicates.without(whole ? std::nullopt : std::optional(psu));
        if (const auto* const fault = std::get_if<JackknifeFault>(&value)) {
            return *fault;
        }
        if (whole) {
            result.value = *std::get_if<double>(&value);
        } else {
            result.replicates.push_back(*std::get_if<double>(&value));
        }
    }
    return with_variance(design, std::move(result));
}

}  // namespace harmony::summary
