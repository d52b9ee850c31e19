#include "sync/base45.h"

#include <catch2/catch.hpp>

#include "base/random.h"

using namespace harmony;

TEST_CASE("Base45 writes and reads the examples of RFC 9285", "[sync][base45]") {
    // RFC 9285, sections 4.3 and 4.4.
    for (const auto& [plain, coded] : {std::pair{"AB", "BB8"},
                                       {"Hello!!", "%69 VD92EX0"},
                                       {"base-45", "UJCLQE7W581"},
                                       {"ietf!", "QED8WEX0"},
                                       {"", ""}}) {
        CAPTURE(plain);
        CHECK(sync::to_base45(base::as_bytes(plain)) == coded);
        const auto read = sync::from_base45(coded);
        REQUIRE(read.has_value());
        CHECK(base::as_text(*read) == plain);
    }
}

TEST_CASE("Base45 refuses what it never writes", "[sync][base45]") {
    // A single letter, a lower-case letter, one outside of the 45, FGX is 65535 and GGW 65536 (RFC
    // 9285, 6), 256 in two letters is VF... 5*45+31.
    for (const char* text : {"A", "BB8C", "bb8", "B_8", "GGW", ":::", "V5", "::"}) {
        CAPTURE(text);
        CHECK_FALSE(sync::from_base45(text).has_value());
    }
    CHECK(sync::from_base45("FGW").has_value());
}

TEST_CASE("any bytes come back from Base45", "[sync][base45]") {
    base::SeededRandom random(45);
    int same = 0;
    for (std::size_t size = 0; size < 300; ++size) {
        base::Bytes bytes(size);
        random.fill(bytes);
        const auto read = sync::from_base45(sync::to_base45(bytes));
        same += read && *read == bytes ? 1 : 0;
    }
    CHECK(same == 300);
}
