// An attacker who works nothing out: the room with its audit taken out. Linked in its place by
// st4_bite, where ST4 must turn red.
#include "summary/audit.h"

namespace harmony::summary {

class OtherTables {};  // nothing is remembered either

Attacker::Attacker(const SumTable& table, const DisclosurePolicy& policy)
    : table_(table), policy_(policy) {}

Attacker::~Attacker() = default;

bool Attacker::is_safe(const HiddenCells&) {
    return true;
}

std::vector<Breach> Attacker::breaches(const HiddenCells&) {
    return {};
}

}  // namespace harmony::summary
