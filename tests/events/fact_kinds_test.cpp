#include <fmt/format.h>
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "base/bytes.h"
#include "base/text.h"
#include "fact_maker.h"

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

FactKind kind_at(std::size_t number) {
    return static_cast<FactKind>(number);
}

/// The worked examples of the document: `| 4 `cancelled` | 8a01... |`.
std::map<std::string, std::string> documented() {
    std::ifstream file(HARMONY_SOURCE_DIR "/docs/formats/fact.md");
    std::map<std::string, std::string> found;
    std::string text;
    while (std::getline(file, text)) {
        const auto cells = base::split(text, '|');
        if (cells.size() > 3 && cells[2].find("`8a") != std::string::npos) {
            found[std::string(base::trim(cells[1]))] =
                std::string(base::trim(cells[2])).substr(1, base::trim(cells[2]).size() - 2);
        }
    }
    return found;
}

}  // namespace

TEST_CASE("the document has a worked example of every kind, byte for byte", "[events][facts][E2]") {
    const auto found = documented();
    CHECK(found.size() == fact_kinds);
    for (std::size_t number = 1; number <= fact_kinds; ++number) {
        const FactKind kind = kind_at(number);
        const std::string name = fmt::format("{} `{}`", number, rule_of(kind).name);
        INFO("| " << name << " | `" << base::to_hex(write_fact(example_of(kind))) << "` |");
        REQUIRE(found.count(name) == 1);
        CHECK(found.at(name) == base::to_hex(write_fact(example_of(kind))));
        const auto read = read_fact(*base::from_hex(found.at(name)));
        REQUIRE(read.ok());
        CHECK(*read == example_of(kind));
    }
}

TEST_CASE("another reader of CBOR sees the head and payload of every kind", "[events][facts]") {
    for (std::size_t number = 1; number <= fact_kinds; ++number) {
        const base::SecretBytes body = write_fact(example_of(kind_at(number)));
        const auto json = nlohmann::json::from_cbor(base::as_text(body));
        REQUIRE(json.size() == 10);
        CHECK(json[1] == number);
        CHECK(json[3] == 7);
        CHECK(json[6] == 20542);  // 2026-03-30
        CHECK(json[9].is_array());
    }
}

TEST_CASE("facts of every kind are read back as they were made", "[events][facts][E2]") {
    CHECK(rc::check("any fact", [] {
        base::SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
        const Fact fact = random_fact(random, kind_at(*rc::gen::inRange<std::size_t>(1, 31)));
        const auto read = read_fact(write_fact(fact));
        RC_ASSERT(read.ok());
        RC_ASSERT(*read == fact);
    }));
}

TEST_CASE("one changed byte gives another fact or none, never the same one",
          "[events][facts][bad-input]") {
    CHECK(rc::check("any byte", [] {
        base::SeededRandom random(*rc::gen::arbitrary<std::uint64_t>());
        const Fact fact = random_fact(random, kind_at(*rc::gen::inRange<std::size_t>(1, 31)));
        base::SecretBytes body = write_fact(fact);
        body.at(random.below(body.size())) ^= static_cast<std::byte>(1 + random.below(255));
        const auto read = read_fact(body);
        const bool other = !read.ok() || (!(*read == fact) && base::equal(write_fact(*read), body));
        RC_ASSERT(other);
    }));
}

TEST_CASE("every shortened and lengthened fact of every kind is refused",
          "[events][facts][bad-input]") {
    for (std::size_t number = 1; number <= fact_kinds; ++number) {
        base::SecretBytes body = write_fact(example_of(kind_at(number)));
        for (std::size_t length = 0; length < body.size(); ++length) {
            REQUIRE_FALSE(read_fact(base::ByteView(body).first(length)).ok());
        }
        body.push_back(std::byte{0});
        CHECK_FALSE(read_fact(body).ok());
    }
}

