// One test a verdict of docs/formats/hk1.md, 11.1, with its exact effect; and the rest goes on.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "sync/ack.h"
#include "sync/own_part.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;
using nlohmann::json;

namespace fs = std::filesystem;

namespace {

/// A town with a published survey and two kiosks, of which the second always sends a good batch: it
/// must go in whatever the first one does.
struct TwoKiosks : Town {
    TwoKiosks() : first(setup(*this)), second(enrol("B")), stick(courier()) {}

    static FakeKiosk setup(Town& town) {
        town.make_office();
        base::promise(town.publish() == 0, town.terminal.complaints.c_str());
        return town.enrol("A");
    }

    /// Puts bytes under a batch's name.
    void put(const sync::ObjectName& name, base::ByteView bytes) {
        const fs::path file = objects() / name.text();
        fs::create_directories(file.parent_path());
        write(fs::relative(file, path("")).string(), std::string(base::as_text(bytes)));
    }

    /// `sync --json`, with a good batch of kiosk B lying there as well.
    json sync_beside_good() {
        second.send(stick, answers(12, 1), clock.today());
        return sync_json();
    }

    json sync_json() {
        const int exit = run({"sync", "--from", "folder:" + text_path("stick"), "--json"});
        INFO(terminal.complaints);
        CHECK(exit == 0);
        return json::parse(terminal.printed);
    }

    /// Reasons under which files are kept aside, oldest first.
    std::vector<std::string> kept_aside() {
        std::vector<std::string> reasons;
        for (const auto& kept : office()->store().quarantined()) {
            reasons.push_back(kept.reason);
        }
        return reasons;
    }

    FakeKiosk first;
    FakeKiosk second;
    sync::FolderCourier stick;
};

std::string verdict(const json& report) {
    return report["refused"].empty() ? "none" : report["refused"][0]["verdict"].get<std::string>();
}

}  // namespace

TEST_CASE("a good batch goes in whole and is acknowledged as opened", "[admin][intake]") {
    TwoKiosks town;
    const auto built = town.first.cut(town.answers(14, 0), town.clock.today(), 200, 2);
    town.put(town.first.name_of(built), built.file);
    const json report = town.sync_json();
    CHECK(report["responses"] == 14);
    CHECK(report["refused"].empty());
    for (const auto& kiosk : report["kiosks"]) {
        if (kiosk["label"] == "A") {
            CHECK(kiosk["batches"] == 1);
            CHECK(kiosk["responses"] == 14);
            CHECK(kiosk["dummies"] == 2);
            CHECK(kiosk["newest_cut"] == "2026-03-30");
        }
    }
    CHECK(town.stored() == 14);
    const auto office = town.office();
    const auto names = town.stick.list(sync::down_folder(town.first.id()), "");
    for (const auto& name : names->names) {
        if (name.kind() == sync::ObjectKind::ack) {
            const auto ack = sync::check_ack(*town.stick.fetch(name, name.cap()),
                                             town.first.id(),
                                             office->trust().current(),
                                             std::nullopt);
            REQUIRE(ack.ok());
            REQUIRE(ack->ack.entries.size() == 2);  // of contacts it says that none are here
            CHECK(ack->ack.entries[1].seq == 0);
            CHECK(ack->ack.entries[0].seq == 1);
            CHECK(ack->ack.entries[0].hash == built.digest);
            CHECK(ack->ack.entries[0].level == sync::AckLevel::opened);
            return;
        }
    }
    FAIL("no acknowledgement lies there");
}

TEST_CASE("a second sync changes nothing", "[admin][intake]") {
    TwoKiosks town;
    town.first.send(town.stick, town.answers(12, 0), town.clock.today());
    CHECK(town.sync_json()["responses"] == 12);
    const auto before = snapshot(town.path("stick"));
    const json again = town.sync_json();
    CHECK(again["responses"] == 12);
    CHECK(again["acknowledgements"] == 0);
    CHECK(snapshot(town.path("stick")) == before);
    CHECK(town.stored() == 12);
}

