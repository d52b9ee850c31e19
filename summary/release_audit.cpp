#include "summary/release_audit.h"

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

/// The one who hands out proofs.
class ReleaseAudit {
public:
    static Result<ReleaseVerdict> judge(const ReleaseReading& reading,
                                        std::span<const Table> tables,
                                        const DisclosurePolicy& policy) {
        const SumTable& table = reading.cells().cells().table();
        if (Result<void> fits = reading.cells().cells().check(); !fits) {
            return fits.error();
        }
        std::vector<bool> unknown;
        for (std::size_t i = 0; i < table.cells.size(); ++i) {
            unknown.push_back(reading.is_unknown(i));
        }
        if (Result<void> fits = check_size(parts_of(table, unknown)); !fits) {
            if (const std::optional<LeakingTable> last = last_grouping(reading, unknown, tables)) {
                return ReleaseVerdict{std::nullopt, last};
            }
            return fits.error();
        }
        const Audit found = audit(table, reading.hidden(), policy);
        return found.safe() ? ReleaseVerdict{PassedAudit(), std::nullopt}
                            : ReleaseVerdict{std::nullopt, leak_at(reading.cells(), found.cell)};
    }
};

Result<ReleaseVerdict> audit_release(const std::vector<PublishedTable>& published,
                                     std::span<const Table> tables,
                                     const UnitsByGrouping& units,
                                     const Scope& scope) {
    return ReleaseAudit::judge(
        ReleaseReading(published, tables, units, scope), tables, scope.policy);
}

}  // namespace harmony::summary
