#include "kiosk/pack_store.h"

#include <catch2/catch.hpp>

#include "kiosk/backend.h"
#include "support/small_survey.h"
#include "sync/frame.h"

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