TEST_CASE("any flipped bit is refused and the rest of the sync goes on", "[admin][intake]") {
    TwoKiosks town;
    const auto built = town.first.cut(town.answers(12, 0), town.clock.today());
    // Header, an epoch's wrap, a record's ciphertext, the signature; and the length itself.
    const std::size_t places[] = {9, 60, 130, 240, built.file.size() / 2, built.file.size() - 5, 5};
    std::uint64_t good = 0;
    for (const std::size_t place : places) {
        base::Bytes flipped = built.file;
        flipped[place] ^= std::byte{4};
        town.put(town.first.name_of(built), flipped);
        const json report = town.sync_beside_good();
        INFO("bit in byte " << place << ": " << report.dump());
        good += 12;
        CHECK(report["responses"] == good);
        CHECK(verdict(report) != "none");
        CHECK_FALSE(report["refused"][0]["sentence"].get<std::string>().empty());
    }
    // The right bytes still go in afterwards.
    town.put(town.first.name_of(built), built.file);
    CHECK(town.sync_json()["responses"] == good + 12);
}

TEST_CASE("a changed signature is kept aside as badsig and three a day are an alarm",
          "[admin][intake]") {
    TwoKiosks town;
    const auto built = town.first.cut(town.answers(12, 0), town.clock.today());
    json report;
    for (unsigned bit = 0; bit < 3; ++bit) {
        base::Bytes flipped = built.file;
        flipped[flipped.size() - 1] ^= static_cast<std::byte>(1U << bit);
        town.put(town.first.name_of(built), flipped);
        report = town.sync_beside_good();
        CHECK(verdict(report) == "badsig");
        CHECK(report["alarms"].size() == (bit == 2 ? 1 : 0));
    }
    CHECK(town.kept_aside() == std::vector<std::string>{"badsig", "badsig", "badsig"});
}

TEST_CASE("a batch cut short is tried again and is bad only when it stays so", "[admin][intake]") {
    TwoKiosks town;
    const auto built = town.first.cut(town.answers(12, 0), town.clock.today());
    town.put(town.first.name_of(built), base::ByteView(built.file).first(300));
    for (int attempt = 0; attempt < 4; ++attempt) {
        CHECK(verdict(town.sync_json()) == "partial");
        CHECK(town.kept_aside().empty());
    }
    town.clock.advance(std::chrono::hours{2});
    CHECK(verdict(town.sync_beside_good()) == "badfmt");
    CHECK(town.kept_aside() == std::vector<std::string>{"badfmt"});
    town.put(town.first.name_of(built), built.file);
    CHECK(town.sync_json()["responses"] == 24);
}

TEST_CASE("a replayed batch is counted once", "[admin][intake]") {
    TwoKiosks town;
    const auto built = town.first.cut(town.answers(12, 0), town.clock.today());
    town.put(town.first.name_of(built), built.file);
    // The same bytes under another name.
    town.put(sync::ObjectName::batch(town.first.id(), sync::RecordClass::survey, 7, built.digest),
             built.file);
    const json report = town.sync_beside_good();
    CHECK(report["responses"] == 24);
    CHECK(report["refused"].empty());
}

TEST_CASE("a kiosk nobody enrolled waits until it is", "[admin][intake]") {
    TwoKiosks town;
    FakeKiosk third(town.random);
    town.write("request.hke", std::string(base::as_text(third.request())));
    const std::vector<std::string> enrol{"kiosk",
                                         "enrol",
                                         town.text_path("request.hke"),
                                         "--label",
                                         "C",
                                         "--site",
                                         "Town",
                                         "--pin-file",
                                         town.text_path("pin"),
                                         "--to",
                                         "folder:" + town.text_path("stick")};
    // Enrolled at an office that then was put back to the day before.
    town.keep_store("before");
    town.terminal.answers = {"yes"};
    REQUIRE(town.run(enrol) == 0);
    third.take_welcome(town.stick);
    town.put_back_store("before");
    third.send(town.stick, town.answers(12, 0), town.clock.today());
    const json report = town.sync_beside_good();
    CHECK(verdict(report) == "unknown");
    CHECK(report["responses"] == 12);
    CHECK(town.kept_aside() == std::vector<std::string>{"unknown"});
    town.terminal.answers = {"yes"};
    REQUIRE(town.run(enrol) == 0);
    // The stick is another one by now: what was kept aside goes in from the office.
    fs::remove_all(town.path("stick"));
    fs::create_directories(town.path("stick"));
    CHECK(town.sync_json()["responses"] == 24);
    CHECK(town.kept_aside().empty());
}

