// The layout is docs/formats/ticket.md; numbers in it are little-endian.
#include "events/ticket.h"

#include <algorithm>

#include "events/code.h"

namespace harmony::events {

using base::Bytes;
using base::ByteView;
using base::Day;

namespace {

constexpr std::string_view prefix = "HT1:";
constexpr std::string_view type_name = "hk1.ticket.1";
constexpr std::size_t body_size = 40;
constexpr std::size_t whole_size = body_size + 64;
constexpr std::size_t letters = whole_size / 2 * 3;
constexpr int most_party = 10;

Day day_zero() {
    return Day{std::chrono::year{2020} / 1 / 1};
}

void put(Bytes& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) {
        out.push_back(static_cast<std::byte>(value >> (8 * i) & 0xFFU));
    }
}

std::uint32_t number(ByteView bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        value = value << 8U | std::to_integer<std::uint32_t>(bytes[i]);
    }
    return value;
}

Bytes body_of(const Ticket& ticket) {
    Bytes body = base::copy_bytes(ticket.key.view());
    base::append(body, ticket.occurrence.view());
    base::append(body, ticket.sign_up.view());
    put(body, static_cast<std::uint32_t>(ticket.kind), 1);
    put(body, static_cast<std::uint32_t>(ticket.party), 1);
    put(body, static_cast<std::uint32_t>((ticket.last_valid - day_zero()).count()), 2);
    put(body, ticket.code, 4);
    return body;
}

/// What is signed: hk1.md 2.1, with the body in the place of a frame.
Bytes signed_message(ByteView body, const NamedHash& hash) {
    Bytes message = base::copy_bytes(base::as_bytes(std::string_view("hk1\0sign", 8)));
    put(message, static_cast<std::uint32_t>(type_name.size()), 4);
    base::append(message, base::as_bytes(type_name));
    base::append(message, hash(type_name, body).view());
    return message;
}

/// Nothing when a number is out of its limits. REQUIRES: `body_size` bytes.
std::optional<Ticket> ticket_of(ByteView body) {
    Ticket ticket;
    ticket.key = *base::KeyId::from_bytes(body.subspan(0, 8));
    ticket.occurrence = *OccurrenceId::from_bytes(body.subspan(8, 8));
    ticket.sign_up = *SignUpId::from_bytes(body.subspan(16, 16));
    const std::uint32_t kind = number(body.subspan(32, 1));
    ticket.kind = static_cast<TicketKind>(kind);
    ticket.party = static_cast<int>(number(body.subspan(33, 1)));
    ticket.last_valid = day_zero() + std::chrono::days{number(body.subspan(34, 2))};
    ticket.code = number(body.subspan(36, 4));
    const bool possible = kind >= 1 && kind <= 3 && ticket.party >= 1 &&
                          ticket.party <= most_party && is_code(ticket.code);
    return possible ? std::optional(ticket) : std::nullopt;
}

/// The letters behind the prefix, large. The last of three letters of Base45 is at most W, so a
/// ticket never ends with a space that a scanner could trim: there is nothing to add back.
std::optional<std::string> letters_of(std::string_view scanned) {
    std::string text(scanned);
    std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    });
    if (!text.starts_with(prefix) || text.size() != prefix.size() + letters) {
        return std::nullopt;
    }
    text.erase(0, prefix.size());
    return text;
}

}  // namespace

std::string make_ticket(const Ticket& ticket,
                        const SignBytes& sign,
                        const NamedHash& hash,
                        const Base45& base45) {
    Bytes whole = body_of(ticket);
    base::promise(ticket_of(whole) == ticket, "a ticket that could not be read back");
    base::append(whole, sign(signed_message(whole, hash)));
    base::promise(whole.size() == whole_size, "a signature that is not 64 bytes long");
    return std::string(prefix) + base45.encode(whole);
}

std::variant<Ticket, TicketTrouble> read_ticket(std::string_view scanned,
                                                const CheckSignature& check,
                                                Day today,
                                                const NamedHash& hash,
                                                const Base45& base45) {
    const std::optional<std::string> text = letters_of(scanned);
    const std::optional<Bytes> whole = text ? base45.decode(*text) : std::nullopt;
    if (!whole || whole->size() != whole_size) {
        return TicketTrouble::bad_ticket;
    }
    const ByteView body = ByteView(*whole).first(body_size);
    const base::KeyId key = *base::KeyId::from_bytes(body.first(base::KeyId::size));
    const Signed made = check(key, signed_message(body, hash), ByteView(*whole).subspan(body_size));
    if (made != Signed::yes) {
        return made == Signed::no ? TicketTrouble::bad_ticket : TicketTrouble::unknown_key;
    }
    const std::optional<Ticket> ticket = ticket_of(body);
    if (!ticket) {
        return TicketTrouble::bad_ticket;
    }
    if (ticket->last_valid < today) {
        return TicketTrouble::day_passed;
    }
    return *ticket;
}

std::array<int, 3> pictures_of(const SignUpId& sign_up, const NamedHash& hash) {
    const base::Digest digest = hash("hk1.pictures.1", sign_up.view());
    const std::uint32_t bits = number(digest.view().first(2));
    constexpr std::uint32_t five = 0x1F;
    return {static_cast<int>(bits & five),
            static_cast<int>(bits >> 5U & five),
            static_cast<int>(bits >> 10U & five)};
}

}  // namespace harmony::events
