#include "base/text.h"

#include <catch2/catch.hpp>

using namespace harmony::base;

TEST_CASE("text that is not UTF-8 is told from text that is, with the place of the first bad byte",
          "[base][text]") {
    CHECK(is_utf8("Łódź, اردو, 😀"));
    CHECK(first_bad_utf8("ab\xff") == 2);
    CHECK(first_bad_utf8("\xc0\xaf") == 0);          // overlong '/'
    CHECK(first_bad_utf8("a\xed\xa0\x80") == 1);     // a surrogate
    CHECK(first_bad_utf8("\xf4\x90\x80\x80") == 0);  // above U+10FFFF
    CHECK(first_bad_utf8("\xe2\x82") == 0);          // cut short
}

TEST_CASE("letters are read one by one and written back the same", "[base][text]") {
    const std::string text = "aŁا😀";
    std::string copy;
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        append_utf8(copy, next_code_point(text, at));
    }
    CHECK(copy == text);
    CHECK(count == 4);
    CHECK(code_points(text) == 4);
}

TEST_CASE("white space at the ends is dropped, words are parted by it", "[base][text]") {
    CHECK(trim(" \t a b \r\n") == "a b");
    CHECK(trim("   ").empty());
    CHECK(words("  one two\nthree ") == std::vector<std::string>{"one", "two", "three"});
    CHECK(split("a,,b", ',') == std::vector<std::string>{"a", "", "b"});
}

TEST_CASE("a name that is nearly right is suggested, a wild one is not", "[base][text]") {
    const std::vector<std::string> names = {"age", "relevant", "required"};
    CHECK(nearest("agee", names) == "age");
    CHECK(nearest("relevent", names) == "relevant");
    CHECK_FALSE(nearest("colour", names));
    CHECK(edit_distance("kitten", "sitting") == 3);  // Levenshtein's textbook pair
}
