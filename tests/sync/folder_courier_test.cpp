#include "sync/folder_courier.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <map>

#include "base/random.h"
#include "support/temporary_folder.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

/// Files in memory, on a medium that can lie or be full.
class FakeFiles final : public base::Files {
public:
    enum class Mood { honest, forgets, full };

    Mood mood = Mood::honest;
    std::size_t room_for = 1000;  ///< writes until `full`

    base::Result<base::Bytes> read(const fs::path& file, std::size_t cap) override {
        const auto found = held_.find(file);
        if (found == held_.end()) {
            return base::Error{base::ErrorKind::absent, "there is no " + file.string()};
        }
        if (found->second.size() > cap) {
            return base::Error{base::ErrorKind::refused, "larger than allowed"};
        }
        return found->second;
    }

    base::Result<base::Bytes> read_back(const fs::path& file, std::size_t cap) override {
        return read(file, cap);
    }

    base::Result<base::Delivery> write(const fs::path& file,
                                       base::ByteView bytes,
                                       base::IfPresent if_present,
                                       unsigned) override {
        if (mood == Mood::full && room_for == 0) {
            return base::Error{base::ErrorKind::full,
                               "there is no space left for " + file.string()};
        }
        if (held_.contains(file) && if_present == base::IfPresent::skip) {
            return base::Delivery::was_there;
        }
        --room_for;
        held_[file] = base::copy_bytes(bytes);
        if (mood == Mood::forgets) {
            held_[file].assign(bytes.size(), std::byte{0});
        }
        return base::Delivery::fresh;
    }

    base::Result<std::vector<std::string>> list(const fs::path&) override {
        return std::vector<std::string>{};
    }

    base::Result<void> remove(const fs::path& file) override {
        held_.erase(file);
        return {};
    }

    base::Result<void> make_folders(const fs::path&, unsigned) override { return {}; }

private:
    std::map<fs::path, base::Bytes> held_;
};

struct Setting {
    TemporaryFolder folder;
    base::SeededRandom random{1};
    base::OrgId org = base::OrgId::random(random);
    base::KioskId kiosk = base::KioskId::random(random);

    [[nodiscard]] sync::ObjectName batch(std::uint64_t seq) {
        return sync::ObjectName::batch(
            kiosk, sync::RecordClass::survey, seq, base::Digest::random(random));
    }

    [[nodiscard]] fs::path root() const { return folder.path() / sync::organisation_folder(org); }
};

}  // namespace

TEST_CASE("S12: what is delivered to a folder is listed, fetched and not delivered twice",
          "[sync][courier]") {
    Setting at;
    base::RealFiles files(at.random);
    sync::FolderCourier courier(files, at.folder.path(), at.org, sync::Medium::folder);
    const sync::ObjectName first = at.batch(1);
    const sync::ObjectName second = at.batch(2);
    CHECK(*courier.deliver(second, base::as_bytes("two")) == base::Delivery::fresh);
    CHECK(*courier.deliver(first, base::as_bytes("one")) == base::Delivery::fresh);
    CHECK(*courier.deliver(first, base::as_bytes("one")) == base::Delivery::was_there);
    CHECK(base::as_text(*courier.fetch(first, 100)) == "one");
    CHECK(courier.fetch(first, 2).error().kind == base::ErrorKind::refused);
    CHECK(courier.fetch(at.batch(3), 100).error().kind == base::ErrorKind::absent);
    const auto all = courier.list("up", "");
    REQUIRE(all);
    CHECK(all->names == std::vector<sync::ObjectName>{first, second});
    CHECK(all->ignored == 0);
    CHECK(courier.list("up", first.text())->names == std::vector<sync::ObjectName>{second});
    CHECK(courier.list(sync::up_folder(at.kiosk, sync::RecordClass::contact), "")->names.empty());
    CHECK(courier.list("down/all", "")->names.empty());
    CHECK(courier.list("", "")->names == all->names);
}