TEST_CASE("a missing batch is named and the later ones go in when it comes", "[admin][intake]") {
    TwoKiosks town;
    const auto one = town.first.cut(town.answers(12, 0), town.clock.today());
    const auto one_name = town.first.name_of(one);
    town.first.send(town.stick, town.answers(13, 0), town.clock.today());
    town.first.send(town.stick, town.answers(14, 0), town.clock.today());
    const json report = town.sync_beside_good();
    CHECK(report["responses"] == 12);
    REQUIRE(report["gaps"].size() == 1);
    CHECK(report["gaps"][0]["missing"] == 1);
    CHECK(report["gaps"][0]["waiting"] == 2);
    CHECK(report["refused"].empty());
    // Waiting ones are kept here: the next stick brings only what was missing.
    fs::remove_all(town.path("stick"));
    fs::create_directories(town.path("stick"));
    town.put(one_name, one.file);
    const json filled = town.sync_json();
    CHECK(filled["responses"] == 12 + 12 + 13 + 14);
    CHECK(filled["gaps"].empty());
    CHECK(town.kept_aside().empty());
    CHECK(town.sync() == 0);
    CHECK(town.stored() == 51);
}

TEST_CASE("the screen of a sync names the gap in a sentence", "[admin][intake]") {
    TwoKiosks town;
    (void)town.first.cut(town.answers(12, 0), town.clock.today());
    town.first.send(town.stick, town.answers(12, 0), town.clock.today());
    CHECK(town.sync() == 0);
    CHECK(town.terminal.printed.find("A: batch 1 has not come. 1 later one is waiting.") !=
          std::string::npos);
}

TEST_CASE("two branches stop a stream and tell the kiosk that it was copied", "[admin][intake]") {
    TwoKiosks town;
    const sync::BatchHead start = town.first.next_head();
    town.first.send(town.stick, town.answers(12, 0), town.clock.today());
    CHECK(town.sync_json()["responses"] == 12);
    town.first.next_head() = start;  // the same disk, put back to an old state
    town.first.send(town.stick, town.answers(15, 0), town.clock.today());
    const json report = town.sync_beside_good();
    CHECK(verdict(report) == "fork");
    CHECK(report["responses"] == 24);
    CHECK(report["alarms"].size() == 1);
    CHECK(town.kept_aside() == std::vector<std::string>{"fork"});
    const auto office = town.office();
    const auto part = office->store().newest_published("own:" + town.first.id().hex());
    const auto read =
        sync::check_own_part(part->bytes, town.first.id(), office->trust().current(), std::nullopt);
    REQUIRE(read.ok());
    CHECK(read->part.state == sync::OwnState::cloned);
    // It hears it again wherever it may fetch next.
    const auto name = sync::ObjectName::own_part(town.first.id(), part->version, part->digest);
    CHECK(town.stick.fetch(name, name.cap()).ok());
    REQUIRE(fs::remove(town.objects() / name.text()));
    static_cast<void>(town.sync_json());
    CHECK(town.stick.fetch(name, name.cap()).ok());
    // Nothing more of that stream goes in, whichever branch it continues.
    town.first.send(town.stick, town.answers(12, 0), town.clock.today());
    CHECK(town.sync_json()["responses"] == 24);
}

