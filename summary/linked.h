#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "summary/sum_table.h"

// All tables of one release over the same questions are protected together: what one of them hides
// another one must not give away. Numbers with the same definition are one number wherever they
// stand; a grouping that is a coarser form of another one, and a filter, bring sums of their own.

namespace harmony::summary {

/// The most numbers that are protected together.
inline constexpr std::size_t most_linked_cells = 4'000;

/// Collects numbers and sums; a number is known by its id, which says what it counts.
class LinkedCells {
public:
    /// The number's index. One that is there already stays as it is: the first to name a number
    /// says what may be done with it.
    std::size_t add(const SumCell& cell);

    /// total = parts. A sum that is there already is not added again.
    void add_sum(std::size_t total, std::vector<std::size_t> parts);

    /// A filter leaves some out: those are a number too, which is printed nowhere and follows from
    /// the two that are. Returns its index. REQUIRES: `part` counts some of those in `whole`.
    std::size_t add_rest(std::size_t whole, std::size_t part, const std::string& id);

    [[nodiscard]] std::optional<std::size_t> find(const std::string& id) const;
    [[nodiscard]] const SumTable& table() const { return table_; }

    /// Errors: refused (a number that was added with two different counts, or a sum that does not
    /// hold): the tables are not about the same responses.
    [[nodiscard]] base::Result<void> check() const;

private:
    SumTable table_;
    std::map<std::string, std::size_t> index_;
    std::map<std::pair<std::size_t, std::vector<std::size_t>>, bool> sums_;
    std::string contradiction_;
};

/// Numbers that hang together by sums, as a table of their own.
struct TablePart {
    SumTable table;                  ///< what is known of other numbers is always published here
    std::vector<std::size_t> cells;  ///< of each cell: which one of the whole table
    std::size_t unknown = 0;         ///< the first so many are not known; the rest only hold sums
};

/// Cuts a table where the numbers are known: each part can be judged by itself.
[[nodiscard]] std::vector<TablePart> parts_of(const SumTable& table,
                                              const std::vector<bool>& unknown);

/// That no part has more than `most_linked_cells` numbers. Errors: refused.
[[nodiscard]] base::Result<void> check_size(std::span<const TablePart> parts);

}  // namespace harmony::summary
