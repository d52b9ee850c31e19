#include "events/local_time.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>

using namespace harmony;
using events::Shown;
using std::chrono::minutes;

namespace {

events::WallTime wall(std::string_view text) {
    return events::wall_time_from_iso(text).value();
}

/// The system's own zone table for one test.
class SystemZone {
public:
    SystemZone() {
        setenv("TZ", "Europe/London", 1);
        tzset();
    }
    ~SystemZone() {
        unsetenv("TZ");
        tzset();
    }
    SystemZone(const SystemZone&) = delete;
    SystemZone& operator=(const SystemZone&) = delete;

    [[nodiscard]] static minutes offset(base::Moment moment) {
        const std::time_t seconds =
            std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
        std::tm local{};
        localtime_r(&seconds, &local);
        return minutes{local.tm_gmtoff / 60};
    }
};

}  // namespace

TEST_CASE("our rule for London is the system's for every half hour of 1996 to 2037",
          "[events][E1]") {
    const SystemZone zone;
    REQUIRE(zone.offset(base::Day{std::chrono::year{2026} / 7 / 1}) == minutes{60});
    int differ = 0;
    int asked = 0;
    const base::Moment last = base::Day{std::chrono::year{2038} / 1 / 1};
    for (base::Moment moment = base::Day{std::chrono::year{1996} / 1 / 1}; moment < last;
         moment += minutes{30}) {
        ++asked;
        differ += events::london_offset(moment) == zone.offset(moment) ? 0 : 1;
    }
    CHECK(asked == 736'368);
    CHECK(differ == 0);
}

TEST_CASE("each clock time of 1996 to 2037 comes back from UTC, but for those of two nights a year",
          "[events][E1]") {
    int never = 0;
    int twice = 0;
    const events::WallTime last = wall("2038-01-01T00:00");
    for (auto time = wall("1996-01-01T00:00"); time < last; time += minutes{30}) {
        const auto moment = events::utc_of(time);
        never += moment ? 0 : 1;
        twice += events::shown(time) == Shown::twice ? 1 : 0;
        const bool back = !moment || events::wall_time(*moment) == time;
        if (!back) {
            FAIL(events::to_iso(time));
        }
    }
    CHECK(never == 42 * 2);
    CHECK(twice == 42 * 2);
}

TEST_CASE("the hour left out does not exist, and of the doubled one the first is meant",
          "[events][E1]") {
    CHECK_FALSE(events::utc_of(wall("2026-03-29T01:30")).has_value());
    CHECK(events::compact_utc(*events::utc_of(wall("2026-03-29T00:30"))) == "20260329T003000Z");
    CHECK(events::compact_utc(*events::utc_of(wall("2026-03-29T02:30"))) == "20260329T013000Z");
    CHECK(events::compact_utc(*events::utc_of(wall("2026-10-25T01:30"))) == "20261025T003000Z");
    CHECK(events::compact_utc(*events::utc_of(wall("2026-10-25T02:30"))) == "20261025T023000Z");
}

TEST_CASE("a clock time is read to the minute and nothing else is one", "[events][bad-input]") {
    CHECK(events::to_iso(wall("2026-03-02T14:00:00")) == "2026-03-02T14:00:00");
    CHECK(events::compact(wall("2026-03-02T09:05")) == "20260302T090500");
    CHECK(events::said(events::day_of(wall("2026-03-02T09:05"))) == "2 March 2026");
    for (const char* text : {"2026-03-02",
                             "2026-03-02T14:00:30",
                             "2026-03-02 14:00",
                             "2026-02-30T14:00",
                             "2026-03-02T24:00",
                             "2026-03-02T14:00:00Z",
                             ""}) {
        INFO(text);
        CHECK_FALSE(events::wall_time_from_iso(text).has_value());
    }
}
