// Stores and journals of every schema there ever was, kept under tests/data and read by today's
// code (tests/data/stores/README.md).
#include "db/kept_store.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <numeric>

#include "db/journal_fixture.h"
#include "db/store_place.h"
#include "support/temporary_folder.h"

namespace harmony::tests {
namespace {

namespace fs = std::filesystem;

// Not one of the tests: run by hand, once a schema, with
//   HARMONY_KEEP_IN=<folder> db_tests '[keep]'
TEST_CASE("Keeps a store and a journal of this schema", "[.][keep]") {
    const char* into = std::getenv("HARMONY_KEEP_IN");
    REQUIRE(into != nullptr);
    const TemporaryFolder folder;
    KeptOffice office;
    {
        auto store = db::OfficeStore::open(folder.path() / "office.db");
        REQUIRE(store.ok());
        fill_kept_office(**store, office);
        fs::create_directories(fs::path(into) / "store");
        REQUIRE((*store)->copy_to(fs::path(into) / "store/office.db").ok());
    }
    {
        auto journal = db::KioskJournal::open(folder.path(), {});
        REQUIRE(journal.ok());
        fill_kept_journal(**journal);
    }
    // Opened once more, so that nothing is left in the logs.
    REQUIRE(db::KioskJournal::open(folder.path(), {}).ok());
    fs::create_directories(fs::path(into) / "journal");
    for (const char* file : {"answers.db", "contacts.db", "state.db"}) {
        fs::copy_file(folder.path() / file, fs::path(into) / "journal" / file);
    }
}

/// A kept store, copied to where it may be written.
struct CopiedStore {
    TemporaryFolder folder;
    fs::path file = folder.path() / "office.db";

    explicit CopiedStore(int version) {
        fs::copy_file(kept_folder("stores", version) / "office.db", file);
    }

    void run(const char* sql) const { CHECK(say_to_sqlite(file, sql).empty()); }
    [[nodiscard]] std::string ask(const char* sql) const { return ask_sqlite(file, sql); }

