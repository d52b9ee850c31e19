#include "kiosk/pack_store.h"

#include <catch2/catch.hpp>

#include "kiosk/backend.h"
#include "support/small_survey.h"
#include "sync/batch.h"
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

/// Names below the spool's `in` that the kiosk looks at.
std::vector<sync::ObjectName> brought(Backend& kiosk) {
    sync::FolderCourier in(
        kiosk.files, kiosk.machine->folder().spool_in(), kiosk.office.org(), sync::Medium::folder);
    std::vector<sync::ObjectName> names = in.list("down/all", "")->names;
    const auto own = in.list(sync::down_folder(kiosk.machine->keys().kiosk), "")->names;
    names.insert(names.end(), own.begin(), own.end());
    return names;
}

std::size_t content_files(Backend& kiosk) {
    std::size_t count = 0;
    const auto root = kiosk.machine->folder().spool_in();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        count += entry.is_regular_file() && entry.path().parent_path().filename() == "f" ? 1 : 0;
    }
    return count;
}

/// A store that answers every question with something else that lies there, or with itself.
class Mirror final : public sync::Courier {
public:
    Mirror(sync::Courier& behind, base::RandomSource& random) : behind_(behind), random_(random) {}

    [[nodiscard]] base::Result<sync::Listing> list(std::string_view folder,
                                                   std::string_view after) override {
        auto listing = behind_.list(folder, after);
        if (listing) {
            all_.insert(all_.end(), listing->names.begin(), listing->names.end());
        }
        return listing;
    }
    [[nodiscard]] base::Result<base::Bytes> fetch(const sync::ObjectName&,
                                                  std::size_t cap) override {
        const auto& other = all_.at(random_.next_u64() % all_.size());
        auto bytes = behind_.fetch(other, other.cap());
        if (bytes && bytes->size() > cap) {
            bytes->resize(cap);
        }
        return bytes;
    }
    [[nodiscard]] base::Result<base::Delivery> deliver(const sync::ObjectName& name,
                                                       base::ByteView bytes) override {
        return behind_.deliver(name, bytes);
    }
    [[nodiscard]] std::string_view noun() const override { return "the mirror"; }

private:
    sync::Courier& behind_;
    base::RandomSource& random_;
    std::vector<sync::ObjectName> all_;
};

/// The kiosk asks, a courier beside it carries, and the kiosk takes in: until nothing is asked for.
void carry_by(Backend& kiosk, sync::Courier& place) {
    for (int round = 0; round < 4; ++round) {
        kiosk.outbox->tend();
        const auto wants = kiosk::wants_of(kiosk.files, kiosk.machine->folder());
        static_cast<void>(
            kiosk::carry_once(kiosk.files, kiosk.machine->folder(), *wants, place).ok());
    }
    kiosk.outbox->tend();
}

