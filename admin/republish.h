#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "admin/office.h"
#include "base/error.h"
#include "base/time.h"
#include "sync/courier.h"

namespace harmony::admin {

/// What was written again after a new trust document.
struct Republished {
    std::size_t trust_documents = 0;
    std::size_t own_parts = 0;
    std::size_t packs = 0;
    std::size_t acknowledgements = 0;
    std::vector<std::string> missing;  ///< streams whose content does not lie there: publish again
    std::size_t strangers = 0;         ///< objects there that no publisher of ours signed

    bool operator==(const Republished&) const = default;
};

/// Brings everything that kiosks fetch up to the newest trust document: the documents themselves,
/// own parts that name its recipients, content lists and acknowledgements signed by its publisher.
/// What is up to date is only delivered again, so that doing it again is harmless, also to another
/// stick. Errors: those of the courier and the store.
[[nodiscard]] base::Result<Republished> republish(Office& office,
                                                  const sync::SignKeyPair& publisher,
                                                  sync::Courier& courier,
                                                  base::Day today);

}  // namespace harmony::admin
