#include "kiosk/staff/opening_hours.h"

#include <catch2/catch.hpp>

#include "kiosk/staff/stand_by.h"

using namespace harmony;
using namespace harmony::kiosk;
using std::chrono::minutes;

namespace {

/// London in 2026 by the dates of the law: summer time from 29 March 01:00 UTC to 25 October 01:00
/// UTC (Summer Time Order 2002).
class London final : public base::Clock {
public:
    base::Moment at{};
    std::chrono::milliseconds steady{0};

    [[nodiscard]] base::Moment now() const override { return at; }
    [[nodiscard]] std::chrono::milliseconds monotonic() const override { return steady; }
    [[nodiscard]] minutes local_offset(base::Moment moment) const override {
        const base::Moment begins = base::moment_from_iso("2026-03-29T01:00:00Z")->moment;
        const base::Moment ends = base::moment_from_iso("2026-10-25T01:00:00Z")->moment;
        return moment >= begins && moment < ends ? minutes{60} : minutes{0};
    }
};

base::Moment utc(const char* text) {
    return base::moment_from_iso(text)->moment;
}

OpeningHours library_hours() {
    const auto hours = read_opening_hours(
        R"({"week": {"mon": ["09:00-17:00"], "tue": ["09:00-12:30", "13:30-19:00"],
                     "sat": ["10:00-16:00"], "sun": ["01:30-03:00", "11:00-15:00"]},
            "exceptions": {"2026-12-25": [], "2026-04-01": ["12:00-24:00"]}})");
    REQUIRE(hours.ok());
    return *hours;
}

}  // namespace

TEST_CASE("a screen is open in the spans of its weekday and of its exceptions", "[kiosk][S3]") {
    const London london;
    const OpeningHours hours = library_hours();
    // 30 March 2026 is a Monday in summer time: 09:00 is 08:00 UTC.
    CHECK_FALSE(is_open(hours, utc("2026-03-30T07:59:59Z"), london));
    CHECK(is_open(hours, utc("2026-03-30T08:00:00Z"), london));
    CHECK(is_open(hours, utc("2026-03-30T15:59:59Z"), london));
    CHECK_FALSE(is_open(hours, utc("2026-03-30T16:00:00Z"), london));
    CHECK_FALSE(is_open(hours, utc("2026-03-31T11:45:00Z"), london));  // between two spans
    CHECK_FALSE(is_open(hours, utc("2026-04-01T10:59:00Z"), london));  // an exception
    CHECK(is_open(hours, utc("2026-04-01T22:59:00Z"), london));        // to midnight in summer
    CHECK_FALSE(is_open(hours, utc("2026-12-25T12:00:00Z"), london));
    CHECK(is_open(OpeningHours{}, utc("2026-12-25T12:00:00Z"), london));
}

TEST_CASE("opening follows the clocks when they change in March and October", "[kiosk][S3]") {
    const London london;
    const OpeningHours hours = library_hours();
    const auto opens = [&](const char* after) {
        return next_opening(hours, utc(after), london).value_or(base::Moment{});
    };
    // Saturday closes at 16:00. On Sunday 29 March there is no 01:30: the clocks go from 01:00 to
    // 02:00, so the span that begins at 01:30 is entered at 02:00 BST, which is 01:00 UTC.
    CHECK(opens("2026-03-28T17:00:00Z") == utc("2026-03-29T01:00:00Z"));
    CHECK(opens("2026-03-29T01:30:00Z") == utc("2026-03-29T10:00:00Z"));  // 11:00 BST
    CHECK(opens("2026-03-29T15:00:00Z") == utc("2026-03-30T08:00:00Z"));  // 09:00 BST
    // Before the change 09:00 is 09:00 UTC, and again from 26 October.
    CHECK(opens("2026-03-22T15:00:00Z") == utc("2026-03-23T09:00:00Z"));
    CHECK(opens("2026-10-25T15:00:00Z") == utc("2026-10-26T09:00:00Z"));
    // On 25 October 01:30 comes twice; the first is 00:30 UTC.
    CHECK(opens("2026-10-24T16:00:00Z") == utc("2026-10-25T00:30:00Z"));
    CHECK(opens("2026-10-25T03:00:00Z") == utc("2026-10-25T11:00:00Z"));  // 11:00 GMT
}

