#include "summary/table.h"

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
}

}  // namespace harmony::summary
