#include "summary/design.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "base/error.h"
#include "summary/sums.h"

// Strategy.
// 1. A domain is a set of units; item non-response is a domain, not a deletion. First-stage units
//    without a unit of the domain stay in the design: their linearised value is 0, and they count
//    in n_h, but not in the degrees of freedom.
// 2. What first-stage units an analysis rests on is settled once, when the domain is made, in the
//    order of section 2 of the statistics specification: lonely_psu, one_psu, no_design.

namespace harmony::summary {
namespace {

constexpr std::uint32_t unseen = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t most_few = 5;

/// Numbers labels in the order in which they come.
class Numbering {
public:
    std::uint32_t of(std::uint64_t label) {
        return index_.try_emplace(label, static_cast<std::uint32_t>(index_.size())).first->second;
    }

private:
    std::unordered_map<std::uint64_t, std::uint32_t> index_;
};

/// Fills psu, stratum, psus_in, units_in from units in the design.
class DesignMaker {
public:
    DesignMaker(const DesignColumns& columns, Design& design) : columns_(columns), design_(design) {
        design_.psu.assign(columns.units, 0);
    }

    void add(std::size_t unit) {
        const std::uint32_t label = columns_.stratum.empty() ? 0 : columns_.stratum[unit];
        if (unit_before_ && label == stratum_label_ && !columns_.psu.empty() &&
            columns_.psu[unit] == psu_label_) {
            // Units of one engagement come in a row more often than not.
            design_.psu[unit] = psu_;
        } else {
            settle(unit, label);
        }
        design_.units_in[design_.stratum[psu_]] += 1;
    }

private:
    void settle(std::size_t unit, std::uint32_t label) {
        stratum_label_ = label;
        psu_label_ = columns_.psu.empty() ? 0 : columns_.psu[unit];
        unit_before_ = true;
        const std::uint32_t stratum = strata_.of(label);
        if (stratum == design_.psus_in.size()) {
            design_.psus_in.push_back(0);
            design_.units_in.push_back(0);
        }
        psu_ = columns_.psu.empty() ? static_cast<std::uint32_t>(design_.stratum.size())
                                    : psus_.of((std::uint64_t{stratum} << 32U) | psu_label_);
        if (psu_ == design_.stratum.size()) {
            design_.stratum.push_back(stratum);
            design_.psus_in[stratum] += 1;
        }
        design_.psu[unit] = psu_;
    }

