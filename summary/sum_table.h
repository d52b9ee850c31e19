#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

// A table as numbers and sums: what the audit and the search for hidden numbers work on. Any table
// with totals is one, and so are tables that share numbers (summary/linked.h).

namespace harmony::summary {

/// What may be done with a number.
enum class CellRole : std::uint8_t {
    open,              ///< printed, unless it has to be hidden
    always_published,  ///< printed in any case, such as the number of all responses
    implied,           ///< printed nowhere, and a small one must be protected: "did not choose it"
    unprotected,       ///< printed nowhere, and anybody may know it: how many gave no answer
};

/// One number of a table.
struct SumCell {
    std::string id;
    std::int64_t count = 0;
    CellRole role = CellRole::open;
    /// A reader who sees it hidden cannot rule out 0: it belongs to a row that is hidden whole.
    bool may_be_zero = false;
    bool withheld = false;  ///< hidden before any search: with its row, or by hand
    /// Of an unprotected number: a reader knows that it lies between these.
    std::int64_t at_least = 0;
    std::optional<std::int64_t> at_most = std::nullopt;

    bool operator==(const SumCell&) const = default;
};

/// total = the sum of the parts, as indices of cells.
struct CellSum {
    std::size_t total = 0;
    std::vector<std::size_t> parts;

    bool operator==(const CellSum&) const = default;
};

/// Numbers and the sums that hold between them.
struct SumTable {
    std::vector<SumCell> cells;
    std::vector<CellSum> sums;

    bool operator==(const SumTable&) const = default;
};

enum class DisclosureRule : std::uint8_t {
    exact,     ///< no hidden number can be worked out
    interval,  ///< and every small one could be the threshold or more
};

/// When a pattern is safe (docs/decisions/0030).
struct DisclosurePolicy {
    std::int64_t threshold = 10;
    DisclosureRule rule = DisclosureRule::interval;
    std::int64_t attacker_minimum = 1;  ///< a reader knows that a hidden number is no smaller
    bool singleton = true;              ///< protect others from the one person behind a hidden 1

    bool operator==(const DisclosurePolicy&) const = default;
};

/// Which numbers are hidden, one a cell.
using HiddenCells = std::vector<bool>;

/// 0 < count < threshold, and not a number that anybody may know.
[[nodiscard]] bool is_primary(const SumCell& cell, const DisclosurePolicy& policy);

/// What a reader knows at least of the number when it is hidden. Never more than the number, so
/// that the truth is always one of the possibilities.
[[nodiscard]] std::int64_t least_of(const SumCell& cell, const DisclosurePolicy& policy);

/// What a reader knows at most of the number when it is hidden; nothing for no limit.
[[nodiscard]] std::optional<std::int64_t> most_of(const SumCell& cell);

/// May the search hide it?
[[nodiscard]] bool may_be_hidden(const SumCell& cell);

/// Does a reader not see it?
[[nodiscard]] bool is_unknown(const SumCell& cell, bool hidden);

/// Must nobody be able to work it out?
[[nodiscard]] bool is_guarded(const SumCell& cell, bool hidden, const DisclosurePolicy& policy);

/// That totals are the sums of their parts, ids differ, indices exist, no sum names a cell twice,
/// and no count is negative. Errors: refused, naming the sum or the cell.
[[nodiscard]] base::Result<void> check(const SumTable& table);

/// That no always-published number is small. Errors: refused `total_below_threshold`.
[[nodiscard]] base::Result<void> check_totals(const SumTable& table,
                                              const DisclosurePolicy& policy);

}  // namespace harmony::summary
