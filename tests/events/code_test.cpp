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

TEST_CASE("every wrong digit and every swap of neighbours in 10 000 codes is found",
          "[events][codes][E9]") {
    base::SeededRandom random(7);
    int missed = 0;
    int tried = 0;
    const auto looks_right = [&](const std::string& digits) {
        ++tried;
        return events::damm_digit(digits) == 0;
    };
    for (int round = 0; round < 10'000; ++round) {
        const std::uint32_t code = events::draw_code(random);
        const std::string digits = std::to_string(code);
        missed += events::is_code(code) && digits.size() == 9 ? 0 : 1;
        for (std::size_t at = 0; at < digits.size(); ++at) {
            for (char digit = '0'; digit <= '9'; ++digit) {
                std::string wrong = digits;
                wrong[at] = digit;
                missed += digit != digits[at] && looks_right(wrong) ? 1 : 0;
            }
            if (at > 0 && digits[at] != digits[at - 1]) {
                std::string swapped = digits;
                std::swap(swapped[at], swapped[at - 1]);
                missed += looks_right(swapped) ? 1 : 0;
            }
        }
    }
    CHECK(missed == 0);
    CHECK(tried > 870'000);
}
