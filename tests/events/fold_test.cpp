#include "events/fold.h"

#include <catch2/catch.hpp>

#include "story.h"

// The states of 8.1 and the rules of 5.3 of the design of events.

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

SignUpState state_of(const Story& story, int subject) {
    const State state = story.state();
    const SignUpRecord* record = state.sign_up(person(subject));
    REQUIRE(record != nullptr);
    return record->state;
}

Promoted offer(const char* expires) {
    return {PromotionMode::offer, on(expires), ""};
}

}  // namespace

TEST_CASE("a sign-up is what its facts make of it", "[events][fold]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed, 2);
    story.signs_up(1, 2, Outcome::waiting);
    story.signs_up(1, 3, Outcome::requested);
    CHECK(state_of(story, 1) == SignUpState::confirmed);
    CHECK(state_of(story, 2) == SignUpState::waiting);
    CHECK(state_of(story, 3) == SignUpState::requested);
    story.say(0, 2, 1, Promoted{});
    story.say(0, 3, 1, Promoted{});
    CHECK(state_of(story, 2) == SignUpState::confirmed);
    CHECK(state_of(story, 3) == SignUpState::confirmed);
}

TEST_CASE("what comes before the sign-up waits for it", "[events][fold]") {
    Story story;
    story.say(2, 1, 1, Cancelled{});
    CHECK(state_of(story, 1) == SignUpState::unknown);
    story.signs_up(1, 1, Outcome::confirmed);
    CHECK(state_of(story, 1) == SignUpState::cancelled);
}

TEST_CASE("a cancellation is taken back by the fact that names it, and by no other",
          "[events][fold]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    const FactId first = story.say(1, 1, 1, Cancelled{});
    story.say(0, 1, 1, Reinstated{first});
    CHECK(state_of(story, 1) == SignUpState::confirmed);
    story.say(2, 1, 1, Cancelled{CancelReason::no_answer});
    CHECK(state_of(story, 1) == SignUpState::cancelled);
}

TEST_CASE("an offer stands until its last day is over", "[events][fold]") {
    Story story;
    story.signs_up(1, 1, Outcome::waiting);
    const FactId offered = story.say(0, 1, 1, offer("2026-03-29"));
    story.now = at("2026-03-29T22:59:00Z");  // 23:59 in London, summer time began that morning
    CHECK(state_of(story, 1) == SignUpState::offered);
    story.now = at("2026-03-29T23:00:00Z");
    CHECK(state_of(story, 1) == SignUpState::waiting);
    CHECK(story.state().sign_up(person(1))->passed);
    story.say(0, 1, 1, OfferClosed{offered, OfferEnd::accepted});
    CHECK(state_of(story, 1) == SignUpState::confirmed);
}

TEST_CASE("who declines an offer waits on and is passed over", "[events][fold]") {
    Story story;
    story.signs_up(1, 1, Outcome::waiting);
    const FactId offered = story.say(0, 1, 1, offer("2026-03-29"));
    story.say(0, 1, 1, OfferClosed{offered, OfferEnd::declined});
    CHECK(state_of(story, 1) == SignUpState::waiting);
    CHECK(story.state().sign_up(person(1))->passed);
}

TEST_CASE("a typed code cancels the one sign-up that has it", "[events][fold]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    story.signs_up(2, 2, Outcome::confirmed);
    const FactId asked = story.say(3, 0, 1, CancelAsked{code(1)});
    CHECK(state_of(story, 1) == SignUpState::cancelled);
    CHECK(state_of(story, 2) == SignUpState::confirmed);
    CHECK(of_kind(story.state(), ConflictKind::unknown_code).empty());
    // Typed again on another kiosk: it is the same wish.
    story.say(4, 0, 1, CancelAsked{code(1)});
    CHECK(of_kind(story.state(), ConflictKind::unknown_code).empty());
    CHECK(of_kind(story.state(), ConflictKind::code_ambiguous).empty());
    story.say(0, 1, 1, Reinstated{asked});
    CHECK(state_of(story, 1) == SignUpState::cancelled);  // the second wish still stands
}

TEST_CASE("equal facts are one, and of two with one id the smaller hash counts", "[events][fold]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed, 2);
    KnownFact other = story.facts().back();
    const KnownFact same = other;
    std::get<SignedUp>(other.fact.payload).party = 5;
    story.facts().push_back(same);
    CHECK(of_kind(story.state(), ConflictKind::fact_mismatch).empty());
    story.arrives(other.origin, write_fact(other.fact));
    const bool smaller = story.facts().back().content < same.content;
    CHECK(story.state().sign_up(person(1))->party == (smaller ? 5 : 2));
    CHECK(of_kind(story.state(), ConflictKind::fact_mismatch).size() == 1);
}

TEST_CASE("nothing of somebody erased comes back", "[events][fold]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    story.gives_contact(1, 1, "+447700900123");
    story.say(0, 1, 0, Erased{});
    const State state = story.state();
    CHECK(state.sign_up(person(1)) == nullptr);
    CHECK(state.erased == std::vector<SubjectId>{person(1)});
    CHECK(state.dropped_erased == 2);
    REQUIRE(of_kind(state, ConflictKind::erased_returned).size() == 1);
    CHECK(of_kind(state, ConflictKind::erased_returned)[0].closed);
    CHECK(of_kind(state, ConflictKind::erased_returned)[0].number == 2);
}

