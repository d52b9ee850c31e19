#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "sync/epoch.h"
#include "sync/names.h"
#include "sync/wraps.h"

namespace harmony::sync {

/// The bucket that a body of `body_size` bytes is padded to: 128 (survey only), 256, 512 ...
/// 32,768; 0 when it is too large for any.
[[nodiscard]] std::size_t bucket_for(RecordClass cls, std::size_t body_size);

/// Whether `size` is the length of a ciphertext of some bucket of that class.
[[nodiscard]] bool is_sealed_size(RecordClass cls, std::size_t size);

inline constexpr std::size_t seal_tag_size = 16;

/// One survey record as the journal keeps it and a batch carries it (S record, section 6.2).
struct SealedRecord {
    base::EpochId epoch;
    base::RecordId record;
    std::uint8_t revision = 0;
    base::Bytes sealed;

    bool operator==(const SealedRecord&) const = default;
};

/// Seals a response body; the key is spent. Refused when the body is over 32,766 bytes (the key is
/// spent then too).
[[nodiscard]] base::Result<SealedRecord> seal_response(SlotKey key, base::ByteView body);

/// A record that says nothing and looks like any other. REQUIRES: `bucket` is one of the survey
/// class (copy it from a random real record of the batch).
[[nodiscard]] SealedRecord seal_dummy(SlotKey key, std::size_t bucket);

/// What a W record is bound to, besides its own head.
struct WrappedContext {
    Origin origin;
    RecordClass cls = RecordClass::contact;
};

/// Whom a W record is sealed to: the members of one set.
struct WrappedRecipients {
    base::SetId set;
    std::vector<BoxPublicKey> keys;  ///< 1 to 16
};

/// One record with its own wrapped key (W record, section 6.3): facts, heartbeats, rosters, secrets
/// of an own part. Refused when the body is too large.
[[nodiscard]] base::Result<base::Bytes> seal_wrapped(const WrappedContext& context,
                                                     const WrappedRecipients& recipients,
                                                     const base::RecordId& record,
                                                     RecordKind kind,
                                                     base::ByteView body,
                                                     base::RandomSource& random);

/// A W record of the contact class that says nothing, under a fresh id. REQUIRES: `bucket` is one
/// of that class (copy it from a random real record of the batch).
[[nodiscard]] base::Bytes seal_wrapped_dummy(const WrappedContext& context,
                                             const WrappedRecipients& recipients,
                                             std::size_t bucket,
                                             base::RandomSource& random);

/// The fixed parts of a W record. Views point into its bytes.
struct WrappedRecord {
    base::SetId set;
    base::RecordId record;
    base::Digest commit;
    std::vector<Wrap> wraps;
    base::ByteView head;  ///< everything before the length
    base::ByteView sealed;
};

/// Unreadable unless `bytes` are exactly one W record of that class.
[[nodiscard]] base::Result<WrappedRecord> read_wrapped(RecordClass cls, base::ByteView bytes);

struct OpenedBody {
    Opening opening = Opening::cannot_open;
    RecordKind kind = RecordKind::dummy;
    base::SecretBytes body;  ///< empty unless opened
};

[[nodiscard]] OpenedBody open_wrapped(const WrappedContext& context,
                                      const WrappedRecord& record,
                                      const KeyRing& ring);

/// The set id of one kiosk's own records: the first 16 bytes of H("hk1.keyid.1", receive key).
[[nodiscard]] base::SetId kiosk_set(const BoxPublicKey& receive);

}  // namespace harmony::sync
