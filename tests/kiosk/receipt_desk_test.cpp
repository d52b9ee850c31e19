// "I have a number" (kiosk.md 4.5; states and words: design of events, 14.2).
#include "kiosk/receipt_desk.h"

#include <catch2/catch.hpp>

#include "kiosk/sample_pages.h"

using namespace harmony;
using namespace harmony::kiosk;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

base::Day day(const char* text) {
    return *base::day_from_iso(text);
}

base::ReceiptKey key(std::byte letter = std::byte{7}) {
    return *base::ReceiptKey::from_bytes(base::Bytes(16, letter));
}

events::ReceiptState state(std::string name) {
    events::ReceiptState state;
    state.key = key();
    state.state = std::move(name);
    state.on = day("2026-03-20");
    return state;
}

struct Desk {
    std::string said(const events::ReceiptState& state) const {
        return state_in_words(state, words);
    }

    void type(std::string_view digits) {
        for (const char digit : digits) {
            desk.type(ui::KeyPress::typed(std::string(1, digit)));
        }
    }

    Phrases phrases = tests::shipped_phrases();
    Words words{phrases, "en"};
    ReceiptDesk desk;
};

}  // namespace

TEST_CASE("every state of a case reads as the design says", "[kiosk][receipt][E11]") {
    const Desk at;
    CHECK(at.said(state("received")) == "We have it. Nobody has looked at it yet.");
    events::ReceiptState owner = state("with_owner");
    owner.who = "Street care";
    owner.by = day("2026-04-10");
    CHECK(at.said(owner) == "With \u2068Street care\u2069. Next news by 10 April 2026.");
    events::ReceiptState planned = state("planned");
    planned.by = day("2026-04-30");
    CHECK(at.said(planned) == "We plan to do this by 30 April 2026.");
    events::ReceiptState told = state("told");
    told.result = "done";
    told.done = day("2026-03-18");
    CHECK(at.said(told) == "Done on 18 March 2026.");
    told.state = "closed";
    CHECK(at.said(told) == "Done on 18 March 2026.");
    CHECK(at.said(state("reopened")) == "Open again since 20 March 2026.");
    CHECK(at.said(state("withdrawn")) == "Taken back on 20 March 2026.");
    events::ReceiptState passed = state("passed_on");
    passed.who = "Example Water";
    CHECK(at.said(passed) == "\u2068Example Water\u2069 deals with this.");
    CHECK(at.said(state("cannot_do")) == "We cannot do this. This is why:");
}

TEST_CASE("a number with a wrong digit is not looked up", "[kiosk][receipt][S4]") {
    Desk at;
    at.type("482917365192");
    CHECK_FALSE(at.desk.is_whole(at.words));
    CHECK(at.desk.lookup(at.words, milliseconds{0}).trouble ==
          "This number is not complete. Check it and type it again.");
    CHECK(at.desk.lookup(at.words, milliseconds{0}).digits.view() == "4829 1736 5192");
    at.desk.open();
    at.type("482917365191");
    CHECK(at.desk.is_whole(at.words));
    CHECK_FALSE(at.desk.take_scan("HR1:482917365192"));
    CHECK(at.desk.take_scan("HR1:482917365191"));
}

TEST_CASE("an unknown number says that news may still come, and may be taken back",
          "[kiosk][receipt]") {
    Desk at;
    at.desk.take(key(), {}, milliseconds{0});
    const CodeResultView view = at.desk.result(at.words);
    CHECK(view.state.starts_with("We cannot find this number here yet."));
    CHECK(view.may_take_back);
    CHECK_FALSE(view.asks_if_helped);
    CHECK_FALSE(at.desk.opened_again().has_value());
    const auto fact = at.desk.taken_back();
    REQUIRE(fact.has_value());
    CHECK(std::get<events::WithdrawAsked>(fact->payload).receipt == key());
    CHECK(fact->head.subject.is_zero());
    CHECK(events::is_allowed(*fact, events::Author::kiosk));
}

TEST_CASE("five unknown numbers end the tries for half a minute", "[kiosk][receipt]") {
    Desk at;
    const milliseconds now{60'000};
    for (int i = 0; i < 5; ++i) {
        CHECK_FALSE(at.desk.is_barred(now));
        at.desk.take(key(), {}, now);
    }
    CHECK(at.desk.is_barred(now));
    CHECK_FALSE(at.desk.lookup(at.words, now).may_try);
    at.desk.end_session();  // the next person waits, too
    CHECK(at.desk.is_barred(now + seconds{30} - milliseconds{1}));
    CHECK_FALSE(at.desk.is_barred(now + seconds{30}));
}

TEST_CASE("a case that was mended asks whether it helped, and opens again when it did not",
          "[kiosk][receipt][E11]") {
    Desk at;
    events::ReceiptState told = state("told");
    told.result = "done";
    told.step = *events::FactId::from_hex("0102030405060708090a0b0c0d0e0f10");
    at.desk.take(key(), {day("2026-03-21"), {told}}, milliseconds{0});
    CHECK(at.desk.result(at.words).asks_if_helped);
    CHECK(at.desk.result(at.words).as_of == "As of 21 March 2026.");
    const auto fact = at.desk.opened_again();
    REQUIRE(fact.has_value());
    CHECK(base::equal(fact->head.subject.view(), key().view()));
    const auto& step = std::get<events::CaseStep>(fact->payload);
    CHECK(step.to == events::CaseState::reopened);
    CHECK(step.follows == *told.step);
    CHECK(events::is_allowed(*fact, events::Author::kiosk));
    CHECK(events::read_fact(events::write_fact([&] {
              events::Fact whole = *fact;
              whole.head.seq = 1;
              whole.head.day = day("2026-03-30");
              return whole;
          }()))
              .ok());
}

TEST_CASE("the digits are gone once they were looked up", "[kiosk][receipt][K3]") {
    Desk at;
    at.type("482917365191");
    at.desk.take(key(), {}, milliseconds{0});
    CHECK(at.desk.digits().empty());
    at.desk.close();
    CHECK_FALSE(at.desk.has_result());
}
