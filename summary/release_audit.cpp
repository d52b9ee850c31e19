#include "summary/release_audit.h"

#include <algorithm>
#include <set>

#include "summary/audit.h"
#include "summary/release_reading.h"

namespace harmony::summary {

using base::Result;

namespace {

/// Where a number stands that could be worked out.
LeakingTable leak_at(const ReleaseCells& cells, std::size_t cell) {
    const CellOrigin& origin = cells.origin(cell);
    if (origin.table != nullptr) {
        return {origin.units ? "" : origin.table->question().name, origin.table->grouping()};
    }
    const std::string& name = cells.cells().table().cells[cell].id;
    return {name.substr(0, name.find_first_of("= @")), ""};
}

/// The last grouping, in the order of the tables, of a release that has too many numbers.
std::optional<LeakingTable> last_grouping(const ReleaseReading& reading,
                                          const std::vector<bool>& unknown,
                                          std::span<const Table> tables) {
    std::set<std::string> concerned;
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        const CellOrigin& origin = reading.cells().origin(i);
        if (unknown[i] && origin.table != nullptr) {
            concerned.insert(origin.table->grouping());
        }
    }
    std::optional<LeakingTable> last;
    for (const Table& table : tables) {
        if (concerned.erase(table.grouping()) > 0) {
            last = LeakingTable{"", table.grouping()};
        }
    }
    return last;
}

}  // namespace

namespace {

/// This release and those that are out, as one table. Its own cells come first.
struct Joined {
    SumTable table;
    HiddenCells hidden;
};

/// Numbers of releases about the same responses are the same numbers: printed in one of them, they
/// are known in all.
class SameResponses {
public:
    SameResponses(const SumTable& next, const HiddenCells& hidden) {
        for (std::size_t i = 0; i < next.cells.size(); ++i) {
            static_cast<void>(cells_.add(next.cells[i]));
            hidden_.push_back(hidden[i]);
        }
        add_sums(next);
    }

    void add(const EarlierRelease& release) {
        for (std::size_t i = 0; i < release.table.cells.size(); ++i) {
            const SumCell& cell = release.table.cells[i];
            const std::size_t at = cells_.add(cell);
            if (at == hidden_.size()) {
                hidden_.push_back(release.hidden[i]);
            } else if (!release.hidden[i] && cell.role == CellRole::open) {
                hidden_[at] = false;
            }
        }
        add_sums(release.table);
    }

    [[nodiscard]] Joined take() const { return {cells_.table(), hidden_}; }

private:
    void add_sums(const SumTable& table) {
        for (const CellSum& sum : table.sums) {
            std::vector<std::size_t> parts;
            for (const std::size_t part : sum.parts) {
                parts.push_back(*cells_.find(table.cells[part].id));
            }
            cells_.add_sum(*cells_.find(table.cells[sum.total].id), parts);
        }
    }

    LinkedCells cells_;
    HiddenCells hidden_;
};

Joined join(const SumTable& next,
            const HiddenCells& hidden,
            const EarlierReleases& earlier,
            const DisclosurePolicy& policy) {
    SameResponses same(next, hidden);
    std::vector<EarlierRelease> grown;
    for (const ReleasedTables& one : earlier.all) {
        if (one.same_responses) {
            same.add(one.release);
        } else {
            grown.push_back(one.release);
        }
    }
    Joined joined = same.take();
    if (grown.empty()) {
        return joined;
    }
    joined.table = with_history(joined.table, earlier.removed, grown, policy);
    for (std::size_t i = joined.hidden.size(); i < joined.table.cells.size(); ++i) {
        joined.hidden.push_back(joined.table.cells[i].withheld);
    }
    return joined;
}

}  // namespace

/// The one who hands out proofs.
class ReleaseAudit {
public:
    ReleaseAudit(const ReleaseReading& reading,
                 std::span<const Table> tables,
                 const UnitsByGrouping& units,
                 const Scope& scope)
        : reading_(reading), tables_(tables), units_(units), scope_(scope) {}

    [[nodiscard]] Result<ReleaseVerdict> judge() const {
        const LinkedCells& cells = reading_.cells().cells();
        if (Result<void> fits = cells.check(); !fits) {
            return fits.error();
        }
        Joined joined{cells.table(), reading_.hidden()};
        if (scope_.context.earlier != nullptr) {
            joined = join(joined.table, joined.hidden, *scope_.context.earlier, scope_.policy);
        }
        std::vector<bool> unknown;
        for (std::size_t i = 0; i < joined.table.cells.size(); ++i) {
            unknown.push_back(is_unknown(joined.table.cells[i], joined.hidden[i]));
        }
        if (Result<void> fits = check_size(parts_of(joined.table, unknown)); !fits) {
            if (const std::optional<LeakingTable> last =
                    last_grouping(reading_, unknown, tables_)) {
                return ReleaseVerdict{std::nullopt, last, std::nullopt};
            }
            return fits.error();
        }
        const Audit found = audit(joined.table, joined.hidden, scope_.policy);
        if (found.safe()) {
            return ReleaseVerdict{
                PassedAudit(),
                std::nullopt,
                EarlierRelease{cells.table(), reading_.hidden(), scope_.context.rounding, false}};
        }
        return found.cell < cells.table().cells.size()
                   ? ReleaseVerdict{std::nullopt, leak_at(reading_.cells(), found.cell), {}}
                   : beside_earlier(joined.table.cells[found.cell].id);
    }

private:
    /// What this release prints gives away a number of an earlier one: the table that holds the
    /// same number now, else the last grouping that is still told.
    [[nodiscard]] Result<ReleaseVerdict> beside_earlier(const std::string& id) const {
        const std::string name = id.substr(0, std::min(id.rfind(" ("), id.find(" from (")));
        if (const auto now = reading_.cells().cells().find(name)) {
            const LeakingTable leak = leak_at(reading_.cells(), *now);
            if (is_told(leak)) {
                return ReleaseVerdict{std::nullopt, leak, {}};
            }
        }
        std::optional<LeakingTable> last;
        for (const Table& table : tables_) {
            const LeakingTable one{"", table.grouping()};
            if (!table.grouping().empty() && is_told(one)) {
                last = one;
            }
        }
        if (last) {
            return ReleaseVerdict{std::nullopt, last, {}};
        }
        return base::Error{base::ErrorKind::refused,
                           "beside what was released before, these numbers would give away what a "
                           "few people said. Wait until more people have answered"};
    }

    [[nodiscard]] bool is_told(const LeakingTable& leak) const {
        const auto units = units_.find(leak.grouping);
        const bool units_told =
            leak.grouping.empty() || (units != units_.end() && !units->second.withheld);
        return units_told && (leak.question.empty() ? !leak.grouping.empty()
                                                    : reading_.tells(leak.question, leak.grouping));
    }

    const ReleaseReading& reading_;
    std::span<const Table> tables_;
    const UnitsByGrouping& units_;
    const Scope& scope_;
};

Result<ReleaseVerdict> audit_release(const std::vector<PublishedTable>& published,
                                     std::span<const Table> tables,
                                     const UnitsByGrouping& units,
                                     const Scope& scope) {
    const ReleaseReading reading(published, tables, units, scope);
    return ReleaseAudit(reading, tables, units, scope).judge();
}

}  // namespace harmony::summary
