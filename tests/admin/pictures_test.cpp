// Pictures of a pack, from their folder (docs/formats/pack.md).
#include "admin/authoring/pictures.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "admin/authoring/pack_builder.h"
#include "support/temporary_folder.h"
#include "ui/image.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

/// A folder of pictures beside a content file that names `logo.png`.
class Folder {
public:
    void put(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder_.path() / name, std::ios::binary) << bytes;
    }

    void draw(const std::string& name, int width_px, int height_px) const {
        const auto pixels =
            static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px);
        const ui::Image image{width_px, height_px, std::vector<std::uint32_t>(pixels, 0xFF3366AAU)};
        REQUIRE(ui::write_png(image, folder_.path() / name).ok());
    }

    [[nodiscard]] base::Result<std::vector<admin::PictureFile>> read(const events::Town& town) {
        return admin::read_picture_folder(files_, folder_.path(), town);
    }

    [[nodiscard]] std::string why(const events::Town& town) {
        const auto read_files = read(town);
        return read_files.ok() ? std::string() : read_files.error().message;
    }

private:
    TemporaryFolder folder_;
    base::SystemRandom random_;
    base::RealFiles files_{random_};
};

admin::Content content() {
    admin::Content made;
    made.languages = {"en"};
    made.town.brand.logo = events::TownPicture{"logo.png", {{"en", "A bridge"}}};
    return made;
}

}  // namespace

TEST_CASE("pictures are taken from their folder into the pack", "[admin][pictures]") {
    Folder folder;
    folder.draw("logo.png", 60, 40);
    folder.draw("unnamed.png", 60, 40);
    admin::Content town = content();
    town.town.brand.picture = town.town.brand.logo;  // one file, named twice
    const auto files = folder.read(town.town);
    REQUIRE(files.ok());
    REQUIRE(files->size() == 1);
    const admin::Catalogue english{"en", {}, {{"notice.survey", "We ask."}}};
    const auto pack = admin::build_pack({}, town, {english}, "Tarnbeck", {{}, *files});
    REQUIRE(pack.ok());
    const auto entry = std::find_if(pack->entries.begin(), pack->entries.end(), [](const auto& e) {
        return e.name == "pictures/logo.png";
    });
    REQUIRE(entry != pack->entries.end());
    CHECK(entry->bytes == files->front().bytes);
}

TEST_CASE("a picture that kiosks could not show is refused before it is published",
          "[admin][pictures]") {
    Folder folder;
    const events::Town town = content().town;
    CHECK(folder.read(town).error().kind == base::ErrorKind::absent);
    CHECK(folder.why(town).find("brand: logo: logo.png") != std::string::npos);
    folder.put("logo.png", "no picture");
    CHECK(folder.read(town).error().kind == base::ErrorKind::unreadable);
    folder.draw("logo.png", 2401, 2);  // 2,400 a side: docs/formats/pack.md
    CHECK(folder.read(town).error().kind == base::ErrorKind::refused);
    folder.put("logo.png", std::string(1'000'001, 'x'));
    CHECK(folder.why(town).find("it has 1000001 bytes; a kiosk takes at most 1000000. Save it "
                                "smaller, or as a JPEG") != std::string::npos);
}

TEST_CASE("a pack with a picture without file or words is never built", "[admin][pictures]") {
    const admin::Catalogue english{"en", {}, {{"notice.survey", "We ask."}}};
    const auto bare = admin::build_pack({}, content(), {english}, "Tarnbeck");
    REQUIRE_FALSE(bare.ok());
    CHECK(bare.error().message == "brand: logo: the file logo.png is missing");
    admin::Content silent = content();
    silent.languages = {"en", "pl"};
    const auto unsaid =
        admin::build_pack({}, silent, {english}, "Tarnbeck", {{}, {{"logo.png", {}}}});
    REQUIRE_FALSE(unsaid.ok());
    CHECK(unsaid.error().message.find("logo.png has no words in 'pl'") != std::string::npos);
}

TEST_CASE("a content file without words for a picture is refused", "[admin][content][pictures]") {
    base::SeededRandom random(1);
    const std::string text =
        R"({"partners":"p","area":"a","readers":"r","keep_until":"2027-03-31","languages":["en","ur"],
            "pictures":"photos","brand":{"logo":{"file":"logo.png","words":"A bridge"}}})";
    const auto refused = admin::read_content(base::as_bytes(text), "content.json", random);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find(
              "content.json: brand: logo: logo.png has no words in 'ur'") == 0);
    std::string fine = text;
    fine.replace(fine.find("\"en\",\"ur\""), 9, "\"en\"");
    const auto read = admin::read_content(base::as_bytes(fine), "content.json", random);
    REQUIRE(read.ok());
    CHECK(read->pictures == "photos");
}
