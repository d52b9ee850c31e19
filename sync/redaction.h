#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "sync/batch.h"
#include "sync/crypto.h"
#include "sync/names.h"
#include "sync/trust.h"

namespace harmony::sync {

/// Why a record was erased.
enum class ErasureReason : std::uint8_t {
    withdrawn = 1,  ///< the resident who gave it took it back, with their receipt
    asked = 2,      ///< the person it is about asked for it
    expired = 3,    ///< its time of keeping is over
};

struct ErasedRecord {
    base::RecordId record;
    ErasureReason reason = ErasureReason::withdrawn;

    bool operator==(const ErasedRecord&) const = default;
};

/// A note is at most 64 KiB.
inline constexpr std::size_t most_redacted_records = 3500;

/// The office's note that it rewrote a stored batch without some of its records (HKD1, section
/// 11.6). Chains go on using the original digest.
struct Redaction {
    Origin origin;
    RecordClass cls = RecordClass::survey;
    std::uint64_t seq = 1;
    base::Digest original;
    base::Digest rewritten;
    std::vector<ErasedRecord> records;  ///< sorted by id

    bool operator==(const Redaction&) const = default;
};

/// The file of `batch` with what `records` (sorted) held written over with zeros: the ciphertext,
/// and of a contact record its wrapped keys too. Everything else, and every length, stays, so that
/// it is still read by `read_batch`; its signature no longer fits. Absent when a record is not in
/// the batch.
[[nodiscard]] base::Result<base::Bytes> blank_records(const Batch& batch,
                                                      std::span<const base::RecordId> records);

/// Whether nothing is left of a record but its name and length.
[[nodiscard]] bool is_blank(const BatchRecord& record);

/// The HKD1 file. REQUIRES: at least one record, none twice.
[[nodiscard]] base::Bytes sign_redaction(Redaction redaction,
                                         std::span<const SignKeyPair* const> publishers);

/// Refused when it was not signed by the publishers of any trust document of `trust` or is of
/// another organisation; unreadable when it is no such file.
[[nodiscard]] base::Result<Redaction> read_redaction(base::ByteView file, const TrustChain& trust);

}  // namespace harmony::sync
