#include "events/sign_up.h"

#include <catch2/catch.hpp>

using namespace harmony;
using namespace harmony::events;

namespace {

const base::Day today = *base::day_from_iso("2026-03-30");

Event evening() {
    Event event;
    event.id = *OccurrenceId::from_hex("7c20d4e91b6f3a58");
    event.day = *base::day_from_iso("2026-04-15");
    event.sign_up = SignUpMode::request;
    event.party_max = 4;
    event.keep_days = 30;
    return event;
}

Agreement said(Box box, bool yes) {
    Agreement agreement;
    agreement.box = box;
    agreement.yes = yes;
    agreement.language = "en";
    return agreement;
}

/// Everything given and agreed to.
SignUpEntry whole() {
    SignUpEntry entry;
    entry.party = 2;
    entry.under_16 = 1;
    entry.gives_contact = true;
    entry.name = base::SecretText("Zofia  Kowalska");
    entry.phone = base::SecretText("07700 900123");
    entry.email = base::SecretText("zofia@Example.org");
    entry.preferred = Preferred::text;
    entry.needs = {Need::vegan, Need::other, Need::step_free, Need::vegan};
    entry.note = base::SecretText("A seat near the door");
    entry.agreements = {
        said(Box::this_event, true), said(Box::later_events, false), said(Box::needs, true)};
    return entry;
}

SignUpIds ids() {
    base::SeededRandom random(3);
    return draw_sign_up(random);
}

std::optional<SignUpTrouble> trouble(const SignUpEntry& entry, const Event& event = evening()) {
    const auto made = finish(entry, event, ids(), "en", today);
    const auto* found = std::get_if<SignUpTrouble>(&made);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

SignUp made(const SignUpEntry& entry) {
    auto made = finish(entry, evening(), ids(), "en", today);
    REQUIRE(std::holds_alternative<SignUp>(made));
    return std::get<SignUp>(made);
}

}  // namespace

TEST_CASE("a whole sign-up is frozen in the form in which it is kept", "[events][signup]") {
    const SignUp sign_up = made(whole());
    CHECK(sign_up.id() == ids().id);
    CHECK(sign_up.code() == ids().code);
    CHECK(sign_up.occurrence() == evening().id);
    CHECK(sign_up.party() == 2);
    CHECK(sign_up.under_16() == 1);
    CHECK(base::to_iso(sign_up.delete_on()) == "2026-05-15");
    REQUIRE(sign_up.contact().has_value());
    CHECK(sign_up.contact()->name.view() == "Zofia Kowalska");
    CHECK(sign_up.contact()->phone.view() == "+447700900123");
    CHECK(sign_up.contact()->email.view() == "zofia@example.org");
    CHECK(sign_up.needs() == std::vector<Need>{Need::step_free, Need::other, Need::vegan});
    CHECK(sign_up.note().view() == "A seat near the door");
}

TEST_CASE("what was not agreed to is left out of the sign-up", "[events][signup]") {
    SignUpEntry entry = whole();
    entry.agreements = {said(Box::this_event, false), said(Box::needs, false)};
    const SignUp sign_up = made(entry);
    CHECK_FALSE(sign_up.contact().has_value());
    CHECK(sign_up.needs().empty());
    CHECK(sign_up.note().empty());
    // A box that was never shown counts as not ticked.
    entry.agreements.clear();
    CHECK_FALSE(made(entry).contact().has_value());
}

TEST_CASE("somebody may sign up without contact details", "[events][signup]") {
    SignUpEntry entry;
    entry.party = 1;
    const SignUp sign_up = made(entry);
    CHECK_FALSE(sign_up.contact().has_value());
    CHECK(sign_up.party() == 1);
}

TEST_CASE("the first thing to mend is named", "[events][signup][bad-input]") {
    const auto with = [](auto change) {
        SignUpEntry entry = whole();
        change(entry);
        return trouble(entry);
    };
    CHECK(with([](auto& e) { e.party = 0; }) == SignUpTrouble::party);
    CHECK(with([](auto& e) { e.party = 5; }) == SignUpTrouble::party);
    CHECK(with([](auto& e) { e.under_16 = 3; }) == SignUpTrouble::under_16);
    CHECK(with([](auto& e) { e.name = base::SecretText(" "); }) == SignUpTrouble::name);
    CHECK(with([](auto& e) { e.phone = base::SecretText("12"); }) == SignUpTrouble::phone);
    CHECK(with([](auto& e) { e.email = base::SecretText("zofia"); }) == SignUpTrouble::email);
    CHECK(with([](auto& e) {
              e.phone.wipe();
              e.email.wipe();
          }) == SignUpTrouble::reachable);
    CHECK(with([](auto& e) { e.preferred = Preferred::none; }) == SignUpTrouble::preferred);
    CHECK(with([](auto& e) { e.phone.wipe(); }) == SignUpTrouble::preferred);
    CHECK(with([](auto& e) {
              e.email.wipe();
              e.preferred = Preferred::email;
          }) == SignUpTrouble::preferred);
    CHECK(with([](auto& e) { e.note.wipe(); }) == SignUpTrouble::note);
    CHECK(with([](auto&) {}) == std::nullopt);
}

TEST_CASE("an event that is cancelled, past or without sign-up takes nobody", "[events][signup]") {
    Event event = evening();
    event.state = EventState::cancelled;
    CHECK(trouble(whole(), event) == SignUpTrouble::cancelled);
    event = evening();
    event.sign_up = SignUpMode::none;
    CHECK(trouble(whole(), event) == SignUpTrouble::closed);
    event = evening();
    event.day = today - std::chrono::days{1};
    CHECK(trouble(whole(), event) == SignUpTrouble::closed);
    event.day = today;
    CHECK(trouble(whole(), event) == std::nullopt);
}

TEST_CASE("needs are found by their names", "[events][signup]") {
    CHECK(need_named("step_free") == Need::step_free);
    CHECK(need_named("no_nuts") == Need::no_nuts);
    CHECK(need_named("caviar") == std::nullopt);
    CHECK(name_of(Need::other) == "other");
}
