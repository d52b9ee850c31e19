#include "summary/release_history.h"

#include <algorithm>
#include <string>

namespace harmony::summary {
namespace {

/// Puts releases into one table, one after the other.
class History {
public:
    History(const SumTable& next, const DisclosurePolicy& policy) : threshold_(policy.threshold) {
        for (const SumCell& cell : next.cells) {
            static_cast<void>(cells_.add(cell));
        }
        add_sums(next, "");
    }

    void add(const EarlierRelease& release, const std::string& mark) {
        for (std::size_t i = 0; i < release.table.cells.size(); ++i) {
            cells_.add(printed(release, i, mark));
        }
        add_sums(release.table, mark);
    }

    /// After = before and those who came; where some went, both and those are the same sum.
    void grow(const SumTable& table,
              const std::string& before,
              const std::string& after,
              bool removed) {
        for (const SumCell& cell : table.cells) {
            const auto was = cells_.find(cell.id + before);
            const auto is = cells_.find(cell.id + after);
            if (was && is) {
                grow(cell.id + " from" + before + " to" + after, *was, *is, removed);
            }
        }
    }

    [[nodiscard]] const SumTable& table() const { return cells_.table(); }

private:
    [[nodiscard]] std::int64_t count(std::size_t cell) const {
        return cells_.table().cells[cell].count;
    }

    [[nodiscard]] SumCell printed(const EarlierRelease& release,
                                  std::size_t at,
                                  const std::string& mark) const {
        SumCell cell = release.table.cells[at];
        cell.id += mark;
        if (release.hidden[at]) {
            cell.withheld = true;
            return cell;
        }
        if (cell.role == CellRole::implied || cell.role == CellRole::unprotected) {
            return cell;
        }
        const auto step = static_cast<std::int64_t>(release.rounding);
        if (step <= 1 || cell.count == 0) {
            cell.role = CellRole::always_published;
            return cell;
        }
        const std::int64_t shown = (cell.count + step / 2) / step * step;
        cell.role = CellRole::unprotected;
        cell.at_least = std::max(threshold_, shown - step / 2);
        cell.at_most = shown + (step - 1) / 2;
        return cell;
    }

    void add_sums(const SumTable& table, const std::string& mark) {
        for (const CellSum& sum : table.sums) {
            std::vector<std::size_t> parts;
            for (const std::size_t part : sum.parts) {
                parts.push_back(*cells_.find(table.cells[part].id + mark));
            }
            cells_.add_sum(*cells_.find(table.cells[sum.total].id + mark), parts);
        }
    }

    void grow(const std::string& name, std::size_t was, std::size_t is, bool removed) {
        const std::int64_t more = std::max<std::int64_t>(0, count(is) - count(was));
        const std::size_t came = cells_.add({name + ", came", more, CellRole::unprotected});
        if (!removed) {
            cells_.add_sum(is, {was, came});
            return;
        }
        const std::int64_t fewer = std::max<std::int64_t>(0, count(was) - count(is));
        const std::size_t went = cells_.add({name + ", went", fewer, CellRole::unprotected});
        const std::size_t both =
            cells_.add({name + ", either", count(was) + more, CellRole::unprotected});
        cells_.add_sum(both, {was, came});
        cells_.add_sum(both, {is, went});
    }

    std::int64_t threshold_;
    LinkedCells cells_;
};

}  // namespace

SumTable with_history(const SumTable& next,
                      bool removed,
                      std::span<const EarlierRelease> earlier,
                      const DisclosurePolicy& policy) {
    History history(next, policy);
    const auto mark = [](std::size_t release) { return " (" + std::to_string(release + 1) + ")"; };
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        history.add(earlier[i], mark(i));
        if (i > 0) {
            history.grow(earlier[i].table, mark(i - 1), mark(i), earlier[i].removed_since);
        }
    }
    if (!earlier.empty()) {
        history.grow(next, mark(earlier.size() - 1), "", removed);
    }
    return history.table();
}

}  // namespace harmony::summary
