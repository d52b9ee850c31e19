// The wipe of a whole machine (kiosk.md 9.2): an admin stick, a note for the office, a mark, and
// the start that removes everything, also after a power cut in the middle.
#include "kiosk/machine_wipe.h"

#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/backend.h"
#include "kiosk/staff/kiosk_desk.h"
#include "support/small_survey.h"
#include "sync/heartbeat.h"
#include "sync/token.h"

using namespace harmony;
using namespace harmony::kiosk;
using tests::Backend;

namespace {

/// An enrolled kiosk with an answer in it, and its desk.
struct Wiping {
    Wiping() {
        kiosk.enrol();
        kiosk.open_outbox();
        settings.courier = "folder:" + kiosk.store().string();
        make_desk();
        std::ofstream(kiosk.state() / "kiosk.toml") << "mount = \"table\"\n";
    }

    void make_desk() {
        desk = std::make_unique<KioskDesk>(KioskDesk::Parts{kiosk.files,
                                                            kiosk.clock,
                                                            kiosk.log,
                                                            *kiosk.journal,
                                                            *kiosk.machine,
                                                            *kiosk.packs,
                                                            *kiosk.outbox,
                                                            settings});
    }

    /// An admin stick for this kiosk lies at the place.
    void bring_token(std::uint8_t actions, const char* last_day = "2026-03-31") {
        sync::FolderCourier place = kiosk.place();
        const sync::AdminToken token{kiosk.office.org(),
                                     kiosk.machine->keys().kiosk,
                                     ++serial,
                                     *base::day_from_iso(last_day),
                                     actions};
        const sync::SignKeyPair* const signers[] = {&kiosk.office.publisher()};
        const base::Bytes file = sync::sign_token(token, signers);
        const auto name = sync::ObjectName::token(
            token.kiosk, token.serial, sync::frame_digest(sync::FrameKind::token, file));
        REQUIRE(place.deliver(name, file).ok());
        REQUIRE(kiosk.outbox->sync_now().ok());
    }

    [[nodiscard]] bool may_wipe() const {
        return std::get<desk::FactsRead>(*desk->run(errand::ReadFacts{})).facts.may_wipe;
    }

    [[nodiscard]] base::Result<void> wipe() const {
        return std::get<desk::WipeBegun>(*desk->run(errand::Wipe{})).done;
    }

    /// Files of the state folder but the lock and the logs of SQLite, by their names below it.
    [[nodiscard]] std::vector<std::string> left() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(kiosk.state())) {
            if (!entry.is_directory()) {
                names.push_back(entry.path().lexically_relative(kiosk.state()).string());
            }
        }
        return names;
    }

    Backend kiosk;
    Settings settings;
    std::unique_ptr<KioskDesk> desk;
    std::uint64_t serial = 0;
};

/// As many removals as it is told, then the power is cut.
class CutFiles final : public base::Files {
public:
    CutFiles(base::Files& behind, int removals) : behind_(behind), left_(removals) {}

    base::Result<base::Bytes> read(const std::filesystem::path& file, std::size_t cap) override {
        return behind_.read(file, cap);
    }
    base::Result<base::Bytes> read_back(const std::filesystem::path& file,
                                        std::size_t cap) override {
        return behind_.read_back(file, cap);
    }
    base::Result<base::Delivery> write(const std::filesystem::path& file,
                                       base::ByteView bytes,
                                       base::IfPresent if_present,
                                       unsigned mode) override {
        return behind_.write(file, bytes, if_present, mode);
    }
    base::Result<std::vector<std::string>> list(const std::filesystem::path& folder) override {
        return behind_.list(folder);
    }
    base::Result<void> remove(const std::filesystem::path& file) override {
        if (left_-- <= 0) {
            return base::Error{base::ErrorKind::unreachable, "the power was cut"};
        }
        return behind_.remove(file);
    }
    base::Result<void> make_folders(const std::filesystem::path& folder, unsigned mode) override {
        return behind_.make_folders(folder, mode);
    }

private:
    base::Files& behind_;
    int left_;
};

}  // namespace

TEST_CASE("a machine is wiped with an admin stick for it and with no other", "[kiosk][wipe]") {
    Wiping at;
    CHECK_FALSE(at.may_wipe());
    CHECK(at.wipe().error().kind == base::ErrorKind::refused);
    at.bring_token(sync::token_action::clear_pin_lock);
    CHECK_FALSE(at.may_wipe());
    at.bring_token(sync::token_action::wipe);
    CHECK(at.may_wipe());
    at.kiosk.clock.advance(std::chrono::hours{48});  // the stick's day is over
    CHECK_FALSE(at.may_wipe());
    CHECK_FALSE(at.wipe());
    CHECK_FALSE(is_marked_for_wipe(at.kiosk.files, {at.kiosk.state()}));
}

