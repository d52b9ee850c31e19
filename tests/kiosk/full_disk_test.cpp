#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "kiosk/backend.h"
#include "kiosk/faults/readings.h"
#include "support/small_survey.h"

using namespace harmony;
using tests::Backend;

namespace {

constexpr std::uint64_t mib = std::uint64_t{1} << 20U;

/// A small disk of its own, in memory. `there` is false where the tests may not mount.
class SmallDisk {
public:
    explicit SmallDisk(std::uint64_t size) {
        const std::string options = "size=" + std::to_string(size);
        there = ::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, options.c_str()) == 0;
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (there) {
            ::umount2(folder_.path().c_str(), MNT_DETACH);
        }
    }

    [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }
    [[nodiscard]] std::uint64_t free() const {
        return std::filesystem::space(folder_.path()).available;
    }

    /// Fills it until so much is left.
    void fill_to(std::uint64_t left) {
        const int file = ::open((folder_.path() / "filler").c_str(), O_CREAT | O_WRONLY, 0600);
        REQUIRE(file >= 0);
        const auto size = static_cast<off_t>(std::filesystem::file_size(folder_.path() / "filler") +
                                             (free() - left));
        REQUIRE(::posix_fallocate(file, 0, size) == 0);
        ::close(file);
    }

    bool there = false;

private:
    tests::TemporaryFolder folder_;
};

/// A kiosk whose state lies on the small disk, with the reserve that a real one keeps.
struct SmallKiosk {
    explicit SmallKiosk(const SmallDisk& disk) {
        const char* before = std::getenv("TMPDIR");
        const std::string kept = before == nullptr ? "" : before;
        ::setenv("TMPDIR", disk.path().c_str(), 1);
        kiosk = std::make_unique<Backend>();
        if (before == nullptr) {
            ::unsetenv("TMPDIR");
        } else {
            ::setenv("TMPDIR", kept.c_str(), 1);
        }
        kiosk->enrol();
        restart();
    }

    void restart() {
        Backend& k = *kiosk;
        k.outbox.reset();
        k.packs.reset();
        k.machine.reset();
        k.journal.reset();
        k.journal = *db::KioskJournal::open(k.state(), {});
        k.machine = *kiosk::Machine::open({k.state()}, k.files, *k.journal);
        k.packs = std::make_unique<kiosk::PackStore>(k.files, *k.journal, *k.machine);
        k.open_outbox();
    }

    std::unique_ptr<Backend> kiosk;
};

}  // namespace

TEST_CASE("on a disk that fills up the tasks under way are kept and no other begins",
          "[kiosk][K11]") {
    // The floor of 64 MiB for a new task, and a little to fill.
    SmallDisk disk(80 * mib);
    if (!disk.there) {
        WARN("skipped: no right to mount");
        return;
    }
    SmallKiosk small(disk);
    Backend& kiosk = *small.kiosk;
    const survey::Form form = tests::small_form();
    REQUIRE(kiosk.journal->has_reserve());
    std::vector<base::RecordId> under_way;
    for (int i = 0; i < 20; ++i) {
        under_way.push_back(*kiosk.outbox->begin_task());
    }
    disk.fill_to(64 * mib - 4096);
    const auto refused = kiosk.outbox->begin_task();
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == base::ErrorKind::full);

    disk.fill_to(0);
    CHECK(disk.free() == 0);
    for (std::size_t i = 0; i < 10; ++i) {
        const auto done = kiosk.outbox->submit(
            {under_way[i], kiosk::Revision::core, tests::small_response("w"), {}}, form);
        INFO((done.ok() ? "kept" : done.error().message));
        REQUIRE(done.ok());
        kiosk.outbox->end_task(under_way[i]);
    }
    CHECK_FALSE(kiosk.journal->has_reserve());  // it was given up for them
    CHECK(kiosk.outbox->counts()->unsent == 10);

    // Now nothing is left at all, not even the reserve.
    disk.fill_to(0);
    int kept = 10;
    for (std::size_t i = 10; i < under_way.size(); ++i) {
        const auto done = kiosk.outbox->submit(
            {under_way[i], kiosk::Revision::core, tests::small_response("w"), {}}, form);
        kept += done.ok() ? 1 : 0;
        if (!done.ok()) {
            CHECK(done.error().kind == base::ErrorKind::full);
        }
    }
    CHECK(kiosk.outbox->counts()->unsent == kept);

    small.restart();  // on the full disk
    CHECK(kiosk.outbox->counts()->unsent == kept);
    CHECK_FALSE(kiosk.outbox->begin_task().ok());
    std::filesystem::remove(disk.path() / "filler");
    CHECK(kiosk.outbox->begin_task().ok());
    CHECK(kiosk.outbox->counts()->unsent == kept);
}
