#include "sync/slot_pool.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <iterator>
#include <set>

#include "small_office.h"
#include "support/temporary_folder.h"
#include "sync/record.h"

using namespace harmony;
using namespace harmony::tests;

namespace fs = std::filesystem;

namespace {

base::Result<sync::SlotPool> open_pool(SmallOffice& office, const fs::path& file) {
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    return sync::SlotPool::open_or_start(
        file, office.origin(), set->id, set->keys(), office.random);
}

std::string contents(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool holds(const std::string& text, base::ByteView part) {
    return text.find(base::as_text(part)) != std::string::npos;
}

}  // namespace

TEST_CASE("a restarted kiosk goes on with the same epoch and no slot comes twice", "[sync][pool]") {
    REQUIRE(sync::start());
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "run" / "pool";
    SmallOffice office;
    std::set<base::RecordId> taken;
    base::EpochId epoch;
    for (int round = 0; round < 3; ++round) {
        sync::SlotPool pool = *open_pool(office, file);
        CHECK((round == 0 || pool.block().id == epoch));
        epoch = pool.block().id;
        for (int i = 0; i < 100; ++i) {
            CHECK(taken.insert((**pool.take()).record()).second);
        }
    }
    CHECK(open_pool(office, file)->left() == sync::slots_an_epoch - 300);
}

TEST_CASE("a taken slot is gone from the file before anybody has it", "[sync][pool]") {
    REQUIRE(sync::start());
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "pool";
    SmallOffice office;
    sync::SlotPool pool = *open_pool(office, file);
    const std::string before = contents(file);
    const sync::Slot slot = std::move(**pool.take());
    CHECK(holds(before, slot.record().view()));
    CHECK_FALSE(holds(contents(file), slot.record().view()));
    fs::perms mode = fs::status(file).permissions();
    CHECK(mode == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("slots are not taken in the order of their ids", "[sync][pool]") {
    REQUIRE(sync::start());
    const TemporaryFolder folder;
    SmallOffice office;
    sync::SlotPool pool = *open_pool(office, folder.path() / "pool");
    std::vector<base::RecordId> taken;
    for (int i = 0; i < 20; ++i) {
        taken.push_back((**pool.take()).record());
    }
    // A batch is sorted by id: were this sorted too, it would show who came first.
    CHECK_FALSE(std::is_sorted(taken.begin(), taken.end()));
}

TEST_CASE("an abandoned task's slot goes back, one that sealed never does", "[sync][pool]") {
    REQUIRE(sync::start());
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "pool";
    SmallOffice office;
    sync::SlotPool pool = *open_pool(office, file);
    sync::Slot abandoned = std::move(**pool.take());
    const base::RecordId id = abandoned.record();
    REQUIRE(pool.give_back(std::move(abandoned)));
    CHECK(pool.left() == sync::slots_an_epoch);
    sync::Slot again = std::move(**pool.take());
    CHECK(again.record() == id);
    REQUIRE(sync::seal_response(std::move(*again.next()), base::as_bytes("answers")));
    REQUIRE(pool.give_back(std::move(again)));
    CHECK(pool.left() == sync::slots_an_epoch - 1);
    CHECK_FALSE(holds(contents(file), id.view()));
}

TEST_CASE("a slot of an epoch that has ended does not enter the next one", "[sync][pool]") {
    REQUIRE(sync::start());
    const TemporaryFolder folder;
    SmallOffice office;
    const sync::RecipientSet* set = office.trust.set_of(sync::RecordClass::survey);
    sync::SlotPool pool = *open_pool(office, folder.path() / "pool");
    sync::Slot held = std::move(**pool.take());
    const base::EpochId old = pool.block().id;
    REQUIRE(pool.start_new(office.origin(), set->id, set->keys(), office.random));
    CHECK(pool.block().id != old);
    CHECK(held.block().id == old);
    REQUIRE(pool.give_back(std::move(held)));
    CHECK(pool.left() == sync::slots_an_epoch);
}

TEST_CASE("two programs never share a pool", "[sync][pool]") {
    REQUIRE(sync::start());
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "pool";
    SmallOffice office;
    const sync::SlotPool first = *open_pool(office, file);
    const auto second = open_pool(office, file);
    REQUIRE_FALSE(second);
    CHECK(second.error().kind == base::ErrorKind::refused);
}

TEST_CASE("an empty pool, another set or a damaged file start a new epoch", "[sync][pool]") {
    REQUIRE(sync::start());
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "pool";
    SmallOffice office;
    base::EpochId first;
    {
        sync::SlotPool pool = *open_pool(office, file);
        first = pool.block().id;
        while (pool.left() > 1000) {
            REQUIRE(pool.take());
        }
        CHECK(pool.left() == 1000);
    }
    office.trust.sets[0].id = base::SetId::random(office.random);
    base::EpochId second;
    {
        const sync::SlotPool pool = *open_pool(office, file);
        second = pool.block().id;
        CHECK(second != first);
        CHECK(pool.left() == sync::slots_an_epoch);
    }
    std::ofstream(file, std::ios::binary | std::ios::trunc) << "not a pool";
    CHECK(open_pool(office, file)->block().id != second);
}

TEST_CASE("an erased pool has nothing and takes nothing back", "[sync][pool]") {
    REQUIRE(sync::start());
    const TemporaryFolder folder;
    SmallOffice office;
    sync::SlotPool pool = *open_pool(office, folder.path() / "pool");
    sync::Slot held = std::move(**pool.take());
    REQUIRE(pool.erase_forever());
    REQUIRE(pool.give_back(std::move(held)));
    CHECK(pool.left() == 0);
    CHECK_FALSE(pool.take()->has_value());
    CHECK_FALSE(fs::exists(folder.path() / "pool"));
}

TEST_CASE("killed at any moment a slot that was taken is never taken again", "[sync][pool]") {
    REQUIRE(sync::start());
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "pool";
    SmallOffice office;
    { REQUIRE(open_pool(office, file)); }
    std::multiset<base::Bytes> taken;
    for (int round = 0; round < 20; ++round) {
        int ends[2] = {-1, -1};
        REQUIRE(::pipe(ends) == 0);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            sync::SlotPool pool = *open_pool(office, file);
            for (;;) {
                const auto slot = pool.take();
                if (!slot || !slot->has_value() ||
                    ::write(ends[1], (*slot)->record().view().data(), 16) != 16) {
                    ::_exit(1);
                }
            }
        }
        ::close(ends[1]);
        base::Bytes id(16);
        for (int i = 0; i <= round && ::read(ends[0], id.data(), 16) == 16; ++i) {
            taken.insert(id);
        }
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        while (::read(ends[0], id.data(), 16) == 16) {
            taken.insert(id);
        }
        ::close(ends[0]);
    }
    CHECK(taken.size() > 20);
    CHECK(std::set<base::Bytes>(taken.begin(), taken.end()).size() == taken.size());
}
