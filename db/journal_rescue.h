#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "db/journal_values.h"

namespace harmony::db {

/// A loose record as it lies in a kiosk's file.
struct LooseRecord {
    base::RecordId rid;
    std::uint8_t rev = 0;
    base::Bytes epoch_block;  ///< of an answer; empty for a contact
    base::Bytes sealed;       ///< ciphertext, or the whole W record

    bool operator==(const LooseRecord&) const = default;
};

/// Where a chain stood.
struct ChainEnd {
    base::InstanceId instance;
    std::uint64_t seq = 0;
    base::Digest digest;
    std::uint64_t total = 0;
};

/// What could be read of one file of a dead kiosk's journal.
struct RescuedStream {
    RecordClass cls = RecordClass::survey;
    std::optional<ChainEnd> chain;
    std::vector<base::Bytes> batches;  ///< by seq; freed ones have no bytes and are left out
    std::vector<LooseRecord> loose;    ///< by rid
    bool whole = true;                 ///< false: part of the file could not be read
};

/// Reads `answers.db` or `contacts.db` of a kiosk, or one that was put aside as damaged. REQUIRES:
/// a copy, with its log beside it: what the log holds is taken in. Rows on pages that cannot be
/// read are lost, those on either side are not. Errors: unreadable (no such file at all).
[[nodiscard]] base::Result<RescuedStream> rescue_stream(const std::filesystem::path& copy);

}  // namespace harmony::db
