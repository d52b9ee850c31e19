// What the window reads of events is what the command line says, and what its forms come to is what
// the command line takes.
#include <catch2/catch.hpp>

#include "admin/gui/models/event_orders.h"
#include "event_town.h"

using namespace harmony;
using namespace harmony::tests;
using namespace harmony::admin::gui;
using nlohmann::json;

namespace {

constexpr std::uint32_t first_code = 482'917'360;
constexpr std::uint32_t second_code = 100'000'006;

EventsModel read(EventTown& town) {
    TownReader reader(town);
    auto model = read_events(*reader);
    REQUIRE(model.ok());
    return std::move(*model);
}

base::Day day(const char* iso) {
    return *base::day_from_iso(iso);
}

}  // namespace

TEST_CASE("the window counts who comes to a date as the command line does",
          "[admin][gui][events][N3]") {
    EventTown town;
    town.sign_up(1, events::Outcome::confirmed, 3, "Ayesha Example", "+447700900123", first_code);
    town.sign_up(2, events::Outcome::waiting, 2, "Jan Example", "", second_code);
    town.bring();
    const EventsModel model = read(town);
    REQUIRE(model.dates.size() == 3);
    const EventDate& first = model.dates.front();
    const json counts = town.counts();
    CHECK(first.id == counts["date"].get<std::string>());
    CHECK(first.coming == counts["coming"].get<int>());
    CHECK(first.coming == 3);
    CHECK(first.waiting == counts["waiting"].get<int>());
    CHECK(first.came == 0);
    CHECK(first.title == "Street stall");
    CHECK(first.spaces == 4);
    CHECK(first.repeats);
    CHECK(standing(first) == "scheduled");
    CHECK(model.today == day("2026-03-30"));
    // What nobody signed up for is there too, and in order.
    CHECK(model.dates[1].coming == 0);
    CHECK(model.dates[1].start < model.dates[2].start);
}

TEST_CASE("a date in the window has the spaces and the worst case of the command line",
          "[admin][gui][events][N2]") {
    EventTown town;
    town.sign_up(1, events::Outcome::confirmed, 3, "Ayesha Example", "+447700900123", first_code);
    town.bring();
    TownReader reader(town);
    const auto detail = read_date(*reader, town.id);
    REQUIRE(detail.ok());
    CHECK(detail->free == 1);
    CHECK(detail->minutes == 120);
    REQUIRE(detail->kiosks.size() == 1);
    CHECK(detail->kiosks[0].label == "A");
    const json lines = town.read_json({"event", "worst-case", "--today", "--json"})["dates"];
    REQUIRE(lines.size() == 1);
    CHECK(detail->worst == lines[0]["line"].get<std::string>());
    CHECK_FALSE(read_date(*reader, "nonsense").ok());
}

TEST_CASE(
    "names are read after the reason stands in the books, and not for one that names somebody",
    "[admin][gui][events][S5]") {
    EventTown town;
    town.sign_up(1, events::Outcome::confirmed, 3, "Ayesha Example", "+447700900123", first_code);
    town.bring();
    const std::size_t before = town.looks().size();
    TownReader reader(town);
    CHECK_FALSE(read_parties(*reader, town.id, "call 07700 900123").ok());
    CHECK(town.looks().size() == before);
    const auto parties = read_parties(*reader, town.id, "list for the door");
    REQUIRE(parties.ok());
    REQUIRE(parties->parties.size() == 1);
    CHECK(parties->parties[0].name == "Ayesha Example");
    CHECK(parties->parties[0].number == "482 917 360");
    CHECK(parties->parties[0].phone == "+447700900123");
    const auto looks = town.looks();
    REQUIRE(looks.size() == before + 1);
    CHECK(looks.back().what == "signups");
    CHECK(looks.back().object == town.id);
    CHECK(looks.back().reason == "list for the door");
    // Read again after a change of the same page, nothing more is noted.
    CHECK(read_parties(*reader, town.id, std::nullopt).ok());
    CHECK(town.looks().size() == before + 1);
}

TEST_CASE("how often an event repeats becomes a rule that the room of events takes",
          "[admin][gui][events][E1]") {
    // First dates of the vectors in the design of events, 4.3.
    CHECK(rule_of(Repeats::once, day("2026-03-02"), 1).empty());
    CHECK(rule_of(Repeats::weekly, day("2026-03-02"), 6) == "FREQ=WEEKLY;BYDAY=MO;COUNT=6");
    CHECK(rule_of(Repeats::monthly, day("2026-01-08"), 12) == "FREQ=MONTHLY;BYDAY=2TH;COUNT=12");
    CHECK(rule_of(Repeats::monthly, day("2026-01-30"), 5) == "FREQ=MONTHLY;BYDAY=-1FR;COUNT=5");
    CHECK(rule_of(Repeats::two_weekly, day("2026-01-05"), 6) ==
          "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=6");
    CHECK(rule_of(Repeats::daily, day("2026-03-27"), 4) == "FREQ=DAILY;COUNT=4");
}

