#include "summary/why_hidden.h"

#include <map>

#include "summary/audit.h"
#include "summary/release_reading.h"
#include "summary/table.h"

namespace harmony::summary {

using base::Result;

namespace {

/// A part of a release with its hidden numbers, and who attacks it.
class Sheltering {
public:
    Sheltering(const TablePart& part, const DisclosurePolicy& policy)
        : part_(part), attacker_(part.table, policy), hidden_(part.cells.size()) {
        for (std::size_t i = 0; i < part.unknown; ++i) {
            hidden_[i] = part.table.cells[i].role == CellRole::open;
        }
    }

    /// What could be worked out if the number were shown, as cells of the part.
    [[nodiscard]] std::vector<std::string> without(std::size_t cell) {
        hidden_[cell] = false;
        std::vector<std::string> found;
        for (const Breach& breach : attacker_.breaches(hidden_)) {
            found.push_back(part_.table.cells[breach.cell].id);
        }
        hidden_[cell] = true;
        return found;
    }

private:
    const TablePart& part_;
    Attacker attacker_;
    HiddenCells hidden_;
};

UnitsByGrouping units_of(std::span<const Table> tables, const Scope& scope) {
    std::map<std::string, const Table*> groupings;
    for (const Table& table : tables) {
        if (!table.grouping().empty()) {
            groupings.emplace(table.grouping(), &table);
        }
    }
    return decide_units(groupings, scope);
}

/// Is it an answer in a row whose base is not printed, or responses of such a row?
bool lacks_a_base(const ReleaseReading& reading, std::size_t cell) {
    const CellOrigin& origin = reading.cells().origin(cell);
    if (origin.table == nullptr || origin.units) {
        return false;
    }
    const auto base = reading.cells().cells().find(row_name(base_name(origin.table->question()),
                                                            origin.table->grouping(),
                                                            origin.table->keys()[origin.row]));
    return base && *base != cell && reading.hidden()[*base];
}

/// A zero is hidden with its row alone.
HiddenReason reason_of(const ReleaseReading& reading,
                       std::size_t cell,
                       const DisclosurePolicy& policy) {
    const SumCell& one = reading.cells().cells().table().cells[cell];
    if (lacks_a_base(reading, cell) || one.count == 0) {
        return HiddenReason::base;
    }
    return is_primary(one, policy) ? HiddenReason::small : HiddenReason::protects;
}

}  // namespace

Result<std::vector<WhyHidden>> why_hidden(std::span<const Table> tables,
                                          const Publishable& release,
                                          const ReleaseContext& context) {
    const Provenance& provenance = release.provenance();
    const Scope scope{
        provenance.fieldwork.responses, {.threshold = provenance.policy.threshold()}, context};
    if (context.rounding > 1) {
        return base::Error{base::ErrorKind::refused,
                           "Why a number is hidden can be told of exact numbers alone."};
    }
    const UnitsByGrouping units = units_of(tables, scope);
    const ReleaseReading reading(release.tables(), tables, units, scope);
    const SumTable& table = reading.cells().cells().table();
    std::vector<bool> unknown;
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        unknown.push_back(reading.is_unknown(i));
    }
    std::map<std::size_t, WhyHidden> reasons;
    for (const TablePart& part : parts_of(table, unknown)) {
        Sheltering sheltering(part, scope.policy);
        for (std::size_t i = 0; i < part.unknown; ++i) {
            const SumCell& cell = part.table.cells[i];
            if (cell.role != CellRole::open) {
                continue;
            }
            WhyHidden why{cell.id, reason_of(reading, part.cells[i], scope.policy), {}};
            if (why.reason == HiddenReason::protects) {
                why.shelters = sheltering.without(i);
            }
            reasons.emplace(part.cells[i], std::move(why));
        }
    }
    std::vector<WhyHidden> all;
    for (auto& [cell, why] : reasons) {
        all.push_back(std::move(why));
    }
    return all;
}

bool is_worth_merging(const PublishedTable& table) {
    constexpr std::size_t share = 30;
    std::size_t hidden = 0;
    std::size_t all = 0;
    for (const PublishedRow& row : table.rows) {
        for (const Cell& cell : row.choices) {
            ++all;
            hidden += std::holds_alternative<Shown>(cell) ? 0 : 1;
        }
    }
    return hidden * 100 > all * share;
}

}  // namespace harmony::summary
