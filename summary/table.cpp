#include "summary/table.h"

#include <algorithm>
#include <set>
#include <utility>

namespace harmony::summary {

Table::Table(Question question, Tabulation counts)
    : question_(std::move(question)), keys_(1), counts_(std::move(counts)) {
    base::promise(counts_.groups() == 1, "a table over all units has one group");
    base::promise(counts_.choices() == counted_cells(question_), "one count a choice");
}

Table::Table(Question question,
             std::string grouping,
             std::vector<std::string> keys,
             Tabulation counts)
    : question_(std::move(question)),
      grouping_(std::move(grouping)),
      keys_(std::move(keys)),
      counts_(std::move(counts)) {
    base::promise(!grouping_.empty(), "a table by a grouping names it");
    base::promise(counts_.groups() == keys_.size(), "one group a key");
    base::promise(counts_.choices() == counted_cells(question_), "one count a choice");
    base::promise(std::set<std::string>(keys_.begin(), keys_.end()).size() == keys_.size(),
                  "the rows of a table have different names");
}

std::size_t Table::engagements() const {
    return counts_.groups() == 0 ? 0 : by_engagement_.groups() / counts_.groups();
}

void Table::add_engagements(Tabulation by_row_and_engagement) {
    const std::size_t rows = counts_.groups();
    base::promise(rows > 0 && by_row_and_engagement.groups() % rows == 0,
                  "engagements of every row are given");
    const std::size_t each = by_row_and_engagement.groups() / rows;
    std::vector<std::size_t> to;
    for (std::size_t i = 0; i < by_row_and_engagement.groups(); ++i) {
        to.push_back(i / each);
    }
    base::promise(regroup(by_row_and_engagement, to, rows) == counts_,
                  "the engagements of a table add up to it");
    by_engagement_ = std::move(by_row_and_engagement);
    units_of_engagement_.assign(each, 0);
    for (std::size_t i = 0; i < by_engagement_.groups(); ++i) {
        units_of_engagement_[i % each] += by_engagement_.units(i);
    }
}

void Table::add_strata(std::vector<std::uint32_t> stratum_of_engagement) {
    base::promise(stratum_of_engagement.size() == engagements(), "a wave an engagement");
    stratum_ = std::move(stratum_of_engagement);
    strata_ = stratum_.empty() ? 1 : *std::max_element(stratum_.begin(), stratum_.end()) + 1U;
}

void Table::add_weights(WeightTabulation by_row_and_engagement) {
    base::promise(by_row_and_engagement.groups() == by_engagement_.groups() &&
                      by_row_and_engagement.choices() == by_engagement_.choices(),
                  "weights lie as the counts do");
    weights_ = std::move(by_row_and_engagement);
}

void Table::add_strata_and_weights_of(const Table& ranking) {
    stratum_ = ranking.stratum_;
    strata_ = ranking.strata_;
    if (ranking.is_weighted()) {
        std::vector<std::size_t> first;
        for (std::size_t i = 0; i < question_.choices.size(); ++i) {
            first.push_back(place_cell(ranking.question_, i, 0));
        }
        add_weights(choices_of(ranking.weights_, first));
    }
}

std::uint64_t Table::answered_people(std::size_t group) const {
    return is_weighted() ? weights_.people(group) : by_engagement_.answered(group);
}

namespace {

WeightSum of_people(std::uint64_t people) {
    const auto n = static_cast<double>(people);
    return {n, n};
}

}  // namespace

WeightSum Table::answered_weight(std::size_t group) const {
    return is_weighted() ? weights_.answered(group) : of_people(by_engagement_.answered(group));
}

WeightSum Table::choice_weight(std::size_t group, std::size_t choice) const {
    return is_weighted() ? weights_.chose(group, choice)
                         : of_people(by_engagement_.chose(group, choice));
}

}  // namespace harmony::summary
