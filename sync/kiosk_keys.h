#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "sync/crypto.h"

namespace harmony::sync {

/// What makes a machine this kiosk (section 3.2). Opens nothing that was sealed.
struct KioskKeys {
    base::KioskId kiosk;
    base::InstanceId instance;
    SignSeed sign;    ///< batches, heartbeats, enrolment
    BoxSeed receive;  ///< own part's private field, rosters
    SignSeed ticket;  ///< tickets
};

[[nodiscard]] KioskKeys make_kiosk_keys(base::RandomSource& random);

/// `keys.hkl`, 164 bytes. Write it with `base::private_mode`.
[[nodiscard]] base::SecretBytes write_kiosk_keys(const KioskKeys& keys);

/// Unreadable when it is no HKL1 file or was changed.
[[nodiscard]] base::Result<KioskKeys> read_kiosk_keys(base::ByteView file);

inline constexpr std::size_t kiosk_keys_size = 164;

}  // namespace harmony::sync
