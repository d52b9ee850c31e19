#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/bytes.h"
#include "base/ids.h"
#include "base/time.h"
#include "events/ids.h"
#include "events/occurrence.h"

// Tickets (docs/formats/ticket.md): what the code on a ticket says, signed by the kiosk that made
// it. Nothing in it names a person. This room knows no cryptography: what signs and checks is
// handed in.
namespace harmony::events {

enum class TicketKind : std::uint8_t { confirmed = 1, waiting = 2, requested = 3 };

/// What a ticket says. Days are from 2020-01-01 to 2199-06-05, as two bytes hold them.
struct Ticket {
    base::KeyId key;  ///< of the kiosk's ticket key
    OccurrenceId occurrence;
    SignUpId sign_up;
    TicketKind kind = TicketKind::confirmed;
    int party = 1;  ///< 1 to 10
    base::Day last_valid{};
    std::uint32_t code = 0;  ///< `is_code`

    bool operator==(const Ticket&) const = default;
};

/// Why a ticket is none of ours. In this order it is looked for.
enum class TicketTrouble {
    bad_ticket,   ///< wrong letters, length or signature, or signed and still impossible
    unknown_key,  ///< its key is not known here: what this machine knows may be old
    day_passed,
};

/// The text form that QR codes hold well (RFC 9285).
struct Base45 {
    std::function<std::string(base::ByteView)> encode;
    std::function<std::optional<base::Bytes>(std::string_view)> decode;
};

/// Signs with Ed25519: 64 bytes.
using SignBytes = std::function<base::Bytes(base::ByteView message)>;

/// Whether a key of this id is known, and if so whether it signed the message.
enum class Signed { yes, no, key_unknown };
using CheckSignature =
    std::function<Signed(const base::KeyId& key, base::ByteView message, base::ByteView signature)>;

/// "HT1:" and 156 letters. REQUIRES: limits of `Ticket`; `sign` signs with the key that it names.
[[nodiscard]] std::string make_ticket(const Ticket& ticket,
                                      const SignBytes& sign,
                                      const NamedHash& hash,
                                      const Base45& base45);

/// What a scanner gave; letters may be small. A ticket is good until its last day is over.
[[nodiscard]] std::variant<Ticket, TicketTrouble> read_ticket(std::string_view scanned,
                                                              const CheckSignature& check,
                                                              base::Day today,
                                                              const NamedHash& hash,
                                                              const Base45& base45);

/// Three of the 32 line pictures, by number: they help people who do not read numbers, and prove
/// nothing.
inline constexpr int ticket_pictures = 32;
[[nodiscard]] std::array<int, 3> pictures_of(const SignUpId& sign_up, const NamedHash& hash);

}  // namespace harmony::events
