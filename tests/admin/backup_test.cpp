// The restore drill of docs/formats/hk1.md, 15.4: back up, take in more, lose the office, restore,
// sync: every response is there once, and no version is given out twice.
#include "admin/backup.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sync/ack.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace fs = std::filesystem;

namespace {

struct BackedUpTown : Town {
    BackedUpTown() : a(setup(*this)), b(enrol("B")), stick(courier()) {
        fs::create_directories(path("safe"));
        a.send(stick, answers(14, 1), clock.today());
        b.send(stick, answers(12, 2), clock.today());
        base::promise(synced()["responses"] == 26, "the first answers are in");
    }

    static FakeKiosk setup(Town& town) {
        town.make_office();
        base::promise(town.publish() == 0, town.terminal.complaints.c_str());
        return town.enrol("A");
    }

    json synced() {
        terminal.printed.clear();
        const int exit = run({"sync", "--from", "folder:" + text_path("stick"), "--json"});
        INFO(terminal.complaints);
        CHECK(exit == 0);
        return json::parse(terminal.printed);
    }

    fs::path backup() {
        terminal.printed.clear();
        const int exit = run({"backup", "--to", text_path("safe")});
        INFO(terminal.complaints);
        REQUIRE(exit == 0);
        for (const fs::directory_entry& entry : fs::directory_iterator(path("safe"))) {
            if (entry.path().extension() == ".hkz") {
                return entry.path();
            }
        }
        FAIL("there is no backup");
        return {};
    }

    /// With the key that lay in the safe, since the office and its keys are gone.
    int restore(const fs::path& file) {
        return run({"restore",
                    file.string(),
                    "--key",
                    text_path("safe/backup.hkk"),
                    "--seen",
                    "folder:" + text_path("stick")});
    }

    void lose_the_office() {
        fs::copy_file(office()->folder().escrow("backup"), path("safe/backup.hkk"));
        fs::remove_all(office()->folder().root());
    }

    FakeKiosk a;
    FakeKiosk b;
    sync::FolderCourier stick;
};

}  // namespace

TEST_CASE("after a loss everything is there again, once, and versions go on beyond the lost ones",
          "[admin][S11]") {
    BackedUpTown town;
    const fs::path file = town.backup();
    // What came after the backup is lost with the office, and lies at the courier still.
    town.a.send(town.stick, town.answers(11, 3), town.clock.today());
    town.b.send(town.stick, town.answers(10, 1), town.clock.today());
    town.a.send(town.stick, town.answers(13, 2), town.clock.today());
    REQUIRE(town.synced()["responses"] == 60);
    REQUIRE(town.publish() == 0);
    const auto lost = town.office()->store().newest_published("pack:main")->version;
    town.lose_the_office();

    REQUIRE(town.restore(file) == 0);
    CHECK(town.run({"audit"}) == 0);
    CHECK(town.synced()["responses"] == 60);
    CHECK(town.run({"audit"}) == 0);
    REQUIRE(town.publish() == 0);
    const auto now = town.office()->store().newest_published("pack:main")->version;
    CHECK(now > lost);
    CHECK(now >= admin::restored_ahead);
}

TEST_CASE("events of the office come back with a backup", "[admin][backup][events]") {
    BackedUpTown town;
    const std::string venues = "[library]\nname = \"Library\"\n";
    std::ofstream(town.path("venues.toml")) << venues;
    REQUIRE(town.run({"event", "venues", "--file", town.text_path("venues.toml")}) == 0);
    const fs::path kept = town.path("office") / "events" / "venues.toml";
    const auto before = town.files.read(kept, 4096);
    REQUIRE(before.ok());
    const fs::path file = town.backup();
    town.lose_the_office();
    REQUIRE(town.restore(file) == 0);
    const auto after = town.files.read(kept, 4096);
    REQUIRE(after.ok());
    CHECK(*after == *before);
}

TEST_CASE("a drill proves a backup, and finds one that would not bring everything back",
          "[admin][S11]") {
    BackedUpTown town;
    const auto drill = [&] {
        town.terminal.printed.clear();
        return town.run({"drill", "--to", town.text_path("safe")});
    };
    CHECK(drill() == 0);
    CHECK(town.terminal.printed.find("26 answers") != std::string::npos);
    CHECK(town.terminal.printed.find("It opens") != std::string::npos);
    // A store whose batches were thinned out gives a backup that is thin, too.
    town.spoil_store("DELETE FROM batch WHERE id=(SELECT min(id) FROM batch)");
    CHECK(drill() == 1);
    CHECK(town.terminal.printed.find("LOOK INTO THIS") != std::string::npos);
}

TEST_CASE("a backup with another key, a changed one and a taken place are refused in words",
          "[admin][S11]") {
    BackedUpTown town;
    const fs::path file = town.backup();
    CHECK(town.restore(file) == 1);  // there is no key in the safe yet
    fs::copy_file(town.office()->folder().escrow("backup"), town.path("safe/backup.hkk"));
    town.terminal.complaints.clear();
    CHECK(town.restore(file) == 1);
    CHECK(town.terminal.complaints.find("is there already") != std::string::npos);
    fs::remove_all(town.office()->folder().root());
    {
        std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
        bytes.seekp(static_cast<std::streamoff>(fs::file_size(file) / 2));
        bytes.put('\x55');
    }
    town.terminal.complaints.clear();
    CHECK(town.restore(file) == 1);
    CHECK(town.terminal.complaints.find("was changed") != std::string::npos);
    CHECK_FALSE(fs::exists(town.path("office")));
}

TEST_CASE("a backup's list of contents names nothing outside of an office folder", "[admin][S11]") {
    admin::BackupManifest manifest;
    manifest.entries = {{"keys/survey.hkk", 5, {}}, {"office.db", 7, {}}};
    CHECK(*admin::read_manifest(admin::write_manifest(manifest)) == manifest);
    for (const char* name : {"../office.db",
                             "/etc/passwd",
                             "events/../office.json",
                             "events/a.hkk",
                             "keys/../office.json",
                             "keys/.hkk",
                             "keys/a/b.hkk",
                             "roots/root-1.hkk",
                             "",
                             "office.db/x"}) {
        INFO(name);
        manifest.entries = {{name, 1, {}}};
        CHECK_FALSE(admin::read_manifest(admin::write_manifest(manifest)).ok());
    }
}

TEST_CASE("kiosks learn that what they sent is in a backup, and nothing newer is called so",
          "[admin][backup][S8]") {
    BackedUpTown town;
    const auto level_of = [&](FakeKiosk& kiosk) {
        const auto office = town.office();
        const auto ack = office->store().newest_published("ack:" + kiosk.id().hex());
        REQUIRE(ack);
        const auto read =
            sync::check_ack(ack->bytes, kiosk.id(), office->trust().current(), std::nullopt);
        REQUIRE(read);
        REQUIRE(read->ack.entries.size() == 2);  // answers, and that no contacts are here
        return read->ack.entries[0].level;
    };
    CHECK(level_of(town.a) == sync::AckLevel::opened);
    REQUIRE(town.run({"backup",
                      "--to",
                      town.text_path("safe"),
                      "--tell",
                      "folder:" + town.text_path("stick")}) == 0);
    CHECK(level_of(town.a) == sync::AckLevel::backed_up);
    CHECK(level_of(town.b) == sync::AckLevel::backed_up);
    town.a.send(town.stick, town.answers(10, 1), town.clock.today());
    town.synced();
    CHECK(level_of(town.a) == sync::AckLevel::opened);
    CHECK(level_of(town.b) == sync::AckLevel::backed_up);
}
