#include <catch2/catch.hpp>

#include "story.h"

// E13: each row of 16 of the design of events: what makes it, and what the officers' default action
// makes of it. Nothing here ever stops a fact from being taken in.

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

/// The one conflict of a kind.
Conflict only(const Story& story, ConflictKind kind) {
    const auto found = of_kind(story.state(), kind);
    REQUIRE(found.size() == 1);
    return found[0];
}

/// An officer closes it; answers the id of the fact.
FactId close(Story& story, const Conflict& conflict, ConflictAction action, FactId chosen = {}) {
    ConflictClosed closed;
    closed.kind = conflict.kind;
    closed.about = conflict.about;
    closed.other = conflict.other;
    closed.action = action;
    closed.chosen = chosen;
    closed.officer = "R. Patel";
    const FactId id = story.say(0, 0, conflict.occurrence.is_zero() ? 0 : 1, closed);
    const Conflict now = only(story, conflict.kind);
    CHECK(now.closed);
    CHECK(now.action == action);
    return id;
}

base::RecordId as_record(const SubjectId& id) {
    return *base::RecordId::from_bytes(id.view());
}

int attended(const Story& story) {
    return story.state().occurrence(date(1))->attended();
}

}  // namespace

TEST_CASE("one ticket at two doors counts once, or as two parties if an officer says so",
          "[events][conflicts][E13][E5]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed, 3);
    story.day("2026-03-30").comes(1, 1, 845);
    story.comes(2, 1, 846);
    CHECK(attended(story) == 3);
    const Conflict found = only(story, ConflictKind::double_check_in);
    CHECK_FALSE(found.closed);
    const FactId closed = close(story, found, ConflictAction::same_party);
    CHECK(attended(story) == 3);
    story.say(0, 0, 1, ConflictReopened{closed});
    CHECK_FALSE(only(story, ConflictKind::double_check_in).closed);
    close(story, found, ConflictAction::two_parties);
    CHECK(attended(story) == 6);
}

TEST_CASE("one ticket twice at one door within ten minutes is one entry",
          "[events][conflicts][E13]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    story.day("2026-03-30").comes(1, 1, 845);
    story.comes(1, 1, 855);
    CHECK(of_kind(story.state(), ConflictKind::double_check_in).empty());
    story.comes(1, 1, 856);
    CHECK(of_kind(story.state(), ConflictKind::double_check_in).size() == 1);
}

TEST_CASE("who came although they had cancelled or waited came, unless it was somebody else",
          "[events][conflicts][E13]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    story.say(1, 1, 1, Cancelled{});
    story.day("2026-03-30").comes(1, 1, 845);
    CHECK(attended(story) == 1);
    close(story, only(story, ConflictKind::checked_in_after_cancel), ConflictAction::accept);
    CHECK(attended(story) == 1);

    Story waiting;
    waiting.signs_up(1, 2, Outcome::waiting);
    waiting.day("2026-03-30").comes(1, 2, 845);
    CHECK(attended(waiting) == 1);
    close(waiting, only(waiting, ConflictKind::waiting_admitted), ConflictAction::wrong_person);
    CHECK(attended(waiting) == 0);
}

TEST_CASE("more confirmed than there is space for is said until it is accepted or grows",
          "[events][conflicts][E13]") {
    Story story;
    for (int subject = 1; subject <= 8; ++subject) {
        story.signs_up(1, subject, Outcome::confirmed, 5);
    }
    const Conflict over = only(story, ConflictKind::over_spaces);
    CHECK(over.number == 4);  // 40 people, 36 spaces beside the reserve
    close(story, over, ConflictAction::accept);
    story.signs_up(1, 9, Outcome::confirmed, 1);
    CHECK_FALSE(only(story, ConflictKind::over_spaces).closed);
    CHECK(only(story, ConflictKind::over_spaces).number == 5);
}

TEST_CASE("one phone with two sign-ups for a date may be one person", "[events][conflicts][E13]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    story.gives_contact(1, 1, "+447700900123");
    story.signs_up(2, 2, Outcome::confirmed);
    story.gives_contact(2, 2, "+447700900123");
    story.signs_up(3, 3, Outcome::confirmed);
    story.gives_contact(3, 3, "+447700900456");
    const Conflict found = only(story, ConflictKind::possible_double);
    CHECK(found.about == as_record(person(1)));
    CHECK(found.other == as_record(person(2)));
    Story merged = story;
    close(story, found, ConflictAction::keep);
    merged.say(0, 2, 1, Cancelled{CancelReason::double_sign_up});
    CHECK(of_kind(merged.state(), ConflictKind::possible_double).empty());
    CHECK(merged.state().occurrence(date(1))->occupied == 2);
}

TEST_CASE("who signed up after a date was cancelled must be told", "[events][conflicts][E13]") {
    Story story;
    OccurrenceChanged change;
    change.sequence = 1;
    change.state = ChangedTo::cancelled;
    story.signs_up(1, 1, Outcome::confirmed);
    story.day("2026-03-29").say(0, 0, 1, change);
    CHECK(of_kind(story.state(), ConflictKind::signed_up_after_cancel).empty());
    story.day("2026-03-30").signs_up(2, 2, Outcome::confirmed);
    const Conflict found = only(story, ConflictKind::signed_up_after_cancel);
    CHECK(found.subject == person(2));
    close(story, found, ConflictAction::told);
}

