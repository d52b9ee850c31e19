#include "events/pictures.h"

#include <catch2/catch.hpp>

#include "events/town.h"

using namespace harmony;
using namespace harmony::events;

namespace {

Town town(LocalText words) {
    Town made;
    made.brand.logo = TownPicture{"logo.png", std::move(words)};
    return made;
}

std::string why(const base::Result<void>& checked) {
    return checked.ok() ? std::string() : checked.error().message;
}

}  // namespace

TEST_CASE("a picture must be said in every language of the kiosk", "[events][pictures]") {
    const std::vector<std::string> both = {"en", "ur"};
    CHECK(check_pictures(town({{"en", "A bridge"}, {"ur", "ایک پل"}}), both, "content.json").ok());
    CHECK(check_pictures(town({{"en", "A bridge"}}), {"en"}, "content.json").ok());
    CHECK(why(check_pictures(town({{"en", "A bridge"}}), both, "content.json")) ==
          "content.json: brand: logo: logo.png has no words in 'ur'. Say in \"words\" what it "
          "shows, in every language of the kiosk");
    // Spaces say nothing.
    CHECK_FALSE(check_pictures(town({{"en", "A bridge"}, {"ur", "  "}}), both, "").ok());
    CHECK(check_pictures(Town{}, both, "content.json").ok());
}

// docs/formats/pack.md: at most 12 items have a picture.
TEST_CASE("more than twelve pictures of news are refused", "[events][pictures]") {
    Town made;
    for (int i = 0; i < 12; ++i) {
        YouSaid item;
        item.id = std::to_string(i);
        item.picture = TownPicture{"a.png", {{"en", "A"}}};
        made.you_said.push_back(item);
    }
    CHECK(check_pictures(made, {"en"}, "").ok());
    made.you_said.push_back(made.you_said.front());
    CHECK(why(check_pictures(made, {"en"}, "x")) ==
          "x: 13 items of you_said have a picture; at most 12 may. Take those of the oldest out");
}

TEST_CASE("a picture file has a plain name and the ending of a picture", "[events][pictures]") {
    for (const char* good : {"logo.png", "canal-2.jpg", "a_b.jpeg", "2026.png"}) {
        CHECK(is_picture_file(good));
    }
    for (const char* bad : {"",
                            ".png",
                            "Logo.png",
                            "../logo.png",
                            "a/b.png",
                            "a..b.png",
                            "logo.gif",
                            "logo png.png",
                            "logo.svg",
                            "lögo.png"}) {
        INFO(bad);
        CHECK_FALSE(is_picture_file(bad));
    }
    CHECK(is_picture_file(std::string(44, 'a') + ".png"));
    CHECK_FALSE(is_picture_file(std::string(45, 'a') + ".png"));
}

TEST_CASE("pictures are written as they are read", "[events][pictures]") {
    const auto read = read_town(R"({
        "brand": {"logo": {"file": "logo.png", "words": "A bridge"},
                  "picture": {"file": "town.jpg", "words": {"en": "A street", "pl": "Ulica"}}},
        "you_said": [{"id": "a", "theme": "T", "said": "S", "did": "D", "day": "2026-03-01",
                      "picture": {"file": "a.png", "words": "Lamps"}}]})",
                                "content.json",
                                Unknown::refused);
    REQUIRE(read.ok());
    CHECK(read->brand.picture->words.at("pl") == "Ulica");
    CHECK(read->you_said[0].picture->file == "a.png");
    const auto again = read_town(write_town(*read), "kiosk.json", Unknown::passed_over);
    REQUIRE(again.ok());
    CHECK(*again == *read);
    CHECK(pictures_of(*read).size() == 3);
}

TEST_CASE("a slip in a picture is named with its place", "[events][pictures]") {
    const auto why_not = [](const char* brand) {
        const auto read = read_town(brand, "content.json", Unknown::refused);
        return read.ok() ? std::string() : read.error().message;
    };
    CHECK(why_not(R"({"brand": {"logo": {"file": "logo.png"}}})") ==
          "content.json: brand: logo: \"words\" is missing");
    CHECK(why_not(R"({"brand": {"logo": {"file": "Logo.svg", "words": "A"}}})") ==
          "content.json: brand: logo: \"file\" must be a PNG or JPEG with a name of a-z, 0-9, '.', "
          "'-' and '_', such as \"canal.png\"");
    CHECK(why_not(R"({"brand": {"picture": {"file": "a.png", "words": "A", "text": "B"}}})")
              .find("\"text\" is not known") != std::string::npos);
}
