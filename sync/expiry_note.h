#pragma once

#include <cstdint>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "sync/crypto.h"
#include "sync/names.h"

namespace harmony::sync {

/// A kiosk's note that it dropped a contact batch which nobody fetched in time (HKX1, section
/// 12.4): what it held is gone, its place in the chain is not.
struct ExpiryNote {
    Origin origin;
    RecordClass cls = RecordClass::contact;
    std::uint64_t seq = 1;
    base::Digest digest;        ///< of the batch that was dropped
    std::uint32_t records = 0;  ///< that it held
    base::Day day{};

    bool operator==(const ExpiryNote&) const = default;
};

/// The HKX1 file.
[[nodiscard]] base::Bytes sign_expiry_note(const ExpiryNote& note, const SignKeyPair& kiosk);

/// The kiosk that a note claims to be from, to find the key that it must be signed with; unproven.
/// Unreadable when it is no such file.
[[nodiscard]] base::Result<Origin> claimed_origin(base::ByteView file);

/// Refused when `kiosk` did not sign it, unreadable when it is no such file.
[[nodiscard]] base::Result<ExpiryNote> read_expiry_note(base::ByteView file,
                                                        const SignPublicKey& kiosk);

}  // namespace harmony::sync
