#include "events/code.h"

#include <catch2/catch.hpp>

using namespace harmony;

TEST_CASE("a code of the specification is one, and reads in threes", "[events][codes]") {
    // events.md 12.2: 482 917 360.
    CHECK(events::is_code(482917360));
    CHECK(events::grouped_in_threes(482917360) == "482 917 360");
    CHECK_FALSE(events::is_code(48291736));
    CHECK_FALSE(events::is_code(0));
}

TEST_CASE("every wrong digit and every swap of neighbours in a code is found", "[events][codes]") {
    base::SeededRandom random(7);
    for (int round = 0; round < 500; ++round) {
        const std::uint32_t code = events::draw_code(random);
        REQUIRE(events::is_code(code));
        const std::string digits = std::to_string(code);
        REQUIRE(digits.size() == 9);
        for (std::size_t at = 0; at < digits.size(); ++at) {
            for (char digit = '0'; digit <= '9'; ++digit) {
                std::string wrong = digits;
                wrong[at] = digit;
                REQUIRE((events::damm_digit(wrong) == 0) == (wrong == digits));
            }
            if (at > 0 && digits[at] != digits[at - 1]) {
                std::string swapped = digits;
                std::swap(swapped[at], swapped[at - 1]);
                REQUIRE(events::damm_digit(swapped) != 0);
            }
        }
    }
}
