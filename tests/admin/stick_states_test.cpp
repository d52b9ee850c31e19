// The twelve states of a stick (S6), met by the office as it takes in and as it publishes: what is
// said, what is in the store afterwards, and that another try on a good stick makes all of it
// right.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <functional>

#include "sync/pack.h"
#include "town.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t waiting = 12;  ///< answers that lie on the stick

/// A town whose kiosk left a batch on the stick.
struct AtTheDesk : Town {
    AtTheDesk() {
        make_office();
        base::promise(publish() == 0, terminal.complaints.c_str());
        kiosk.emplace(enrol("Library 1"));
        sync::FolderCourier stick = courier();
        kiosk->send(stick, answers(waiting, 1), clock.today());
    }

    [[nodiscard]] fs::path stick() const { return path("stick"); }

    /// The only batch on the stick.
    [[nodiscard]] fs::path batch() {
        for (const auto& entry : fs::recursive_directory_iterator(objects() / "up")) {
            if (entry.path().extension() == ".hkb") {
                return entry.path();
            }
        }
        FAIL("no batch on the stick");
        return {};
    }

    int sync_on(base::Files& disk) {
        return run_on(disk, {"sync", "--from", "usb:" + stick().string()});
    }

    int publish_on(base::Files& disk) {
        new_version("2");
        return run_on(disk,
                      {"publish",
                       "--survey",
                       text_path("shops"),
                       "--content",
                       text_path("content.json"),
                       "--phrases",
                       text_path("phrases"),
                       "--to",
                       "usb:" + stick().string()});
    }

    std::optional<FakeKiosk> kiosk;
};

/// What a state does to the stick, and what the office then says.
struct State {
    const char* name;
    std::function<void(AtTheDesk&)> make;
    int exit;              ///< of `sync`
    std::uint64_t stored;  ///< answers after it
    const char* said;      ///< a part of what was said
};

void cut_short(const fs::path& file) {
    fs::resize_file(file, fs::file_size(file) / 2);
}

void put_stranger(AtTheDesk& town) {
    const fs::path theirs = town.stick() / "hk1-01234567" / "up";
    fs::create_directories(theirs);
    std::ofstream(theirs / "something") << "theirs";
}

std::vector<State> states() {
    return {
        {"none",
         [](AtTheDesk& town) { fs::rename(town.stick(), town.path("in a pocket")); },
         1,
         0,
         "No stick in the slot."},
        {"empty",
         [](AtTheDesk& town) {
             fs::remove_all(town.stick());
             fs::create_directories(town.stick());
         },
         0,
         0,
         "Library 1"},
        {"another organisation's",
         [](AtTheDesk& town) {
             fs::remove_all(town.stick());
             put_stranger(town);
         },
         0,
         0,
         "Library 1"},
        {"another kiosk's beside it",
         [](AtTheDesk& town) {
             FakeKiosk stranger(town.random);  // never enrolled here
             const auto name = sync::ObjectName::enrolment_request(
                 stranger.id(), base::Digest::random(town.random));
             sync::FolderCourier stick = town.courier();
             base::promise(stick.deliver(name, stranger.request()).ok(), "a request");
         },
         0,
         waiting,
         "1 machines ask to be enrolled"},
        {"old: taken in before",
         [](AtTheDesk& town) { base::promise(town.sync() == 0, "the first time"); },
         0,
         waiting,
         "12 responses in the store"},
        {"half written",
         [](AtTheDesk& town) { cut_short(town.batch()); },
         0,
         0,
         "This batch is not complete yet"},
        {"renamed",
         [](AtTheDesk& town) {
             const fs::path batch = town.batch();
             fs::rename(batch, batch.parent_path() / "000000000077-0123456789abcdef.hkb");
         },
         0,
         waiting,
         "12 responses in the store"},
        {"extra files",
         [](AtTheDesk& town) {
             for (const char* name : {"holiday.jpg", "up", "AUTORUN.INF"}) {
                 std::ofstream(town.stick() / name) << "not ours";
             }
             std::ofstream(town.batch().parent_path() / "thumbs.db") << "not ours";
         },
         0,
         waiting,
         "12 responses in the store"},
        {"the same twice",
         [](AtTheDesk& town) {
             const fs::path batch = town.batch();
             fs::copy_file(batch, batch.parent_path() / "000000000002-0123456789abcdef.hkb");
         },
         0,
         waiting,
         "12 responses in the store"},
    };
}

}  // namespace

TEST_CASE("each state of a stick is met in a sentence, and nothing is lost or counted twice",
          "[admin][S6][stick]") {
    for (const State& state : states()) {
        INFO(state.name);
        AtTheDesk town;
        fs::copy(town.stick(), town.path("as it was"), fs::copy_options::recursive);
        state.make(town);
        CHECK(town.sync_on(town.files) == state.exit);
        const std::string said = town.terminal.printed + town.terminal.complaints;
        INFO(said);
        CHECK(said.find(state.said) != std::string::npos);
        CHECK(town.stored() == state.stored);
        // Another try with the stick as it should be makes all of it right.
        fs::remove_all(town.stick());
        fs::copy(town.path("as it was"), town.stick(), fs::copy_options::recursive);
        CHECK(town.sync_on(town.files) == 0);
        CHECK(town.stored() == waiting);
    }
}

TEST_CASE("a stick that takes nothing keeps no answer out, and the kiosk is told next time",
          "[admin][S6][stick]") {
    const auto kind = GENERATE(base::ErrorKind::full, base::ErrorKind::refused);
    AtTheDesk town;
    const auto on_stick = [&](const fs::path& file) {
        return file.string().starts_with(town.stick().string());
    };
    FullFiles bad(town.files, on_stick, kind);
    CHECK(town.sync_on(bad) == 1);
    CHECK(town.terminal.complaints.find("everything was taken in") != std::string::npos);
    CHECK(town.stored() == waiting);
    CHECK(town.publish_on(bad) == 1);
    CHECK(town.sync_on(town.files) == 0);
    CHECK(town.stored() == waiting);
    CHECK(town.publish_on(town.files) == 0);
    const auto down = town.courier().list(sync::down_folder(town.kiosk->id()), "");
    CHECK(std::any_of(down->names.begin(), down->names.end(), [](const sync::ObjectName& name) {
        return name.kind() == sync::ObjectKind::ack;
    }));
}

TEST_CASE("a stick that is pulled at any write leaves nothing that a kiosk would believe",
          "[admin][S6][stick]") {
    AtTheDesk town;
    for (int pulled_at = 1;; ++pulled_at) {
        int writes = 0;
        const auto pull = [&](const fs::path& file) {
            return file.string().starts_with(town.stick().string()) && ++writes >= pulled_at;
        };
        FullFiles pulled(town.files, pull, base::ErrorKind::unreachable);
        INFO("pulled at write " << pulled_at);
        const int exit = town.publish_on(pulled);
        if (exit == 0) {
            CHECK(pulled_at > 3);  // there was something to pull it out of
            break;
        }
        REQUIRE(pulled_at < 60);
        // Whatever manifest lies there names only content that lies there too, whole.
        const auto down = town.courier().list(sync::down_folder(), "");
        REQUIRE(down.ok());
        for (const sync::ObjectName& name : down->names) {
            if (name.kind() == sync::ObjectKind::pack_content) {
                const auto bytes = town.courier().fetch(name, name.cap());
                REQUIRE(bytes.ok());
                CHECK(sync::file_hash(*bytes).hex() == name.hash());
            }
        }
    }
}
