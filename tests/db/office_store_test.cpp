#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>

#include "db/journal_fixture.h"
#include "db/office_under_test.h"

namespace harmony::tests {
namespace {

using db::Inserted;
using db::OfficeStore;

TEST_CASE("The same batch twice is counted once", "[db][office]") {
    Office office;
    REQUIRE(*office.insert(office.next_batch(50)) == std::vector<Inserted>{Inserted::fresh});
    SECTION("in the same run") {}
    SECTION("after a restart") {
        office.reopen();
    }

    CHECK(*office.insert(office.again(1)) == std::vector<Inserted>{Inserted::was_there});

    CHECK(office.rows() == 50);
    CHECK(office.store->batches().size() == 1);
    CHECK(office.store->head(Office::stream())->seq == 1);
}

TEST_CASE("A batch that does not follow its stream takes its group back", "[db][office]") {
    Office office;
    REQUIRE(office.insert(office.next_batch(10)).ok());
    std::vector<db::OfficeBatch> group;
    group.push_back(office.next_batch(10));
    db::OfficeBatch wrong = office.next_batch(10);
    SECTION("a gap") {
        wrong.batch.seq = 4;
    }
    SECTION("another history") {
        wrong.batch.prev = {};
    }
    SECTION("other bytes under a number that is taken") {
        wrong.batch.seq = 1;
    }
    group.push_back(std::move(wrong));

    const auto outcome = office.store->insert(group);

    REQUIRE_FALSE(outcome.ok());
    CHECK(outcome.error().kind == base::ErrorKind::refused);
    CHECK(office.rows() == 10);
    CHECK(office.store->head(Office::stream())->seq == 1);
    group.pop_back();
    CHECK(office.store->insert(group).ok());
    CHECK(office.rows() == 20);
}

TEST_CASE("A stopped stream takes nothing more in", "[db][office]") {
    Office office;
    REQUIRE(office.insert(office.next_batch(10)).ok());
    REQUIRE(office.store->stop_stream(Office::stream()).ok());
    CHECK_FALSE(office.insert(office.next_batch(10)).ok());
    CHECK(office.store->head(Office::stream())->stopped);
}

TEST_CASE("A stored batch comes back as it came", "[db][office]") {
    Office office;
    const db::OfficeBatch batch = office.next_batch(20);
    std::vector<db::OfficeBatch> group;
    group.push_back(office_batch(office.context, office.sent[0], 1));
    REQUIRE(office.store->insert(group).ok());

    const auto stored = office.store->batch(Office::stream(), 1);

    REQUIRE(stored);
    CHECK(stored->bytes == batch.batch.bytes);
    CHECK(stored->digest == batch.batch.digest);
    CHECK(stored->records == batch.batch.records);
    CHECK(stored->counts == batch.batch.counts);
    CHECK(stored->cut_day == day(20'500));
    CHECK_FALSE(office.store->batch(Office::stream(), 2));
    CHECK(office.store->batches().at(0).digest == batch.batch.digest);
}

TEST_CASE("A record is found again in its own stream only", "[db][office]") {
    Office office;
    REQUIRE(office.insert(office.next_batch(30)).ok());
    REQUIRE(office.insert(office.next_batch(30)).ok());
    std::vector<db::RecordName> asked{
        {office.sent[0][7].rid, 1}, {office.sent[1][3].rid, 0}, {base::RecordId{}, 0}};
    std::sort(asked.begin(), asked.end());
    SECTION("in the same run") {}
    SECTION("after a restart") {
        office.reopen();
    }

    const auto seen = office.store->seen(Office::stream(), asked);

    REQUIRE(seen.size() == 2);
    for (const db::SeenRecord& record : seen) {
        CHECK(record.name.rev == 0);
        CHECK(record.name.rid == office.sent[record.seq - 1][record.seq == 1 ? 7 : 3].rid);
    }
    CHECK(office.store->seen({kiosk_id(2), instance_one, 1}, asked).empty());
}

TEST_CASE("Rebuilding gives the same bytes", "[db][office][rebuild]") {
    Office office;
    for (int n = 0; n < 5; ++n) {
        REQUIRE(office.insert(office.next_batch(120)).ok());
    }
    const std::string before = office.derived();
    REQUIRE(before.size() > 10'000);
    const auto open_batch = [&](const db::CheckedBatch& stored) -> base::Result<db::OfficeBatch> {
        return office_batch(office.context, office.sent.at(stored.seq - 1), stored.seq);
    };

    REQUIRE(office.store->rebuild(open_batch).ok());

    CHECK(office.derived() == before);
    REQUIRE(office.insert(office.next_batch(7)).ok());
    CHECK(office.rows() == 607);
}

TEST_CASE("A rebuild that fails leaves the columns as they were", "[db][office][rebuild]") {
    Office office;
    REQUIRE(office.insert(office.next_batch(50)).ok());
    REQUIRE(office.insert(office.next_batch(50)).ok());
    const std::string before = office.derived();
    const auto open_batch = [&](const db::CheckedBatch& stored) -> base::Result<db::OfficeBatch> {
        if (stored.seq == 2) {
            return base::Error{base::ErrorKind::refused, "no key here"};
        }
        return office_batch(office.context, office.sent.at(0), 1);
    };

    CHECK_FALSE(office.store->rebuild(open_batch).ok());

    CHECK(office.derived() == before);
    CHECK(office.rows() == 100);
}

TEST_CASE("A higher revision counts once after a rebuild", "[db][office][rebuild]") {
    Office office;
    REQUIRE(office.insert(office.next_batch(10)).ok());
    CHECK_FALSE(office.store->needs_rebuild());
    db::OfficeBatch second = office.next_batch(3);
    second.replaces = {office.sent[0][4].rid};
    REQUIRE(office.insert(std::move(second)).ok());
    CHECK(office.store->needs_rebuild());
    const auto open_batch = [&](const db::CheckedBatch& stored) -> base::Result<db::OfficeBatch> {
        return office_batch(office.context, office.sent.at(stored.seq - 1), stored.seq);
    };

    REQUIRE(office.store->rebuild(open_batch).ok());

    CHECK(office.rows() == 12);
    CHECK_FALSE(office.store->needs_rebuild());
}

TEST_CASE("An import that is killed half-way leaves nothing or all", "[db][office][kill]") {
    Office office;
    REQUIRE(office.insert(office.next_batch(50)).ok());
    std::vector<db::OfficeBatch> group;
    for (int n = 0; n < 8; ++n) {
        group.push_back(office.next_batch(200));
    }
    office.store.reset();
    const useconds_t wait = GENERATE(1000U, 3000U, 6000U, 10'000U, 20'000U, 60'000U);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        auto store = OfficeStore::open(office.place.where());
        if (store) {
            static_cast<void>((*store)->insert(group));
        }
        ::_exit(0);
    }
    ::usleep(wait);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    office.reopen();

    const std::uint64_t rows = office.rows();
    CHECK((rows == 50 || rows == 1650));
    CHECK(office.store->batches().size() == (rows == 50 ? 1U : 9U));
    REQUIRE(office.store->insert(group).ok());
    CHECK(office.rows() == 1650);
    CHECK(office.store->batches().size() == 9);
}

TEST_CASE("Two programs importing the same batches count them once", "[db][office]") {
    Office office;
    auto other = OfficeStore::open(office.place.where());
    REQUIRE(other.ok());
    std::vector<db::OfficeBatch> first;
    first.push_back(office.next_batch(40));
    std::vector<db::OfficeBatch> second;
    second.push_back(office.next_batch(40));
    REQUIRE((*other)->insert(first).ok());
    CHECK(office.store->insert(first)->at(0) == Inserted::was_there);
    REQUIRE(office.store->insert(second).ok());
    CHECK((*other)->insert(second)->at(0) == Inserted::was_there);
    std::vector<db::OfficeBatch> third;
    third.push_back(office.next_batch(40));
    REQUIRE((*other)->insert(third).ok());
    CHECK(office.rows() == 120);
}

TEST_CASE("What is no store is refused and stays as it is", "[db][office]") {
    const TemporaryFolder folder;
    const auto file = folder.path() / "office.db";
    std::ofstream(file) << std::string(50'000, 'x');
    const auto store = OfficeStore::open(file);
    REQUIRE_FALSE(store.ok());
    CHECK(store.error().kind == base::ErrorKind::unreadable);
    CHECK(std::filesystem::file_size(file) == 50'000);
}

TEST_CASE("A store can be read while it may not be written", "[db][office]") {
    Office office;
    REQUIRE(office.insert(office.next_batch(10)).ok());
    const auto reader = OfficeStore::open(office.place.where(), {"", true});
    REQUIRE(reader.ok());
    CHECK((*reader)->table(office.survey.table().form)->rows == 10);
    CHECK((*reader)->heads().size() == 1);
}

}  // namespace
}  // namespace harmony::tests
