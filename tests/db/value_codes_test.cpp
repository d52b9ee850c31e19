#include "db/value_codes.h"

#include <catch2/catch.hpp>

namespace harmony::tests {
namespace {

using db::beyond_code;
using db::ColumnKind;
using db::QuestionColumn;

const QuestionColumn decimal{"miles", ColumnKind::decimal, 0, 0};
const QuestionColumn moment{"seen", ColumnKind::moment, 0, 0};
const QuestionColumn day{"came", ColumnKind::day, 0, 0};
const QuestionColumn minute{"at", ColumnKind::number, 1440, 0};
const QuestionColumn integer{"years", ColumnKind::integer, 0, 0};

// Expected codes are worked out by hand from docs/formats/segment.md, Questions.

TEST_CASE("A decimal is kept in hundredths", "[db][columns]") {
    CHECK(db::text_code(decimal, "0") == 2U);
    CHECK(db::text_code(decimal, "-0.01") == 3U);
    CHECK(db::text_code(decimal, "1.5") == 2U + 300U);
    CHECK(db::text_code(decimal, "-12") == 2U + 2399U);
    CHECK(db::text_code(decimal, "0.125") == beyond_code);
    CHECK(db::text_code(decimal, "999999999999999") == beyond_code);
}

TEST_CASE("A decimal in another form than its one form is refused", "[db][columns]") {
    for (const char* text : {"",
                             "-",
                             ".5",
                             "5.",
                             "01",
                             "1.50",
                             "-0",
                             "1e3",
                             "+1",
                             "1.2.3",
                             " 1",
                             "1234567890123456",
                             "0.1234567890123456",
                             "\xd9\xa1"}) {
        INFO(text);
        CHECK_FALSE(db::text_code(decimal, text));
    }
    CHECK(db::text_code(decimal, "0.123456789012345") == beyond_code);
}

TEST_CASE("A day with a time is kept in minutes", "[db][columns]") {
    CHECK(db::text_code(moment, "1970-01-01T00:00") == 2U);
    CHECK(db::text_code(moment, "2026-03-29T23:45") == 2U + 20'541U * 1440 + 1425);
    CHECK(db::text_code(moment, "1969-12-31T23:59") == beyond_code);
    for (const char* text : {"2026-02-30T10:00",
                             "2026-03-29T24:00",
                             "2026-03-29T10:60",
                             "2026-03-29 10:00",
                             "2026-03-29",
                             "2026-03-29T10:00Z",
                             "0000-01-01T10:00",
                             "2026-03-29T-1:00"}) {
        INFO(text);
        CHECK_FALSE(db::text_code(moment, text));
    }
}

TEST_CASE("Days and minutes outside calendar and clock are refused", "[db][columns]") {
    CHECK(db::whole_code(day, 20'542) == 20'544U);
    CHECK(db::whole_code(day, -1) == beyond_code);
    CHECK_FALSE(db::whole_code(day, 2'932'897));
    CHECK_FALSE(db::whole_code(day, -719'163));
    CHECK(db::whole_code(minute, 1439) == 1441U);
    CHECK_FALSE(db::whole_code(minute, 1440));
    CHECK_FALSE(db::whole_code(minute, -1));
    CHECK(db::whole_code(integer, -3) == 7U);
    CHECK_FALSE(db::whole_code(integer, 1'000'000'000'000'000));
}

TEST_CASE("A value of a range is kept by its place, another value apart", "[db][columns]") {
    // From 2.5 down to -3.4 in steps of 0.5 there are twelve values: 2.5, 2, ..., -3.
    const QuestionColumn falling{"q", ColumnKind::step, 12, 0, {25, -5, 1, true}};
    CHECK(db::text_code(falling, "2.5") == 2U);
    CHECK(db::text_code(falling, "2") == 3U);
    CHECK(db::text_code(falling, "-3") == 13U);
    for (const char* text : {"3", "-3.5", "2.4", "2.55"}) {
        INFO(text);
        CHECK(db::text_code(falling, text) == 14U);
    }
    CHECK_FALSE(db::text_code(falling, "two"));
    const QuestionColumn tens{"q", ColumnKind::step, 11, 0, {0, 10, 0, false}};
    CHECK(db::whole_code(tens, 100) == 12U);
    CHECK(db::whole_code(tens, 55) == 13U);
    CHECK(db::whole_code(tens, -10) == 13U);
}

TEST_CASE("Units of a decimal are exact or none", "[db][columns]") {
    CHECK(db::decimal_units("0.5", 1) == 5);
    CHECK(db::decimal_units("-2", 3) == -2000);
    CHECK_FALSE(db::decimal_units("0.25", 1));
    CHECK_FALSE(db::decimal_units("half", 1));
}

}  // namespace
}  // namespace harmony::tests
