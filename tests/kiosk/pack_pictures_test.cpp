// Pictures that a pack brings (docs/formats/pack.md).
#include "kiosk/pack_pictures.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/attract_loop.h"
#include "kiosk/pack_content.h"
#include "kiosk/sample_map.h"
#include "kiosk/sample_pictures.h"
#include "kiosk/screens/screens.h"
#include "support/memory_kiosk.h"

using namespace harmony;
using namespace harmony::kiosk;
using tests::SampleFiles;

namespace {

base::Bytes json(const std::string& brand, const std::string& languages = R"(["en"])") {
    const std::string text = R"({"harmony":"kiosk/1","organisation":"x","languages":)" + languages +
                             R"(,"brand":)" + brand + "}";
    return base::copy_bytes(base::as_bytes(text));
}

constexpr const char* logo = R"({"logo":{"file":"logo.png","words":"A bridge"}})";

base::Result<PackContent> read(SampleFiles files) {
    return read_pack_content(tests::from_files(std::move(files)));
}

std::string why(SampleFiles files) {
    const auto pack = read(std::move(files));
    return pack.ok() ? std::string() : pack.error().message;
}

/// What a picture on the page says; nothing when it is not there.
std::string said(tests::MemoryKiosk& kiosk, std::string_view id) {
    const ui::sem::Node* node = kiosk.driver().tree().find(id);
    return node != nullptr && node->role == ui::sem::Role::image ? std::string(node->name.view())
                                                                 : std::string();
}

/// Turns pages until `id` is there, or to the last.
void turn_to(ui::Driver& driver, std::string_view id) {
    while (driver.tree().find(id) == nullptr && driver.tree().find("page.more") != nullptr) {
        REQUIRE(driver.tap("page.more").ok());
    }
}

}  // namespace

TEST_CASE("a pack brings its logo decoded", "[kiosk][pack][pictures]") {
    const auto pack =
        read({{"kiosk.json", json(logo)}, {"pictures/logo.png", tests::sample_png(120, 90)}});
    REQUIRE(pack.ok());
    const ShownPicture shown = shown_in(pack->pictures, pack->town.brand.logo, "ur");
    REQUIRE(shown);
    CHECK(shown.picture->width_px() == 120);
    CHECK(shown.words == "A bridge");  // no Urdu in a pack of English alone
    CHECK_FALSE(shown_in(pack->pictures, pack->town.brand.picture, "en"));
}

// The longest side of a logo on any panel: 16 mm at 12 px/mm, and three times as long as high.
TEST_CASE("a picture takes no more memory than a page can show", "[kiosk][pack][pictures]") {
    const auto pack =
        read({{"kiosk.json", json(logo)}, {"pictures/logo.png", tests::sample_png(960, 480)}});
    REQUIRE(pack.ok());
    const auto& picture = pack->pictures.at("logo.png");
    CHECK(picture->width_px() == 240);
    CHECK(picture->height_px() == 120);
}

TEST_CASE("a pack is refused for a picture that is not in order", "[kiosk][pack][pictures]") {
    const base::Bytes png = tests::sample_png(40, 40);
    CHECK(why({{"kiosk.json", json(logo, R"(["en","ur"])")}, {"pictures/logo.png", png}}) ==
          "kiosk.json: brand: logo: logo.png has no words in 'ur'. Say in \"words\" what it shows, "
          "in every language of the kiosk");
    CHECK(read({{"kiosk.json", json(logo)}}).error().kind == base::ErrorKind::absent);
    const base::Bytes text = base::copy_bytes(base::as_bytes("no picture"));
    CHECK(why({{"kiosk.json", json(logo)}, {"pictures/logo.png", text}})
              .find("the picture logo.png") != std::string::npos);
    base::Bytes large = png;
    large.resize(1'000'001);
    CHECK(why({{"kiosk.json", json(logo)}, {"pictures/logo.png", large}}) ==
          "the picture logo.png: has 1000001 bytes; at most 1000000 are taken");
    CHECK(why({{"kiosk.json", json(logo)}, {"pictures/logo.png", tests::sample_png(2401, 4)}})
              .find("2401 x 4") != std::string::npos);
}

TEST_CASE("only a campaign with a picture has a slide of it", "[kiosk][attract][S2][pictures]") {
    const auto slides = [](const PackContent& content) {
        const AttractLoop loop(content, {{"en", "English", false, false}}, base::Day{});
        int found = 0;
        for (const AttractSlide& slide : loop.slides()) {
            found += slide.kind == AttractSlide::Kind::campaign ? 1 : 0;
        }
        return found;
    };
    CHECK(slides({}) == 0);
    const auto pack = read({{"kiosk.json", json(R"({"picture":{"file":"a.png","words":"A"}})")},
                            {"pictures/a.png", tests::sample_png(64, 36)}});
    REQUIRE(pack.ok());
    CHECK(slides(*pack) == 1);
}

TEST_CASE("pictures of the demo are said on the pages that show them", "[kiosk][pictures][K7]") {
    tests::MemoryKiosk kiosk;
    CHECK(said(kiosk, "attract.mark") == "A bridge over a beck, with a hill and the sun behind it");
    for (const char* id : {"attract.touch", "language.ur"}) {
        CHECK(kiosk.driver().tap(id).ok());
    }
    CHECK(said(kiosk, "bar.mark") == "نالے پر ایک پل، پیچھے پہاڑی اور سورج");
    for (const char* id : {"home.you_said", "you_said.canal_lights"}) {
        CHECK(kiosk.driver().tap(id).ok());
    }
    turn_to(kiosk.driver(), "you_said.picture");
    CHECK(said(kiosk, "you_said.picture") == "رات کو نہر کے ساتھ راستہ، بتیاں جل رہی ہیں");
}

// kiosk.md 4.4: `privacy.more`, full text, with QR to the web copy.
TEST_CASE("the whole notice is shown with its address where the pack has one",
          "[kiosk][privacy][K5]") {
    tests::MemoryKiosk kiosk;
    ui::Driver& driver = kiosk.driver();
    for (const char* id : {"attract.touch", "language.en", "home.survey", "age.yes"}) {
        REQUIRE(driver.tap(id).ok());
    }
    turn_to(driver, "privacy.more");
    REQUIRE(driver.tap("privacy.more").ok());
    CHECK(driver.screen() == "privacy_more");
    CHECK(driver.tree().shows("https://tarnbeck.example/privacy"));
    REQUIRE(driver.tree().find("privacy.web.code") != nullptr);
    REQUIRE(driver.tap("privacy.close").ok());
    CHECK(driver.screen() == "privacy");
}

TEST_CASE("without an address there is no page of the whole notice", "[kiosk][privacy][K5]") {
    tests::MemoryKiosk::Options options;
    options.change = [](const std::filesystem::path& pack) {
        std::ifstream in(pack / "kiosk.json");
        nlohmann::json content = nlohmann::json::parse(in);
        content.erase("notice_web");
        std::ofstream(pack / "kiosk.json") << content.dump();
    };
    tests::MemoryKiosk kiosk(options);
    for (const char* id : {"attract.touch", "language.en", "home.survey", "age.yes"}) {
        REQUIRE(kiosk.driver().tap(id).ok());
    }
    CHECK(kiosk.driver().screen() == "privacy");
    turn_to(kiosk.driver(), "privacy.more");
    CHECK(kiosk.driver().tree().find("privacy.more") == nullptr);
}
