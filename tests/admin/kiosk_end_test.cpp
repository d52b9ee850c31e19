#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "sync/own_part.h"
#include "sync/token.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

struct TownWithKiosk : Town {
    TownWithKiosk() : kiosk(setup(*this)), stick(courier()) {}

    static FakeKiosk setup(Town& town) {
        town.make_office();
        base::promise(town.publish() == 0, town.terminal.complaints.c_str());
        return town.enrol("Library 1");
    }

    json synced() {
        CHECK(run({"sync", "--from", "folder:" + text_path("stick"), "--json"}) == 0);
        return json::parse(terminal.printed);
    }

    /// The newest own part that lies where kiosks fetch.
    sync::OwnPart told() {
        const auto published = office()->store().newest_published("own:" + kiosk.id().hex());
        REQUIRE(published.has_value());
        return sync::check_own_part(
                   published->bytes, kiosk.id(), office()->trust().newest().document, std::nullopt)
            ->part;
    }

    FakeKiosk kiosk;
    sync::FolderCourier stick;
};

}  // namespace

TEST_CASE("what a lost kiosk sent before counts, and what it sends after does not",
          "[admin][revoke]") {
    TownWithKiosk town;
    town.kiosk.send(town.stick, town.answers(12, 1), town.clock.today());
    REQUIRE(town.synced()["responses"] == 12);
    REQUIRE(
        town.run({"kiosk", "revoke", "Library 1", "--to", "folder:" + town.text_path("stick")}) ==
        0);
    CHECK(town.told().state == sync::OwnState::revoked);
    CHECK(town.told().version == 2);
    town.kiosk.send(town.stick, town.answers(11, 2), town.clock.today());
    const json after = town.synced();
    CHECK(after["responses"] == 12);
    REQUIRE(after["refused"].size() == 1);
    CHECK(after["refused"][0]["verdict"] == "revoked");
}

TEST_CASE("a kiosk is revoked here even while nobody can tell it", "[admin][revoke]") {
    TownWithKiosk town;
    const int exit = town.run({"kiosk", "revoke", "Library 1", "--to", "folder:/nowhere/at/all"});
    CHECK(exit == 1);
    CHECK(town.terminal.complaints.find("could not be told") != std::string::npos);
    CHECK(town.office()->registry().find(town.kiosk.id())->state == sync::KioskState::revoked);
    // Once the way is there, the same words tell it.
    CHECK(town.run({"kiosk", "revoke", "Library 1", "--to", "folder:" + town.text_path("stick")}) ==
          0);
    CHECK(town.told().state == sync::OwnState::revoked);
}

TEST_CASE("a label that no kiosk has is answered with the nearest", "[admin][revoke]") {
    TownWithKiosk town;
    CHECK(town.run({"kiosk", "retire", "Libary 1", "--to", "folder:" + town.text_path("stick")}) ==
          1);
    CHECK(town.terminal.complaints.find("there is Library 1") != std::string::npos);
    CHECK(town.office()->registry().find(town.kiosk.id())->state == sync::KioskState::active);
    CHECK(town.run({"kiosk", "retire", "Library 1", "--to", "folder:" + town.text_path("stick")}) ==
          0);
    CHECK(town.told().state == sync::OwnState::retired);
}

TEST_CASE(
    "a token for one kiosk lies where it fetches, holds until its day and is never the same twice",
    "[admin][token]") {
    TownWithKiosk town;
    const std::string stick = "folder:" + town.text_path("stick");
    const auto token = [&](const std::vector<std::string>& words) {
        std::vector<std::string> all{"kiosk", "token", "Library 1", "--to", stick};
        all.insert(all.end(), words.begin(), words.end());
        return town.run(all);
    };
    REQUIRE(token({"--wipe"}) == 0);
    REQUIRE(token({"--unlock-pin",
                   "--until",
                   base::to_iso(town.clock.today() + std::chrono::days{5})}) == 0);
    std::vector<sync::AdminToken> tokens;
    const auto listing = town.stick.list(sync::down_folder(town.kiosk.id()), "");
    REQUIRE(listing.ok());
    for (const sync::ObjectName& name : listing->names) {
        if (name.kind() == sync::ObjectKind::token) {
            const auto read = sync::check_token(*town.stick.fetch(name, name.cap()),
                                                town.office()->trust().newest().document,
                                                {town.kiosk.id(), 0, town.clock.today()});
            REQUIRE(read.ok());
            tokens.push_back(*read);
        }
    }
    REQUIRE(tokens.size() == 2);
    CHECK(tokens[0].serial == 1);
    CHECK(tokens[0].actions == sync::token_action::wipe);
    CHECK(tokens[0].last_day == town.clock.today());
    CHECK(tokens[1].serial == 2);
    CHECK(tokens[1].actions == sync::token_action::clear_pin_lock);
    for (const std::vector<std::string>& wrong : {std::vector<std::string>{},
                                                  {"--wipe", "--until", "2020-01-01"},
                                                  {"--wipe", "--until", "2099-01-01"},
                                                  {"--wipe", "--until", "tomorrow"}}) {
        CHECK(token(wrong) == 1);
    }
}
