#include "kiosk/tickets.h"

#include "sync/base45.h"

namespace harmony::kiosk {
namespace {

events::NamedHash named_hash() {
    return [](std::string_view name, base::ByteView message) { return sync::hash(name, message); };
}

events::Base45 base45() {
    return {[](base::ByteView bytes) { return sync::to_base45(bytes); },
            [](std::string_view text) { return sync::from_base45(text); }};
}

}  // namespace

events::Ticket ticket_of(const events::SignUp& sign_up, events::Outcome outcome) {
    events::Ticket ticket;
    ticket.occurrence = sign_up.occurrence();
    ticket.sign_up = sign_up.id();
    ticket.kind = static_cast<events::TicketKind>(outcome);  // the numbers are the same
    ticket.party = sign_up.party();
    ticket.last_valid = sign_up.event_day() + std::chrono::days{ticket_days};
    ticket.code = sign_up.code();
    return ticket;
}

std::string sign_ticket(events::Ticket ticket, const sync::SignKeyPair& key) {
    ticket.key = key.id();
    const auto sign = [&key](base::ByteView message) {
        return base::copy_bytes(key.sign(message).view());
    };
    return events::make_ticket(ticket, sign, named_hash(), base45());
}

std::variant<events::Ticket, events::TicketTrouble> read_scan(
    std::string_view scanned, std::span<const sync::SignPublicKey> known, base::Day today) {
    const auto check = [known](const base::KeyId& id, base::ByteView message, base::ByteView made) {
        for (const sync::SignPublicKey& key : known) {
            if (sync::key_id(key) == id) {
                const auto signature = sync::Signature::from_bytes(made);
                const bool good = signature && sync::verify(key, message, *signature);
                return good ? events::Signed::yes : events::Signed::no;
            }
        }
        return events::Signed::key_unknown;
    };
    return events::read_ticket(scanned, check, today, named_hash(), base45());
}

}  // namespace harmony::kiosk
