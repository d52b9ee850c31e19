#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "events/capacity.h"
#include "story.h"

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

std::vector<SubjectId> people(std::initializer_list<int> numbers) {
    std::vector<SubjectId> all;
    for (const int number : numbers) {
        all.push_back(person(number));
    }
    return all;
}

std::vector<SubjectId> waiting(const Story& story) {
    return story.state().occurrence(date(1))->waiting;
}

std::vector<SubjectId> next(const Story& story) {
    const State state = story.state();
    return next_in_line(state, *state.occurrence(date(1)));
}

void spaces(Story& story, int count) {
    story.settings.occurrences[0].spaces = count;
    story.settings.occurrences[0].reserve = 0;
}

}  // namespace

TEST_CASE("the line goes by day, then by turn on the kiosk", "[events][waiting][E4]") {
    Story story;
    story.day("2026-03-28").signs_up(1, 1, Outcome::waiting, 1, 2);
    story.signs_up(2, 2, Outcome::waiting, 1, 1);
    story.day("2026-03-27").signs_up(3, 3, Outcome::waiting, 1, 5);
    CHECK(waiting(story) == people({3, 2, 1}));
    CHECK(story.state().sign_up(person(1))->waits_as == 3);
}

TEST_CASE("equal turns of two kiosks are settled by the sign-up's hash", "[events][waiting][E4]") {
    Story story;
    story.signs_up(1, 1, Outcome::waiting, 1, 1);
    story.signs_up(2, 2, Outcome::waiting, 1, 1);
    const NamedHash hash = test_hash();
    const bool first = hash("hk1.turn.1", person(1).view()) < hash("hk1.turn.1", person(2).view());
    CHECK(waiting(story) == (first ? people({1, 2}) : people({2, 1})));
}

TEST_CASE("nobody passes a party of five that waits", "[events][waiting][E4][E10]") {
    Story story;
    spaces(story, 4);
    story.signs_up(1, 1, Outcome::waiting, 5, 1);
    story.signs_up(1, 2, Outcome::waiting, 1, 2);
    CHECK(next(story).empty());
    spaces(story, 5);
    CHECK(next(story) == people({1}));
    spaces(story, 6);
    CHECK(next(story) == people({1, 2}));
}

TEST_CASE("who let an offer go by is not asked again by itself", "[events][waiting][E4]") {
    Story story;
    story.signs_up(1, 1, Outcome::waiting, 1, 1);
    story.signs_up(1, 2, Outcome::waiting, 1, 2);
    const FactId offered = story.say(0, 1, 1, Promoted{PromotionMode::offer, on("2026-03-29"), ""});
    story.say(0, 1, 1, OfferClosed{offered, OfferEnd::expired});
    CHECK(waiting(story) == people({1, 2}));
    CHECK(next(story) == people({2}));
}

TEST_CASE("promotion, cancellation and a late confirmation meet in all 720 orders of six facts",
          "[events][waiting][E4]") {
    Story story;
    spaces(story, 4);
    story.grants(1, 1, 2);
    story.signs_up(1, 1, Outcome::confirmed, 2);  // comes late
    story.signs_up(2, 2, Outcome::waiting, 2, 1);
    story.say(0, 2, 1, Promoted{});
    story.say(3, 2, 1, Cancelled{});  // at the same time, elsewhere
    story.signs_up(2, 3, Outcome::waiting, 2, 2);
    REQUIRE(story.facts().size() == 6);
    const State expected = story.state();
    CHECK(expected.occurrence(date(1))->occupied == 2);
    CHECK(expected.occurrence(date(1))->waiting == people({3}));
    std::vector<std::size_t> order(6);
    std::iota(order.begin(), order.end(), std::size_t{0});
    int orders = 0;
    do {
        std::vector<KnownFact> arrived;
        for (const std::size_t at : order) {
            arrived.push_back(story.facts()[at]);
            const State so_far = fold(arrived, story.settings, story.now);
            const OccurrenceRecord& record = *so_far.occurrence(date(1));
            // Who waits never counts as coming, and no space is given twice.
            for (const SubjectId& one : record.waiting) {
                REQUIRE(so_far.sign_up(one)->state == SignUpState::waiting);
            }
            REQUIRE(worst_case(*capacity(record)).over == 0);
            REQUIRE(capacity(record)->pool() >= 0);
        }
        REQUIRE(fold(arrived, story.settings, story.now) == expected);
        ++orders;
    } while (std::next_permutation(order.begin(), order.end()));
    CHECK(orders == 720);
}
