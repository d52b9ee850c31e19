#include "kiosk/content_walk.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support/memory_kiosk.h"

using namespace harmony;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

/// The table of one language and size for a sample pack that was changed.
struct Walked {
    explicit Walked(const std::function<void(json&)>& change) {
        tests::MemoryKiosk::Options options;
        options.panel = ui::panel_10_inch;
        options.surveys = {"neighbourhood_quick5"};
        options.change = [&](const std::filesystem::path& pack) {
            std::ifstream in(pack / "kiosk.json");
            json content = json::parse(in);
            change(content);
            std::ofstream(pack / "kiosk.json") << content.dump();
        };
        tests::MemoryKiosk kiosk(options);
        kiosk::ContentWalk walk(
            kiosk.stage(), {"en", ui::TextSize::m, ui::ColourMode::standard}, "10.1 en M");
        walk.walk();
        looked = walk.looked();
        faults = walk.faults();
    }

    kiosk::LookedAt looked;
    std::vector<std::string> faults;
};

}  // namespace

TEST_CASE("everything that a pack puts on the screen is looked at, and is whole",
          "[kiosk][content_walk][K2]") {
    const Walked walked([](json&) {});
    CAPTURE(walked.faults);
    CHECK(walked.faults.empty());
    CHECK(walked.looked.pages > 40);  // slides, home and its tiles, five questions, events, news
    CHECK(walked.looked.controls > walked.looked.pages);
}

TEST_CASE("a word of the pack that fits nowhere is found, and its page named",
          "[kiosk][content_walk][K2]") {
    const std::string word(80, 'W');
    SECTION("in the name of an event") {
        const Walked walked([&](json& content) { content["events"][4]["title"]["en"] = word; });
        CHECK_FALSE(walked.faults.empty());
    }
    SECTION("in what was said") {
        const Walked walked([&](json& content) { content["you_said"][0]["said"]["en"] = word; });
        CHECK_FALSE(walked.faults.empty());
    }
}
