#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "admin/office.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/time.h"
#include "db/office_values.h"
#include "sync/wraps.h"

namespace harmony::admin {

/// A record of the store, found by what it holds.
struct FoundRecord {
    db::StreamKey stream;
    std::uint64_t seq = 0;  ///< of its batch
    base::RecordId record;
    base::Day day{};      ///< on which it was given
    base::FormName form;  ///< of an answer; zero for a contact

    bool operator==(const FoundRecord&) const = default;
};

/// The salt that receipt numbers of this office are kept with, made at its first use. Errors: full.
[[nodiscard]] base::Result<base::Bytes> deployment_salt(db::OfficeStore& store,
                                                        base::RandomSource& random);

/// What was given under a receipt number: the answer, and how its resident wanted to hear back.
/// Opens every batch of the store once. Errors: refused (not 12 digits), those of the salt.
[[nodiscard]] base::Result<std::vector<FoundRecord>> find_receipt(Office& office,
                                                                  const sync::KeyRing& ring,
                                                                  std::string_view digits);

/// The record with this id, wherever it is.
[[nodiscard]] std::vector<FoundRecord> find_record(db::OfficeStore& store,
                                                   const base::RecordId& record);

}  // namespace harmony::admin
