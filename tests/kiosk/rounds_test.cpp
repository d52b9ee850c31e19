#include "kiosk/rounds.h"

#include <catch2/catch.hpp>
#include <set>

#include "kiosk/backend.h"

using namespace harmony;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using tests::Backend;

namespace {

/// On the journal of a fresh machine; its clock stands at 10:00 local time.
struct Machine {
    explicit Machine(std::uint64_t seed = 7) : random(seed) {}

    Backend backend;
    base::SeededRandom random;

    [[nodiscard]] kiosk::Rounds rounds() {
        return {backend.journal->state(), backend.clock, random};
    }

    /// Minutes after midnight, local, at which the night's round falls due; none within a day: -1.
    [[nodiscard]] int night_minute(kiosk::Rounds& rounds) {
        for (int step = 0; step < 24 * 60; ++step) {
            if (rounds.night_due()) {
                const auto local = backend.clock.now() + hours{1};
                const auto of_day = local - std::chrono::floor<std::chrono::days>(local);
                return static_cast<int>(of_day / minutes{1});
            }
            backend.clock.advance(minutes{1});
        }
        return -1;
    }
};

}  // namespace

TEST_CASE("the order of arrival is written over after a quiet minute, every ten at most",
          "[kiosk][rounds]") {
    Machine at;
    kiosk::Rounds rounds = at.rounds();
    CHECK_FALSE(rounds.tidy_due());  // nothing was kept
    rounds.note_kept();
    at.backend.clock.advance(seconds{59});
    CHECK_FALSE(rounds.tidy_due());
    at.backend.clock.advance(seconds{1});
    CHECK(rounds.tidy_due());
    rounds.note_tidied();
    CHECK_FALSE(rounds.tidy_due());
    rounds.note_kept();
    at.backend.clock.advance(minutes{9} + seconds{59});
    CHECK_FALSE(rounds.tidy_due());
    at.backend.clock.advance(seconds{1});
    CHECK(rounds.tidy_due());
}

TEST_CASE("the night's round falls between three and four, once, at another minute elsewhere",
          "[kiosk][rounds]") {
    std::set<int> minutes_seen;
    for (int machine = 0; machine < 8; ++machine) {
        Machine at(static_cast<std::uint64_t>(machine));
        kiosk::Rounds rounds = at.rounds();
        const int minute = at.night_minute(rounds);
        CHECK(minute >= 180);
        CHECK(minute < 240);
        minutes_seen.insert(minute);
        REQUIRE(rounds.note_night().ok());
        CHECK_FALSE(rounds.night_due());
        kiosk::Rounds restarted = at.rounds();  // the same night, after a restart
        at.backend.clock.advance(minutes{61});
        CHECK_FALSE(restarted.night_due());
        CHECK(at.night_minute(rounds) == minute);  // the night after
    }
    CHECK(minutes_seen.size() > 4);
}

TEST_CASE("a machine that is switched on by day makes up for no night", "[kiosk][rounds]") {
    Machine at;
    kiosk::Rounds rounds = at.rounds();
    for (int minute = 0; minute < 13 * 60; ++minute) {  // 10:00 to 23:00
        CHECK_FALSE(rounds.night_due());
        at.backend.clock.advance(minutes{1});
    }
}

TEST_CASE("the office is told once a day, under numbers that only rise", "[kiosk][rounds]") {
    Machine at;
    kiosk::Rounds rounds = at.rounds();
    CHECK(rounds.health_due());
    CHECK(*rounds.next_health() == 1);
    CHECK_FALSE(rounds.health_due());
    kiosk::Rounds restarted = at.rounds();
    CHECK_FALSE(restarted.health_due());
    CHECK(*restarted.next_health() == 2);
    at.backend.clock.advance(hours{24});
    CHECK(restarted.health_due());
}

TEST_CASE("sign-ups are cut every quarter of an hour", "[kiosk][rounds]") {
    Machine at;
    kiosk::Rounds rounds = at.rounds();
    CHECK(rounds.contacts_due());
    rounds.note_contacts();
    at.backend.clock.advance(minutes{14} + seconds{59});
    CHECK_FALSE(rounds.contacts_due());
    at.backend.clock.advance(seconds{1});
    CHECK(rounds.contacts_due());
}
