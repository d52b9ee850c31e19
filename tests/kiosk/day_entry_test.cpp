#include "kiosk/day_entry.h"

#include <catch2/catch.hpp>

#include "kiosk/time_entry.h"

using namespace harmony;
using namespace harmony::kiosk;
using Field = DayEntry::Field;
using Fault = DayEntry::Fault;

namespace {

DayEntry fresh(DayEntry::Detail detail = DayEntry::Detail::day,
               std::optional<base::Day> day = std::nullopt) {
    DayEntry entry;
    entry.begin(detail, day);
    return entry;
}

void type(DayEntry& entry, std::string_view digits) {
    for (const char digit : digits) {
        entry.apply(ui::KeyPress::typed(std::string_view(&digit, 1)));
    }
}

void back(DayEntry& entry, int times = 1) {
    for (int i = 0; i < times; ++i) {
        entry.apply(ui::KeyPress{ui::KeyPress::Kind::back});
    }
}

std::string shown(const DayEntry& entry) {
    std::string text;
    for (const Field field : {Field::day, Field::month, Field::year}) {
        text += std::string(entry.digits(field).text()) + "|";
    }
    return text;
}

std::string iso_of(const DayEntry& entry) {
    return std::string(entry.iso().view());
}

}  // namespace

TEST_CASE("eight digits are a whole date", "[kiosk][date]") {
    DayEntry entry = fresh();
    type(entry, "14032026");
    CHECK(shown(entry) == "14|03|2026|");
    CHECK(entry.read().fault == Fault::none);
    CHECK(iso_of(entry) == "2026-03-14");
}

TEST_CASE("a digit that no second one can follow goes on to the next field", "[kiosk][date]") {
    DayEntry entry = fresh();
    type(entry, "432026");  // 4, then 3, then 2026
    CHECK(shown(entry) == "4|3|2026|");
    CHECK(iso_of(entry) == "2026-03-04");
    entry = fresh();
    type(entry, "3");
    CHECK(entry.active() == Field::day);  // it may become 30 or 31
    type(entry, "1");
    CHECK(entry.active() == Field::month);
    type(entry, "1");
    CHECK(entry.active() == Field::month);
}

TEST_CASE("a field that is touched begins anew with the next digit", "[kiosk][date]") {
    DayEntry entry = fresh();
    type(entry, "14032026");
    entry.go_to(Field::day);
    type(entry, "09");
    CHECK(iso_of(entry) == "2026-03-09");
}

TEST_CASE("back deletes a digit, and in an empty field goes to the one before", "[kiosk][date]") {
    DayEntry entry = fresh();
    type(entry, "1403");
    CHECK(entry.active() == Field::year);
    back(entry);
    CHECK(entry.active() == Field::month);
    CHECK(shown(entry) == "14|0||");
    back(entry, 2);
    CHECK(shown(entry) == "1|||");
    back(entry, 5);
    CHECK(entry.empty());
    CHECK(entry.active() == Field::day);
}

TEST_CASE("back takes one digit of a field that was touched", "[kiosk][date]") {
    DayEntry entry = fresh();
    type(entry, "14032026");
    entry.go_to(Field::year);
    back(entry);
    type(entry, "5");
    CHECK(iso_of(entry) == "2025-03-14");
}

TEST_CASE("letters and more digits than a field has are left out", "[kiosk][date]") {
    DayEntry entry = fresh();
    type(entry, "1x4");
    CHECK(shown(entry) == "14|||");
    type(entry, "0320267");
    CHECK(shown(entry) == "14|03|2026|");
}

TEST_CASE("what is missing, too short or in no calendar is told apart", "[kiosk][date]") {
    DayEntry entry = fresh();
    CHECK(entry.read().fault == Fault::empty);
    type(entry, "14");
    CHECK(entry.read().fault == Fault::part_missing);
    CHECK(entry.read().missing == Field::month);
    type(entry, "03");
    CHECK(entry.read().missing == Field::year);
    type(entry, "26");
    CHECK(entry.read().fault == Fault::short_year);
    entry = fresh();
    type(entry, "30022026");
    CHECK(entry.read().fault == Fault::no_such_day);
    entry = fresh();
    type(entry, "29022024");  // a leap year
    CHECK(entry.read().fault == Fault::none);
    entry = fresh();
    type(entry, "14132026");
    CHECK(entry.read().fault == Fault::no_such_day);
}

TEST_CASE("a button fills the fields in, and a month name its field", "[kiosk][date]") {
    DayEntry entry = fresh();
    entry.take(*base::day_from_iso("2026-03-09"));
    CHECK(iso_of(entry) == "2026-03-09");
    entry.take_month(11);
    CHECK(entry.active() == Field::year);
    CHECK(iso_of(entry) == "2026-11-09");
}

TEST_CASE("a month and a year, or a year alone, are kept as their first day", "[kiosk][date]") {
    DayEntry month = fresh(DayEntry::Detail::month);
    CHECK(month.fields().size() == 2);
    type(month, "72024");
    CHECK(iso_of(month) == "2024-07-01");
    DayEntry year = fresh(DayEntry::Detail::year);
    CHECK(year.active() == Field::year);
    type(year, "1998");
    CHECK(iso_of(year) == "1998-01-01");
}

TEST_CASE("a date that is there already is shown, and wiped when the next one begins",
          "[kiosk][date]") {
    DayEntry entry = fresh(DayEntry::Detail::day, base::day_from_iso("2026-03-14"));
    CHECK(shown(entry) == "14|3|2026|");
    entry.begin(DayEntry::Detail::day, std::nullopt);
    CHECK(entry.empty());
}

TEST_CASE("only a constraint that says so keeps the future out", "[kiosk][date]") {
    CHECK(forbids_future(". <= today()"));
    CHECK(forbids_future("today() >= ."));
    CHECK(forbids_future(". >= date('2020-01-01') and .<=today()"));
    CHECK_FALSE(forbids_future(". <= today() + 7"));
    CHECK_FALSE(forbids_future(". >= today()"));
    CHECK_FALSE(forbids_future(". <= today() or . = date('2030-01-01')"));
    CHECK_FALSE(forbids_future(""));
}

TEST_CASE("an hour and a quarter are a time", "[kiosk][time]") {
    TimeEntry entry;
    CHECK(entry.empty());
    entry.touch_minutes(5);
    CHECK_FALSE(entry.whole());
    entry.touch_hour(18);
    CHECK(entry.text().view() == "18:05");
    CHECK(entry.hour() == 18);
    CHECK(entry.minutes() == 5);
}

TEST_CASE("a tile of the time that is touched again is not chosen any more", "[kiosk][time]") {
    TimeEntry entry;
    entry.begin("07:45");
    CHECK(entry.text().view() == "07:45");
    entry.touch_hour(7);
    CHECK_FALSE(entry.hour().has_value());
    CHECK_FALSE(entry.empty());
    entry.touch_hour(0);
    CHECK(entry.text().view() == "00:45");
    entry.begin("");
    CHECK(entry.empty());
}