    [[nodiscard]] std::unique_ptr<db::OfficeStore> open() const {
        auto store = db::OfficeStore::open(file);
        INFO((store.ok() ? "" : store.error().message));
        REQUIRE(store.ok());
        return std::move(*store);
    }
};

constexpr int kept_versions[] = {1, 3};

/// Every column of the form's table, chunk by chunk.
std::vector<db::ColumnChunk> columns_of(db::OfficeStore& store, const KeptOffice& office) {
    const db::FormTable& table = office.survey.table();
    std::vector<std::size_t> numbers(db::head_columns + table.questions.size());
    std::iota(numbers.begin(), numbers.end(), 0U);
    std::vector<db::ColumnChunk> all;
    store.for_each_chunk(table.form, numbers, [&](const db::TableChunk& chunk) {
        all.insert(all.end(), chunk.columns.begin(), chunk.columns.end());
    });
    return all;
}

TEST_CASE("A store of an older Harmony has the columns of one that is filled today",
          "[db][office][migration]") {
    for (const int version : kept_versions) {
        CAPTURE(version);
        const KeptOffice office;
        const CopiedStore kept(version);
        const auto old = kept.open();
        const StorePlace place;
        const auto fresh = place.open();
        REQUIRE(old->batches().size() == 7);  // six of responses, one of contacts
        for (const db::BatchSummary& row : old->batches()) {
            std::vector<db::OfficeBatch> group;
            group.push_back(*office.open(*old->batch(row.stream, row.seq)));
            REQUIRE(fresh->insert(group).ok());
        }

        // 20 + 27 + ... + 55 responses.
        CHECK(old->table(office.survey.table().form)->rows == 225);
        // An older one laid the same codes out in other bytes, until they are made anew.
        CHECK((columns_of(*fresh, office) == columns_of(*old, office)));
        REQUIRE(old->rebuild([&](const auto& stored) { return office.open(stored); }).ok());
        CHECK((place.derived(*fresh) == place.derived(*old)));
    }
}

TEST_CASE("A store of an older Harmony keeps everything and goes on", "[db][office][migration]") {
    const CopiedStore kept(1);
    KeptOffice office;
    const std::vector<db::OfficeBatch> batches = office.batches();
    const auto store = kept.open();

    // What fill_kept_office put in.
    const db::StreamKey first{kiosk_id(1), instance_one, 1};
    REQUIRE(store->batches().size() == 7);
    for (const db::OfficeBatch& batch : batches) {
        const auto stored = store->batch(batch.batch.stream, batch.batch.seq);
        REQUIRE(stored);
        CHECK(stored->bytes == batch.batch.bytes);
        CHECK(stored->records == batch.batch.records);
        CHECK(stored->counts == batch.batch.counts);
        CHECK(stored->redactions == 0);
    }
    CHECK(store->head(first)->level == 3);
    CHECK(store->head({kiosk_id(3), instance_one, 1})->stopped);
    CHECK(store->newest_published("pack:main")->version == 5);
    CHECK(*store->issue_version("pack:main") == 6);
    CHECK(store->value("registry"));
    CHECK(store->quarantined().at(0).reason == "unknown");
    CHECK(store->redactions().empty());
    // And what it does from now on.
    const db::Tombstone erased[] = {{batches[0].batch.records[0].rid, 1, day(20'600)}};
    const db::Redaction note{
        first, 1, batches[0].batch.digest, base::Digest{}, base::Bytes(80, std::byte{1})};
    REQUIRE(store->redact(note, batches[0].batch.bytes, erased).ok());
    REQUIRE(store->rebuild([&](const auto& stored) { return office.open(stored); }).ok());
    CHECK(store->table(office.survey.table().form)->rows == 224);
    CHECK(store->rebuild([&](const auto& stored) { return office.open(stored); }).ok());
}

TEST_CASE("A migrated store has the tables and guards of a fresh one", "[db][office][migration]") {
    const TemporaryFolder folder;
    REQUIRE(db::OfficeStore::open(folder.path() / "office.db").ok());
    for (const int version : kept_versions) {
        const CopiedStore kept(version);
        static_cast<void>(kept.open());
        // Quotes and spaces of a CREATE statement are kept as they were written then.
        const char* shape =
            "SELECT type, name, tbl_name, replace(coalesce(sql, ''), '\"', '') FROM sqlite_schema"
            " ORDER BY 1, 2";
        const std::string migrated = kept.ask(shape);
        CHECK(kept.ask("PRAGMA user_version") == "4|\n");
        fs::remove(kept.file);
        fs::remove(kept.file.string() + "-wal");
        fs::remove(kept.file.string() + "-shm");
        static_cast<void>(kept.open());
        CHECK(kept.ask(shape) == migrated);
    }
}

TEST_CASE("A migration that fails at its last table leaves the old store",
          "[db][office][migration]") {
    const CopiedStore kept(1);
    kept.run("CREATE TABLE piece(in_the_way)");

    CHECK_THROWS_AS(db::OfficeStore::open(kept.file), base::BrokenPromise);

    CHECK(kept.ask("PRAGMA user_version") == "1|\n");
    CHECK(kept.ask("SELECT count(*) FROM sqlite_schema WHERE name IN"
                   " ('redaction', 'tombstone', 'batch_is_kept')") == "0|\n");
    CHECK(kept.ask("SELECT count(*) FROM pragma_table_info('batch')") == "21|\n");
    kept.run("DROP TABLE piece");
    CHECK(kept.open()->batches().size() == 7);
}

TEST_CASE("A migration that is killed leaves the old store or the new one",
          "[db][office][migration][kill]") {
    const CopiedStore kept(1);
    const useconds_t wait =
        GENERATE(100U, 500U, 1000U, 1500U, 2000U, 3000U, 4000U, 6000U, 10'000U, 30'000U);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        static_cast<void>(db::OfficeStore::open(kept.file));
        ::_exit(0);
    }
    ::usleep(wait);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);

    const std::string version = kept.ask("PRAGMA user_version");
    const std::string steps = kept.ask(
        "SELECT count(*) FROM sqlite_schema WHERE name IN"
        " ('redaction', 'tombstone', 'piece', 'batch_is_kept', 'piece_stays')");
    CHECK((version + steps == "1|\n0|\n" || version + steps == "4|\n5|\n"));
    CHECK(kept.open()->batches().size() == 7);
    CHECK(kept.ask("PRAGMA user_version") == "4|\n");
}

TEST_CASE("An older store that may not be written is left alone", "[db][office][migration]") {
    const CopiedStore kept(1);
    const auto store = db::OfficeStore::open(kept.file, {"", true});
    REQUIRE_FALSE(store.ok());
    CHECK(store.error().kind == base::ErrorKind::unreadable);
    CHECK_THAT(store.error().message, Catch::Contains("made by an older Harmony"));
    CHECK(kept.ask("PRAGMA user_version") == "1|\n");
}

TEST_CASE("A store of a newer Harmony is refused", "[db][office][migration]") {
    const CopiedStore kept(1);
    kept.run("PRAGMA user_version=99");
    const auto store = db::OfficeStore::open(kept.file);
    REQUIRE_FALSE(store.ok());
    CHECK_THAT(store.error().message,
               Catch::Contains("was made by a newer Harmony; update this computer"));
}

TEST_CASE("A journal of an older Harmony is read and goes on", "[db][journal][migration]") {
    const TemporaryFolder folder;
    for (const char* file : {"answers.db", "contacts.db", "state.db"}) {
        fs::copy_file(kept_folder("journals", 1) / file, folder.path() / file);
    }
    auto opened = db::KioskJournal::open(folder.path(), {});
    REQUIRE(opened.ok());
    db::KioskJournal& journal = **opened;

    // What fill_kept_journal appended: 20 of each, a cut of the responses, 3 more of each.
    CHECK(journal.records_total() == 23);
    CHECK(journal.count_waiting() == 3);
    CHECK(ids_in(*journal.batch_bytes(db::RecordClass::survey, 1)).size() == 20);
    CHECK(journal.batches_to_offer(db::RecordClass::survey).size() == 1);
    CHECK(journal.state().value("org"));
    CHECK(journal.state().trust_chain().size() == 1);
    CHECK(journal.state().floor("pack:main", base::Digest{})->version == 5);
    CHECK(journal.state().clock_floor() == day(20'002));
    CHECK(journal.state().counted(day(20'002), "responses") == 23);
    REQUIRE(journal.state().faults().size() == 1);
    CHECK(journal.state().faults()[0].name == "disk_full");
    base::SeededRandom random(1);
    REQUIRE(journal.append(sealed_row(random)).ok());
    PlainMaker maker;
    REQUIRE(journal.cut(cut_order(true), maker).ok());
    CHECK(ids_in(*journal.batch_bytes(db::RecordClass::survey, 2)).size() == 4);
}

}  // namespace
}  // namespace harmony::tests
