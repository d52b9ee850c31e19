#include "survey/unicode.h"

#include <catch2/catch.hpp>

namespace harmony::survey::test {

TEST_CASE("typed text is composed and loses what cannot be seen", "[survey][unicode]") {
    CHECK(clean_typed("  Cafe\xCC\x81\t").view() == "Caf\xC3\xA9");
    CHECK(clean_typed("a\xE2\x80\xAE"
                      "b\x07"
                      "c\xE2\x80\x8F")
              .view() == "abc");  // RLO, bell, RLM
    CHECK(clean_typed("one\ntwo").view() == "one\ntwo");
    CHECK(clean_typed("\xC2\xA0x\xC2\xA0").view() == "x");
    CHECK(clean_typed("\xDB\x8C\xE2\x80\x8C\xDA\xA9").view() ==
          "\xDB\x8C\xE2\x80\x8C\xDA\xA9");  // the joiner between Persian letters stays
    CHECK(clean_typed("e\xE2\x80\x8E\xCC\x81").view() ==
          "\xC3\xA9");  // parted only by a dropped mark
    CHECK(clean_typed("").empty());
}

TEST_CASE("a pile of marks on one letter is cut", "[survey][unicode]") {
    std::string pile = "x";
    for (int i = 0; i < 30; ++i) {
        pile += "\xCC\xB5";
    }
    CHECK(clean_typed(pile).size() == 1 + 8 * 2);
}

TEST_CASE("digits of every keyboard become plain digits", "[survey][unicode]") {
    CHECK(clean_typed_number("\xD9\xA1\xDB\xB2\xE0\xA9\xA9").view() == "123");
    CHECK(clean_typed_number("1 234,5").view() == "1234.5");
    CHECK(clean_typed_number("\xD9\xA1\xD9\xAC\xD9\xA2\xD9\xAB\xD9\xA3").view() == "12.3");
    CHECK(clean_typed_number("12a").view() == "12a");
}

TEST_CASE("normal form is told from what is not", "[survey][unicode]") {
    CHECK(is_nfc("Caf\xC3\xA9"));
    CHECK_FALSE(is_nfc("Cafe\xCC\x81"));
    CHECK_FALSE(is_nfc("\xC3"));
    CHECK(nfc("e\xCC\x81") == "\xC3\xA9");
    CHECK(is_storable("a\nb"));
    CHECK_FALSE(is_storable("a\tb"));
    CHECK_FALSE(is_storable("\xFF"));
}

}  // namespace harmony::survey::test
