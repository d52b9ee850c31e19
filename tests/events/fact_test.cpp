#include "events/fact.h"

#include <catch2/catch.hpp>

#include "base/bytes.h"

using namespace harmony;
using namespace harmony::events;

namespace {

const base::Day today = *base::day_from_iso("2026-03-30");

Event evening() {
    Event event;
    event.id = *OccurrenceId::from_hex("7c20d4e91b6f3a58");
    event.day = *base::day_from_iso("2026-04-15");
    event.sign_up = SignUpMode::request;
    return event;
}

SignUpIds ids() {
    return {*SignUpId::from_hex("f0e0d0c0b0a090807060504030201000"), 482917360};
}

SignUp made(const SignUpEntry& entry) {
    auto made = finish(entry, evening(), ids(), "ur", today);
    REQUIRE(std::holds_alternative<SignUp>(made));
    return std::get<SignUp>(made);
}

SignUpEntry whole() {
    SignUpEntry entry;
    entry.party = 3;
    entry.under_16 = 2;
    entry.gives_contact = true;
    entry.name = base::SecretText("عائشہ");
    entry.phone = base::SecretText("07700 900123");
    entry.preferred = Preferred::phone_call;
    entry.needs = {Need::bsl, Need::halal};
    Agreement agreement;
    agreement.yes = true;
    agreement.language = "ur";
    agreement.translation = Translation::draft;
    agreement.english = base::Digest{};
    entry.agreements = {agreement};
    agreement.box = Box::needs;
    entry.agreements.push_back(agreement);
    return entry;
}

bool holds(base::ByteView bytes, std::string_view text) {
    return base::as_text(bytes).find(text) != std::string_view::npos;
}

}  // namespace

TEST_CASE("a sign-up without contact is one fact, byte for byte", "[events][facts]") {
    SignUpEntry entry;
    entry.party = 1;
    const auto facts = facts_of(made(entry), 7, today);
    REQUIRE(facts.size() == 1);
    // docs/formats/fact.md, worked example; 2026-03-30 is day 20542 (0x503e), 482917360 is
    // 0x1cc8bbf0.
    CHECK(base::to_hex(facts[0]) ==
          "8a0101010750f0e0d0c0b0a090807060504030201000487c20d4e91b6f3a5819503ef601"
          "88030100001a1cc8bbf0f662757201");
}

TEST_CASE("name, phone and needs stand in facts of their own", "[events][facts]") {
    const auto facts = facts_of(made(whole()), 1, today);
    REQUIRE(facts.size() == 3);
    CHECK_FALSE(holds(facts[0], "عائشہ"));
    CHECK_FALSE(holds(facts[0], "7700900123"));
    CHECK(holds(facts[1], "عائشہ"));
    CHECK(holds(facts[1], "+447700900123"));
    CHECK_FALSE(holds(facts[2], "عائشہ"));
}

TEST_CASE("how to hear back about a report is one fact with the report's receipt key",
          "[events][facts]") {
    // The key of the receipt 482917365191 in the design of events, 12.3.
    const auto receipt = base::ReceiptKey::from_hex("6c1c7ddc8095033930da1611261e7392");
    const base::SecretBytes body = hear_back_fact(made(whole()), *receipt, 9, today);
    const auto fact = read_fact(body);
    REQUIRE(fact.ok());
    REQUIRE(fact->kind() == FactKind::contact_given);
    const auto& given = std::get<ContactGiven>(fact->payload);
    CHECK(fact->head.seq == 9);
    CHECK(fact->head.subject.hex() == receipt->hex());
    CHECK(fact->head.occurrence.is_zero());
    CHECK(given.contact.name.view() == "عائشہ");
    REQUIRE(given.agreements.size() == 1);
    CHECK(given.agreements[0].box == Box::this_event);
}

TEST_CASE("facts are read back as they were made", "[events][facts]") {
    const SignUp sign_up = made(whole());
    const auto facts = facts_of(sign_up, 12, today);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto fact = read_fact(facts[i]);
        REQUIRE(fact.ok());
        CHECK(fact->kind() == static_cast<FactKind>(i + 1));
        CHECK(fact->head.seq == 12 + i);
        CHECK(fact->head.subject == sign_up.id());
        CHECK(fact->head.occurrence == sign_up.occurrence());
        CHECK(fact->head.day == today);
    }
    const Fact signed_up = *read_fact(facts[0]);
    const Fact contact = *read_fact(facts[1]);
    const Fact needs = *read_fact(facts[2]);
    CHECK(std::get<SignedUp>(signed_up.payload).party == 3);
    CHECK(std::get<SignedUp>(signed_up.payload).under_16 == 2);
    CHECK(std::get<SignedUp>(signed_up.payload).code == 482917360);
    CHECK(std::get<ContactGiven>(contact.payload).contact == sign_up.contact());
    CHECK(std::get<ContactGiven>(contact.payload).agreements ==
          std::vector<Agreement>{*sign_up.agreement(Box::this_event)});
    CHECK(std::get<NeedGiven>(needs.payload).needs == sign_up.needs());
}

TEST_CASE("every shortened and every changed fact is refused or reads as it stands",
          "[events][facts][bad-input]") {
    for (const base::SecretBytes& fact : facts_of(made(whole()), 1, today)) {
        for (std::size_t length = 0; length < fact.size(); ++length) {
            REQUIRE_FALSE(read_fact(base::ByteView(fact).first(length)).ok());
        }
        base::SecretBytes longer = fact;
        longer.push_back(std::byte{0});
        CHECK_FALSE(read_fact(longer).ok());
    }
}

TEST_CASE("a fact of a newer kind is told from one that is damaged", "[events][facts]") {
    base::SecretBytes fact = facts_of(made(whole()), 1, today)[0];
    fact[2] = std::byte{0x17};  // kind 23 in one byte is the highest of such; 24 follows
    fact[3] = std::byte{2};     // its version
    const auto read = read_fact(fact);
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().kind == base::ErrorKind::absent);
}

TEST_CASE("a fact whose name has not its stored form is refused", "[events][facts][bad-input]") {
    SignUpEntry entry = whole();
    entry.name = base::SecretText("Zofia K");
    base::SecretBytes fact = facts_of(made(entry), 1, today)[1];
    const std::size_t at = base::as_text(fact).find("Zofia K");
    REQUIRE(at != std::string_view::npos);
    REQUIRE(read_fact(fact).ok());
    fact[at] = std::byte{' '};
    CHECK_FALSE(read_fact(fact).ok());
}
