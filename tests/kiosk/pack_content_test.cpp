#include "kiosk/pack_content.h"

#include <catch2/catch.hpp>

#include "kiosk/library.h"
#include "kiosk/sample_pack.h"
#include "support/temporary_folder.h"
#include "sync/crypto.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

/// A pack whose kiosk.json is `json` and whose other files are empty.
PackFile only(std::string json) {
    return [json = std::move(json)](std::string_view name) -> base::Result<base::Bytes> {
        if (name == "kiosk.json") {
            return base::copy_bytes(base::as_bytes(json));
        }
        if (name.starts_with("forms/")) {
            return base::Bytes{};
        }
        return base::Error{base::ErrorKind::absent, std::string(name) + " is not there"};
    };
}

std::string refusal(std::string json) {
    const auto pack = read_pack_content(only(std::move(json)));
    return pack.ok() ? "accepted" : pack.error().message;
}

}  // namespace

TEST_CASE("the shipped surveys make a pack that the kiosk reads", "[kiosk][pack]") {
    REQUIRE(sync::start().ok());
    const tests::TemporaryFolder folder;
    tests::write_sample_pack(folder.path(), {"neighbourhood", "town_centre_pspo"});
    base::SystemRandom random;
    base::RealFiles files(random);
    const auto pack = read_pack_content(files_of_folder(files, folder.path()));
    REQUIRE(pack.ok());
    CHECK(pack->organisation == "Tarnbeck Council");
    REQUIRE(pack->surveys.size() == 2);
    CHECK(pack->survey("neighbourhood")->files.contains("places.csv"));
    CHECK(pack->notices.size() == 8);
    CHECK(pack->events.size() == 8);
    const auto evening = events::OccurrenceId::from_hex("7c20d4e91b6f3a58");
    const events::Event* event = pack->event(*evening);
    REQUIRE(event != nullptr);
    // The demo keeps what was given for 30 days after 15 April.
    CHECK(base::to_iso(events::deletion_day(*event)) == "2026-05-15");
    REQUIRE(event->consent.has_value());
    CHECK(event->consent->later_events.at("en") ==
          "Tarnbeck Neighbourhood Police may tell me about other local events. I can stop this at "
          "any time.");
    const EngagementContent* here = engagement_of_day(*pack, *base::day_from_iso("2026-03-30"));
    REQUIRE(here != nullptr);
    CHECK(in_language(here->title, "pl") == "Drop-in at Northgate Library");
    CHECK(engagement_of_day(*pack, *base::day_from_iso("2026-03-31")) == nullptr);

    const auto library = Library::make(*pack, {});
    REQUIRE(library.ok());
    CHECK((*library)->languages().size() == 8);
    // Counted in survey.csv: 22 core questions, less the map.
    CHECK(length_of(*(*library)->form("neighbourhood")).questions == 21);
    CHECK((*library)->form("no_such") == nullptr);
}

TEST_CASE("a pack that is not one is refused with the place", "[kiosk][pack]") {
    CHECK(refusal("[]") == "kiosk.json is not a JSON object");
    CHECK(refusal("{}") == "kiosk.json: harmony must be a text");
    CHECK(refusal(R"({"harmony":"kiosk/9","organisation":"x","languages":["en"]})") ==
          "kiosk.json: harmony must be \"kiosk/1\"");
    CHECK(refusal(R"({"harmony":"kiosk/1","organisation":"x","languages":[]})") ==
          "kiosk.json: languages must name at least one language");
    CHECK(refusal(R"({"harmony":"kiosk/1","organisation":"x","languages":["en"],
                      "surveys":[{"id":"a","form":"forms/a.json","name":"zz"}]})") ==
          "kiosk.json: surveys[0].name must be hexadecimal of the right length");
    CHECK(refusal(R"({"harmony":"kiosk/1","organisation":"x","languages":["en"],
                      "engagements":[{"id":"00000000000000aa","surveys":["b"]}]})") ==
          "kiosk.json: engagements[0] asks for the survey 'b', which the pack does not have");
    CHECK(refusal(R"({"harmony":"kiosk/1","organisation":"x","languages":["en"],
                      "surveys":[{"id":"a","form":"data/a.json","name":"00000000000000aa"}]})") ==
          "data/a.json is not there");
}

TEST_CASE("a name that leads out of a folder of content is refused", "[kiosk][pack]") {
    base::SystemRandom random;
    base::RealFiles files(random);
    const tests::TemporaryFolder folder;
    const PackFile file = files_of_folder(files, folder.path());
    CHECK(file("../etc/passwd").error().kind == base::ErrorKind::refused);
    CHECK(file("/etc/passwd").error().kind == base::ErrorKind::refused);
    CHECK(file("forms/a.json").error().kind == base::ErrorKind::absent);
}