TEST_CASE("kinds and versions of a newer Harmony are told from damage", "[events][facts]") {
    base::SecretBytes body = write_fact(example_of(FactKind::conflict_reopened));
    REQUIRE(body[3] == std::byte{30});  // 8a 01 18 1e: kind 30
    body[3] = std::byte{31};
    CHECK(read_fact(body).error().kind == base::ErrorKind::absent);
    body[3] = std::byte{30};
    body[4] = std::byte{2};
    CHECK(read_fact(body).error().kind == base::ErrorKind::absent);
    body[4] = std::byte{1};
    body[1] = std::byte{2};
    CHECK(read_fact(body).error().kind == base::ErrorKind::absent);
}

TEST_CASE("what a kind does not hold is refused", "[events][facts][bad-input]") {
    const auto refused = [](FactKind kind, auto change) {
        Fact fact = example_of(kind);
        change(fact);
        CHECK_THROWS_AS(write_fact(fact), base::BrokenPromise);
    };
    refused(FactKind::signed_up, [](Fact& f) { f.head.subject = {}; });
    refused(FactKind::signed_up, [](Fact& f) { f.head.minute = 12; });
    refused(FactKind::signed_up, [](Fact& f) { std::get<SignedUp>(f.payload).party = 11; });
    refused(FactKind::signed_up, [](Fact& f) { std::get<SignedUp>(f.payload).under_16 = 4; });
    refused(FactKind::signed_up, [](Fact& f) { std::get<SignedUp>(f.payload).code = 482917361; });
    refused(FactKind::grant,
            [](Fact& f) { f.head.subject = example_of(FactKind::erased).head.subject; });
    refused(FactKind::counted, [](Fact& f) { f.head.minute = 846; });
    refused(FactKind::checked_in, [](Fact& f) { f.head.minute.reset(); });
    refused(FactKind::checked_in, [](Fact& f) { std::get<CheckedIn>(f.payload).reason = ""; });
    refused(FactKind::promoted, [](Fact& f) { std::get<Promoted>(f.payload).expires.reset(); });
    refused(FactKind::allocation_applied,
            [](Fact& f) { std::get<AllocationApplied>(f.payload).used = 11; });
    refused(FactKind::reinstated, [](Fact& f) { std::get<Reinstated>(f.payload).names = {}; });
    refused(FactKind::case_opened, [](Fact& f) {
        std::get<CaseOpened>(f.payload).cell = CaseCell{70'000, 1};
    });
    refused(FactKind::requested,
            [](Fact& f) { std::get<Requested>(f.payload).postcode = base::SecretText("TS181AB"); });
    refused(FactKind::case_step,
            [](Fact& f) { std::get<CaseStep>(f.payload).text = std::string(161, 'a'); });
}

TEST_CASE("a kiosk writes no fact of the office, and nobody speaks as another",
          "[events][facts][E2]") {
    for (std::size_t number = 1; number <= fact_kinds; ++number) {
        const FactKind kind = kind_at(number);
        Fact fact = example_of(kind);
        fact.head.by = FactBy::resident;
        const bool step = kind == FactKind::case_step;
        CHECK(is_allowed(fact, Author::kiosk) == (rule_of(kind).kiosk && !step));
        CHECK_FALSE(is_allowed(fact, Author::office));
        fact.head.by = FactBy::office;
        CHECK(is_allowed(fact, Author::office) == rule_of(kind).office);
        CHECK_FALSE(is_allowed(fact, Author::kiosk));
    }
    Fact step = example_of(FactKind::case_step);
    std::get<CaseStep>(step.payload).to = CaseState::reopened;
    CHECK(is_allowed(step, Author::kiosk));
    Fact withdrawn = example_of(FactKind::consent_withdrawn);
    CHECK(is_allowed(withdrawn, Author::kiosk));
    std::get<ConsentWithdrawn>(withdrawn.payload).box = Box::this_event;
    CHECK_FALSE(is_allowed(withdrawn, Author::kiosk));
}

TEST_CASE("names and ways to reach somebody stand in three kinds alone", "[events][facts][E10]") {
    for (std::size_t number = 1; number <= fact_kinds; ++number) {
        const FactKind kind = kind_at(number);
        const base::SecretBytes body = write_fact(example_of(kind));
        const bool holds = base::as_text(body).find("+447700900123") != std::string_view::npos ||
                           base::as_text(body).find("Zofia") != std::string_view::npos;
        CHECK(holds == (kind == FactKind::contact_given || kind == FactKind::contact_corrected));
    }
}
