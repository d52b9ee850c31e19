#include "kiosk/faults/fault.h"

#include <algorithm>

namespace harmony::kiosk {
namespace {

constexpr bool table_in_order() {
    for (std::size_t i = 0; i < fault_kinds.size(); ++i) {
        if (static_cast<std::size_t>(fault_kinds[i].id) != i) {
            return false;
        }
    }
    return true;
}
static_assert(table_in_order());

}  // namespace

std::optional<FaultId> fault_named(std::string_view name) {
    for (const FaultKind& kind : fault_kinds) {
        if (kind.name == name) {
            return kind.id;
        }
    }
    return std::nullopt;
}

FaultEffect effect_of(const ListedFault& fault) {
    const bool has_way = fault.id == FaultId::touch_lost &&
                         fault.details.find(std::string(other_way_in)) != fault.details.end();
    return !fault.stands() || has_way ? FaultEffect::none : kind_of(fault.id).effect;
}

std::optional<FaultId> first_with(const std::vector<ListedFault>& faults, FaultEffect effect) {
    const auto at = std::find_if(faults.begin(), faults.end(), [&](const ListedFault& fault) {
        return fault.stands() && effect_of(fault) == effect;
    });
    return at == faults.end() ? std::nullopt : std::optional(at->id);
}

bool has_effect(const std::vector<ListedFault>& faults, FaultEffect effect) {
    return first_with(faults, effect).has_value();
}

int self_check_code(const std::vector<ListedFault>& faults) {
    int code = 0;
    for (const ListedFault& fault : faults) {
        if (fault.stands()) {
            code = std::max(code, kind_of(fault.id).level == FaultLevel::stop ? 2 : 1);
        }
    }
    return code;
}

}  // namespace harmony::kiosk
