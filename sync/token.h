#pragma once

#include <cstdint>
#include <span>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "sync/crypto.h"
#include "sync/trust.h"

namespace harmony::sync {

/// Bits of `AdminToken::actions`.
namespace token_action {
inline constexpr std::uint8_t clear_pin_lock = 1;
inline constexpr std::uint8_t wipe = 2;
inline constexpr std::uint8_t set_up = 4;
inline constexpr std::uint8_t clear_cloned = 8;
inline constexpr std::uint8_t all = 15;
}  // namespace token_action

/// What an admin stick holds: what may be done on one kiosk, once, until a day (HKU1, section
/// 13.5). Somebody must still press for it on the screen.
struct AdminToken {
    base::OrgId org;
    base::KioskId kiosk;
    std::uint64_t serial = 1;
    base::Day last_day{};
    std::uint8_t actions = 0;

    [[nodiscard]] bool allows(std::uint8_t action) const { return (actions & action) != 0; }
    bool operator==(const AdminToken&) const = default;
};

/// The HKU1 file. REQUIRES: `actions` within `token_action::all`.
[[nodiscard]] base::Bytes sign_token(const AdminToken& token,
                                     std::span<const SignKeyPair* const> publishers);

/// What a token is held against.
struct TokenCheck {
    base::KioskId kiosk;
    std::uint64_t used = 0;  ///< the highest serial that was used here
    base::Day today{};
};

/// Publisher signatures, organisation, kiosk, serial and day. Refused or unreadable with a sentence
/// for staff.
[[nodiscard]] base::Result<AdminToken> check_token(base::ByteView file,
                                                   const TrustDocument& trust,
                                                   const TokenCheck& against);

}  // namespace harmony::sync
