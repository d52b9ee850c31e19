#include "summary/design.h"

#include <algorithm>
#include <cmath>
#include <limits>
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
constexpr std::size_t few_slots = 5;

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

Domain::Domain(const Design& design, std::vector<std::uint32_t> units)
    : design_(&design), units_(std::move(units)) {
    base::promise(!units_.empty(), "a domain holds a unit");
    by_clusters();
    fall_back();
}

void Domain::by_clusters() {
    std::vector<std::uint32_t> slot_of_psu(design_->stratum.size(), unseen);
    std::vector<bool> stratum_seen(design_->psus_in.size());
    slot_.reserve(units_.size());
    for (const std::uint32_t unit : units_) {
        const std::uint32_t psu = design_->psu[unit];
        const std::uint32_t stratum = design_->stratum[psu];
        if (slot_of_psu[psu] == unseen) {
            slot_of_psu[psu] = static_cast<std::uint32_t>(stratum_of_slot_.size());
            stratum_of_slot_.push_back(stratum);
        }
        if (!stratum_seen[stratum]) {
            stratum_seen[stratum] = true;
            strata_.push_back(stratum);
        }
        slot_.push_back(slot_of_psu[psu]);
    }
    degrees_ = static_cast<double>(slots()) - static_cast<double>(strata_.size());
}

void Domain::fall_back() {
    const bool lonely = std::any_of(strata_.begin(), strata_.end(), [&](std::uint32_t stratum) {
        return design_->psus_in[stratum] == 1;
    });
    if (!lonely && degrees_ >= 1) {
        return;
    }
    fallback_ = lonely ? Fallback::lonely_psu : Fallback::one_psu;
    by_units();
    if (degrees_ < 1) {
        fallback_ = Fallback::no_design;
    }
}

void Domain::by_units() {
    stratum_of_slot_.clear();
    for (std::size_t i = 0; i < units_.size(); ++i) {
        slot_[i] = static_cast<std::uint32_t>(i);
        stratum_of_slot_.push_back(design_->stratum[design_->psu[units_[i]]]);
    }
    degrees_ = static_cast<double>(slots()) - static_cast<double>(strata_.size());
}

bool Domain::few() const {
    return fallback_ == Fallback::none && slots() >= 2 && slots() <= few_slots;
}

double Domain::variance(std::span<const double> z_of_slot) const {
    return covariance(z_of_slot, z_of_slot);
}

double Domain::covariance(std::span<const double> first, std::span<const double> second) const {
    struct Part {
        Sum first;
        Sum second;
        Sum product;
        std::uint32_t slots = 0;
    };
    if (fallback_ == Fallback::no_design) {
        return 0;
    }
    std::vector<Part> parts(design_->psus_in.size());
    for (std::size_t slot = 0; slot < slots(); ++slot) {
        Part& part = parts[stratum_of_slot_[slot]];
        part.first.add(first[slot]);
        part.second.add(second[slot]);
        part.slots += 1;
    }
    const auto size = [&](std::uint32_t stratum) -> double {
        return fallback_ == Fallback::none ? design_->psus_in[stratum] : design_->units_in[stratum];
    };
    for (std::size_t slot = 0; slot < slots(); ++slot) {
        const std::uint32_t stratum = stratum_of_slot_[slot];
        Part& part = parts[stratum];
        part.product.add((first[slot] - part.first.value() / size(stratum)) *
                         (second[slot] - part.second.value() / size(stratum)));
    }
    Sum total;
    for (const std::uint32_t stratum : strata_) {
        const double n = size(stratum);
        const Part& part = parts[stratum];
        const double outside =
            (n - part.slots) * (part.first.value() / n) * (part.second.value() / n);
        if (n > 1) {
            total.add(n / (n - 1) * (part.product.value() + outside));
        }
    }
    return total.value();
}

}  // namespace harmony::summary
