#include "summary/row_figures.h"

#include <algorithm>
#include <cmath>

namespace harmony::summary {
namespace {

/// A weighted share this near to 1 is everybody: sums of weights are not exact.
constexpr double everybody_within = 1e-12;

/// Sums of the linearised value in one stratum.
struct StratumSums {
    double sum = 0;
    double squares = 0;
};

}  // namespace

RowFigures::RowFigures(const Table& table, std::size_t row) : table_(table) {
    const std::size_t engagements = table.engagements();
    strata_.resize(table.strata());
    std::uint64_t used = 0;
    for (std::size_t e = 0; e < engagements; ++e) {
        const std::uint64_t units = table.units_of_engagement(e);
        if (units == 0) {
            continue;
        }
        Stratum& stratum = strata_[table.stratum(e)];
        stratum.engagements += 1;
        stratum.units += units;
        const std::size_t group = row * engagements + e;
        const WeightSum base = table.answered_weight(group);
        if (!(base.weight > 0)) {
            continue;
        }
        members_.push_back({group, table.stratum(e), base.weight, base.squares});
        used += stratum.used ? 0 : 1;
        stratum.used = true;
        people_ += table.answered_people(group);
        weight_ += base.weight;
        squares_ += base.squares;
    }
    const bool lonely = std::any_of(strata_.begin(), strata_.end(), [](const Stratum& stratum) {
        return stratum.used && stratum.engagements == 1;
    });
    degrees_ = static_cast<double>(members_.size()) - static_cast<double>(used);
    if (!lonely && degrees_ >= 1) {
        return;
    }
    fallback_ = lonely ? Fallback::lonely_psu : Fallback::one_psu;
    degrees_ = static_cast<double>(people_) - static_cast<double>(used);
    if (degrees_ < 1) {
        fallback_ = Fallback::no_design;
    }
}

double RowFigures::variance(std::span<const ValuedCell> cells, double mean) const {
    if (fallback_ == Fallback::no_design) {
        return 0;
    }
    std::vector<StratumSums> sums(strata_.size());
    for (const Member& member : members_) {
        double total = 0;
        double others = member.squares;  // squared weights of those who have the value 0
        double around = 0;
        for (const ValuedCell& cell : cells) {
            const WeightSum sum = table_.choice_weight(member.group, cell.cell);
            total += cell.value * sum.weight;
            others -= sum.squares;
            around += sum.squares * (cell.value - mean) * (cell.value - mean);
        }
        const double z = (total - mean * member.weight) / weight_;
        around += std::max(0.0, others) * mean * mean;
        StratumSums& stratum = sums[member.stratum];
        stratum.sum += z;
        stratum.squares += fallback_ == Fallback::none ? z * z : around / (weight_ * weight_);
    }
    double variance = 0;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        if (strata_[i].used) {
            const std::uint64_t n =
                fallback_ == Fallback::none ? strata_[i].engagements : strata_[i].units;
            variance += stratum_variance(static_cast<double>(n), sums[i].sum, sums[i].squares);
        }
    }
    return std::max(0.0, variance);
}

RowFigure RowFigures::figure(std::span<const ValuedCell> cells) const {
    double total = 0;
    for (const Member& member : members_) {
        for (const ValuedCell& cell : cells) {
            total += cell.value * table_.choice_weight(member.group, cell.cell).weight;
        }
    }
    const double mean = total / weight_;
    return {mean,
            variance(cells, mean),
            degrees_,
            fallback_ != Fallback::none  ? RangeBasis::one_cluster
            : few_slots(members_.size()) ? RangeBasis::few_clusters
                                         : RangeBasis::clusters};
}

Proportion RowFigures::share(std::span<const ValuedCell> cells, const RangeRule& rule) const {
    std::uint64_t yes = 0;
    for (const Member& member : members_) {
        for (const ValuedCell& cell : cells) {
            yes += table_.by_engagement().chose(member.group, cell.cell);
        }
    }
    const RowFigure figure = this->figure(cells);
    Proportion share;
    share.n = people_;
    share.weighted_n = weight_;
    share.p = std::clamp(figure.value, 0.0, 1.0);
    if (yes == 0) {
        share.p = 0;
    } else if (share.p > 1 - everybody_within) {
        share.p = 1;
    }
    share.yes = share.p <= 0 ? 0 : share.p >= 1 ? people_ : std::min(yes, people_);
    share.weighted_yes = share.p * weight_;
    share.degrees = degrees_;
    share.psus = members_.size();
    const auto n = static_cast<double>(people_);
    share.kish = {people_, weight_ * weight_ / squares_, n * squares_ / (weight_ * weight_)};
    share.fallback = fallback_;
    share.few = fallback_ == Fallback::none && few_slots(members_.size());
    return with_variance(share, figure.variance, rule);
}

RangeBasis RowFigures::basis_of(const Proportion& share) const {
    if (share.no_variance) {
        return RangeBasis::no_variance;
    }
    if (share.fallback != Fallback::none) {
        return RangeBasis::one_cluster;
    }
    return share.few ? RangeBasis::few_clusters : RangeBasis::clusters;
}

}  // namespace harmony::summary