TEST_CASE("S12: foreign files on a stick are counted and never opened", "[sync][courier]") {
    Setting at;
    base::RealFiles files(at.random);
    sync::FolderCourier courier(files, at.folder.path(), at.org, sync::Medium::stick);
    const sync::ObjectName name = at.batch(1);
    REQUIRE(courier.deliver(name, base::as_bytes("one")));
    const fs::path folder = (at.root() / name.text()).parent_path();
    std::ofstream(folder / "holiday.jpg") << "x";
    std::ofstream(folder / (fs::path(name.text()).filename().string() + ".bak")) << "x";
    std::ofstream(folder / ".part-00000000-x.hkb") << "x";
    std::ofstream(at.root() / "autorun.inf") << "x";
    fs::create_directories(at.root() / "up" / "System Volume Information");
    const auto listed = courier.list("up", "");
    REQUIRE(listed);
    CHECK(listed->names == std::vector<sync::ObjectName>{name});
    CHECK(listed->ignored == 3);
}

TEST_CASE("S12: half an object under the right name is replaced and read back", "[sync][courier]") {
    Setting at;
    base::RealFiles files(at.random);
    sync::FolderCourier courier(files, at.folder.path(), at.org, sync::Medium::stick);
    const sync::ObjectName name = at.batch(1);
    REQUIRE(courier.deliver(name, base::as_bytes("ha")));
    CHECK(*courier.deliver(name, base::as_bytes("half a batch")) == base::Delivery::fresh);
    CHECK(base::as_text(*courier.fetch(name, 100)) == "half a batch");
}

TEST_CASE("S12: a link under the right name is not followed", "[sync][courier]") {
    Setting at;
    base::RealFiles files(at.random);
    sync::FolderCourier courier(files, at.folder.path(), at.org, sync::Medium::stick);
    const sync::ObjectName name = at.batch(1);
    const fs::path secret = at.folder.path() / "secret";
    std::ofstream(secret) << "do not touch";
    fs::create_directories((at.root() / name.text()).parent_path());
    fs::create_symlink(secret, at.root() / name.text());
    CHECK(courier.fetch(name, 100).error().kind == base::ErrorKind::refused);
    CHECK(courier.deliver(name, base::as_bytes("batch")).ok());
    std::ifstream in(secret);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == "do not touch");
}

TEST_CASE("S12: a stick that forgets what was written is never called delivered",
          "[sync][courier]") {
    Setting at;
    FakeFiles files;
    files.mood = FakeFiles::Mood::forgets;
    sync::FolderCourier courier(files, at.folder.path(), at.org, sync::Medium::stick);
    const sync::ObjectName name = at.batch(1);
    const auto done = courier.deliver(name, base::as_bytes("batch"));
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == base::ErrorKind::unreadable);
    CHECK(done.error().message ==
          "The stick did not keep what was written. Use another stick. Nothing was removed from "
          "this machine. It was " +
              name.text());
}

TEST_CASE("S12: a full stick says how many packages fit", "[sync][courier]") {
    Setting at;
    FakeFiles files;
    files.mood = FakeFiles::Mood::full;
    files.room_for = 2;
    sync::FolderCourier courier(files, at.folder.path(), at.org, sync::Medium::stick);
    std::vector<sync::Parcel> parcels;
    for (std::uint64_t seq = 1; seq <= 5; ++seq) {
        parcels.push_back({at.batch(seq), base::copy_bytes(base::as_bytes("batch"))});
    }
    const auto done = sync::deliver_all(courier, parcels);
    REQUIRE_FALSE(done);
    CHECK(done.error().kind == base::ErrorKind::full);
    CHECK(done.error().message ==
          "The stick is full. 2 of 5 packages fit. Nothing was removed from this machine.");
    files.mood = FakeFiles::Mood::honest;
    const auto again = sync::deliver_all(courier, parcels);
    REQUIRE(again);
    CHECK(again->was_there == 2);
    CHECK(again->fresh == 3);
}

TEST_CASE("S12: without a stick in the slot nothing is made where it would be", "[sync][courier]") {
    Setting at;
    base::RealFiles files(at.random);
    const fs::path slot = at.folder.path() / "slot";
    sync::FolderCourier courier(files, slot, at.org, sync::Medium::stick);
    for (const base::Error& error : {courier.deliver(at.batch(1), {}).error(),
                                     courier.list("up", "").error(),
                                     courier.fetch(at.batch(1), 10).error()}) {
        CHECK(error.kind == base::ErrorKind::unreachable);
        CHECK(error.message == "No stick in the slot.");
    }
    CHECK_FALSE(fs::exists(slot));
    sync::FolderCourier folder(files, slot, at.org, sync::Medium::folder);
    CHECK(folder.list("up", "").error().message ==
          "The folder " + slot.string() + " is not there.");
}
