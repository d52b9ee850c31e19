#include "admin/kiosk_notes.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

/// A town with a survey and one kiosk that says how it is.
struct Watched : Town {
    Watched() : kiosk(setup(*this)), stick(courier()) {}

    static FakeKiosk setup(Town& town) {
        town.make_office();
        base::promise(town.publish() == 0, town.terminal.complaints.c_str());
        return town.enrol("Library 1");
    }

    sync::Heartbeat told() {
        sync::Heartbeat note;
        note.day = clock.today();
        note.pack = 4;
        note.survey.waiting = 7;
        note.contact.waiting = 2;
        return note;
    }

    json sync_json() {
        CHECK(run({"sync", "--from", "folder:" + text_path("stick"), "--json"}) == 0);
        return json::parse(terminal.printed);
    }

    FakeKiosk kiosk;
    sync::FolderCourier stick;
};

}  // namespace

TEST_CASE("the office hears how a kiosk is, and the newest word counts", "[admin][notes]") {
    Watched town;
    CHECK(town.sync_json()["kiosks"][0]["heard"].is_null());
    sync::Heartbeat first = town.told();
    first.faults = {{"disk_95", town.clock.today()}};
    town.kiosk.say(town.stick, first);
    json report = town.sync_json();
    CHECK(report["kiosks"][0]["heard"] == base::to_iso(town.clock.today()));
    CHECK(report["kiosks"][0]["still_there"] == 9);  // 7 answers and 2 sign-ups
    REQUIRE(report["how_kiosks_are"].size() == 1);
    CHECK(report["how_kiosks_are"][0].get<std::string>().starts_with(
        "Library 1: its storage is full"));
    sync::Heartbeat second = town.told();
    second.survey.waiting = second.contact.waiting = 0;
    town.kiosk.say(town.stick, second);
    report = town.sync_json();
    CHECK(report["kiosks"][0]["still_there"] == 0);
    CHECK(report["how_kiosks_are"].empty());
}

TEST_CASE("a kiosk of which nothing is heard for three days is named", "[admin][notes]") {
    Watched town;
    town.kiosk.say(town.stick, town.told());
    town.sync_json();
    town.clock.advance(std::chrono::hours{48});
    CHECK(town.sync_json()["how_kiosks_are"].empty());
    town.clock.advance(std::chrono::hours{24});
    CHECK(town.sync_json()["how_kiosks_are"] ==
          json::array({"Library 1: nothing heard for 3 days."}));
    town.kiosk.send(town.stick, town.answers(12, 1), town.clock.today());  // answers are a word too
    CHECK(town.sync_json()["how_kiosks_are"].empty());
}

TEST_CASE("S9: freeze: a kiosk that is kept from new content is named, and one that got it is not",
          "[admin][notes][S9]") {
    Watched town;
    sync::Heartbeat note = town.told();
    note.pack = 1;
    town.kiosk.say(town.stick, note);
    town.new_version("2");
    REQUIRE(town.publish() == 0);  // version 2
    CHECK(town.sync_json()["how_kiosks_are"].empty());
    town.clock.advance(std::chrono::hours{24 * 3});
    note.day = town.clock.today();
    town.kiosk.say(town.stick, note);
    const json frozen = town.sync_json()["how_kiosks_are"];
    REQUIRE(frozen.size() == 1);
    CHECK(frozen[0].get<std::string>().starts_with("Library 1: still shows content 1 on "));
    note.pack = 2;
    town.kiosk.say(town.stick, note);
    CHECK(town.sync_json()["how_kiosks_are"].empty());
}

TEST_CASE("a wiped kiosk is said to be wiped and is not missed afterwards", "[admin][notes]") {
    Watched town;
    sync::Heartbeat last = town.told();
    last.state = sync::KioskRuns::wiped;
    town.kiosk.say(town.stick, last);
    town.clock.advance(std::chrono::hours{24 * 30});
    const json report = town.sync_json();
    REQUIRE(report["how_kiosks_are"].size() == 1);
    CHECK(report["how_kiosks_are"][0].get<std::string>().starts_with("Library 1: was wiped on "));
}

TEST_CASE("a note that another signed is refused and hides no honest one", "[admin][notes]") {
    Watched town;
    town.kiosk.say(town.stick, town.told());
    const sync::Listing up = *town.stick.list(sync::up_folder(), "");
    REQUIRE(up.names.size() == 1);
    base::Bytes file = *town.stick.fetch(up.names[0], up.names[0].cap());
    file[file.size() - 1] ^= std::byte{1};
    const auto forged = sync::ObjectName::heartbeat(
        town.kiosk.id(), 9, sync::frame_digest(sync::FrameKind::health, file));
    REQUIRE(town.stick.deliver(forged, file).ok());
    const json report = town.sync_json();
    REQUIRE(report["refused"].size() == 1);
    CHECK(report["refused"][0]["verdict"] == "badnote");
    CHECK(report["kiosks"][0]["heard"] == base::to_iso(town.clock.today()));
}

TEST_CASE("a fault of a newer kiosk is shown without what could harm a terminal",
          "[admin][notes]") {
    CHECK(admin::fault_sentence("brand_new\x1b[2J") == "it reports \"brand_new??2?\"");
    CHECK(admin::fault_sentence("audio") == "it cannot speak");
}
