#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"
#include "base/time.h"
#include "sync/crypto.h"
#include "sync/floor.h"
#include "sync/names.h"
#include "sync/object_name.h"
#include "sync/trust.h"

namespace harmony::sync {

/// The list for the door of one kiosk (HKR1, section 13.5): who signed up for the dates of the next
/// two days, sealed so that only that machine reads it.
struct Roster {
    base::OrgId org;
    base::KioskId kiosk;
    std::uint64_t version = 1;
    base::Day last_day{};  ///< of the last date in it; the file goes a day later
    base::Bytes sealed;    ///< a W record for this kiosk

    bool operator==(const Roster&) const = default;
};

/// The most bytes that a list may have before it is sealed.
inline constexpr std::size_t roster_body_cap = 32'766;

/// For `Roster::sealed`: only the holder of the receive key opens it. Errors: refused (more bytes
/// than `roster_body_cap`).
[[nodiscard]] base::Result<base::Bytes> seal_roster(base::ByteView body,
                                                    const Origin& kiosk,
                                                    const BoxPublicKey& receive,
                                                    base::RandomSource& random);

/// `kiosk` is the origin that it was sealed for. Unreadable when it does not open with this key.
[[nodiscard]] base::Result<base::SecretBytes> open_roster(const Roster& roster,
                                                          const Origin& kiosk,
                                                          const BoxSeed& receive);

/// The HKR1 file. REQUIRES: `sealed` is what `seal_roster` made.
[[nodiscard]] base::Bytes sign_roster(const Roster& roster,
                                      std::span<const SignKeyPair* const> publishers);

struct CheckedRoster {
    Roster roster;
    Floor floor;
    FloorAnswer answer;  ///< only `newer` changes anything
};

/// Publisher signatures, organisation, kiosk, floor; nothing is opened. Refused or unreadable with
/// a sentence.
[[nodiscard]] base::Result<CheckedRoster> check_roster(base::ByteView file,
                                                       const base::KioskId& kiosk,
                                                       const TrustDocument& trust,
                                                       const std::optional<Floor>& floor);

/// Where it lies: `down/<kiosk>/roster-<n>-<h>.hkr`.
[[nodiscard]] ObjectName roster_name(const Roster& roster, base::ByteView file);

/// Whether it must be gone by now: the day after its last date is over.
[[nodiscard]] bool is_over(const Roster& roster, base::Day today);

}  // namespace harmony::sync
