#include "kiosk/whats_on.h"

#include <catch2/catch.hpp>

#include "kiosk/filled_sign_up.h"
#include "kiosk/sample_pages.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

const base::Day today = *base::day_from_iso("2026-03-30");

/// The list on 30 March, with these filters.
struct Board {
    std::vector<std::string> titles(std::initializer_list<const char*> filters = {}) {
        WhatsOn on;
        for (const char* filter : filters) {
            on.toggle(filter);
        }
        std::vector<std::string> all;
        for (const EventLine& line : on.list(tests::demo_events(), today, words).events) {
            all.push_back(line.title);
        }
        return all;
    }

    Phrases phrases = tests::shipped_phrases();
    Words words{phrases, "en"};
};

}  // namespace

TEST_CASE("the list holds what is still to come, nearest first", "[kiosk][events]") {
    Board board;
    // Seven of the demo's eight: the drop-in of 12 March is over.
    const auto titles = board.titles();
    REQUIRE(titles.size() == 7);
    CHECK(titles[0] == "Stall on the High Street");
    CHECK(titles[1] == "Warm Welcome at Riverside Hall");
    CHECK(titles[6] == "Family fun day in Castle Park");
}

TEST_CASE("filters of a group widen each other, groups narrow each other", "[kiosk][events]") {
    Board board;
    const std::vector<std::string> evenings = {"Home safety evening",
                                               "Millfield Residents’ Association meeting"};
    CHECK(board.titles({"when.evening"}) == evenings);
    CHECK(board.titles({"when.evening", "sign.bsl"}) ==
          std::vector<std::string>{"Home safety evening"});
    // 18 April and 23 May are Saturdays, and so is the market day of 25 April.
    CHECK(board.titles({"when.evening", "when.weekend"}).size() == 5);
    // 30 March is a Monday: this week ends on 5 April.
    CHECK(board.titles({"when.week"}) == std::vector<std::string>{"Stall on the High Street"});
}

TEST_CASE("the filter page counts what is left and offers no filter that fits nothing",
          "[kiosk][events]") {
    Board board;
    WhatsOn on;
    on.toggle("when.evening");
    const EventsFilterView view = on.filter(tests::demo_events(), today, board.words);
    CHECK(view.count == 2);
    for (const FilterLine& filter : view.filters) {
        INFO(filter.name);
        CHECK_FALSE(board.titles({filter.name.c_str()}).empty());
        CHECK(filter.set == (filter.name == "when.evening"));
    }
    on.clear();
    CHECK(on.filter(tests::demo_events(), today, board.words).count == 7);
}

TEST_CASE("a tile says when, where, what it costs and whether to sign up", "[kiosk][events]") {
    Board board;
    const EventsView view = WhatsOn().list(tests::demo_events(), today, board.words);
    const EventLine& evening = view.events[2];
    CHECK(evening.when.find("Wednesday") != std::string::npos);
    CHECK(evening.when.find("15 April 2026") != std::string::npos);
    CHECK(evening.when.find("18:30") != std::string::npos);
    CHECK(evening.facts ==
          "Northgate Library · Free · You can ask for a place · Step-free · Sign "
          "language (BSL)");
    CHECK(view.events[0].facts.find("No sign-up needed") != std::string::npos);
}

TEST_CASE("the page of an event says everything about it", "[kiosk][events]") {
    Board board;
    const EventView view =
        event_view(tests::demo_event("0886e6051be31faa", board.words), today, board.words);
    const auto text = [&](const std::string& key) {
        for (const EventPart& part : view.parts) {
            if (part.key == key) {
                return part.text;
            }
        }
        return std::string("(nothing)");
    };
    CHECK(text("where") == "Riverside Community Hall, 2 Mill Lane, Tarnbeck, ZZ1 4RH");
    CHECK(text("when").find("12:00 to 14:30") != std::string::npos);
    CHECK(text("access_unknown") == "Changing Places toilet with a hoist");
    CHECK(text("access_partly") == "Hearing loop");
    CHECK(text("bring") == "(nothing)");
    CHECK_FALSE(view.can_sign_up);
}

