#include "summary/free_text.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/error.h"

using namespace harmony::summary;

namespace {

bool marked(std::string_view text, TextMarkKind kind) {
    for (const TextMark& mark : scan_text(text)) {
        if (mark.kind == kind) {
            return true;
        }
    }
    return false;
}

}  // namespace

// The vectors of the statistics specification, section 13.
TEST_CASE("what could name somebody is marked before a person reads it", "[summary][text][ST9]") {
    CHECK(marked("07700 900123", TextMarkKind::phone));
    CHECK(marked("0770-0900-123", TextMarkKind::phone));
    CHECK(marked("jo@example.org", TextMarkKind::email));
    CHECK(marked("TS18 1AB", TextMarkKind::postcode));
    CHECK(marked("ts181ab", TextMarkKind::postcode));
    CHECK(marked("QQ123456C", TextMarkKind::national_insurance));
    CHECK(marked("AB12 CDE", TextMarkKind::vehicle));
    CHECK(marked("@jo_b", TextMarkKind::handle));
    CHECK(marked("14 High Street", TextMarkKind::address));
    CHECK(marked("PC Smith", TextMarkKind::named));
    CHECK(marked("born 3/4/1990", TextMarkKind::date_of_birth));
}

TEST_CASE("what names nobody is not marked", "[summary][text][ST9]") {
    for (const char* const text : {"3 times a week",
                                   "Rule 1",
                                   "TS18",
                                   "20 mph",
                                   "A19",
                                   "",
                                   "on the A19 for years",
                                   "in ts18 for years",
                                   "I miss the bus",
                                   "2 or 3 of them",
                                   "at 18:30 on Fridays",
                                   "the pc was slow",
                                   "half of the street",
                                   "100 people came",
                                   "e.g. dogs, cats",
                                   "a @ b"}) {
        INFO(text);
        CHECK(scan_text(text).empty());
    }
}

TEST_CASE("marks are found in the middle of a sentence and say where", "[summary][text][ST9]") {
    const std::string text =
        "Ask Mr. Bell at 12a Mill Lane, +44 (0)7700 900123 or www.example.org.";
    const std::vector<TextMark> marks = scan_text(text);
    std::vector<std::pair<TextMarkKind, std::string>> found;
    for (const TextMark& mark : marks) {
        found.emplace_back(mark.kind, text.substr(mark.first, mark.length));
    }
    using Found = std::pair<TextMarkKind, std::string>;
    REQUIRE(found.size() >= 4);
    CHECK(std::count(found.begin(), found.end(), Found{TextMarkKind::named, "Mr. Bell"}) == 1);
    CHECK(std::count(found.begin(), found.end(), Found{TextMarkKind::address, "12a Mill Lane"}) ==
          1);
    CHECK(std::count(
              found.begin(), found.end(), Found{TextMarkKind::phone, "+44 (0)7700 900123"}) == 1);
    CHECK(redacted(text, marks) == "Ask [removed] at [removed], [removed] or [removed]");
}

TEST_CASE("other ways of writing the same things are marked too", "[summary][text][ST9]") {
    CHECK(marked("born on the 3rd of April 1990", TextMarkKind::date_of_birth));
    CHECK(marked("1990-04-03", TextMarkKind::date_of_birth));
    CHECK(marked("see example.org/page", TextMarkKind::web_address));
    CHECK(marked("HTTPS://EXAMPLE.ORG", TextMarkKind::web_address));
    CHECK(marked("qq 12 34 56 c", TextMarkKind::national_insurance));
    CHECK(marked("a blue ab12cde", TextMarkKind::vehicle));
    CHECK(marked("cllr jones", TextMarkKind::named));
    CHECK(marked("Mrs \xd0\x98\xd0\xb2\xd0\xb0\xd0\xbd\xd0\xbe\xd0\xb2\xd0\xb0",
                 TextMarkKind::named));
    CHECK(marked("7700900", TextMarkKind::phone));
    CHECK_FALSE(marked("770090", TextMarkKind::phone));
}

TEST_CASE("names of the pack's list are marked as whole words", "[summary][text][ST9]") {
    const std::vector<std::string> names = {"Mill House", "Bell"};
    const auto kinds = [&](std::string_view text) { return scan_text(text, names).size(); };
    CHECK(kinds("the bell of mill house") == 2);
    CHECK(kinds("bells") == 0);
}

TEST_CASE("a text without marks loses nothing", "[summary][text][ST9]") {
    CHECK(redacted("3 times a week", {}) == "3 times a week");
    const std::vector<TextMark> overlapping = {{TextMarkKind::phone, 0, 5},
                                               {TextMarkKind::email, 3, 4}};
    CHECK(redacted("0123456789", overlapping) == "[removed]789");
    const std::vector<TextMark> beyond = {{TextMarkKind::phone, 8, 5}};
    CHECK_THROWS_AS((void)redacted("0123456789", beyond), harmony::base::BrokenPromise);
}