TEST_CASE("a batch of another organisation is left where it is", "[admin][intake]") {
    TwoKiosks town;
    town.first.next_head().origin.org = base::OrgId::random(town.random);
    town.first.send(town.stick, town.answers(12, 0), town.clock.today());
    const json report = town.sync_beside_good();
    CHECK(verdict(report) == "wrongorg");
    CHECK(report["responses"] == 12);
    CHECK(town.kept_aside().empty());
}

TEST_CASE("a batch of a newer Harmony is kept and said", "[admin][intake]") {
    TwoKiosks town;
    const auto built = town.first.cut(town.answers(12, 0), town.clock.today());
    base::Bytes newer = built.file;
    newer[3] = std::byte{'2'};
    town.put(town.first.name_of(built), newer);
    town.second.send(town.stick, town.answers(12, 1), town.clock.today());
    CHECK(town.sync() == 0);
    CHECK(town.terminal.printed.find("This computer needs a newer Harmony for 1 batches.") !=
          std::string::npos);
    CHECK(town.kept_aside() == std::vector<std::string>{"newer"});
    CHECK(town.stored() == 12);
}

TEST_CASE("a batch that names another trust document is kept aside", "[admin][intake]") {
    TwoKiosks town;
    town.first.next_head().trust_version = 9;
    town.first.send(town.stick, town.answers(12, 0), town.clock.today());
    const json report = town.sync_beside_good();
    CHECK(verdict(report) == "badtrust");
    CHECK(report["responses"] == 12);
    CHECK(town.kept_aside() == std::vector<std::string>{"badtrust"});
}

TEST_CASE("a count that does not add up is kept aside", "[admin][intake]") {
    TwoKiosks town;
    town.first.next_head().total = 5;
    town.first.send(town.stick, town.answers(12, 0), town.clock.today());
    const json report = town.sync_beside_good();
    CHECK(verdict(report) == "badcount");
    CHECK(town.kept_aside() == std::vector<std::string>{"badcount"});
    CHECK(report["responses"] == 12);
}

TEST_CASE("a file that is no batch at all is kept aside", "[admin][intake]") {
    TwoKiosks town;
    town.put(sync::ObjectName::batch(town.first.id(), sync::RecordClass::survey, 1, base::Digest{}),
             base::as_bytes("this is a shopping list, not a batch"));
    const json report = town.sync_beside_good();
    CHECK(verdict(report) == "badfmt");
    CHECK(report["responses"] == 12);
}

TEST_CASE("an answer to a survey that was never published is kept and counted", "[admin][intake]") {
    TwoKiosks town;
    BodyOf body;
    body.form = *base::FormName::from_hex("0011223344556677");
    body.day = town.clock.today();
    town.first.send(town.stick, {body.with_choices({1}), town.answer(0)}, town.clock.today());
    const json report = town.sync_json();
    CHECK(report["responses"] == 1);
    for (const auto& kiosk : report["kiosks"]) {
        if (kiosk["label"] == "A") {
            CHECK(kiosk["responses"] == 1);
            CHECK(kiosk["needs_form"] == 1);
        }
    }
}

TEST_CASE("a missing stick is said at once and nothing is asked for", "[admin][intake]") {
    TwoKiosks town;
    fs::rename(town.path("stick"), town.path("pulled"));
    CHECK(town.sync() == 1);
    CHECK(town.terminal.complaints.find(town.text_path("stick")) != std::string::npos);
    CHECK(town.run({"sync", "--from", "usb:" + town.text_path("stick")}) == 1);
    CHECK(town.terminal.complaints.find("No stick in the slot.") != std::string::npos);
}

TEST_CASE("names that are none of ours are passed over", "[admin][intake]") {
    TwoKiosks town;
    fs::create_directories(town.objects() / "up" / "holiday pictures");
    town.write(
        fs::relative(town.objects(), town.path("")).string() + "/up/holiday pictures/beach.jpg",
        "sand");
    CHECK(town.sync_beside_good()["responses"] == 12);
}
