#include "summary/linked.h"

#include <algorithm>
#include <numeric>

namespace harmony::summary {

using base::Error;
using base::ErrorKind;
using base::Result;

std::size_t LinkedCells::add(const SumCell& cell) {
    const auto [found, is_new] = index_.emplace(cell.id, table_.cells.size());
    if (is_new) {
        table_.cells.push_back(cell);
    } else if (table_.cells[found->second].count != cell.count) {
        contradiction_ = cell.id;
    }
    return found->second;
}

void LinkedCells::add_sum(std::size_t total, std::vector<std::size_t> parts) {
    std::sort(parts.begin(), parts.end());
    if (sums_.emplace(std::pair(total, parts), true).second) {
        table_.sums.push_back({total, std::move(parts)});
    }
}

std::size_t LinkedCells::add_rest(std::size_t whole, std::size_t part, const std::string& id) {
    const std::int64_t left = table_.cells[whole].count - table_.cells[part].count;
    const std::size_t rest = add({id, left, CellRole::implied, false, false});
    add_sum(whole, {part, rest});
    return rest;
}

std::optional<std::size_t> LinkedCells::find(const std::string& id) const {
    const auto found = index_.find(id);
    return found == index_.end() ? std::nullopt : std::optional(found->second);
}

Result<void> LinkedCells::check() const {
    if (!contradiction_.empty()) {
        return Error{ErrorKind::refused,
                     "'" + contradiction_ + "' is one number in one table and another in another."};
    }
    return summary::check(table_);
}

namespace {

/// Which numbers hang together (union and find, by halving the way).
class Groups {
public:
    explicit Groups(std::size_t size) : parent_(size) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }

    std::size_t of(std::size_t cell) {
        while (parent_[cell] != cell) {
            parent_[cell] = parent_[parent_[cell]];
            cell = parent_[cell];
        }
        return cell;
    }

    void join(std::size_t a, std::size_t b) { parent_[of(b)] = of(a); }

private:
    std::vector<std::size_t> parent_;
};

std::vector<std::size_t> members(const CellSum& sum) {
    std::vector<std::size_t> all = sum.parts;
    all.push_back(sum.total);
    return all;
}

/// Builds the parts: unknown numbers first, then the sums with whatever else they name.
class Parts {
public:
    Parts(const SumTable& table, const std::vector<bool>& unknown)
        : table_(table), unknown_(unknown), groups_(table.cells.size()) {
        for (const CellSum& sum : table.sums) {
            join(sum);
        }
        for (std::size_t i = 0; i < table.cells.size(); ++i) {
            if (unknown[i]) {
                TablePart& part = part_of(i);
                (void)place(part, i);
                ++part.unknown;
            }
        }
        for (const CellSum& sum : table.sums) {
            add(sum);
        }
    }

    [[nodiscard]] std::vector<TablePart> take() { return std::move(parts_); }

private:
    [[nodiscard]] std::optional<std::size_t> first_unknown(const CellSum& sum) const {
        for (const std::size_t cell : members(sum)) {
            if (unknown_[cell]) {
                return cell;
            }
        }
        return std::nullopt;
    }

    void join(const CellSum& sum) {
        const std::optional<std::size_t> first = first_unknown(sum);
        for (const std::size_t cell : members(sum)) {
            if (first && unknown_[cell]) {
                groups_.join(*first, cell);
            }
        }
    }

    TablePart& part_of(std::size_t unknown_cell) {
        const auto [found, is_new] = at_.emplace(groups_.of(unknown_cell), parts_.size());
        if (is_new) {
            parts_.emplace_back();
            placed_.emplace_back();
        }
        return parts_[found->second];
    }

    std::size_t place(TablePart& part, std::size_t cell) {
        std::map<std::size_t, std::size_t>& placed =
            placed_[static_cast<std::size_t>(&part - parts_.data())];
        const auto [found, is_new] = placed.emplace(cell, part.cells.size());
        if (is_new) {
            part.cells.push_back(cell);
            part.table.cells.push_back(table_.cells[cell]);
            if (!unknown_[cell]) {
                part.table.cells.back().role = CellRole::always_published;
            }
        }
        return found->second;
    }

    void add(const CellSum& sum) {
        const std::optional<std::size_t> first = first_unknown(sum);
        if (!first) {
            return;
        }
        TablePart& part = part_of(*first);
        CellSum placed{place(part, sum.total), {}};
        for (const std::size_t cell : sum.parts) {
            placed.parts.push_back(place(part, cell));
        }
        part.table.sums.push_back(std::move(placed));
    }

    const SumTable& table_;
    const std::vector<bool>& unknown_;
    Groups groups_;
    std::vector<TablePart> parts_;
    std::vector<std::map<std::size_t, std::size_t>> placed_;  ///< by part: cell to its place
    std::map<std::size_t, std::size_t> at_;                   ///< group to part
};

}  // namespace

std::vector<TablePart> parts_of(const SumTable& table, const std::vector<bool>& unknown) {
    return Parts(table, unknown).take();
}

Result<void> check_size(std::span<const TablePart> parts) {
    for (const TablePart& part : parts) {
        if (part.unknown > most_linked_cells) {
            return Error{ErrorKind::refused,
                         "Too many linked breakdowns to protect together (" +
                             std::to_string(part.unknown) +
                             " cells). Publish fewer, or coarser ones."};
        }
    }
    return {};
}

}  // namespace harmony::summary
