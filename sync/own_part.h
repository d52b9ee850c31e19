#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"
#include "sync/ack.h"
#include "sync/crypto.h"
#include "sync/floor.h"
#include "sync/key_file.h"
#include "sync/names.h"
#include "sync/trust.h"

namespace harmony::sync {

using OccurrenceId = base::Id<struct OccurrenceTag, 8>;

enum class OwnState : std::uint8_t { active = 1, revoked = 2, retired = 3, cloned = 4 };

/// Bits of `OwnPart::rights`.
namespace kiosk_right {
inline constexpr std::uint8_t check_in = 1;
inline constexpr std::uint8_t roster = 2;
inline constexpr std::uint8_t walk_in = 4;
inline constexpr std::uint8_t child_mode = 8;
inline constexpr std::uint8_t all = 15;
}  // namespace kiosk_right

struct SealTo {
    RecordClass cls = RecordClass::survey;
    base::SetId set;

    bool operator==(const SealTo&) const = default;
};

/// Spaces at one occurrence that this kiosk may give away.
struct Grant {
    OccurrenceId occurrence;
    std::uint32_t granted = 0;

    bool operator==(const Grant&) const = default;
};

/// What the office tells one kiosk about itself (HKO1, section 13.2).
struct OwnPart {
    base::OrgId org;
    base::KioskId kiosk;
    std::uint64_t version = 1;
    base::Day day;
    std::uint32_t trust_version = 1;
    base::Digest trust_hash;
    OwnState state = OwnState::active;
    std::uint32_t renew = 0;
    base::InstanceId instance;
    std::string label;
    std::string site;
    std::string stream;
    std::uint64_t needs_pack = 0;
    std::uint16_t retention_days = 7;
    std::uint16_t small_after = 14;  ///< 65535: never
    AckLevel ack_level = AckLevel::opened;
    std::uint8_t k = 10;
    std::uint8_t rights = 0;
    std::vector<SealTo> seal_to;  ///< survey, contact, health exactly once each
    std::vector<Grant> grants;
    base::Bytes secrets;  ///< a W record for this kiosk, or empty

    /// REQUIRES: `cls` is survey, contact or health.
    [[nodiscard]] base::SetId set_of(RecordClass cls) const;
    bool operator==(const OwnPart&) const = default;
};

/// What only that kiosk may read: PINs as argon2id hashes.
struct OwnSecrets {
    std::string pin_hash;
    std::string setup_pin_hash;
    std::uint64_t pin_epoch = 1;
    base::Bytes deployment_salt;

    bool operator==(const OwnSecrets&) const = default;
};

/// For `OwnPart::secrets`, sealed to the kiosk's receive key.
[[nodiscard]] base::Result<base::Bytes> seal_own_secrets(const OwnSecrets& secrets,
                                                         const Origin& kiosk,
                                                         const BoxPublicKey& receive,
                                                         base::RandomSource& random);

/// Absent when the part has none; unreadable when they do not open.
[[nodiscard]] base::Result<OwnSecrets> open_own_secrets(const OwnPart& part,
                                                        const BoxSeed& receive);

/// The HKO1 file. Refused with a sentence when a field is out of its range.
[[nodiscard]] base::Result<base::Bytes> sign_own_part(
    OwnPart part, std::span<const SignKeyPair* const> publishers);

struct CheckedOwnPart {
    OwnPart part;
    Floor floor;
    FloorAnswer answer;  ///< only `newer` changes anything
};

/// Publisher signatures, organisation, kiosk, sets within `trust`, floor. Refused or unreadable
/// with a sentence. Whether `needs_pack` is met is the caller's to ask before it is applied.
[[nodiscard]] base::Result<CheckedOwnPart> check_own_part(base::ByteView file,
                                                          const base::KioskId& kiosk,
                                                          const TrustDocument& trust,
                                                          const std::optional<Floor>& floor);

/// An argon2id text (libsodium's `$argon2id$...`) of a PIN. Full when there is no memory for it.
[[nodiscard]] base::Result<std::string> hash_pin(std::string_view pin, PassphraseCost cost = {});

[[nodiscard]] bool verify_pin(std::string_view pin, std::string_view hashed);

}  // namespace harmony::sync