TEST_CASE("hours that never open again have no next opening", "[kiosk][S3]") {
    const London london;
    OpeningHours closed;
    closed.week.emplace();
    CHECK_FALSE(next_opening(closed, utc("2026-03-30T08:00:00Z"), london));
    CHECK_FALSE(next_opening(OpeningHours{}, utc("2026-03-30T08:00:00Z"), london));
}

TEST_CASE("the last five minutes before closing are known", "[kiosk][S3]") {
    const London london;
    const OpeningHours hours = library_hours();
    CHECK_FALSE(closing_within(hours, utc("2026-03-30T15:54:59Z"), minutes{5}, london));
    CHECK(closing_within(hours, utc("2026-03-30T15:55:00Z"), minutes{5}, london) ==
          utc("2026-03-30T16:00:00Z"));
    CHECK(local_time_text(utc("2026-03-30T16:00:00Z"), london) == "17:00");
}

TEST_CASE("staff keep a screen open and send it to sleep", "[kiosk][S3]") {
    London london;
    const OpeningHours hours = library_hours();
    const StandBy stand_by(london);
    StaffMemory memory;
    london.at = utc("2026-03-30T17:00:00Z");  // an hour after closing
    CHECK(stand_by.page(hours, memory) == StandByPage::sleep);
    memory.open_until = london.at + std::chrono::hours{2};
    CHECK(stand_by.page(hours, memory) == StandByPage::attract);
    london.at += std::chrono::hours{2};
    CHECK(stand_by.page(hours, memory) == StandByPage::sleep);
    memory.open_until.reset();
    london.at = utc("2026-03-30T12:00:00Z");
    memory.asleep_since = london.at;
    CHECK(stand_by.page(hours, memory) == StandByPage::sleep);
    london.at = utc("2026-03-31T07:59:00Z");
    CHECK(stand_by.page(hours, memory) == StandByPage::sleep);
    london.at = utc("2026-03-31T08:00:00Z");  // Tuesday, 09:00 BST
    CHECK(stand_by.page(hours, memory) == StandByPage::attract);
}

TEST_CASE("cleaning ends by itself and stands before a pause and before sleep", "[kiosk][S3]") {
    London london;
    london.at = utc("2026-03-30T10:00:00Z");
    StandBy stand_by(london);
    StaffMemory memory;
    memory.paused = true;
    CHECK(stand_by.page({}, memory) == StandByPage::paused);
    stand_by.start_cleaning();
    london.steady += std::chrono::seconds{120} - std::chrono::milliseconds{1};
    CHECK(stand_by.page({}, memory) == StandByPage::cleaning);
    london.steady += std::chrono::milliseconds{1};
    CHECK(stand_by.page({}, memory) == StandByPage::paused);
    stand_by.start_cleaning();
    stand_by.end_cleaning();
    CHECK(stand_by.page({}, memory) == StandByPage::paused);
    stand_by.tell();
    CHECK(stand_by.telling());
    london.steady += std::chrono::seconds{10};
    CHECK_FALSE(stand_by.telling());
}

TEST_CASE("hours that cannot be are refused with their place", "[kiosk][S3]") {
    const auto message = [](const char* json) {
        const auto read = read_opening_hours(json);
        return read ? std::string() : read.error().message;
    };
    CHECK(message(R"({"weeks": {}})").find("hours.weeks") != std::string::npos);
    CHECK(message(R"({"week": {"mo": []}})").find("hours.week.mo") != std::string::npos);
    CHECK(message(R"({"week": {"mon": ["17:00-09:00"]}})").find("week.mon") != std::string::npos);
    CHECK(message(R"({"week": {"mon": ["9-17"]}})").find("week.mon") != std::string::npos);
    CHECK(message(R"({"week": {"mon": ["09:00-12:00", "11:00-13:00"]}})").find("week.mon") !=
          std::string::npos);
    CHECK(message(R"({"exceptions": {"25 December": []}})").find("no date") != std::string::npos);
    CHECK_FALSE(read_open_span("09:00-24:01"));
    CHECK(read_open_span("00:00-24:00"));
}
