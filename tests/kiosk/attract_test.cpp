// The waiting screen (kiosk.md 4.1, criterion S2).
#include <catch2/catch.hpp>

#include "kiosk/attract_loop.h"
#include "support/memory_kiosk.h"

using namespace harmony;
using namespace harmony::kiosk;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Kind = AttractSlide::Kind;

namespace {

const base::Day today = *base::day_from_iso("2026-03-30");

std::vector<Language> languages(std::initializer_list<const char*> codes) {
    std::vector<Language> all;
    for (const char* code : codes) {
        all.push_back({code, code, false, false});
    }
    return all;
}

events::YouSaid news(const std::string& id, bool in_urdu) {
    events::YouSaid item;
    item.id = id;
    item.said = {{"en", "said"}};
    item.did = {{"en", "did"}};
    if (in_urdu) {
        item.said["ur"] = "said";
        item.did["ur"] = "did";
    }
    return item;
}

events::Event event(const std::string& day) {
    events::Event made;
    made.title = {{"en", day}};
    made.day = *base::day_from_iso(day);
    return made;
}

std::size_t count(const AttractLoop& loop, Kind kind, const std::string& language = "en") {
    std::size_t found = 0;
    for (const AttractSlide& slide : loop.slides()) {
        found += slide.kind == kind && slide.language == language ? 1U : 0U;
    }
    return found;
}

}  // namespace

// 4 s a language, 8 s a slide: kiosk.md 2.4.
TEST_CASE("the loop invites in every language and then shows slides", "[kiosk][attract][S2]") {
    PackContent content;
    content.town.you_said = {news("a", true)};
    const AttractLoop loop(content, languages({"en", "ur"}), today);
    CHECK(loop.at(milliseconds{0}).slide == AttractSlide{Kind::invite, "en", 0});
    CHECK(loop.at(milliseconds{3999}).slide.language == "en");
    CHECK(loop.at(milliseconds{4000}).slide == AttractSlide{Kind::invite, "ur", 0});
    CHECK(loop.at(milliseconds{8000}).slide == AttractSlide{Kind::you_said, "en", 0});
    CHECK(loop.at(milliseconds{15'999}).left == milliseconds{1});
    CHECK(loop.at(milliseconds{16'000}).slide.kind == Kind::promise);
    CHECK(loop.at(milliseconds{24'000}).slide.kind == Kind::invite);
    CHECK(loop.at(milliseconds{32'000}).slide == AttractSlide{Kind::you_said, "ur", 0});
}

TEST_CASE("what a language has no text for drops its slide", "[kiosk][attract][S2]") {
    PackContent content;
    content.town.you_said = {news("a", false), news("b", true)};
    const AttractLoop loop(content, languages({"en", "ur"}), today);
    CHECK(count(loop, Kind::you_said, "en") == 2);
    CHECK(count(loop, Kind::you_said, "ur") == 1);
}

// 6 news, 4 events within 28 days: kiosk.md 4.1.
TEST_CASE("the loop shows six news and four events within 28 days", "[kiosk][attract][S2]") {
    PackContent content;
    for (const char* id : {"a", "b", "c", "d", "e", "f", "g"}) {
        content.town.you_said.push_back(news(id, false));
    }
    content.events = {event("2026-04-28"),
                      event("2026-04-27"),
                      event("2026-03-29"),
                      event("2026-03-30"),
                      event("2026-04-01"),
                      event("2026-04-02"),
                      event("2026-04-03")};
    content.events[4].state = events::EventState::cancelled;
    const AttractLoop loop(content, languages({"en"}), today);
    CHECK(count(loop, Kind::you_said) == 6);
    std::vector<std::string> shown;
    for (const AttractSlide& slide : loop.slides()) {
        if (slide.kind == Kind::event) {
            shown.push_back(content.events[slide.index].title.at("en"));
        }
    }
    CHECK(shown ==
          std::vector<std::string>{"2026-03-30", "2026-04-02", "2026-04-03", "2026-04-27"});
}

TEST_CASE("a kiosk without any content still invites", "[kiosk][attract][S2]") {
    const AttractLoop loop({}, {}, today);
    CHECK(loop.at(std::chrono::hours{7}).slide.kind == Kind::invite);
}

TEST_CASE("the picture moves by at most 2 mm, to another place every minute", "[kiosk][attract]") {
    for (int minute = 0; minute < 20; ++minute) {
        const BurnInShift here = burn_in_shift(seconds{60 * minute});
        const BurnInShift next = burn_in_shift(seconds{60 * minute + 60});
        CHECK(std::abs(here.x) <= 2.0);
        CHECK(std::abs(here.y) <= 2.0);
        CHECK((here.x != next.x || here.y != next.y));
    }
}

TEST_CASE("ten minutes of waiting never show an empty slide", "[kiosk][attract][S2]") {
    tests::MemoryKiosk kiosk;
    for (int second = 0; second < 600; second += 4) {
        std::size_t words = 0;
        for (const ui::sem::Node& node : kiosk.driver().tree().nodes()) {
            words += node.role == ui::sem::Role::text || node.role == ui::sem::Role::heading
                         ? node.name.size()
                         : 0;
        }
        INFO("after " << second << " s");
        CHECK(words > 20);
        kiosk.driver().wait(seconds{4});
    }
}

TEST_CASE("who holds the pictures sees them stand still", "[kiosk][attract][S2]") {
    tests::MemoryKiosk kiosk;
    ui::Driver& driver = kiosk.driver();
    driver.wait(seconds{2});
    REQUIRE(driver.tap("attract.pause").ok());
    driver.wait(milliseconds{500});
    const std::string held = driver.tree().dump();
    for (int i = 0; i < 10; ++i) {
        driver.wait(seconds{5});
        CHECK(driver.tree().dump() == held);
    }
    REQUIRE(driver.tap("attract.pause").ok());
    driver.wait(seconds{5});
    CHECK(driver.tree().dump() != held);
}

TEST_CASE("the first touch begins a session and nothing else", "[kiosk][attract][S2]") {
    for (const char* where : {"attract.touch", "attract.touch_low", "attract.logo"}) {
        tests::MemoryKiosk kiosk;
        REQUIRE(kiosk.driver().tap(where).ok());
        CHECK(kiosk.driver().screen() == "language");
    }
}
