#include "summary/sum_table.h"

#include <algorithm>
#include <set>

namespace harmony::summary {

using base::Error;
using base::ErrorKind;
using base::Result;

bool is_primary(const SumCell& cell, const DisclosurePolicy& policy) {
    return cell.role != CellRole::unprotected && cell.count > 0 && cell.count < policy.threshold;
}

std::int64_t least_of(const SumCell& cell, const DisclosurePolicy& policy) {
    if (cell.role == CellRole::unprotected) {
        return std::min(cell.at_least, cell.count);
    }
    const bool sees_zeros = cell.role == CellRole::open && !cell.may_be_zero;
    return sees_zeros ? std::min(policy.attacker_minimum, cell.count) : 0;
}

std::optional<std::int64_t> most_of(const SumCell& cell) {
    if (cell.role != CellRole::unprotected || !cell.at_most) {
        return std::nullopt;
    }
    return std::max(*cell.at_most, cell.count);
}

bool may_be_hidden(const SumCell& cell) {
    return cell.role == CellRole::open && cell.count > 0;
}

bool is_unknown(const SumCell& cell, bool hidden) {
    return hidden || cell.role == CellRole::implied || cell.role == CellRole::unprotected;
}

bool is_guarded(const SumCell& cell, bool hidden, const DisclosurePolicy& policy) {
    return hidden || (cell.role == CellRole::implied && is_primary(cell, policy));
}

namespace {

Result<void> check_sum(const SumTable& table, const CellSum& sum) {
    std::set<std::size_t> seen = {sum.total};
    std::int64_t all = 0;
    for (const std::size_t part : sum.parts) {
        if (part >= table.cells.size() || !seen.insert(part).second) {
            return Error{ErrorKind::refused,
                         "The sum of '" + table.cells[sum.total].id + "' names a cell twice."};
        }
        all += table.cells[part].count;
    }
    const SumCell& total = table.cells[sum.total];
    if (all != total.count) {
        return Error{ErrorKind::refused,
                     "The parts of '" + total.id + "' add up to " + std::to_string(all) + ", not " +
                         std::to_string(total.count) + "."};
    }
    return {};
}

}  // namespace

Result<void> check(const SumTable& table) {
    std::set<std::string> ids;
    for (const SumCell& cell : table.cells) {
        if (!ids.insert(cell.id).second) {
            return Error{ErrorKind::refused, "The cell '" + cell.id + "' is there twice."};
        }
        if (cell.count < 0) {
            return Error{ErrorKind::refused, "The cell '" + cell.id + "' is below 0."};
        }
    }
    for (const CellSum& sum : table.sums) {
        if (sum.total >= table.cells.size()) {
            return Error{ErrorKind::refused, "A sum has a total that is not in the table."};
        }
        if (Result<void> fits = check_sum(table, sum); !fits) {
            return fits;
        }
    }
    return {};
}

Result<void> check_totals(const SumTable& table, const DisclosurePolicy& policy) {
    for (const SumCell& cell : table.cells) {
        if (cell.role == CellRole::always_published && is_primary(cell, policy)) {
            return Error{ErrorKind::refused,
                         "The total '" + cell.id + "' is below " +
                             std::to_string(policy.threshold) +
                             "; publish it merged with another group or not at all."};
        }
    }
    return {};
}

}  // namespace harmony::summary