TEST_CASE("the office has a signed note before anything is marked", "[kiosk][wipe][K10]") {
    Wiping at;
    at.desk->pretend({FaultId::temp});
    static_cast<void>(at.desk->run(errand::CheckFaults{{345.4, 194.3, 1920, 1080, true}, {}, {}}));
    at.bring_token(sync::token_action::wipe);
    const base::KioskId id = at.kiosk.machine->keys().kiosk;
    const sync::SignPublicKey key = at.kiosk.machine->sign_key().public_key();
    REQUIRE(at.wipe().ok());
    CHECK(is_marked_for_wipe(at.kiosk.files, {at.kiosk.state()}));
    sync::FolderCourier place = at.kiosk.place();
    const auto health = sync::up_folder(id, sync::RecordClass::health);
    const sync::Listing listing = *place.list(health, "");
    REQUIRE(listing.names.size() == 1);
    const base::Bytes file = *place.fetch(listing.names[0], listing.names[0].cap());
    const auto told = sync::open_heartbeat(file, key, at.kiosk.office.ring());
    REQUIRE(told);
    CHECK(told->state == sync::KioskRuns::wiped);
    const bool has_fault = std::any_of(told->faults.begin(),
                                       told->faults.end(),
                                       [](const auto& fault) { return fault.name == "temp"; });
    CHECK(has_fault);  // what stands is in the heartbeat
}

TEST_CASE("without a way to the office nothing is wiped", "[kiosk][wipe]") {
    Wiping at;
    at.bring_token(sync::token_action::wipe);
    at.desk.reset();
    at.kiosk.outbox.reset();
    at.kiosk.outbox = *SealingOutbox::open(
        {*at.kiosk.machine,
         *at.kiosk.journal,
         *at.kiosk.packs,
         at.kiosk.files,
         at.kiosk.random,
         at.kiosk.clock,
         at.kiosk.log,
         []() -> base::Result<void> {
             return base::Error{base::ErrorKind::unreachable, "There is no stick."};
         }});
    at.make_desk();
    CHECK(at.wipe().error().message == "There is no stick.");
    CHECK_FALSE(is_marked_for_wipe(at.kiosk.files, {at.kiosk.state()}));
}

TEST_CASE("after a power cut at any removal the next start finishes the wipe", "[kiosk][wipe]") {
    for (int cut = 0;; ++cut) {
        INFO("cut at removal " << cut);
        Wiping at;
        at.bring_token(sync::token_action::wipe);
        REQUIRE(at.wipe().ok());
        const StateFolder folder{at.kiosk.state()};
        at.desk.reset();
        at.kiosk.outbox.reset();
        at.kiosk.packs.reset();
        at.kiosk.machine.reset();
        at.kiosk.journal.reset();
        CutFiles files(at.kiosk.files, cut);
        const bool whole = finish_wipe(files, folder).ok();
        CHECK(is_marked_for_wipe(at.kiosk.files, folder) != whole);
        REQUIRE(finish_wipe(at.kiosk.files, folder).ok());
        CHECK(at.left() == std::vector<std::string>{"kiosk.toml"});
        at.kiosk.open();
        CHECK_FALSE(at.kiosk.machine->has_keys());
        CHECK_FALSE(at.kiosk.machine->enrolled());
        if (whole) {
            CHECK(cut > 3);  // journal, keys and more were there to cut at
            break;
        }
    }
}

TEST_CASE("a machine without a mark is never wiped", "[kiosk][wipe]") {
    Wiping at;
    const auto before = at.left();
    REQUIRE(finish_wipe(at.kiosk.files, {at.kiosk.state()}).ok());
    CHECK(at.left() == before);
}

TEST_CASE("what lies for a courier that runs by itself stays", "[kiosk][wipe]") {
    const tests::TemporaryFolder folder;
    base::SystemRandom random;
    base::RealFiles files(random);
    const StateFolder state{folder.path()};
    for (const char* name : {"keys.hkl", "answers.db", "spool/out/note.hkh", "packs/f/aa"}) {
        REQUIRE(files.make_folders((folder.path() / name).parent_path(), 0700).ok());
        std::ofstream(folder.path() / name) << "x";
    }
    REQUIRE(mark_for_wipe(files, state, WipeSpool::keep).ok());
    REQUIRE(finish_wipe(files, state).ok());
    CHECK(std::filesystem::exists(folder.path() / "spool/out/note.hkh"));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "keys.hkl"));
    CHECK_FALSE(std::filesystem::exists(folder.path() / "packs/f/aa"));
}