TEST_CASE("a correction follows the contact that it corrects", "[events][fold]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    const FactId given = story.gives_contact(1, 1, "+447700900123");
    Contact right = story.state().sign_up(person(1))->person.contact.value();
    right.phone = base::SecretText("+447700900456");
    const FactId corrected = story.say(0, 1, 0, ContactCorrected{given, right});
    CHECK(story.state().sign_up(person(1))->person.contact->phone.view() == "+447700900456");
    CHECK(story.state().sign_up(person(1))->person.contact_fact == corrected);
    story.say(0, 1, 0, ConsentWithdrawn{Box::this_event});
    CHECK_FALSE(story.state().sign_up(person(1))->person.contact.has_value());
}

TEST_CASE("who did not come is known once every door was heard", "[events][fold]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    story.signs_up(1, 2, Outcome::confirmed);
    story.day("2026-03-30").comes(1, 2, 845);
    const auto came = [&](int subject) { return story.state().sign_up(person(subject))->came; };
    story.now = at("2026-03-31T14:59:00Z");  // a minute before end + 24 h
    CHECK(came(1) == CameState::open);
    CHECK(came(2) == CameState::came);
    story.now = at("2026-03-31T15:00:00Z");
    CHECK(came(1) == CameState::not_known);
    for (KioskNews& news : story.settings.kiosks) {
        news.heard = at("2026-03-30T15:00:00Z");
    }
    CHECK(came(1) == CameState::did_not_come);
    CHECK(came(2) == CameState::came);
}

TEST_CASE("attendance is checked-in parties and walk-ins, and clickers stand beside it",
          "[events][fold]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed, 3);
    story.day("2026-03-30").comes(1, 1, 845);
    story.say(1, 0, 1, WalkedIn{2, 1, FirstTime::yes}, 850);
    story.say(2, 0, 1, Counted{0, 7, 2}, 845);
    story.say(3, 0, 1, Counted{0, 1, 0}, 845);
    const State state = story.state();
    const OccurrenceRecord& record = *state.occurrence(date(1));
    CHECK(record.attended() == 6);
    REQUIRE(record.clicked.size() == 1);
    CHECK(record.clicked[0] == ClickerTotal{0, 8, 2});
    CHECK(record.first_time[1] == 3);
    // Edited down at the door.
    CheckedIn two;
    two.party = 2;
    Story fewer;
    fewer.signs_up(1, 1, Outcome::confirmed, 3);
    fewer.say(1, 1, 1, two, 845);
    CHECK(fewer.state().occurrence(date(1))->attended() == 2);
}

TEST_CASE("the newest change says what a date is", "[events][fold]") {
    Story story;
    OccurrenceChanged moved;
    moved.sequence = 1;
    moved.state = ChangedTo::moved;
    moved.start_min = 29'580'000;
    OccurrenceChanged cancelled;
    cancelled.sequence = 2;
    cancelled.state = ChangedTo::cancelled;
    story.say(0, 0, 1, cancelled);
    story.say(0, 0, 1, moved);
    const State state = story.state();
    CHECK(state.occurrence(date(1))->state == ChangedTo::cancelled);
    CHECK(state.occurrence(date(1))->sequence == 2);
    CHECK(state.occurrence(date(1))->cancelled_on == on("2026-03-28"));
    story.facts().erase(story.facts().begin());
    const State before = story.state();
    CHECK(before.occurrence(date(1))->state == ChangedTo::moved);
    CHECK(*before.occurrence(date(1))->end - *before.occurrence(date(1))->start ==
          std::chrono::hours{2});
}

TEST_CASE("facts of a newer Harmony are counted and change nothing", "[events][fold]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    const State before = story.state();
    base::SecretBytes newer = write_fact(story.facts()[0].fact);
    newer[1] = std::byte{2};
    story.arrives({*FactId::from_hex("ffffffffffffffffffffffffffffffff"),
                   kiosk(1),
                   instance(1),
                   Author::kiosk},
                  newer);
    State after = story.state();
    CHECK(after.newer == 1);
    after.newer = 0;
    CHECK(after == before);
}

TEST_CASE("a date of a series is folded with its spaces and its end of sign-up", "[events][fold]") {
    Occurrence occurrence;
    occurrence.id = date(2);
    occurrence.start = at("2026-04-06T13:00:00Z");
    occurrence.end = at("2026-04-06T15:00:00Z");
    occurrence.spaces = 12;
    occurrence.walk_in_reserve = 2;
    Story story;
    story.settings.occurrences.push_back(plan_of(occurrence, std::chrono::minutes{60}));
    const State state = story.state();
    const OccurrenceRecord* record = state.occurrence(date(2));
    REQUIRE(record != nullptr);
    CHECK(record->spaces == 12);
    CHECK(record->reserve == 2);
    CHECK(record->closes == at("2026-04-06T12:00:00Z"));
    CHECK(record->state == ChangedTo::scheduled);
}
