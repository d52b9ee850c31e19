#include "kiosk/smiley_stand.h"

#include <catch2/catch.hpp>
#include <string>

using namespace harmony::kiosk;
using Time = SmileyStand::Time;

namespace {

std::string taken(SmileyStand& stand, Time now) {
    const auto answer = stand.due(now);
    return answer ? std::string(answer->view()) : "nothing";
}

/// Touches a face and says how many answers counted until `until`, asked every 50 ms.
int counted(SmileyStand& stand, Time from, Time until) {
    int count = 0;
    for (Time now = from; now <= until; now += Time(50)) {
        count += stand.due(now) ? 1 : 0;
    }
    return count;
}

}  // namespace

TEST_CASE("a touch counts after 3 s of thanks, once", "[kiosk][stand][S10]") {
    SmileyStand stand;
    CHECK_FALSE(stand.thanks());
    stand.touch("good", Time(1000));
    CHECK(stand.thanks());
    CHECK(stand.left(Time(2000)) == Time(2000));
    CHECK_FALSE(stand.due(Time(3999)).has_value());
    CHECK(taken(stand, Time(4000)) == "good");
    CHECK_FALSE(stand.thanks());
    CHECK_FALSE(stand.due(Time(4001)).has_value());
}

TEST_CASE("an answer that is taken back never counts", "[kiosk][stand][S10]") {
    SmileyStand stand;
    stand.touch("poor", Time(0));
    stand.undo();
    CHECK(counted(stand, Time(0), Time(5000)) == 0);
}

TEST_CASE("what is touched again within 2 s counts once, as it was touched last",
          "[kiosk][stand][S10]") {
    SmileyStand stand;
    stand.touch("poor", Time(0));
    stand.touch("good", Time(1900));
    CHECK_FALSE(stand.due(Time(3000)).has_value());
    CHECK(taken(stand, Time(4900)) == "good");
}

TEST_CASE("the next in the queue need not wait for the thanks to end", "[kiosk][stand][S10]") {
    SmileyStand stand;
    stand.touch("good", Time(0));
    stand.touch_past(Time(1999));  // a repeat
    CHECK_FALSE(stand.due(Time(1999)).has_value());
    stand.touch_past(Time(2000));
    CHECK(taken(stand, Time(2000)) == "good");
    stand.touch("poor", Time(2100));
    CHECK(taken(stand, Time(5100)) == "poor");
}

TEST_CASE("each touch of a queue counts once", "[kiosk][stand][S10]") {
    SmileyStand stand;
    int count = 0;
    for (int visitor = 0; visitor < 100; ++visitor) {
        const Time now(visitor * 4000);
        stand.touch("ok", now);
        count += counted(stand, now, now + Time(3900));
    }
    CHECK(count == 100);
}
