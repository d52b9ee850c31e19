#pragma once

#include <optional>
#include <set>
#include <vector>

#include "admin/office.h"
#include "admin/receipt_search.h"
#include "events/fact.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// A record of the store that is about somebody.
struct SubjectRecord {
    FoundRecord found;
    events::SubjectId subject;
    std::optional<events::FactKind> kind;  ///< nothing: an answer that was given with this receipt
};

/// Every record about one of these subjects, in whichever batch: facts of kiosks and of the office,
/// and answers whose receipt key is one of them. Opens every batch of the store once.
[[nodiscard]] std::vector<SubjectRecord> records_about(Office& office,
                                                       const sync::KeyRing& ring,
                                                       const std::set<events::SubjectId>& subjects);

}  // namespace harmony::admin
