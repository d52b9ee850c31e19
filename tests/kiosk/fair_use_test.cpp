#include "kiosk/fair_use.h"

#include <catch2/catch.hpp>
#include <random>

using namespace harmony;
using kiosk::FairUse;
using std::chrono::seconds;

namespace {

survey::Flags after(FairUse& fair, seconds now, seconds taken, bool straight = false) {
    survey::Flags flags;
    fair.mark({now, taken, seconds(20), straight}, flags);
    return flags;
}

/// A day at one machine: residents, and perhaps somebody who answers over and over.
struct Stream {
    int honest = 0;
    int stuffed = 0;
    int honest_marked = 0;
    int stuffed_marked = 0;
    int sent = 0;

    void complete(FairUse& fair, seconds now, seconds taken, bool stuffing, bool straight = false) {
        const survey::Flags flags = after(fair, now, taken, straight);
        ++sent;  // whatever the mark is, the response is sent
        (stuffing ? stuffed : honest) += 1;
        if (flags.burst) {
            (stuffing ? stuffed_marked : honest_marked) += 1;
        }
    }
};

}  // namespace

TEST_CASE("the third fast response within three minutes carries the mark, and those after it",
          "[kiosk][fair][S9]") {
    FairUse fair;
    CHECK_FALSE(after(fair, seconds(0), seconds(5)).burst);
    CHECK_FALSE(after(fair, seconds(30), seconds(5)).burst);
    const survey::Flags third = after(fair, seconds(60), seconds(5));
    CHECK(third.burst);
    CHECK(third.fast);
    CHECK(after(fair, seconds(90), seconds(5)).burst);
    CHECK_FALSE(after(fair, seconds(95), seconds(60)).burst);  // a slow one is somebody else
    CHECK_FALSE(after(fair, seconds(400), seconds(5)).burst);  // after a pause it begins again
}

TEST_CASE("three minutes are three minutes to the millisecond", "[kiosk][fair][S9]") {
    const auto third_after = [](kiosk::FairUse::Time last) {
        FairUse fair;
        survey::Flags flags;
        fair.mark({seconds(0), seconds(1), seconds(20), false}, flags);
        fair.mark({seconds(1), seconds(1), seconds(20), false}, flags);
        fair.mark({last, seconds(1), seconds(20), false}, flags);
        return flags.burst;
    };
    CHECK(third_after(seconds(180)));
    CHECK_FALSE(third_after(seconds(180) + kiosk::FairUse::Time(1)));
}

TEST_CASE("one answer straight down a grid counts like haste, without being fast",
          "[kiosk][fair][S9]") {
    FairUse fair;
    after(fair, seconds(0), seconds(100), true);
    after(fair, seconds(50), seconds(100), true);
    const survey::Flags third = after(fair, seconds(100), seconds(100), true);
    CHECK(third.burst);
    CHECK_FALSE(third.fast);
}

TEST_CASE("the attract page asks for a turn for others for 60 s after a burst",
          "[kiosk][fair][S9]") {
    FairUse fair;
    CHECK_FALSE(fair.cools_down(seconds(0)));
    for (int i = 0; i < 3; ++i) {
        after(fair, seconds(i), seconds(1));
    }
    CHECK(fair.cools_down(seconds(2)));
    CHECK(fair.cools_down(seconds(62) - FairUse::Time(1)));
    CHECK_FALSE(fair.cools_down(seconds(62)));
}

TEST_CASE("faster than a third of 8 s a question is fast", "[kiosk][fair][S9]") {
    CHECK(kiosk::fast_below(5) == FairUse::Time(13'333));
    CHECK(kiosk::fast_below(0) == FairUse::Time(0));
}

TEST_CASE("honest streams carry next to no mark, stuffing streams nearly always, none is dropped",
          "[kiosk][fair][S9]") {
    std::mt19937 chance(42);
    const auto between = [&](int low, int high) {
        return std::uniform_int_distribution<int>(low, high)(chance);
    };
    Stream stream;
    for (int day = 0; day < 200; ++day) {
        FairUse fair;
        seconds now{0};
        for (int visitor = 0; visitor < 30; ++visitor) {
            now += seconds(between(40, 900));
            // one in fifty hurries, one in thirty answers straight down
            const seconds taken(between(1, 50) == 1 ? between(5, 19) : between(25, 240));
            stream.complete(fair, now, taken, false, between(1, 30) == 1);
        }
        for (int again = 0; again < 20; ++again) {
            now += seconds(between(8, 40));
            stream.complete(fair, now, seconds(between(4, 15)), true);
        }
    }
    const double precision =
        static_cast<double>(stream.stuffed_marked) / (stream.stuffed_marked + stream.honest_marked);
    const double recall = static_cast<double>(stream.stuffed_marked) / stream.stuffed;
    WARN("bursts: precision " << precision << ", recall " << recall << " of " << stream.sent
                              << " responses");
    CHECK(stream.sent == 200 * 50);
    CHECK(precision > 0.99);
    CHECK(recall > 0.85);  // the first two of a burst are sealed already: 18 of 20 at most
}
