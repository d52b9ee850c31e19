#include "kiosk/home_menu.h"

#include <catch2/catch.hpp>

using namespace harmony::kiosk;

namespace {

HomeOffer everything() {
    HomeOffer offer;
    offer.surveys = true;
    offer.events = true;
    offer.reports = true;
    offer.you_said = true;
    return offer;
}

using Tiles = std::vector<HomeTile>;

}  // namespace

// The order of kiosk.md 4.2.
TEST_CASE("the home page offers survey, events, case, news and help in this order",
          "[kiosk][home]") {
    CHECK(home_tiles(everything()) == Tiles{HomeTile::survey,
                                            HomeTile::events,
                                            HomeTile::report,
                                            HomeTile::you_said,
                                            HomeTile::help});
}

TEST_CASE("a tile with nothing behind it is not there", "[kiosk][home]") {
    HomeOffer offer;
    offer.surveys = true;
    CHECK(home_tiles(offer) == Tiles{HomeTile::survey, HomeTile::help});
    offer.surveys = false;
    offer.you_said = true;
    CHECK(home_tiles(offer) == Tiles{HomeTile::you_said, HomeTile::help});
}

TEST_CASE("help stands on the home page of a kiosk that has nothing else", "[kiosk][home]") {
    CHECK(home_tiles({}) == Tiles{HomeTile::help});
}

TEST_CASE("an engagement sets which tiles there are and their order", "[kiosk][home]") {
    HomeOffer offer = everything();
    offer.asked = {"you_said", "survey"};
    CHECK(home_tiles(offer) == Tiles{HomeTile::you_said, HomeTile::survey, HomeTile::help});
    offer.asked = {"events", "nonsense", "events", "help"};
    CHECK(home_tiles(offer) == Tiles{HomeTile::events, HomeTile::help});
}

TEST_CASE("a Warm Welcome offers a way out that asks nothing", "[kiosk][home]") {
    HomeOffer offer = everything();
    CHECK(home_tiles(offer).back() == HomeTile::help);
    offer.warm_welcome = true;
    CHECK(home_tiles(offer).back() == HomeTile::not_today);
    CHECK(home_tiles(offer).size() == most_home_tiles);
}

TEST_CASE("a tile is called as the pack and the page call it", "[kiosk][home]") {
    CHECK(name_of(HomeTile::survey) == "survey");
    CHECK(name_of(HomeTile::report) == "case");
    CHECK(name_of(HomeTile::not_today) == "not_today");
}
