// "I have a ticket", checking in alone, the pictures of a ticket, and appointments (kiosk.md 4.7,
// design of events, 7.2, 12.2 and 2.1).
#include "kiosk/ticket_desk.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "kiosk/home_menu.h"
#include "kiosk/sample_pages.h"
#include "kiosk/tickets.h"
#include "kiosk/whats_on.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

const base::Day today = *base::day_from_iso("2026-03-30");
const events::OccurrenceId date = *events::OccurrenceId::from_hex("7c20d4e91b6f3a58");
const events::OccurrenceId other_date = *events::OccurrenceId::from_hex("0102030405060708");

struct Desk {
    void type(std::string_view digits) {
        for (const char digit : digits) {
            desk.type(ui::KeyPress::typed(std::string(1, digit)));
        }
    }

    /// A ticket as this office's machines sign them.
    std::string ticket(events::TicketKind kind) {
        events::Ticket made;
        made.occurrence = date;
        made.sign_up = *events::SignUpId::from_hex("f0e0d0c0b0a090807060504030201000");
        made.kind = kind;
        made.last_valid = today + std::chrono::days{20};
        made.code = 482917360;
        return sign_ticket(made, key);
    }

    base::SeededRandom random{7};
    sync::SignKeyPair key{sync::SignSeed::random(random)};
    Phrases phrases = tests::shipped_phrases();
    Words words{phrases, "en"};
    TicketDesk desk;
};

events::Event event(const events::OccurrenceId& id, int hour) {
    events::Event made;
    made.id = id;
    made.title = {{"en", "Ward surgery"}};
    made.day = today + std::chrono::days{3};
    made.start = std::chrono::hours{hour};
    made.end = std::chrono::hours{hour} + std::chrono::minutes{20};
    made.sign_up = events::SignUpMode::direct;
    made.spaces = 1;
    made.party_max = 1;
    made.waiting_list = false;
    made.consent.emplace();
    return made;
}

events::ReceiptStates told(const base::ReceiptKey& key, std::string state) {
    events::ReceiptState line;
    line.key = key;
    line.of = events::ReceiptOf::ticket;
    line.state = std::move(state);
    line.occurrence = date;
    return {today, {line}};
}

}  // namespace

TEST_CASE("a number is one of nine digits that fit, and is asked for again until then",
          "[kiosk][ticket][E9]") {
    Desk at;
    at.desk.open(TicketDesk::For::looking, std::nullopt);
    at.type("48291736");
    CHECK_FALSE(at.desk.is_whole(at.words));
    CHECK_FALSE(at.desk.entry(at.words).trouble.empty());
    at.type("1");
    CHECK_FALSE(at.desk.is_whole(at.words));  // its check digit is 0
    at.desk.open(TicketDesk::For::looking, std::nullopt);
    at.type("482917360");
    CHECK(at.desk.is_whole(at.words));
    CHECK(at.desk.code() == 482917360);
    CHECK(at.desk.entry(at.words).digits.view() == "482 917 360");
    CHECK(at.desk.lookup_digits().view() == "000482917360");
}

TEST_CASE("whoever does not come tells the office the number and the date, and nothing else",
          "[kiosk][ticket]") {
    Desk at;
    at.desk.open(TicketDesk::For::looking, std::nullopt);
    at.type("482917360");
    REQUIRE(at.desk.is_whole(at.words));
    at.desk.choose(date);
    const events::Fact fact = at.desk.cancelled();
    CHECK(fact.head.occurrence == date);
    CHECK(fact.head.subject.is_zero());
    CHECK(std::get<events::CancelAsked>(fact.payload).code == 482917360);
    CHECK(events::is_allowed(fact, events::Author::kiosk));
}

TEST_CASE("the pack says how a sign-up stands that nobody could be told of, and for which date",
          "[kiosk][ticket][E4]") {
    Desk at;
    const auto key = *base::ReceiptKey::from_bytes(base::Bytes(16, std::byte{7}));
    for (const auto& [state, said] :
         {std::pair<const char*, const char*>{"confirmed", "Your space is confirmed."},
          {"waiting", "You are on the waiting list."},
          {"cancelled", "This sign-up was cancelled."},
          {"requested", "Your request is not answered yet."}}) {
        CAPTURE(state);
        at.desk.open(TicketDesk::For::looking, std::nullopt);
        at.type("482917360");
        REQUIRE(at.desk.is_whole(at.words));
        at.desk.take(key, told(key, state));
        CHECK(at.desk.date() == date);
        const TicketFoundView view = at.desk.found(event(date, 10), at.words);
        CHECK(view.state == said);
        CHECK(view.may_cancel == (std::string_view(state) != "cancelled"));
        CHECK(view.code == "482 917 360");
    }
    // Another date has the same number: what the pack says is not about this one.
    at.desk.open(TicketDesk::For::looking, other_date);
    at.desk.take(key, told(key, "confirmed"));
    CHECK(at.desk.date() == other_date);
    CHECK(at.desk.found(event(other_date, 10), at.words).state.empty());
}

