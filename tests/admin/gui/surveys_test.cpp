#include <catch2/catch.hpp>
#include <cstdlib>

#include "admin/authoring/content.h"
#include "admin/authoring/first_content.h"
#include "admin/gui/kiosk_preview.h"
#include "admin/gui/window_town.h"

using namespace harmony;
using namespace harmony::admin::gui;
using harmony::tests::WindowTown;

namespace {

/// A town whose window publishes the survey of the shops.
struct PublishingTown : WindowTown {
    PublishingTown() {
        WindowSettings settings;
        settings.surveys = {text_path("shops")};
        settings.content = text_path("content.json");
        settings.phrases = text_path("phrases");
        settings.store = "folder:" + text_path("stick");
        base::promise(write_window_settings(files, path("office"), settings).ok(), "no settings");
        ::setenv("HARMONY_KIOSK", HARMONY_BINARY_DIR "/bin/harmony-kiosk", 1);
    }
};

}  // namespace

TEST_CASE("the window says what is wrong with a survey and how to mend it",
          "[admin][gui][surveys]") {
    PublishingTown town;
    town.write("shops/survey.csv",
               "type,name,label::English (en)\nselect_one nolist,safe,How safe do you feel?\n");
    WindowDriver& window = town.open();
    REQUIRE(window.tap("view.surveys"));
    REQUIRE(window.tap("surveys.part.checks"));
    CHECK(window.said("surveys.list." + town.text_path("shops")).find("to mend") !=
          std::string::npos);
    CHECK(window.said("surveys.remark.0.place").find("row 2") != std::string::npos);
    CHECK(window.said("surveys.remark.0.what").find("nolist") != std::string::npos);
    CHECK_FALSE(window.said("surveys.remark.0.mend").empty());
}

TEST_CASE("what the window publishes is what the command line publishes", "[admin][gui][surveys]") {
    PublishingTown town;
    town.new_version("2");
    WindowDriver& window = town.open();
    REQUIRE(window.tap("view.surveys"));
    const std::string row = "surveys.list." + town.text_path("shops");
    CHECK(window.said(row).find("ready") != std::string::npos);
    REQUIRE(window.tap("surveys.publish"));
    REQUIRE(window.tap("form.submit"));
    INFO(window.said("window.notice"));
    CHECK(window.said("window.notice").starts_with("Published version 2"));
    CHECK(window.said(row).find("published") != std::string::npos);
    // The command line finds nothing new to write.
    const auto again = town.json_of({"publish",
                                     "--survey",
                                     town.text_path("shops"),
                                     "--content",
                                     town.text_path("content.json"),
                                     "--phrases",
                                     town.text_path("phrases"),
                                     "--to",
                                     "folder:" + town.text_path("stick"),
                                     "--json"});
    CHECK(again.at("version") == 3);
    CHECK(again.at("fresh").get<int>() <= 1);  // the notice's date may be another
}

TEST_CASE("a survey that comes with Harmony is added as a spreadsheet", "[admin][gui][surveys]") {
    WindowTown town;
    WindowDriver& window = town.open();
    REQUIRE(window.tap("view.surveys"));
    CHECK(window.said("surveys.empty.title") == "Choose your first survey");
    REQUIRE(window.tap("surveys.first"));
    REQUIRE(window.tap("form.submit"));
    const std::string file = town.text_path("office/neighbourhood.xlsx");
    CHECK(std::filesystem::exists(file));
    CHECK(window.get("surveys.list." + file) != nullptr);
    CHECK(window.shell().settings().surveys == std::vector<std::string>{file});
}

TEST_CASE("the preview is the kiosk itself and can be touched", "[admin][gui][surveys]") {
    PublishingTown town;
    WindowSettings settings = read_window_settings(town.files, town.path("office"));
    settings.phrases.clear();  // a kiosk needs all of its phrases
    REQUIRE(write_window_settings(town.files, town.path("office"), settings).ok());
    WindowDriver& window = town.open();
    REQUIRE(window.tap("view.surveys"));
    INFO(window.said("surveys.trouble"));
    REQUIRE(window.get("surveys.glass") != nullptr);
    const std::string before = window.driver().hash();
    REQUIRE(window.tap("surveys.glass"));
    window.driver().wait(std::chrono::milliseconds{600});
    window.settle();
    CHECK(window.driver().hash() != before);
    CHECK(town.stored() == 0);
}

TEST_CASE("without the kiosk's program the window says what to install", "[admin][gui][surveys]") {
    ::setenv("HARMONY_KIOSK", "/nowhere/harmony-kiosk", 1);
    const auto preview = KioskPreview::start("/tmp", {}, [] {});
    REQUIRE_FALSE(preview.ok());
    CHECK(preview.error().message.find("does not start") != std::string::npos);
}

TEST_CASE("the first content is one that can be published", "[admin][authoring]") {
    WindowTown town;
    const admin::FirstContent content{"Example Police",
                                      "Example Borough",
                                      "the engagement team",
                                      *base::day_from_iso("2027-03-31"),
                                      "We read every answer and meet in June.",
                                      "Drop-in at the library",
                                      "The library",
                                      *base::day_from_iso("2026-04-14")};
    const auto file = town.path("first.json");
    REQUIRE(write_first_content(town.files, file, content, town.random).ok());
    const auto bytes = town.files.read(file, 100'000);
    REQUIRE(bytes.ok());
    const auto read = admin::read_content(*bytes, "first.json", town.random);
    REQUIRE(read.ok());
    CHECK(read->area == "Example Borough");
    REQUIRE(read->engagements.size() == 1);
    CHECK(read->engagements.front().day == *base::day_from_iso("2026-04-14"));
    // A file that is there is never changed.
    const auto again = write_first_content(town.files, file, content, town.random);
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().message.find("is there already") != std::string::npos);
}
