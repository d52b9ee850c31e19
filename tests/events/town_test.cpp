#include "events/town.h"

#include <catch2/catch.hpp>

using namespace harmony;
using namespace harmony::events;

namespace {

constexpr const char* whole = R"({
  "brand": {"campaign": {"en": "Safer Tarnbeck"}, "primary": "#0B3C5D", "surface": "#FFFFFF"},
  "you_said": [
    {"id": "lights", "theme": "Lights", "said": "It is dark by the canal.",
     "did": "We mended 14 lamps.", "next": "A walk in May.", "day": "2026-02-01", "area": "Northgate"},
    {"id": "bins", "theme": "Litter", "said": "Bins overflow.", "did": "Two more bins.",
     "day": "2026-03-01"}],
  "help": [{"id": "council", "name": "Tarnbeck Council", "number": "01632 960 100",
            "hours": "Monday to Friday, 9 to 5"}]})";

base::Result<Town> read(std::string_view text, Unknown unknown = Unknown::refused) {
    return read_town(text, "content.json", unknown);
}

std::string why(std::string_view text, Unknown unknown = Unknown::refused) {
    const auto town = read(text, unknown);
    return town.ok() ? std::string() : town.error().message;
}

}  // namespace

TEST_CASE("what was said stands newest first", "[events][town]") {
    const auto town = read(whole);
    REQUIRE(town.ok());
    REQUIRE(town->you_said.size() == 2);
    CHECK(town->you_said[0].id == "bins");
    CHECK(town->you_said[1].next.at("en") == "A walk in May.");
    CHECK(town->help[0].number == "01632 960 100");
    CHECK(town->brand.primary == 0x0B3C5DU);
}

TEST_CASE("what the office writes the kiosk reads", "[events][town]") {
    const auto town = read(whole);
    REQUIRE(town.ok());
    const auto again = read(write_town(*town), Unknown::passed_over);
    REQUIRE(again.ok());
    CHECK(*again == *town);
}

TEST_CASE("a file without news, help and brand says nothing of the town", "[events][town]") {
    const auto town = read("{}");
    REQUIRE(town.ok());
    CHECK(*town == Town{});
}

TEST_CASE("a slip in the town's content is named with its place", "[events][town]") {
    CHECK(why(R"({"you_said": [{"id": "a"}]})") ==
          "content.json: you_said[0]: \"theme\" is missing");
    CHECK(
        why(R"({"help": [{"id": "a", "name": "A", "number": "call me"}]})") ==
        "content.json: help[0]: \"number\" must be digits and spaces, as a person would dial them");
    CHECK(why(R"({"brand": {"primary": "blue"}})") ==
          "content.json: brand: \"primary\" must be a colour such as \"#0B3C5D\"");
    CHECK(why(R"({"help": [{"id": "a", "name": "A", "number": "1"}, {"id": "a", "name": "B",
          "number": "2"}]})") == "content.json: help[1]: the id a is used twice");
    const std::string unknown = R"({"brand": {"colour": "#000000"}})";
    CHECK(why(unknown).find("\"colour\" is not known") != std::string::npos);
    CHECK(why(unknown, Unknown::passed_over).empty());
}

// 160 letters: kiosk.md 4.11.
TEST_CASE("what was said has at most 160 letters in any script", "[events][town]") {
    const auto item = [](std::size_t letters) {
        std::string said;
        for (std::size_t i = 0; i < letters; ++i) {
            said += "ش";
        }
        return R"({"you_said": [{"id": "a", "theme": "T", "said": {"en": "S", "ur": ")" + said +
               R"("}, "did": "D", "day": "2026-01-01"}]})";
    };
    CHECK(why(item(160)).empty());
    CHECK(why(item(161)).find("has 161 letters; at most 160 fit") != std::string::npos);
}

// #0F4C75 on white: 8.9:1 by the formula of WCAG 2.2, worked out with a spreadsheet; #0B3C5D: 11.5
// (kiosk.md 2.3).
TEST_CASE("colours on which words cannot be read are refused", "[events][town][K8]") {
    CHECK(why(R"({"brand": {"primary": "#0B3C5D"}})").empty());
    CHECK(why(R"({"brand": {"primary": "#0F4C75"}})").find("at least 10:1") != std::string::npos);
    CHECK(why(R"({"brand": {"surface": "#C0C0C0"}})").find("at least 10:1") != std::string::npos);
    CHECK_FALSE(read(R"({"brand": {"primary": "#FFFFFF"}})").ok());
}

TEST_CASE("only a short https address can be photographed and typed", "[events][town]") {
    CHECK(is_web_address("https://tarnbeck.example/privacy"));
    CHECK(is_web_address("https://tarnbeck.example"));
    for (const char* bad : {"",
                            "http://tarnbeck.example",
                            "https://",
                            "https://tarnbeck",
                            "https://.example",
                            "https://tarnbeck.example/a b",
                            "https://tarnbeck.example/ż",
                            "tarnbeck.example"}) {
        INFO(bad);
        CHECK_FALSE(is_web_address(bad));
    }
    const std::string start = "https://tarnbeck.example/";
    CHECK(is_web_address(start + std::string(80 - start.size(), 'a')));
    CHECK_FALSE(is_web_address(start + std::string(81 - start.size(), 'a')));
}