TEST_CASE("a scanned ticket names its date and shows the pictures that are on it",
          "[kiosk][ticket][E9]") {
    Desk at;
    at.desk.open(TicketDesk::For::looking, std::nullopt);
    const std::string text = at.ticket(events::TicketKind::waiting);
    CHECK_FALSE(at.desk.take_scan(text, {}, today));  // a stranger's key
    CHECK_FALSE(at.desk.take_scan("HR1:482917365191", {at.key.public_key()}, today));
    REQUIRE(at.desk.take_scan(text, {at.key.public_key()}, today));
    CHECK(at.desk.date() == date);
    const TicketFoundView view = at.desk.found(event(date, 10), at.words);
    CHECK(view.state == "When you signed up, you were on the waiting list.");
    REQUIRE(view.pictures.has_value());
    // 9, 3, 19: the vector of 12.2 of the design of events.
    CHECK(view.pictures->pictures == TicketPictures{9, 3, 19});
    CHECK(names_of(view.pictures->pictures, at.words) == "ladder · cup · scissors");
}

TEST_CASE("at the door a scanned ticket keeps the date of the door", "[kiosk][ticket][E5]") {
    Desk at;
    at.desk.open(TicketDesk::For::checking_in, other_date);
    REQUIRE(
        at.desk.take_scan(at.ticket(events::TicketKind::confirmed), {at.key.public_key()}, today));
    CHECK(at.desk.is_checking_in());
    CHECK(at.desk.date() == other_date);
}

TEST_CASE("five numbers that lead nowhere end the tries of a session", "[kiosk][ticket]") {
    Desk at;
    for (int i = 0; i + 1 < TicketDesk::most_wrong; ++i) {
        CHECK_FALSE(at.desk.note_wrong());
    }
    CHECK(at.desk.note_wrong());
    CHECK_FALSE(at.desk.note_wrong());
    at.desk.end_session();
}

TEST_CASE("the 32 pictures differ from each other and have a name in every language",
          "[kiosk][ticket][pictures]") {
    const Phrases phrases = tests::shipped_phrases();
    std::set<std::uint64_t> drawings;
    for (const char* code : {"en", "pl", "ro", "ur", "ar", "fa", "ckb", "pa"}) {
        const Words words(phrases, code);
        std::set<std::string> names;
        for (int i = 0; i < events::ticket_pictures; ++i) {
            names.insert(names_of({i, i, i}, words));
        }
        CHECK(names.size() == events::ticket_pictures);
    }
    for (int i = 0; i < events::ticket_pictures; ++i) {
        const TicketDrawing one = draw_ticket({i, i, i});
        drawings.insert(one.drawing->fingerprint());
        const auto& pixels = one.drawing->pixels();
        const auto dark = std::count_if(
            pixels.begin(), pixels.end(), [](std::uint32_t p) { return (p & 0xFFU) < 0x80; });
        CAPTURE(i);
        CHECK(dark > 300);                                             // something is drawn
        CHECK(dark < static_cast<std::ptrdiff_t>(pixels.size()) / 3);  // in lines
    }
    CHECK(drawings.size() == events::ticket_pictures);
}

TEST_CASE(
    "an appointment is free where this machine was given it, to be asked for where it was not",
    "[kiosk][slots][E10]") {
    Desk at;
    events::Event whole = event(date, 10);
    whole.sign_up = events::SignUpMode::request;
    std::vector<events::Event> all = {whole};
    for (int i = 0; i < 3; ++i) {
        events::Event slot = event(
            *events::OccurrenceId::from_hex("000000000000000" + std::to_string(i + 1)), 10 + i);
        slot.slot_of = date;
        all.push_back(slot);
    }
    HereAndNow here(today);
    here.spaces = {{all[1].id, 1}, {all[2].id, 0}};  // one left, one given away; the third never
    CHECK(has_slots(all, date));
    CHECK_FALSE(has_slots(all, all[1].id));
    const EventSlotsView view = slots_view(all, whole, here, at.words);
    REQUIRE(view.slots.size() == 3);
    CHECK(view.slots[0].title == "10:00");
    CHECK(view.slots[0].when == "Free");
    CHECK(view.slots[1].when == "Taken");
    CHECK_FALSE(view.slots[1].enabled);
    CHECK(view.slots[2].when == "You can ask for this time");
    EventView page = event_view(whole, here, at.words);
    offer_slots(all, whole, here, at.words, page);
    CHECK(page.sign_up_line == "Times to choose from: 2");
    CHECK(page.sign_up_button == "slots.choose");
    here.signed_up = {all[1].id, all[3].id};
    offer_slots(all, whole, here, at.words, page);
    CHECK_FALSE(page.can_sign_up);
}

TEST_CASE("the tile for checking in is there where the engagement asks for it and has a date",
          "[kiosk][ticket][home]") {
    HomeOffer offer;
    offer.events = true;
    offer.check_in = true;
    offer.asked = {"check_in", "events"};
    CHECK(home_tiles(offer) ==
          std::vector<HomeTile>{HomeTile::check_in, HomeTile::events, HomeTile::help});
    offer.check_in = false;
    CHECK(home_tiles(offer) == std::vector<HomeTile>{HomeTile::events, HomeTile::help});
    offer.check_in = true;
    offer.asked.clear();
    CHECK(home_tiles(offer) == std::vector<HomeTile>{HomeTile::events, HomeTile::help});
}