TEST_CASE("an event that is filled in is kept, and a line that is wrong is named",
          "[admin][gui][events]") {
    EventTown town;
    const EventsModel model = read(town);
    const Form form = new_event_form(model);
    Answers answers;
    for (const Entry& entry : form.entries) {
        answers.push_back(entry.value);
    }
    answers[1] = "Fun day";
    answers[2] = "Games and food.";
    answers[5] = "2026-04-08";
    answers[6] = "quarter to two";
    CHECK_FALSE(new_event_order(model, answers).ok());
    answers[6] = "13:45";
    answers[0] = "Something else";
    answers[4] = "No venue";
    const auto no_venue = new_event_order(model, answers);
    REQUIRE(no_venue.ok());
    CHECK(town.run(no_venue->words) == 1);  // the command line says that it needs one
    answers[0] = "Street stall";
    answers[8] = "Every month, on the same weekday";
    answers[9] = "3";
    answers[11] = "25";
    answers[12] = "newtown";
    const auto order = new_event_order(model, answers);
    REQUIRE(order.ok());
    town.does(*order);
    const EventsModel after = read(town);
    CHECK(after.dates.size() == model.dates.size() + 3);
    const auto added = std::find_if(after.dates.begin(),
                                    after.dates.end(),
                                    [](const EventDate& date) { return date.title == "Fun day"; });
    REQUIRE(added != after.dates.end());
    CHECK(added->draft);
    CHECK(added->spaces == 25);
    CHECK(events::to_iso(added->start) == "2026-04-08T13:45:00");
}

TEST_CASE("one date is changed and another cancelled from the window's forms",
          "[admin][gui][events]") {
    EventTown town;
    town.clock.advance(std::chrono::hours{-24 * 7});  // before the first date
    const EventsModel model = read(town);
    TownReader reader(town);
    const auto detail = read_date(*reader, model.dates[0].id);
    REQUIRE(detail.ok());
    Answers answers;
    for (const Entry& entry : change_form(model, model.dates[0], *detail).entries) {
        answers.push_back(entry.value);
    }
    CHECK_FALSE(change_order(model, model.dates[0], *detail, answers).ok());  // nothing changed
    answers[3] = "14:30";
    answers[6] = "8";
    answers[7] = "Half an hour later";
    const auto order = change_order(model, model.dates[0], *detail, answers);
    REQUIRE(order.ok());
    town.does(*order);
    town.does(cancel_order(model.dates[1], {"This date alone", "The hall is closed"}));
    const EventsModel after = read(town);
    CHECK(events::clock_said(after.dates[0].start) == "14:30");
    CHECK(after.dates[0].spaces == 8);
    CHECK(standing(after.dates[0]) == "moved");
    CHECK(standing(after.dates[1]) == "cancelled");
    CHECK(standing(after.dates[2]) == "scheduled");
}

TEST_CASE("sign-ups are made, cancelled and brought back by the window's orders",
          "[admin][gui][events][E4]") {
    EventTown town;
    town.does(sign_up_order(
        town.id,
        {"Ayesha Example", "07700 900123", "", "3", "0", "Yes", "Put them on the waiting list"}));
    // The next party does not fit: it waits.
    town.does(sign_up_order(
        town.id, {"Jan Example", "", "", "2", "0", "Yes", "Put them on the waiting list"}));
    CHECK(town.counts()["coming"] == 3);
    CHECK(town.counts()["waiting"] == 2);
    TownReader reader(town);
    const auto parties = read_parties(*reader, town.id, "a call");
    REQUIRE(parties.ok());
    const auto ayesha = std::find_if(parties->parties.begin(),
                                     parties->parties.end(),
                                     [](const PartyLine& one) { return one.people == 3; });
    REQUIRE(ayesha != parties->parties.end());
    const Order cancel = cancel_sign_up_order(town.id, *ayesha);
    town.does(cancel);
    CHECK(town.counts()["coming"] == 0);
    CHECK(town.run(cancel.undo) == 0);
    CHECK(town.counts()["coming"] == 3);
    town.does(cancel);
    town.does(promote_order(town.id));
    CHECK(town.counts()["coming"] == 2);
    CHECK(town.counts()["waiting"] == 0);
}

TEST_CASE("the table of dates is written for a spreadsheet without a name in it",
          "[admin][gui][events]") {
    EventTown town;
    town.sign_up(1, events::Outcome::confirmed, 3, "Ayesha Example", "+447700900123", first_code);
    town.bring();
    REQUIRE(town.run({"event", "signups", "--csv", town.text_path("dates.csv")}) == 0);
    const std::string text = CaseTown::content_of(town.path("dates.csv"));
    CHECK(text.find("date,what,coming,waiting,asked,cancelled,came\r\n") != std::string::npos);
    CHECK(text.find(",3,0,0,0,0\r\n") != std::string::npos);
    CHECK(text.find("Ayesha") == std::string::npos);
}

TEST_CASE("what waits for a decision is in the window's inbox until one click decides it",
          "[admin][gui][events][N3][E13]") {
    EventTown town;
    town.sign_up(1, events::Outcome::waiting, 1, "Jan Example", "", first_code);
    town.bring();
    CHECK(read(town).inbox.empty());
    town.does(check_in_order(town.id, "482 917 360", "there is room"));
    const EventsModel model = read(town);
    const json listed = town.read_json({"conflict", "list", "--json"})["conflicts"];
    REQUIRE(model.inbox.size() == 1);
    REQUIRE(listed.size() == 1);
    const InboxLine& item = model.inbox[0];
    CHECK(item.id == listed[0]["id"].get<std::string>());
    CHECK(item.what == listed[0]["what"].get<std::string>());
    CHECK(item.numbers == "482 917 360");
    REQUIRE(item.choices.size() == 2);
    CHECK(item.choices[0].label == "Came");
    const Order order = decide_order(item, item.choices[0], {"R. Patel", ""});
    town.does(order);
    CHECK(read(town).inbox.empty());
    CHECK(town.run(order.undo) == 0);
    CHECK(read(town).inbox.size() == 1);
}
