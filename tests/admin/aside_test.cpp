// What officers decide about what was not taken in: gaps, branches of a copied disk, kiosks that
// were reported lost, reinstalled ones (docs/formats/hk1.md 11.1 and 12).
#include "admin/aside.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "sync/expiry_note.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace {

struct Decided : Town {
    Decided() : kiosk(setup(*this)), stick(courier()) {}

    static FakeKiosk setup(Town& town) {
        town.make_office();
        base::promise(town.publish() == 0, town.terminal.complaints.c_str());
        return town.enrol("Library 1");
    }

    json sync_json() {
        const int exit = run({"sync", "--from", "folder:" + text_path("stick"), "--json"});
        INFO(terminal.complaints);
        CHECK(exit == 0);
        return json::parse(terminal.printed);
    }

    void put(const sync::BuiltBatch& batch, std::uint64_t seq) {
        const auto name =
            sync::ObjectName::batch(kiosk.id(), sync::RecordClass::survey, seq, batch.digest);
        base::promise(stick.deliver(name, batch.file).ok(), "putting a batch there");
    }

    /// The beginning of the name of the only file kept aside.
    std::string file() {
        const auto kept = office()->store().quarantined();
        REQUIRE(kept.size() == 1);
        return kept[0].digest.hex().substr(0, 12);
    }

    /// Rebuilding changes nothing, and the audit agrees.
    void check_books() {
        const auto before = stored();
        CHECK(run({"rebuild"}) == 0);
        CHECK(stored() == before);
        const int audited = run({"audit"});
        INFO(terminal.printed);
        CHECK(audited == 0);
    }

    FakeKiosk kiosk;
    sync::FolderCourier stick;
};

}  // namespace

TEST_CASE("an accepted gap lets the later ones in, and the missing one still counts when it comes",
          "[admin][aside]") {
    Decided town;
    const base::Day today = town.clock.today();
    town.put(town.kiosk.cut(town.answers(10, 1), today), 1);
    const sync::BuiltBatch second = town.kiosk.cut(town.answers(11, 1), today);
    const sync::BuiltBatch third = town.kiosk.cut(town.answers(12, 1), today);
    town.put(town.kiosk.cut(town.answers(13, 1), today), 4);
    CHECK(town.sync_json()["responses"] == 10);
    CHECK(town.run({"kiosk", "accept-gap", "Library 1", "--reason", "its disk broke"}) == 0);
    CHECK(town.sync_json()["responses"] == 23);
    CHECK(town.sync_json()["gaps"].empty());
    town.check_books();
    CHECK(town.terminal.printed.find("Batch 3 of Library 1 (answers) never came") !=
          std::string::npos);
    CHECK(town.run({"kiosk", "accept-gap", "Library 1", "--reason", "again"}) == 1);
    CHECK(town.run({"aside", "list", "--decisions"}) == 0);
    CHECK(town.terminal.printed.find("its disk broke") != std::string::npos);

    town.put(third, 3);  // its digest is known: what follows it named it
    town.put(second, 2);
    CHECK(town.sync_json()["responses"] == 46);
    CHECK(town.sync_json()["responses"] == 46);  // once
    town.check_books();
}

TEST_CASE("another batch in a closed place is not taken for the missing one", "[admin][aside]") {
    Decided town;
    const base::Day today = town.clock.today();
    town.put(town.kiosk.cut(town.answers(10, 1), today), 1);
    const sync::BatchHead before = town.kiosk.next_head();
    static_cast<void>(town.kiosk.cut(town.answers(11, 1), today));
    town.put(town.kiosk.cut(town.answers(12, 1), today), 3);
    town.sync_json();
    REQUIRE(town.run({"kiosk", "accept-gap", "Library 1", "--reason", "lost"}) == 0);
    town.sync_json();
    town.kiosk.next_head() = before;
    town.put(town.kiosk.cut(town.answers(11, 3), today), 2);
    const json report = town.sync_json();
    CHECK(report["responses"] == 22);
    REQUIRE(report["refused"].size() == 1);
    CHECK(report["refused"][0]["verdict"] == "fork");
}

TEST_CASE("no gap is given up in a stream of which two branches lie here", "[admin][aside]") {
    Decided town;
    const base::Day today = town.clock.today();
    const sync::BatchHead before = town.kiosk.next_head();
    town.put(town.kiosk.cut(town.answers(10, 1), today), 1);
    town.kiosk.next_head() = before;
    town.put(town.kiosk.cut(town.answers(14, 2), today), 1);
    static_cast<void>(town.kiosk.cut(town.answers(11, 2), today));  // never comes
    town.put(town.kiosk.cut(town.answers(12, 2), today), 3);
    town.sync_json();
    // Giving up package 2 would acknowledge the branch that lies aside, and its kiosk would free
    // it.
    CHECK(town.run({"kiosk", "accept-gap", "Library 1", "--reason", "lost"}) == 1);
    CHECK(town.office()->store().closures().empty());
}

