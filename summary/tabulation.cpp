#include "summary/tabulate.h"

namespace harmony::summary {

std::uint64_t Tabulation::units(std::size_t group) const {
    return answered(group) + dont_know(group) + prefer_not(group) + skipped(group) +
           not_asked(group);
}

Tabulation& Tabulation::operator+=(const Tabulation& other) {
    base::promise(groups_ == other.groups_ && choices_ == other.choices_,
                  "tabulations of different shapes cannot be added");
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        cells_[i] += other.cells_[i];
    }
    return *this;
}

Tabulation regroup(const Tabulation& tabulation,
                   std::span<const std::size_t> to,
                   std::size_t groups) {
    base::promise(to.size() == tabulation.groups(), "every group needs a target");
    Tabulation result(groups, tabulation.choices());
    for (std::size_t from = 0; from < to.size(); ++from) {
        base::promise(to[from] < groups, "a target group that does not exist");
        result.add_answered(to[from], tabulation.answered(from));
        result.add_dont_know(to[from], tabulation.dont_know(from));
        result.add_prefer_not(to[from], tabulation.prefer_not(from));
        result.add_skipped(to[from], tabulation.skipped(from));
        result.add_not_asked(to[from], tabulation.not_asked(from));
        for (std::size_t c = 0; c < tabulation.choices(); ++c) {
            result.add_choice(to[from], c, tabulation.chose(from, c));
        }
    }
    return result;
}

Tabulation whole(const Tabulation& tabulation) {
    return regroup(tabulation, std::vector<std::size_t>(tabulation.groups(), 0), 1);
}

}  // namespace harmony::summary
