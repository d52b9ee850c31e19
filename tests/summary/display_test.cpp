#include "summary/display.h"

#include <catch2/catch.hpp>

#include "base/error.h"

using namespace harmony::summary;

// Expected: arithmetic, statistics specification section 16.3.
TEST_CASE("counts are written in the style that was asked for", "[summary][display]") {
    CHECK(count_text(12, CountStyle::none) == "12");
    CHECK(count_text(12, CountStyle::nearest5) == "10");
    CHECK(count_text(13, CountStyle::nearest5) == "15");
    CHECK(count_text(1, CountStyle::nearest3) == "0");
    CHECK(count_text(2, CountStyle::nearest3) == "3");
    CHECK(count_text(0, CountStyle::mid6) == "0");
    CHECK(count_text(1, CountStyle::mid6) == "3");
    CHECK(count_text(6, CountStyle::mid6) == "3");
    CHECK(count_text(7, CountStyle::mid6) == "9");
    CHECK(count_text(0, CountStyle::redact7_nearest5) == "0");
    CHECK(count_text(7, CountStyle::redact7_nearest5) == "*");
    CHECK(count_text(8, CountStyle::redact7_nearest5) == "10");
}

TEST_CASE("a rounded count is off by at most half a step", "[summary][display]") {
    for (std::uint64_t step = 1; step < 12; ++step) {
        for (std::uint64_t n = 0; n < 200; ++n) {
            const std::uint64_t shown = rounded(n, step);
            CHECK(shown % step == 0);
            CHECK((shown > n ? shown - n : n - shown) * 2 <= step);
        }
    }
    CHECK_THROWS_AS((void)rounded(3, 0), harmony::base::BrokenPromise);
}