TEST_CASE("the branch of a copied disk is taken in by decision, known answers once",
          "[admin][aside]") {
    Decided town;
    const base::Day today = town.clock.today();
    const sync::BatchHead before = town.kiosk.next_head();
    town.put(town.kiosk.cut(town.answers(10, 1), today), 1);
    town.kiosk.next_head() = before;  // the copy goes on from where the disk was copied
    town.put(town.kiosk.cut(town.answers(14, 2), today), 1);
    json report = town.sync_json();
    const auto first = report["responses"].get<int>();
    CHECK((first == 10 || first == 14));  // whichever came first
    CHECK(report["alarms"].size() == 1);
    const std::string file = town.file();
    CHECK(town.run({"aside", "inspect", file}) == 0);
    CHECK(town.stored() == static_cast<std::uint64_t>(first));  // looking changes nothing
    CHECK(town.run({"aside", "adopt", file, "--reason", "both stood at the fair"}) == 0);
    CHECK(town.stored() == 24);
    report = town.sync_json();
    CHECK(report["responses"] == 24);
    CHECK(report["refused"].empty());  // it was looked at
    CHECK(report["alarms"].empty());
    town.check_books();
}

TEST_CASE("what a kiosk sent after it was reported lost counts by decision alone",
          "[admin][aside]") {
    Decided town;
    const base::Day today = town.clock.today();
    town.put(town.kiosk.cut(town.answers(10, 1), today), 1);
    town.sync_json();
    REQUIRE(
        town.run({"kiosk", "revoke", "Library 1", "--to", "folder:" + town.text_path("stick")}) ==
        0);
    town.put(town.kiosk.cut(town.answers(12, 1), today), 2);
    CHECK(town.sync_json()["responses"] == 10);
    const std::string file = town.file();
    SECTION("it was found again, and they are honest") {
        CHECK(town.run({"aside", "adopt", file, "--reason", "found in the van"}) == 0);
        CHECK(town.sync_json()["responses"] == 22);
        town.check_books();
    }
    SECTION("one of them is withdrawn after it was taken in by itself") {
        REQUIRE(town.run({"aside", "adopt", file, "--reason", "found in the van"}) == 0);
        const auto adopted = town.office()->store().adoptions();
        REQUIRE(adopted.size() == 1);
        const auto stored = town.office()->store().batch(adopted[0].stream, 1);
        const std::string record = stored->records[3].rid.hex();
        REQUIRE(town.run({"erase", "--record", record, "--yes"}) == 0);
        CHECK(town.stored() == 21);
        town.check_books();
    }
    SECTION("a thief may have made them") {
        CHECK(town.run({"aside", "dismiss", file, "--reason", "nobody knows"}) == 0);
        const json report = town.sync_json();
        CHECK(report["responses"] == 10);
        CHECK(report["refused"].empty());
        CHECK(town.office()->store().quarantined().empty());
    }
}

TEST_CASE("a file that nobody signed is never adopted", "[admin][aside]") {
    Decided town;
    sync::BuiltBatch batch = town.kiosk.cut(town.answers(10, 1), town.clock.today());
    batch.file[batch.file.size() - 1] ^= std::byte{1};
    town.put(batch, 1);
    town.sync_json();
    CHECK(town.run({"aside", "adopt", town.file(), "--reason", "please"}) == 1);
    CHECK(town.terminal.complaints.find("nobody can say") != std::string::npos);
    CHECK(town.stored() == 0);
    CHECK(town.run({"aside", "adopt", "ff", "--reason", "too short"}) == 1);
    CHECK(town.run({"aside", "inspect", "0123456789abcdef"}) == 1);
}

TEST_CASE("a reinstalled kiosk goes on once an officer has said that it was", "[admin][aside]") {
    Decided town;
    const base::Day today = town.clock.today();
    town.put(town.kiosk.cut(town.answers(10, 1), today), 1);
    town.sync_json();
    sync::BatchHead fresh = town.kiosk.next_head();
    fresh.origin.instance = base::InstanceId::random(town.random);
    fresh.seq = 1;
    fresh.previous = {};
    fresh.total = 0;
    town.kiosk.next_head() = fresh;
    town.put(town.kiosk.cut(town.answers(12, 1), today), 1);
    CHECK(town.sync_json()["responses"] == 10);
    CHECK(town.run({"aside", "adopt", town.file(), "--reason", "new disk"}) == 0);
    CHECK(town.sync_json()["responses"] == 22);
    CHECK(town.office()->store().quarantined().empty());
    town.check_books();
}

TEST_CASE("a kiosk's word that sign-ups ran out of time closes their place", "[admin][aside]") {
    Decided town;
    const sync::ExpiryNote note{
        {town.office()->registry().org, town.kiosk.id(), town.kiosk.next_head().origin.instance},
        sync::RecordClass::contact,
        1,
        *base::Digest::from_bytes(base::Bytes(32, std::byte{9})),
        8,
        town.clock.today()};
    const base::Bytes file = sync::sign_expiry_note(note, town.kiosk.sign_key());
    const auto name = sync::ObjectName::expiry_note(town.kiosk.id(), 1, note.digest);
    REQUIRE(town.stick.deliver(name, file).ok());
    const json report = town.sync_json();
    REQUIRE(report["alarms"].size() == 1);
    CHECK(report["alarms"][0].get<std::string>().find("8 sign-ups") != std::string::npos);
    CHECK(town.sync_json()["alarms"].empty());  // said once
    town.check_books();
}
