#include "events/ticket.h"

#include <qrencode.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "base/random.h"
#include "events/some_series.h"
#include "sync/base45.h"
#include "sync/crypto.h"

using namespace harmony;
using events::Ticket;
using events::TicketTrouble;

namespace {

// The vector of the design of events, 12.1.
const std::string vector_text =
    "HT1:4.7 6N8LK%-I/NQV/HI+E9.NEKUPHQ EM2CID9EO6AZ36112Y500FTMJUIDPRRU.MS5IF/-NK%M7XJ/*VHBB7 "
    "I+-RLEV$W2BONZ.R6.3ON52$96YA4X42CTWRIEG3222 6PA3OW*CUNCKF0L9OV 1V0N7.4";
const base::Day march_30{std::chrono::year{2026} / 3 / 30};

const events::Base45 base45{
    [](base::ByteView bytes) { return sync::to_base45(bytes); },
    [](std::string_view text) { return sync::from_base45(text); },
};

sync::SignKeyPair key_of(unsigned first) {
    base::Bytes seed;
    for (unsigned i = 0; i < 32; ++i) {
        seed.push_back(static_cast<std::byte>(first + i));
    }
    return sync::SignKeyPair(*sync::SignSeed::from_bytes(seed));
}

events::SignBytes signs_with(const sync::SignKeyPair& key) {
    return [&key](base::ByteView message) { return base::copy_bytes(key.sign(message).view()); };
}

events::CheckSignature knows(const sync::SignKeyPair& key) {
    return [&key](const base::KeyId& id, base::ByteView message, base::ByteView signature) {
        if (id != key.id()) {
            return events::Signed::key_unknown;
        }
        const auto read = sync::Signature::from_bytes(signature);
        return read && sync::verify(key.public_key(), message, *read) ? events::Signed::yes
                                                                      : events::Signed::no;
    };
}

Ticket vector_ticket() {
    Ticket ticket;
    ticket.key = *base::KeyId::from_hex("3ec5b721a1ed95bd");
    ticket.occurrence = *events::OccurrenceId::from_hex("d1e08e2775d8bd5a");
    ticket.sign_up = *events::SignUpId::from_hex("f0e0d0c0b0a090807060504030201000");
    ticket.party = 3;
    ticket.last_valid = march_30;
    ticket.code = 482917360;
    return ticket;
}

std::variant<Ticket, TicketTrouble> read(const std::string& text, base::Day today = march_30) {
    const sync::SignKeyPair key = key_of(0);
    return events::read_ticket(text, knows(key), today, tests::real_hash(), base45);
}

bool is(const std::variant<Ticket, TicketTrouble>& result, TicketTrouble trouble) {
    const auto* found = std::get_if<TicketTrouble>(&result);
    return found != nullptr && *found == trouble;
}

}  // namespace

TEST_CASE("a ticket is byte for byte that of the design", "[events][E9]") {
    const auto hash = tests::real_hash();
    const sync::SignKeyPair key = key_of(0);
    CHECK(key.id().hex() == "3ec5b721a1ed95bd");
    const std::string text = events::make_ticket(vector_ticket(), signs_with(key), hash, base45);
    CHECK(text == vector_text);
    CHECK(text.size() == 160);
    const auto again = read(text);
    REQUIRE(std::holds_alternative<Ticket>(again));
    CHECK(std::get<Ticket>(again) == vector_ticket());
}

