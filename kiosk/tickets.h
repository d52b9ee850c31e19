#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/time.h"
#include "events/fact_kinds.h"
#include "events/sign_up.h"
#include "events/ticket.h"
#include "sync/crypto.h"

// Tickets with this program's cryptography (docs/formats/ticket.md).
namespace harmony::kiosk {

/// Days after its event until a ticket is refused: a date that moves keeps its tickets, and what a
/// ticket is for is said by its occurrence.
inline constexpr int ticket_days = 56;

/// What a ticket says of this sign-up, but for its key.
[[nodiscard]] events::Ticket ticket_of(const events::SignUp& sign_up, events::Outcome outcome);

/// The text of a ticket. `ticket.key` is filled in: that of `key`.
[[nodiscard]] std::string sign_ticket(events::Ticket ticket, const sync::SignKeyPair& key);

/// What a scanner gave, checked against the ticket keys that this machine knows.
[[nodiscard]] std::variant<events::Ticket, events::TicketTrouble> read_scan(
    std::string_view scanned, std::span<const sync::SignPublicKey> known, base::Day today);

}  // namespace harmony::kiosk
