#include "events/totals.h"

#include <catch2/catch.hpp>

#include "story.h"

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

void needs(Story& story, int subject, std::vector<Need> said) {
    Agreement agreement;
    agreement.box = Box::needs;
    agreement.yes = true;
    story.say(1, subject, 1, NeedGiven{std::move(said), {}, {agreement}});
}

}  // namespace

TEST_CASE("needs are counted without who has them, for those who have a space",
          "[events][needs][S5]") {
    Story story;
    for (int subject = 1; subject <= 4; ++subject) {
        story.signs_up(1, subject, subject == 4 ? Outcome::waiting : Outcome::confirmed, 1);
    }
    needs(story, 1, {Need::step_free, Need::interpreter});
    needs(story, 2, {Need::step_free});
    needs(story, 3, {Need::vegan});
    needs(story, 4, {Need::step_free});
    story.say(1, 3, 1, Cancelled{});
    const NeedTotals totals = need_totals(story.state(), date(1));
    CHECK(totals.of(Need::step_free) == 2);
    CHECK(totals.of(Need::vegan) == 0);
    CHECK(totals.interpreters == std::map<std::string, int>{{"en", 1}});
    CHECK(need_totals(story.state(), date(2)) == NeedTotals{});
    story.say(0, 2, 0, ConsentWithdrawn{Box::needs});
    CHECK(need_totals(story.state(), date(1)).of(Need::step_free) == 1);
}

TEST_CASE("the clicker warns at nine tenths of the room and at its limit", "[events][door]") {
    CHECK_FALSE(room_warning(500, 0, std::nullopt).has_value());
    CHECK_FALSE(room_warning(53, 0, 60).has_value());
    CHECK(room_warning(54, 0, 60) == RoomWarning{54, 60, false});
    CHECK(room_warning(70, 10, 60) == RoomWarning{60, 60, true});
    CHECK_FALSE(room_warning(70, 20, 60).has_value());
}