TEST_CASE("a scanner may give small letters", "[events][E9]") {
    std::string small = vector_text;
    std::transform(small.begin(), small.end(), small.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    CHECK(std::holds_alternative<Ticket>(read(small)));
}

TEST_CASE("no ticket ends with a space that a scanner could trim", "[events][E9]") {
    // Two bytes are at most 65535 = 32 * 45 * 45 + 735: the last letter is at most the 33rd, W.
    const sync::SignKeyPair key = key_of(0);
    Ticket ticket = vector_ticket();
    base::SeededRandom random(9);
    std::set<char> last;
    for (int i = 0; i < 500; ++i) {
        ticket.sign_up = events::SignUpId::random(random);
        last.insert(
            events::make_ticket(ticket, signs_with(key), tests::real_hash(), base45).back());
    }
    CHECK(last.size() > 25);
    for (const char letter : last) {
        const bool digit = letter >= '0' && letter <= '9';
        const bool up_to_w = letter >= 'A' && letter <= 'W';
        CHECK((digit || up_to_w));
    }
    CHECK(sync::to_base45(base::Bytes(2, std::byte{0xFF})).back() == 'W');
}

TEST_CASE("a thousand tickets with one letter changed are all refused", "[events][E5][E9]") {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
    base::SeededRandom random(1000);
    int bad = 0;
    int unknown = 0;
    for (int i = 0; i < 1000; ++i) {
        std::string text = vector_text;
        const std::size_t at = random.below(text.size());
        const char before = text[at];
        while (text[at] == before) {
            text[at] = alphabet[random.below(alphabet.size())];
        }
        const auto result = read(text);
        bad += is(result, TicketTrouble::bad_ticket) ? 1 : 0;
        unknown += is(result, TicketTrouble::unknown_key) ? 1 : 0;
    }
    // A change of the first 8 bytes names another key; every other one breaks the signature.
    CHECK(bad + unknown == 1000);
    CHECK(bad > 850);
    CHECK(unknown > 0);
}

TEST_CASE("a ticket that is cut, lengthened or of another kind of code is refused",
          "[events][E9][bad-input]") {
    for (const std::string& text : {std::string(),
                                    std::string("HT1:"),
                                    vector_text.substr(0, 150),
                                    vector_text + "0",
                                    "HR1:" + vector_text.substr(4),
                                    vector_text.substr(4),
                                    " " + vector_text}) {
        INFO(text);
        CHECK(is(read(text), TicketTrouble::bad_ticket));
    }
}

TEST_CASE("a ticket ends with its last day, and another kiosk's key is not known", "[events][E9]") {
    CHECK(std::holds_alternative<Ticket>(read(vector_text, march_30)));
    CHECK(is(read(vector_text, march_30 + std::chrono::days{1}), TicketTrouble::day_passed));
    const sync::SignKeyPair other = key_of(1);
    CHECK(is(events::read_ticket(vector_text, knows(other), march_30, tests::real_hash(), base45),
             TicketTrouble::unknown_key));
}

TEST_CASE("what a kiosk could sign and must not have is refused all the same",
          "[events][E9][bad-input]") {
    const auto hash = tests::real_hash();
    const sync::SignKeyPair key = key_of(0);
    // Party 0, party 11, kind 0 and 4, a code whose check digit is wrong: at these places.
    const base::Bytes good = *sync::from_base45(vector_text.substr(4));
    for (const auto& [at, value] :
         std::vector<std::pair<std::size_t, int>>{{33, 0}, {33, 11}, {32, 0}, {32, 4}, {36, 1}}) {
        base::Bytes body(good.begin(), good.begin() + 40);
        body[at] = static_cast<std::byte>(value);
        base::Bytes message =
            base::copy_bytes(base::as_bytes(std::string_view("hk1\0sign\x0c\0\0\0", 12)));
        base::append(message, base::as_bytes(std::string_view("hk1.ticket.1")));
        base::append(message, hash("hk1.ticket.1", body).view());
        base::append(body, key.sign(message).view());
        CHECK(is(read("HT1:" + sync::to_base45(body)), TicketTrouble::bad_ticket));
    }
}

TEST_CASE("a ticket is a QR code of version 7 at level M", "[events][E9]") {
    QRcode* const code = QRcode_encodeString(vector_text.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    REQUIRE(code != nullptr);
    CHECK(code->version == 7);
    CHECK(code->width == 45);
    QRcode_free(code);
}

TEST_CASE("the pictures of a sign-up are those of the design", "[events][E9]") {
    const auto pictures = events::pictures_of(vector_ticket().sign_up, tests::real_hash());
    CHECK(pictures == std::array<int, 3>{9, 3, 19});
}
