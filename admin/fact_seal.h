#pragma once

#include <optional>

#include "admin/office.h"
#include "base/error.h"
#include "base/random.h"
#include "db/office_values.h"
#include "events/known_fact.h"
#include "sync/store_key.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// Seals facts for the table of facts, and opens them there (decision 0033). Whoever holds the keys
/// that open contacts has the key of the table; nobody else does.
class FactSeal {
public:
    /// Makes the key when the table has none, or when contacts are sealed to other keys by now:
    /// then the table is empty and fills again. Errors: those of the store.
    [[nodiscard]] static base::Result<FactSeal> open(Office& office,
                                                     const sync::KeyRing& ring,
                                                     base::RandomSource& random);

    /// The row of a fact that was opened.
    [[nodiscard]] db::FactRow seal(const events::FactOrigin& origin, base::ByteView body) const;

    /// Nothing when the row is not what this office sealed.
    [[nodiscard]] std::optional<events::KnownFact> open(const db::FactRow& row) const;

    /// A page of words (admin/fact_search.h).
    [[nodiscard]] base::Bytes seal_page(base::ByteView words) const;
    [[nodiscard]] std::optional<base::SecretBytes> open_page(base::ByteView sealed) const;

private:
    explicit FactSeal(sync::StoreKey key);

    sync::StoreKey key_;
    events::NamedHash hash_;
};

/// Who wrote what came in a stream.
[[nodiscard]] events::FactOrigin fact_origin(const base::RecordId& record,
                                             const base::KioskId& kiosk,
                                             const base::InstanceId& instance);

}  // namespace harmony::admin
