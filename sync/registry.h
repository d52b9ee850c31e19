#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "sync/crypto.h"
#include "sync/frame.h"
#include "sync/names.h"
#include "sync/trust.h"

namespace harmony::sync {

enum class KioskState : std::uint8_t { active = 1, revoked = 2, retired = 3 };

/// Where a revoked kiosk's stream ends, or a further instance that an officer confirmed.
struct StreamMark {
    static constexpr std::uint64_t confirmed = std::numeric_limits<std::uint64_t>::max();

    base::InstanceId instance;
    RecordClass cls = RecordClass::survey;
    std::uint64_t seq = confirmed;
    base::Digest hash;

    bool operator==(const StreamMark&) const = default;
};

/// One kiosk as the office knows it (section 4.2).
struct RegisteredKiosk {
    base::KioskId kiosk;
    SignPublicKey sign;
    BoxPublicKey receive;
    SignPublicKey ticket;
    base::InstanceId first_instance;
    std::string label;  ///< at most 64 bytes
    std::string site;   ///< at most 64 bytes
    KioskState state = KioskState::active;
    std::vector<StreamMark> marks;

    bool operator==(const RegisteredKiosk&) const = default;
};

/// The office's list of kiosks; never sent to kiosks. Written sorted by kiosk.
struct Registry {
    base::OrgId org;
    std::uint32_t version = 1;
    std::uint32_t trust_version = 1;
    base::Digest trust_hash;
    base::Day created;
    std::vector<RegisteredKiosk> kiosks;

    [[nodiscard]] const RegisteredKiosk* find(const base::KioskId& kiosk) const;
    bool operator==(const Registry&) const = default;
};

/// The HKG1 file. REQUIRES: no kiosk twice, labels and sites within their lengths.
[[nodiscard]] base::Bytes sign_registry(Registry registry,
                                        std::span<const SignKeyPair* const> publishers);

/// Unreadable when it is no such file, refused when not signed by the publishers of `trust` or of
/// another organisation. The floor is the caller's to check (floor.h).
[[nodiscard]] base::Result<Registry> read_registry(base::ByteView file, const TrustDocument& trust);

}  // namespace harmony::sync
