#include "kiosk/pack_store.h"

#include <catch2/catch.hpp>

#include "kiosk/backend.h"
#include "support/small_survey.h"
#include "sync/frame.h"
#include "sync/heartbeat.h"

using namespace harmony;
using tests::Backend;

namespace {

std::map<std::string, std::string> content(const std::string& organisation) {
    const std::string form = tests::small_survey();
    const std::string name = sync::form_name(base::as_bytes(form)).hex();
    return {{"kiosk.json",
             R"({"harmony":"kiosk/1","organisation":")" + organisation +
                 R"(","partners":"p","area":"a","readers":"r","keep_until":"2027-03-30",)"
                 R"("languages":["en"],"what_next":{"en":"n"},"look_again":"2026-05-01",)"
                 R"("surveys":[{"id":"small","form":"forms/small.json","name":")" +
                 name + R"(","files":{}}],"engagements":[]})"},
            {"forms/small.json", form},
            {"phrases/en.toml", "[\"thanks.finish\"]\ntext = \"Finish\"\n"},
            {"notices/en.txt", "We ask because we care."}};
}

std::string organisation(Backend& backend) {
    return kiosk::read_pack_content(backend.packs->content())->organisation;
}

}  // namespace

TEST_CASE("a pack is fetched, checked and used, and its successor takes its place",
          "[kiosk][pack]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    sync::FolderCourier place = kiosk.place();
    kiosk.office.publish(place, 1, content("First"));
    CHECK(kiosk.outbox->sync_now()->new_content);
    CHECK(kiosk.packs->version() == 1);
    CHECK(organisation(kiosk) == "First");
    kiosk.office.publish(place, 2, content("Second"));
    CHECK(kiosk.outbox->sync_now()->new_content);
    CHECK(organisation(kiosk) == "Second");
    CHECK_FALSE(kiosk.outbox->sync_now()->new_content);
    kiosk.open();
    CHECK(organisation(kiosk) == "Second");
}

TEST_CASE("a pack with a wrong signature is refused and the one in use goes on", "[kiosk][pack]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    sync::FolderCourier place = kiosk.place();
    kiosk.office.publish(place, 1, content("First"));
    REQUIRE(kiosk.outbox->sync_now().ok());
    kiosk.office.publish(place, 2, content("Second"));
    const base::Result<sync::Listing> listing = place.list("down/all", "");
    for (const sync::ObjectName& name : listing->names) {
        if (name.kind() == sync::ObjectKind::pack && name.number() == 2) {
            base::Bytes file = *place.fetch(name, name.cap());
            file[60] ^= std::byte{1};
            const std::filesystem::path path =
                kiosk.store() / sync::organisation_folder(kiosk.office.org()) / name.text();
            REQUIRE(
                kiosk.files.write(path, file, base::IfPresent::replace, base::public_mode).ok());
        }
    }
    const kiosk::SyncReport report = *kiosk.outbox->sync_now();
    CHECK_FALSE(report.new_content);
    CHECK(report.trouble.starts_with("New content was refused: "));
    CHECK(organisation(kiosk) == "First");
    CHECK(kiosk.journal->state().faults().front().name == "pack_sig");
}

TEST_CASE("a pack that cannot be read as content does not take the place of one that can",
          "[kiosk][pack]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    sync::FolderCourier place = kiosk.place();
    kiosk.office.publish(place, 1, content("First"));
    REQUIRE(kiosk.outbox->sync_now().ok());
    std::map<std::string, std::string> lame = content("Second");
    lame.erase("forms/small.json");
    kiosk.office.publish(place, 2, lame);
    CHECK_FALSE(kiosk.outbox->sync_now()->trouble.empty());
    CHECK(organisation(kiosk) == "First");
}

TEST_CASE("a courier that runs beside the kiosk is told what to bring, and its load is taken in",
          "[kiosk][pack][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox_beside_a_courier();
    sync::FolderCourier place = kiosk.place();
    kiosk.office.publish(place, 1, content("First"));
    kiosk.outbox->tend();  // it asks, and nobody has come yet
    CHECK(kiosk.packs->version() == 0);
    CHECK_FALSE(kiosk.outbox->tending_brought_content());
    REQUIRE(kiosk.carry().ok());  // the manifest
    kiosk.outbox->tend();
    REQUIRE(kiosk.carry().ok());  // what it names
    kiosk.outbox->tend();
    CHECK(kiosk.packs->version() == 1);
    CHECK(organisation(kiosk) == "First");
    CHECK(kiosk.outbox->tending_brought_content());
    CHECK_FALSE(kiosk.outbox->tending_brought_content());  // said once
    REQUIRE(kiosk.carry().ok());
    kiosk.outbox->tend();
    CHECK_FALSE(kiosk.outbox->tending_brought_content());  // and nothing new since
}

TEST_CASE("what a courier beside the kiosk delivered leaves the spool, and waits for the office",
          "[kiosk][pack][outbox]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox_beside_a_courier();
    kiosk.outbox->tend();
    kiosk.outbox->ask_health([] { return sync::Heartbeat{}; });
    REQUIRE(kiosk.outbox->sync_now().ok());
    const std::string health =
        sync::up_folder(kiosk.machine->keys().kiosk, sync::RecordClass::health);
    sync::FolderCourier out(
        kiosk.files, kiosk.machine->folder().spool_out(), kiosk.office.org(), sync::Medium::folder);
    CHECK(out.list(health, "")->names.size() == 1);
    REQUIRE(kiosk.carry().ok());
    kiosk.outbox->tend();
    CHECK(out.list(health, "")->names.empty());
    CHECK(kiosk.place().list(health, "")->names.size() == 1);
}

TEST_CASE("an older pack brought by an old stick is left alone", "[kiosk][pack]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox();
    sync::FolderCourier place = kiosk.place();
    kiosk.office.publish(place, 5, content("Five"));
    REQUIRE(kiosk.outbox->sync_now().ok());
    std::filesystem::remove_all(kiosk.store());
    std::filesystem::remove_all(kiosk.machine->folder().spool_in());
    sync::FolderCourier old_stick = kiosk.place();
    kiosk.office.publish(old_stick, 4, content("Four"));
    CHECK_FALSE(kiosk.outbox->sync_now()->new_content);
    CHECK(organisation(kiosk) == "Five");
}