    const DesignColumns& columns_;
    Design& design_;
    Numbering strata_;
    Numbering psus_;
    bool unit_before_ = false;
    std::uint32_t stratum_label_ = 0;
    std::uint32_t psu_label_ = 0;
    std::uint32_t psu_ = 0;
};

}  // namespace

Design make_design(const DesignColumns& columns) {
    Design design;
    design.weight.assign(columns.units, 1.0);
    if (!columns.weight.empty()) {
        std::transform(
            columns.weight.begin(), columns.weight.end(), design.weight.begin(), [](double weight) {
                return weight > 0 ? weight : 0.0;
            });
    }
    DesignMaker maker(columns, design);
    for (std::size_t unit = 0; unit < columns.units; ++unit) {
        if (design.weight[unit] > 0) {
            maker.add(unit);
        }
    }
    return design;
}

double stratum_variance(double n, double sum, double squares) {
    return n > 1 ? n / (n - 1) * (squares - sum * sum / n) : 0;
}

Slots Slots::of_psus(const Design& design, std::span<const std::uint32_t> psus) {
    Slots slots(design, design.psus_in);
    for (const std::uint32_t psu : psus) {
        slots.add(design.stratum[psu]);
    }
    return slots;
}

Slots Slots::of_units(const Design& design, std::span<const std::uint32_t> units) {
    Slots slots(design, design.units_in);
    for (const std::uint32_t unit : units) {
        slots.add(design.stratum[design.psu[unit]]);
    }
    return slots;
}

void Slots::add(std::uint32_t stratum) {
    stratum_.push_back(stratum);
    if (!seen_[stratum]) {
        seen_[stratum] = true;
        strata_.push_back(stratum);
    }
}

double Slots::degrees() const {
    return static_cast<double>(stratum_.size()) - static_cast<double>(strata_.size());
}

Fallback Slots::trouble() const {
    const bool lonely = std::any_of(strata_.begin(), strata_.end(), [&](std::uint32_t stratum) {
        return of_stratum_[stratum] == 1;
    });
    return lonely ? Fallback::lonely_psu : degrees() < 1 ? Fallback::one_psu : Fallback::none;
}

namespace {

/// Of one stratum while values are added up: the sum, then the mean, of all its first-stage units.
struct StratumMean {
    Sum sum;
    double mean = 0;
    std::uint32_t slots = 0;
};

std::vector<StratumMean> means_of(std::span<const std::uint32_t> stratum,
                                  std::span<const std::uint32_t> size,
                                  std::span<const double> z) {
    std::vector<StratumMean> means(size.size());
    for (std::size_t slot = 0; slot < stratum.size();) {
        const std::uint32_t one = stratum[slot];
        Sum run;  // of neighbours in one stratum, kept in registers
        for (; slot < stratum.size() && stratum[slot] == one; ++slot) {
            run.add(z[slot]);
            means[one].slots += 1;
        }
        means[one].sum.add(run.value());
    }
    for (std::size_t one = 0; one < means.size(); ++one) {
        means[one].mean = means[one].sum.value() / size[one];
    }
    return means;
}

}  // namespace

double Slots::covariance(std::span<const double> first, std::span<const double> second) const {
    const std::vector<StratumMean> of_first = means_of(stratum_, of_stratum_, first);
    const bool alike = first.data() == second.data();
    const std::vector<StratumMean> of_second =
        alike ? of_first : means_of(stratum_, of_stratum_, second);
    std::vector<Sum> products(of_stratum_.size());
    for (std::size_t slot = 0; slot < stratum_.size();) {
        const std::uint32_t one = stratum_[slot];
        const double mean_of_first = of_first[one].mean;
        const double mean_of_second = of_second[one].mean;
        Sum run;
        for (; slot < stratum_.size() && stratum_[slot] == one; ++slot) {
            run.add((first[slot] - mean_of_first) * (second[slot] - mean_of_second));
        }
        products[one].add(run.value());
    }
    Sum total;
    for (const std::uint32_t one : strata_) {
        const double n = of_stratum_[one];
        const double outside = (n - of_first[one].slots) * of_first[one].mean * of_second[one].mean;
        if (n > 1) {
            total.add(n / (n - 1) * (products[one].value() + outside));
        }
    }
    return total.value();
}

Domain::Domain(const Design& design, std::vector<std::uint32_t> units)
    : design_(&design), units_(std::move(units)), slots_(by_clusters()) {
    base::promise(!units_.empty(), "a domain holds a unit");
    fallback_ = slots_.trouble();
    if (fallback_ == Fallback::none) {
        return;
    }
    slots_ = Slots::of_units(design, units_);
    std::iota(slot_.begin(), slot_.end(), 0U);
    if (slots_.degrees() < 1) {
        fallback_ = Fallback::no_design;
    }
}

Slots Domain::by_clusters() {
    std::vector<std::uint32_t> slot_of_psu(design_->stratum.size(), unseen);
    std::vector<std::uint32_t> psus;
    slot_.reserve(units_.size());
    for (const std::uint32_t unit : units_) {
        const std::uint32_t psu = design_->psu[unit];
        if (slot_of_psu[psu] == unseen) {
            slot_of_psu[psu] = static_cast<std::uint32_t>(psus.size());
            psus.push_back(psu);
        }
        slot_.push_back(slot_of_psu[psu]);
    }
    return Slots::of_psus(*design_, psus);
}

bool few_slots(std::size_t slots) {
    return slots >= 2 && slots <= most_few;
}

bool Domain::few() const {
    return fallback_ == Fallback::none && few_slots(slots_.size());
}

double Domain::variance(std::span<const double> z_of_slot) const {
    return covariance(z_of_slot, z_of_slot);
}

double Domain::covariance(std::span<const double> first, std::span<const double> second) const {
    return fallback_ == Fallback::no_design ? 0 : slots_.covariance(first, second);
}

}  // namespace harmony::summary
