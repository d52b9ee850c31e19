#include "summary/group_shares.h"

#include <algorithm>

#include "base/error.h"
#include "summary/sums.h"

// Strategy.
// 1. One pass adds the weights up by group, first-stage unit and level. That table is all that the
//    core needs: the linearised value of a first-stage unit is linear in its sums.
// 2. Groups whose first-stage units give no variance fall back to people, and go through the domain
//    of their units; so does everything when the table would be too large (every unit its own
//    first-stage unit).

namespace harmony::summary {
namespace {

constexpr std::size_t most_cells = 1'048'576;

/// Weighted sums and people of one question, by group, first-stage unit and level.
class GroupTable {
public:
    GroupTable(const Design& design, const GroupedQuestion& question)
        : design_(design),
          question_(question),
          psus_(design.stratum.size()),
          sums_(question.groups * psus_ * question.levels),
          people_(question.groups * question.levels),
          squares_(question.groups) {
        for (std::size_t begin = 0; begin < design.weight.size(); begin += sum_block_rows) {
            if (begin > 0) {
                sums_.next_block();
                squares_.next_block();
            }
            add(begin, std::min(begin + sum_block_rows, design.weight.size()));
        }
    }

    /// Of one group; nothing when its first-stage units give no variance.
    [[nodiscard]] std::optional<std::vector<Proportion>> shares(std::size_t group,
                                                                const RangeRule& rule) const {
        const Present present = present_in(group);
        if (present.psus.empty()) {
            return std::vector<Proportion>();
        }
        const Slots slots = Slots::of_psus(design_, present.psus);
        if (slots.trouble() != Fallback::none) {
            return std::nullopt;
        }
        Proportion whole;
        for (std::size_t level = 0; level < question_.levels; ++level) {
            whole.n += people_[group * question_.levels + level];
        }
        const double sum = sum_of(present.asked);
        const auto n = static_cast<double>(whole.n);
        const double squares = squares_.value(group);
        whole.kish = {whole.n, sum * sum / squares, n * squares / (sum * sum)};
        whole.degrees = slots.degrees();
        whole.psus = slots.size();
        whole.few = few_slots(slots.size());
        std::vector<Proportion> result;
        std::vector<SlotSums> sums(slots.size());
        for (std::size_t level = 0; level < question_.levels; ++level) {
            for (std::size_t slot = 0; slot < sums.size(); ++slot) {
                sums[slot] = {present.said[slot * question_.levels + level], present.asked[slot]};
            }
            Proportion of_level = whole;
            of_level.yes = people_[group * question_.levels + level];
            result.push_back(with_ratio(of_level, *ratio_of(slots, sums, sum), rule));
        }
        return result;
    }

private:
    /// The units of one block. What does not change is held here: a compiler must else look it up
    /// again for each unit, since the counts that are written could be it.
    void add(std::size_t begin, std::size_t end) {
        const std::size_t psus = psus_;
        const std::size_t levels = question_.levels;
        const double* const weights = design_.weight.data();
        const std::uint32_t* const psu = design_.psu.data();
        const std::uint32_t* const groups = question_.group.data();
        const std::uint32_t* const codes = question_.level.data();
        for (std::size_t unit = begin; unit < end; ++unit) {
            const double weight = weights[unit];
            const std::uint32_t group = groups[unit];
            const std::uint32_t level = codes[unit];
            if (weight > 0 && group != no_code && level != no_code) {
                sums_.add((group * psus + psu[unit]) * levels + level, weight);
                people_[group * levels + level] += 1;
                squares_.add(group, weight * weight);
            }
        }
    }

    /// First-stage units that hold somebody of the group, and their weights.
    struct Present {
        std::vector<std::uint32_t> psus;
        std::vector<double> asked;
        std::vector<double> said;  ///< slot * levels + level
    };

    [[nodiscard]] double at(std::size_t group, std::uint32_t psu, std::size_t level) const {
        return sums_.value((group * psus_ + psu) * question_.levels + level);
    }

    [[nodiscard]] Present present_in(std::size_t group) const {
        Present present;
        present.psus.reserve(psus_);
        present.asked.reserve(psus_);
        present.said.reserve((psus_ + 1) * question_.levels);
        for (std::uint32_t psu = 0; psu < psus_; ++psu) {
            const std::size_t first = present.said.size();
            Sum asked;
            for (std::size_t level = 0; level < question_.levels; ++level) {
                present.said.push_back(at(group, psu, level));
                asked.add(present.said.back());
            }
            if (asked.value() > 0) {
                present.psus.push_back(psu);
                present.asked.push_back(asked.value());
            } else {
                present.said.resize(first);
            }
        }
        return present;
    }

    const Design& design_;
    const GroupedQuestion& question_;
    std::size_t psus_;
    BlockSums sums_;
    std::vector<std::uint64_t> people_;
    BlockSums squares_;
};

/// The slow way: through the units of each group.
class UnitsOfGroups {
public:
    UnitsOfGroups(const Design& design, const GroupedQuestion& question)
        : design_(design), question_(question) {}

    [[nodiscard]] std::vector<Proportion> shares(std::size_t group, const RangeRule& rule) {
        if (units_.empty()) {
            sort_units();
        }
        const std::vector<std::uint32_t>& units = units_[group];
        if (units.empty()) {
            return {};
        }
        std::vector<std::uint32_t> level;
        for (const std::uint32_t unit : units) {
            level.push_back(question_.level[unit]);
        }
        return proportions(Domain(design_, units), level, question_.levels, rule);
    }

private:
    void sort_units() {
        units_.resize(question_.groups);
        for (std::uint32_t unit = 0; unit < design_.weight.size(); ++unit) {
            if (design_.weight[unit] > 0 && question_.group[unit] != no_code &&
                question_.level[unit] != no_code) {
                units_[question_.group[unit]].push_back(unit);
            }
        }
    }

    const Design& design_;
    const GroupedQuestion& question_;
    std::vector<std::vector<std::uint32_t>> units_;  ///< by group, once it is asked for
};

}  // namespace

std::vector<std::vector<Proportion>> proportions_by_group(const Design& design,
                                                          const GroupedQuestion& question,
                                                          const RangeRule& rule) {
    base::promise(question.group.size() == design.weight.size() &&
                      question.level.size() == design.weight.size(),
                  "a code a unit of the design");
    std::vector<std::vector<Proportion>> result;
    UnitsOfGroups slowly(design, question);
    const double cells = static_cast<double>(design.stratum.size()) *
                         static_cast<double>(question.groups) *
                         static_cast<double>(question.levels);
    std::optional<GroupTable> table;
    if (cells <= static_cast<double>(most_cells)) {
        table.emplace(design, question);
    }
    for (std::size_t group = 0; group < question.groups; ++group) {
        std::optional<std::vector<Proportion>> shares;
        if (table) {
            shares = table->shares(group, rule);
        }
        result.push_back(shares ? std::move(*shares) : slowly.shares(group, rule));
    }
    return result;
}

}  // namespace harmony::summary