TEST_CASE("nobody can ask for a place at an event that is cancelled or over", "[kiosk][events]") {
    Board board;
    events::Event event = tests::demo_event("7c20d4e91b6f3a58", board.words);
    CHECK(event_view(event, today, board.words).can_sign_up);
    CHECK_FALSE(event_view(event, event.day + std::chrono::days{1}, board.words).can_sign_up);
    event.state = events::EventState::cancelled;
    const EventView view = event_view(event, today, board.words);
    CHECK_FALSE(view.can_sign_up);
    CHECK(view.warning == "Cancelled");
}

// The words of 8.2 of the design of events, on a tile: never more than this machine may give.
TEST_CASE("a tile says how many spaces this screen has, or what happens without",
          "[kiosk][events][E3]") {
    Board board;
    const events::Event day = tests::demo_event("5fc3ae4ce773b8ec", board.words);
    HereAndNow here(today);
    const auto line = [&](const events::Event& event) {
        return event_view(event, here, board.words).sign_up_line;
    };
    CHECK(line(day) == "Waiting list");  // the office lets this machine give nothing
    here.spaces = {{day.id, 3}};
    here.as_of = "10:00";
    CHECK(line(day) == "Spaces left: 3");
    CHECK(event_view(day, here, board.words).as_of == "Spaces as of 10:00 on this screen.");
    CHECK(event_view(day, here, board.words).sign_up_button == "signup.do");
    here.clock_trusted = false;
    CHECK(line(day) == "Waiting list");
    CHECK(event_view(day, here, board.words).sign_up_button == "event.wait");
    events::Event no_list = day;
    no_list.waiting_list = false;
    CHECK(line(no_list) == "Full on this screen");
    CHECK_FALSE(event_view(no_list, here, board.words).can_sign_up);
    events::Event open = day;
    open.spaces.reset();
    CHECK(line(open) == "You can sign up here");
    here.signed_up = {day.id};
    CHECK(event_view(day, here, board.words).sign_up_button == "signup.another");
}

TEST_CASE("sign-up opens and closes by the clock of the venue", "[kiosk][events][E3]") {
    Board board;
    events::Event day = tests::demo_event("5fc3ae4ce773b8ec", board.words);
    day.spaces.reset();
    day.opens = events::at(*base::day_from_iso("2026-05-01"), std::chrono::hours{9});
    day.closes = events::at(*base::day_from_iso("2026-05-22"), std::chrono::hours{18});
    const auto line = [&](const char* date, int hour) {
        HereAndNow here(*base::day_from_iso(date));
        here.time = events::at(here.today, std::chrono::hours{hour});
        return event_view(day, here, board.words).sign_up_line;
    };
    CHECK(line("2026-05-01", 8) == "Sign-up opens on 1 May 2026");
    CHECK(line("2026-05-01", 9) == "You can sign up here");
    CHECK(line("2026-05-22", 17) == "You can sign up here");
    CHECK(line("2026-05-22", 18) == "Sign-up is closed");
}

TEST_CASE("a moved date says from when, until that day is over, and what has changed",
          "[kiosk][events]") {
    Board board;
    events::Event event = tests::demo_event("7c20d4e91b6f3a58", board.words);
    event.state = events::EventState::moved;
    event.was = events::at(*base::day_from_iso("2026-04-08"), std::chrono::hours{18});
    event.note = {{"en", "The hall is being painted."}};
    const EventView view = event_view(event, today, board.words);
    CHECK(view.warning == "Moved from 8 April 2026");
    CHECK(view.parts[0].key == "changed");
    CHECK(view.parts[0].text == "The hall is being painted.");
    const base::Day later = *base::day_from_iso("2026-04-09");
    CHECK(event_view(event, later, board.words).warning.empty());
}
