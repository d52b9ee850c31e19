#include "summary/release_audit.h"

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

}  // namespace

/// The one who hands out proofs.
class ReleaseAudit {
public:
    static Result<ReleaseVerdict> judge(const ReleaseReading& reading,
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
    return ReleaseAudit::judge(ReleaseReading(published, tables, units, scope), scope.policy);
}

}  // namespace harmony::summary
