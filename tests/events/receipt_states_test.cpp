#include "events/receipt_states.h"

#include <catch2/catch.hpp>

#include "events/fold_set.h"
#include "events/steps.h"
#include "story.h"

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

base::ReceiptKey key(int number) {
    return same_bytes<base::ReceiptKey>(person(number));
}

/// A story of one case, step by step.
struct CaseStory {
    CaseStory() {
        CaseOpened opened;
        opened.kind = CaseKind::street_light;
        opened.place = "canal_path";
        opened.text.assign("Outside number 12");
        opened.language = "pl";
        story.day("2026-03-02");
        last = story.say(1, 1, 0, opened);
        ContactGiven given;
        given.contact.name.assign("Zofia Example");
        story.say(1, 1, 0, given);
    }

    CaseStory& goes(const char* day, CaseState to, const std::string& text = "") {
        CaseStep step;
        step.follows = last;
        step.to = to;
        step.owner = to == CaseState::passed_on ? "Water board" : "Street lighting";
        step.due = on("2026-03-20");
        step.text = text;
        step.reference = "WB 77";
        step.told_how = to == CaseState::told ? ToldHow::kiosk : ToldHow::not_yet;
        step.checked = true;
        step.officer = "R. Patel";
        step.note = "rang the depot";
        story.day(day);
        last = story.say(0, 1, 0, step);
        return *this;
    }

    [[nodiscard]] ReceiptState line(const char* today, int number = 1) const {
        const ReceiptStates states = receipt_states(story.state(), on(today));
        const ReceiptState* found = states.find(key(number));
        return found == nullptr ? ReceiptState() : *found;
    }

    Story story;
    FactId last;
};

}  // namespace

TEST_CASE("a receipt says what its state needs to say and no more", "[events][cases][E11]") {
    CaseStory one;
    ReceiptState line = one.line("2026-03-03");
    CHECK(line.state == "received");
    CHECK((line.who.empty() && line.text.empty() && !line.by && !line.step));

    line = one.goes("2026-03-04", CaseState::with_owner).line("2026-03-05");
    CHECK(line.state == "with_owner");
    CHECK(line.who == "Street lighting");
    CHECK(line.by == on("2026-03-20"));
    CHECK(line.reference.empty());

    line = one.goes("2026-03-06", CaseState::planned, "replace the lamp").line("2026-03-07");
    CHECK(line.text == "replace the lamp");
    CHECK(line.by == on("2026-03-20"));

    line = one.goes("2026-03-18", CaseState::done, "Lamp 14 is new.").line("2026-03-19");
    CHECK(line.state == "done");
    CHECK(line.text == "Lamp 14 is new.");
    CHECK(line.step == one.last);  // a resident may say that it did not help

    line = one.goes("2026-03-20", CaseState::told).line("2026-03-21");
    CHECK(line.state == "told");
    CHECK(line.result == "done");
    CHECK(line.done == on("2026-03-18"));
    CHECK(line.text == "Lamp 14 is new.");
}

TEST_CASE("a case that was passed on names the other and their number", "[events][cases]") {
    CaseStory one;
    const ReceiptState line = one.goes("2026-03-04", CaseState::passed_on).line("2026-03-05");
    CHECK(line.who == "Water board");
    CHECK(line.reference == "WB 77");
    CHECK(line.text.empty());
}

TEST_CASE("a closed case is told for 180 days and then no more", "[events][cases]") {
    CaseStory one;
    one.goes("2026-03-04", CaseState::with_owner).goes("2026-03-05", CaseState::done, "Swept.");
    one.goes("2026-03-06", CaseState::told).goes("2026-04-01", CaseState::closed);
    CHECK(one.line("2026-04-02").state == "closed");
    CHECK(one.line("2026-04-02").text == "Swept.");
    CHECK(one.line("2026-09-28").state == "closed");  // 1 April and 180 days
    CHECK(one.line("2026-09-29").state.empty());
}

TEST_CASE("a duplicate reads as the case that it is one of", "[events][cases][E11]") {
    CaseStory one;
    one.goes("2026-03-04", CaseState::with_owner);
    one.story.day("2026-03-05");
    const FactId opened = one.story.say(2, 2, 0, CaseOpened{});
    CaseStep step;
    step.follows = opened;
    step.to = CaseState::duplicate;
    step.other = person(1);
    one.story.say(0, 2, 0, step);
    const ReceiptState line = one.line("2026-03-06", 2);
    CHECK(line.key == key(2));
    CHECK(line.state == "with_owner");
    CHECK(line.who == "Street lighting");
    CHECK_FALSE(line.step);
}

TEST_CASE("what was taken back by receipt says so, whatever it was", "[events][cases]") {
    CaseStory one;
    one.story.day("2026-03-09");
    one.story.say(2, 0, 0, WithdrawAsked{key(1)});
    one.story.say(2, 0, 0, WithdrawAsked{key(9)});
    CHECK(one.line("2026-03-10").state == "withdrawn");
    CHECK(one.line("2026-03-10").on == on("2026-03-09"));
    CHECK(one.line("2026-03-10").of == ReceiptOf::case_report);
    CHECK(one.line("2026-03-10", 9).of == ReceiptOf::answer);
    CHECK(one.line("2026-03-10", 9).state == "withdrawn");
}