void copy_store(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
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

TEST_CASE(
    "S9: freeze: a courier that serves old packs for ever changes nothing, and what the kiosk "
    "sends names the pack it shows",
    "[kiosk][pack][S9]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox_beside_a_courier();
    sync::FolderCourier place = kiosk.place();
    kiosk.office.publish(place, 1, content("First"));
    carry_by(kiosk, place);
    REQUIRE(organisation(kiosk) == "First");
    copy_store(kiosk.store(), kiosk.folder.path() / "frozen");
    sync::FolderCourier frozen(
        kiosk.files, kiosk.folder.path() / "frozen", kiosk.office.org(), sync::Medium::folder);
    kiosk.office.publish(place, 2, content("Second"));
    carry_by(kiosk, frozen);
    CHECK(organisation(kiosk) == "First");
    const base::RecordId task = *kiosk.outbox->begin_task();
    const survey::Form form = tests::small_form();
    REQUIRE(kiosk.outbox
                ->submit({task, kiosk::Revision::core, tests::small_response("x"), {}, {}}, form)
                .ok());
    kiosk.outbox->end_task(task);
    REQUIRE(kiosk.outbox->sync_now(kiosk::SmallGroups::go).ok());
    carry_by(kiosk, frozen);
    const auto names =
        frozen.list(sync::up_folder(kiosk.machine->keys().kiosk, sync::RecordClass::survey), "")
            ->names;
    REQUIRE(names.size() == 1);
    CHECK(sync::read_batch(*frozen.fetch(names[0], names[0].cap()))->head().pack_version == 1);
    carry_by(kiosk, place);  // and an honest one brings the new content
    CHECK(organisation(kiosk) == "Second");
}

TEST_CASE("S9: malicious mirror: whatever lies under a name, only the office's content is shown",
          "[kiosk][pack][S9]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox_beside_a_courier();
    sync::FolderCourier place = kiosk.place();
    kiosk.office.publish(place, 1, content("First"));
    carry_by(kiosk, place);
    kiosk.office.publish(place, 2, content("Second"));
    base::SeededRandom random(7);
    Mirror mirror(place, random);
    for (int run = 0; run < 10; ++run) {
        carry_by(kiosk, mirror);
        const std::string shown = organisation(kiosk);
        CHECK((shown == "First" || shown == "Second"));
    }
    std::filesystem::remove_all(kiosk.machine->folder().spool_in());
    carry_by(kiosk, place);
    CHECK(organisation(kiosk) == "Second");
}

TEST_CASE("S9: extraneous files: what nobody asked for is not brought", "[kiosk][pack][S9]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox_beside_a_courier();
    sync::FolderCourier place = kiosk.place();
    kiosk.office.publish(place, 1, content("First"));
    base::SeededRandom random(9);
    for (int at = 0; at < 200; ++at) {
        const base::Bytes junk(64, static_cast<std::byte>(at));
        REQUIRE(place.deliver(sync::ObjectName::pack_content(sync::file_hash(junk)), junk).ok());
    }
    kiosk.outbox->tend();
    const auto wants = kiosk::wants_of(kiosk.files, kiosk.machine->folder());
    REQUIRE(kiosk::carry_once(kiosk.files, kiosk.machine->folder(), *wants, place).ok());
    CHECK(content_files(kiosk) == 0);
    carry_by(kiosk, place);
    CHECK(organisation(kiosk) == "First");
    CHECK(content_files(kiosk) <= content("First").size());
}

TEST_CASE("what a stranger put under high numbers leaves the spool when it left the store",
          "[kiosk][pack][S9]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox_beside_a_courier();
    sync::FolderCourier place = kiosk.place();
    kiosk.office.publish(place, 1, content("First"));
    carry_by(kiosk, place);
    std::vector<std::filesystem::path> strange;
    for (std::uint64_t at = 0; at < 2 * kiosk::newest_tried; ++at) {
        const base::Bytes junk(100, static_cast<std::byte>(at));
        const auto name = sync::ObjectName::pack(
            "main", 900'000 + at, *base::Digest::from_bytes(sync::file_hash(junk).view()));
        REQUIRE(place.deliver(name, junk).ok());
        strange.push_back(kiosk.store() / sync::organisation_folder(kiosk.office.org()) /
                          name.text());
    }
    kiosk.office.publish(place, 2, content("Second"));
    carry_by(kiosk, place);
    CHECK(organisation(kiosk) == "First");  // a store can withhold
    for (const std::filesystem::path& file : strange) {
        std::filesystem::remove(file);
    }
    carry_by(kiosk, place);
    CHECK(organisation(kiosk) == "Second");  // and no longer than it does
    CHECK(brought(kiosk).size() < kiosk::newest_tried);
}

TEST_CASE("content that was taken in leaves the spool, and comes again when it is needed again",
          "[kiosk][pack]") {
    Backend kiosk;
    kiosk.enrol();
    kiosk.open_outbox_beside_a_courier();
    sync::FolderCourier place = kiosk.place();
    kiosk.office.publish(place, 1, content("First"));
    carry_by(kiosk, place);
    carry_by(kiosk, place);
    CHECK(organisation(kiosk) == "First");
    CHECK(content_files(kiosk) == 0);
    kiosk.office.publish(place, 2, content("Second"));
    carry_by(kiosk, place);
    kiosk.office.publish(place, 3, content("First"));
    carry_by(kiosk, place);
    CHECK(kiosk.packs->version() == 3);
    CHECK(organisation(kiosk) == "First");
}
