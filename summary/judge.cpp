#include "summary/audit.h"
#include "summary/linked.h"

// The audit of a pattern: an attacker who starts from nothing, part by part.

namespace harmony::summary {
namespace {

AuditFault fault_of_cell(const SumCell& cell, bool hidden, const DisclosurePolicy& policy) {
    if (!hidden && cell.role == CellRole::open && is_primary(cell, policy)) {
        return AuditFault::small_shown;
    }
    if (hidden && cell.role == CellRole::always_published) {
        return AuditFault::total_hidden;
    }
    return hidden && cell.count == 0 && !cell.may_be_zero ? AuditFault::zero_hidden
                                                          : AuditFault::none;
}

AuditFault fault_of(const Breach& breach) {
    if (breach.known != no_cell) {
        return AuditFault::by_one_person;
    }
    return breach.either_way ? AuditFault::worked_out : AuditFault::below_threshold;
}

std::vector<bool> unknown_cells(const SumTable& table, const HiddenCells& hidden) {
    std::vector<bool> unknown;
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        unknown.push_back(is_unknown(table.cells[i], hidden[i]));
    }
    return unknown;
}

/// Everything that is not known in the part is hidden there.
Audit audit_part(const TablePart& part, const DisclosurePolicy& policy) {
    HiddenCells hidden;
    for (std::size_t i = 0; i < part.cells.size(); ++i) {
        hidden.push_back(i < part.unknown && part.table.cells[i].role == CellRole::open);
    }
    Attacker attacker(part.table, policy);
    const std::optional<Breach> first = attacker.first_breach(hidden);
    if (!first) {
        return {};
    }
    return {fault_of(*first),
            part.cells[first->cell],
            first->known == no_cell ? no_cell : part.cells[first->known]};
}

}  // namespace

Audit audit(const SumTable& table, const HiddenCells& hidden, const DisclosurePolicy& policy) {
    base::promise(hidden.size() == table.cells.size(), "an audit is told of every cell");
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        const AuditFault fault = fault_of_cell(table.cells[i], hidden[i], policy);
        if (fault != AuditFault::none) {
            return {fault, i, no_cell};
        }
    }
    for (const TablePart& part : parts_of(table, unknown_cells(table, hidden))) {
        const Audit found = audit_part(part, policy);
        if (!found.safe()) {
            return found;
        }
    }
    return {};
}

}  // namespace harmony::summary