TEST_CASE("a code that nobody has, or that two have, is settled by choosing",
          "[events][conflicts][E13]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    story.say(2, 0, 1, CancelAsked{code(7)});
    const Conflict unknown = only(story, ConflictKind::unknown_code);
    CHECK(story.state().sign_up(person(1))->state == SignUpState::confirmed);
    close(story, unknown, ConflictAction::choose, as_record(person(1)));
    CHECK(story.state().sign_up(person(1))->state == SignUpState::cancelled);

    Story twice;
    SignedUp said;
    said.outcome = Outcome::confirmed;
    said.code = code(7);
    twice.say(1, 1, 1, said);
    twice.say(2, 2, 1, said);
    twice.say(3, 0, 1, CancelAsked{code(7)});
    const Conflict ambiguous = only(twice, ConflictKind::code_ambiguous);
    CHECK(ambiguous.number == 2);
    close(twice, ambiguous, ConflictAction::choose, as_record(person(2)));
    CHECK(twice.state().sign_up(person(1))->state == SignUpState::confirmed);
    CHECK(twice.state().sign_up(person(2))->state == SignUpState::cancelled);
}

TEST_CASE("of two steps at the same time one leads, and officers may choose the other",
          "[events][conflicts][E13]") {
    Story story;
    const FactId opened = story.say(1, 21, 0, CaseOpened{});
    CaseStep refused;
    refused.follows = opened;
    refused.to = CaseState::cannot_do;
    refused.text = "private land";
    refused.checked = true;
    CaseStep passed;
    passed.follows = opened;
    passed.to = CaseState::passed_on;
    passed.owner = "Water company";
    passed.reference = "77";
    const FactId first = story.say(0, 21, 0, refused);
    const FactId second = story.say(0, 21, 0, passed);
    const Conflict found = only(story, ConflictKind::double_step);
    const auto now = [&] { return story.state().case_of(person(21))->state; };
    const FactId other = now() == CaseState::cannot_do ? second : first;
    const CaseState other_state =
        now() == CaseState::cannot_do ? CaseState::passed_on : CaseState::cannot_do;
    close(story, found, ConflictAction::choose, other);
    CHECK(now() == other_state);
}

TEST_CASE("one id with two contents, and one machine twice, are told to officers",
          "[events][conflicts][E13]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    KnownFact other = story.facts().back();
    other.fact.head.day += std::chrono::days{1};
    story.arrives(other.origin, write_fact(other.fact));
    close(story, only(story, ConflictKind::fact_mismatch), ConflictAction::accept);

    Story forked;
    forked.signs_up(1, 1, Outcome::confirmed);
    KnownFact twin = forked.facts().back();
    twin.origin.id = *FactId::from_hex("ffffffffffffffffffffffffffffffff");
    twin.fact.head.subject = person(2);
    forked.arrives(twin.origin, write_fact(twin.fact));
    const Conflict found = only(forked, ConflictKind::forked_device);
    CHECK(found.about == *base::RecordId::from_bytes(kiosk(1).view()));
    close(forked, found, ConflictAction::accept);
    CHECK(forked.state().sign_ups.size() == 2);
}

TEST_CASE("what cannot be read or is not its author's is kept aside and stops nothing",
          "[events][conflicts][E13]") {
    Story story;
    const FactOrigin origin = {*FactId::from_hex("ffffffffffffffffffffffffffffffff"),
                               kiosk(1),
                               instance(1),
                               Author::kiosk};
    story.arrives(origin, base::as_bytes("no fact"));
    story.signs_up(1, 1, Outcome::confirmed);
    CHECK(story.state().sign_ups.size() == 1);
    close(story, only(story, ConflictKind::bad_fact), ConflictAction::dismiss);

    Story forbidden;
    forbidden.signs_up(1, 1, Outcome::waiting);
    Fact fact;
    fact.head = {2, person(1), date(1), on("2026-03-28"), {}, FactBy::office};
    fact.payload = Promoted{};
    forbidden.arrives(origin, write_fact(fact));
    CHECK(forbidden.state().sign_up(person(1))->state == SignUpState::waiting);
    close(forbidden, only(forbidden, ConflictKind::not_allowed), ConflictAction::dismiss);
}

TEST_CASE("a kiosk with spaces that is silent for a week is lost", "[events][conflicts][E13]") {
    Story story;
    story.grants(1, 1, 6);
    story.now = at("2026-04-05T07:59:00Z");
    CHECK(of_kind(story.state(), ConflictKind::lost_kiosk).empty());
    story.now = at("2026-04-05T08:00:01Z");  // heard on 29 March at 08:00
    const Conflict found = only(story, ConflictKind::lost_kiosk);
    CHECK(found.number == 6);
    Story written_off = story;
    close(story, found, ConflictAction::wait);
    written_off.say(0, 0, 1, WriteOff{kiosk(1), instance(1), "Stolen"});
    CHECK(of_kind(written_off.state(), ConflictKind::lost_kiosk).empty());
}

TEST_CASE("a contact without the box it needs is found, and goes with the consent",
          "[events][conflicts][E13]") {
    Story story;
    story.signs_up(1, 1, Outcome::confirmed);
    story.gives_contact(1, 1, "+447700900123");
    CHECK(of_kind(story.state(), ConflictKind::consent_missing).empty());
    story.signs_up(2, 2, Outcome::confirmed);
    ContactGiven bare;
    bare.contact.name = base::SecretText("Amir");
    story.say(2, 2, 1, bare);
    CHECK(only(story, ConflictKind::consent_missing).subject == person(2));
    story.say(0, 2, 0, ConsentWithdrawn{Box::this_event});
    CHECK(of_kind(story.state(), ConflictKind::consent_missing).empty());
    CHECK_FALSE(story.state().sign_up(person(2))->person.contact.has_value());
}