TEST_CASE("requests and complaints have a line without a word of what they are about",
          "[events][cases]") {
    CaseStory one;
    Requested asked;
    asked.offer = Offer::referral;
    asked.about = "drugs_service";
    asked.question.assign("for my son");
    one.story.say(1, 3, 0, asked);
    ComplaintMade made;
    made.text.assign("You wrote again");
    one.story.say(1, 4, 0, made);
    CHECK(one.line("2026-03-10", 3).state == "asked");
    CHECK(one.line("2026-03-10", 4).state == "received");
    const std::string file = write_receipts(receipt_states(one.story.state(), on("2026-03-10")));
    for (const char* word : {"drugs_service", "son", "wrote", "Zofia", "canal", "number 12"}) {
        INFO(word);
        CHECK(file.find(word) == std::string::npos);
    }
}

TEST_CASE("the file of receipts reads back as it was written", "[events][cases]") {
    CaseStory one;
    one.goes("2026-03-04", CaseState::with_owner).goes("2026-03-05", CaseState::done, "Swept.");
    one.goes("2026-03-06", CaseState::told);
    one.story.say(2, 0, 0, WithdrawAsked{key(9)});
    const ReceiptStates states = receipt_states(one.story.state(), on("2026-03-10"));
    const auto read = read_receipts(write_receipts(states));
    REQUIRE(read);
    CHECK(*read == states);
    CHECK(states.all.size() == 2);
}

TEST_CASE("a kiosk passes over lines of a newer office and refuses a broken file",
          "[events][cases]") {
    const std::string head = R"({"harmony":"receipts/1","as_of":"2026-03-10","receipts":[)";
    const std::string good =
        R"({"key":"6c1c7ddc8095033930da1611261e7392","of":"case","state":"received","on":"2026-03-02"})";
    const std::string newer =
        R"({"key":"7c1c7ddc8095033930da1611261e7392","of":"case","state":"adopted","on":"2026-03-02"})";
    const auto read = read_receipts(head + good + "," + newer + "]}");
    REQUIRE(read);
    REQUIRE(read->all.size() == 1);
    CHECK(read->all[0].state == "received");
    CHECK_FALSE(read_receipts(head + good + "," + good + "]}"));
    CHECK_FALSE(read_receipts(head + R"({"key":"12","of":"case","state":"done","on":"x"}]})"));
    CHECK_FALSE(read_receipts("[]"));
    CHECK_FALSE(read_receipts("{"));
}

namespace {

/// Somebody without contact details who signed up for the first date.
Story nameless(int number, Outcome outcome) {
    Story story;
    SignedUp made;
    made.outcome = outcome;
    made.party = 1;
    made.turn = outcome == Outcome::waiting ? 1 : 0;
    made.code = 482917360;
    made.language = "en";
    story.day("2026-03-02");
    story.say(1, number, 1, made);
    return story;
}

std::optional<base::Day> day_of_date(const OccurrenceId& date_id) {
    return date_id == date(1) ? std::optional(on("2026-03-30")) : std::nullopt;
}

ReceiptStates tickets(const Story& story, const char* today = "2026-03-10") {
    ReceiptStates states;
    states.as_of = on(today);
    const auto key_of = [](std::uint32_t) -> base::Result<base::ReceiptKey> { return key(9); };
    REQUIRE(add_tickets(story.state(), day_of_date, on(today), key_of, states).ok());
    return states;
}

}  // namespace

TEST_CASE("whoever gave no way to be told finds their place in the waiting list under the number",
          "[events][ticket][E4]") {
    const ReceiptStates states = tickets(nameless(1, Outcome::waiting));
    REQUIRE(states.all.size() == 1);
    CHECK(states.all[0].of == ReceiptOf::ticket);
    CHECK(states.all[0].state == "waiting");
    CHECK(states.all[0].occurrence == date(1));
    const auto read = read_receipts(write_receipts(states));
    REQUIRE(read);
    CHECK(*read == states);
}

TEST_CASE("a ticket that is as its kiosk said, or whose date is over, needs no line",
          "[events][ticket]") {
    CHECK(tickets(nameless(1, Outcome::confirmed)).all.empty());
    CHECK(tickets(nameless(1, Outcome::waiting), "2026-03-31").all.empty());
}

TEST_CASE("two sign-ups with one number are both left out: nobody reads of somebody else",
          "[events][ticket]") {
    Story story = nameless(1, Outcome::waiting);
    SignedUp again;
    again.outcome = Outcome::waiting;
    again.party = 1;
    again.turn = 2;
    again.code = 482917360;
    again.language = "en";
    story.say(1, 2, 1, again);
    CHECK(tickets(story).all.empty());
}
