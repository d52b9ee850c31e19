// What only a server brings: several officers at once, deadlocks, a server that dies, rows that
// both databases must have alike. A real PostgreSQL 15 (tests/support/postgres_server.h).
#include <libpq-fe.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <future>
#include <thread>

#include "db/failure.h"
#include "db/large_value.h"
#include "db/office_schema.h"
#include "db/office_under_test.h"

namespace harmony::tests {
namespace {

using base::Bytes;
using db::Inserted;
using db::OfficeStore;

struct Finish {
    void operator()(PGconn* server) const noexcept { PQfinish(server); }
    void operator()(PGresult* answer) const noexcept { PQclear(answer); }
};

/// Streams of several kiosks, a group of batches for each.
struct Crowd {
    RandomSurvey survey{11};
    db::StageContext context = survey.context();
    static constexpr std::uint8_t kiosks = 6;
    static constexpr std::uint64_t batches = 5;
    static constexpr std::size_t responses = 20;
    std::map<std::uint8_t, std::vector<std::vector<PlainResponse>>> answers;

    Crowd() {
        for (std::uint8_t kiosk = 1; kiosk <= kiosks; ++kiosk) {
            for (std::uint64_t n = 0; n < batches; ++n) {
                std::vector<PlainResponse> some;
                for (std::size_t at = 0; at < responses; ++at) {
                    some.push_back(survey.answer());
                }
                answers[kiosk].push_back(std::move(some));
            }
        }
    }

    /// All of one kiosk, in the order of its stream.
    [[nodiscard]] std::vector<db::OfficeBatch> of(std::uint8_t kiosk) const {
        std::vector<db::OfficeBatch> all;
        base::Digest prev;
        for (std::uint64_t seq = 1; seq <= batches; ++seq) {
            all.push_back(office_batch(context, answers.at(kiosk)[seq - 1], seq, kiosk, prev));
            prev = all.back().batch.digest;
        }
        return all;
    }

    /// Imports everything, kiosk by kiosk in this order; how many batches were new.
    [[nodiscard]] std::size_t import(const std::string& where, bool backwards) const {
        auto store = OfficeStore::open(where);
        base::promise(store.ok(), store.ok() ? "" : store.error().message.c_str());
        std::size_t fresh = 0;
        for (std::uint8_t n = 1; n <= kiosks; ++n) {
            const auto kiosk = static_cast<std::uint8_t>(backwards ? kiosks + 1 - n : n);
            for (db::OfficeBatch& batch : of(kiosk)) {
                std::vector<db::OfficeBatch> group;
                group.push_back(std::move(batch));
                const auto inserted = (*store)->insert(group);
                base::promise(inserted.ok(), "a batch goes in");
                fresh += inserted->at(0) == Inserted::fresh ? 1 : 0;
            }
        }
        return fresh;
    }

    [[nodiscard]] db::BatchOpener opener() const {
        return [this](const db::CheckedBatch& stored) -> base::Result<db::OfficeBatch> {
            const auto kiosk = static_cast<std::uint8_t>(stored.stream.kiosk.view()[0]);
            return office_batch(
                context, answers.at(kiosk)[stored.seq - 1], stored.seq, kiosk, stored.prev);
        };
    }
};

TEST_CASE("Two officers importing in opposite order at once lose and double nothing",
          "[db][office][postgres]") {
    const Crowd crowd;
    const StorePlace place;

    auto other = std::async(std::launch::async, [&] { return crowd.import(place.where(), true); });
    const std::size_t mine = crowd.import(place.where(), false);

    CHECK(mine + other.get() == Crowd::kiosks * Crowd::batches);
    const auto store = place.open();
    CHECK(store->batches().size() == Crowd::kiosks * Crowd::batches);
    CHECK(store->table(crowd.survey.table().form)->rows ==
          Crowd::kiosks * Crowd::batches * Crowd::responses);
    // Columns are those of the order in which the batches went in: nobody's tail was overwritten.
    const std::string before = place.derived(*store);
    REQUIRE(store->rebuild(crowd.opener()).ok());
    CHECK((place.derived(*store) == before));
}

TEST_CASE("Both databases hold the same columns, byte for byte", "[db][office][postgres]") {
    const Crowd crowd;
    const StorePlace file(StoreKind::sqlite);
    const StorePlace server(StoreKind::postgres);
    static_cast<void>(crowd.import(file.where(), false));
    static_cast<void>(crowd.import(server.where(), false));
    const auto on_file = file.open();
    const auto on_server = server.open();

    CHECK((file.derived(*on_file) == server.derived(*on_server)));
    REQUIRE(on_file->rebuild(crowd.opener()).ok());
    REQUIRE(on_server->rebuild(crowd.opener()).ok());
    CHECK((file.derived(*on_file) == server.derived(*on_server)));
}

TEST_CASE("A store can move to a server and back without a change", "[db][office][postgres]") {
    Office office(StoreKind::sqlite);
    REQUIRE(office.insert(office.next_batch(60)).ok());
    const db::Tombstone erased[] = {{office.sent[0][3].rid, 2, day(20'600)}};
    const auto stored = *office.store->batch(Office::stream(), 1);
    REQUIRE(office.store
                ->redact({Office::stream(), 1, stored.digest, {}, Bytes(80, std::byte{1})},
                         stored.bytes,
                         erased)
                .ok());
    db::Quarantined aside;
    aside.name = "somewhere";
    aside.reason = "badfmt";
    aside.bytes = Bytes(3, std::byte{2});
    REQUIRE(office.store->quarantine(aside).ok());
    REQUIRE(office.store->note({day(20'601), "confirm", "a place", "we asked"}).ok());
    db::Closure gap;
    gap.stream = {kiosk_id(7), instance_one, 1};
    gap.first = 1;
    gap.last = 3;
    REQUIRE(office.store->close_gap(gap, {day(20'601), "accept-gap", "kiosk 7", "lost"}).ok());
    const StorePlace server(StoreKind::postgres);
    const std::string back = (office.place.folder() / "back.db").string();

    REQUIRE(office.store->copy_to(server.where()).ok());
    REQUIRE(server.open()->copy_to(back).ok());

    for (const char* table : {"batch",
                              "stream",
                              "quarantine",
                              "redaction",
                              "tombstone",
                              "value",
                              "decision",
                              "closure"}) {
        CAPTURE(table);
        const std::string columns = table == std::string("batch")
                                        ? "hex(kiosk),seq,hex(digest),hex(bytes),hex(names),"
                                          "taken_day,opened,redactions"
                                        : "*";
        const std::string all = "SELECT " + columns + " FROM " + table + " ORDER BY 1";
        if (table == std::string("quarantine")) {
            CHECK(ask_sqlite(back, "SELECT name, reason FROM quarantine") == "somewhere|badfmt|\n");
            continue;
        }
        CHECK((ask_sqlite(back, all) == ask_sqlite(office.place.where(), all)));
    }
    CHECK((server.derived(*server.open()) == office.derived()));
    const auto again = office.store->copy_to(server.where());
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().kind == base::ErrorKind::refused);
}

TEST_CASE("What is longer than a row may be comes back whole", "[db][office][postgres]") {
    Office office;
    base::SeededRandom random(3);
    const std::size_t size = GENERATE(db::most_value_bytes - 1,
                                      db::most_value_bytes,
                                      db::most_value_bytes + 1,
                                      2 * db::most_value_bytes,
                                      3 * db::most_value_bytes + 17);
    Bytes large(size);
    random.fill(large);
    db::OfficeBatch batch = office.next_batch(3);
    batch.batch.bytes = large;
    REQUIRE(office.insert(std::move(batch)).ok());
    REQUIRE(office.store->set_value("data:x/y.csv", large).ok());

    CHECK((office.store->batch(Office::stream(), 1)->bytes == large));
    CHECK((office.store->value("data:x/y.csv") == large));
    // Erased, it is rewritten in every piece.
    const auto stored = *office.store->batch(Office::stream(), 1);
    REQUIRE(office.store
                ->redact({Office::stream(), 1, stored.digest, {}, Bytes(80, std::byte{1})},
                         Bytes(size),
                         {})
                .ok());
    CHECK((office.store->batch(Office::stream(), 1)->bytes == Bytes(size)));
    const Bytes shorter(large.begin(), large.begin() + 1000);
    REQUIRE(office.store->set_value("data:x/y.csv", shorter).ok());
    CHECK((office.store->value("data:x/y.csv") == shorter));
    if (size > db::most_value_bytes) {
        CHECK_THAT(office.place.say("DELETE FROM piece"), Catch::Contains("kept for ever"));
        CHECK_THAT(office.place.say("UPDATE piece SET part=part+5"), Catch::Contains("erasure"));
    }
}

TEST_CASE("A transaction that the server gives up in a deadlock is run again",
          "[db][office][postgres]") {
    Office office(StoreKind::postgres);
    REQUIRE(office.insert(office.next_batch(10)).ok());
    // Long enough for the circle below to close before the importer looks for one.
    REQUIRE(office.place.say("ALTER ROLE harmony SET deadlock_timeout='4s'").empty());
    office.reopen();
    // Somebody else holds the row of the stream's head, and will want what the importer holds.
    const std::unique_ptr<PGconn, Finish> other(PQconnectdb(office.place.where().c_str()));
    const auto run = [&](const char* sql) {
        const std::unique_ptr<PGresult, Finish> answer(PQexec(other.get(), sql));
        return std::string(PQerrorMessage(other.get()));
    };
    REQUIRE(run("SET deadlock_timeout='1h'; BEGIN; UPDATE stream SET level=2").empty());
    db::OfficeBatch batch = office.next_batch(10);

    auto importing = std::async(std::launch::async, [&] {
        std::vector<db::OfficeBatch> group;
        group.push_back(std::move(batch));
        return office.store->insert(group);
    });
    const std::string waits =
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type='Lock'"
        " AND query LIKE 'SELECT kiosk%FOR UPDATE'";
    while (PostgresServer::ask(office.place.where(), waits) != "1") {
        std::this_thread::yield();
    }
    // A circle: one of the two must give way, and only the importer looks for one.
    CHECK(run("SELECT number FROM generation FOR UPDATE").empty());
    CHECK(run("COMMIT").empty());
    CHECK(run("ALTER ROLE harmony RESET deadlock_timeout").empty());

    const auto inserted = importing.get();
    REQUIRE(inserted.ok());
    CHECK(office.rows() == 20);
    CHECK(office.store->head(Office::stream())->level == 2);
    CHECK(PostgresServer::ask(office.place.where(),
                              "SELECT deadlocks FROM pg_stat_database WHERE datname='postgres'") !=
          "0");
}

TEST_CASE("A server that dies in the middle leaves a clear sentence and nothing half in",
          "[db][office][postgres]") {
    PostgresServer server;
    const std::string where = server.fresh_address();
    RandomSurvey survey(5);
    const db::StageContext context = survey.context();
    auto store = OfficeStore::open(where);
    REQUIRE(store.ok());
    std::vector<db::OfficeBatch> group;
    group.push_back(office_batch(context, {survey.answer(), survey.answer()}, 1));
    REQUIRE((*store)->insert(group).ok());
    std::vector<db::OfficeBatch> next;
    next.push_back(office_batch(context, {survey.answer()}, 2, 1, group[0].batch.digest));
    // A statement that only reads throws, for what reads it cannot go on.
    server.crash();

    const auto failed = (*store)->insert(next);
    REQUIRE_FALSE(failed.ok());
    CHECK(failed.error().kind == base::ErrorKind::unreachable);
    CHECK_THAT(failed.error().message, Catch::StartsWith("the database at 127.0.0.1:"));
    CHECK_THROWS_AS((*store)->heads(), db::StoreFailed);
    const auto unopened = OfficeStore::open(where);
    REQUIRE_FALSE(unopened.ok());
    CHECK_THAT(unopened.error().message, Catch::Contains("does not answer. Is the server running"));

    server.start();
    CHECK((*store)->batches().size() == 1);
    REQUIRE((*store)->insert(next).ok());
    CHECK((*store)->table(survey.table().form)->rows == 3);
}

TEST_CASE("Two programs that make a store at once make one", "[db][office][postgres]") {
    const StorePlace place(StoreKind::postgres);
    const auto open = [&] { return OfficeStore::open(place.where()).ok(); };
    std::vector<std::future<bool>> all;
    for (int n = 0; n < 4; ++n) {
        all.push_back(std::async(std::launch::async, open));
    }
    for (std::future<bool>& one : all) {
        CHECK(one.get());
    }
    CHECK(place.open()->is_new());
    CHECK(PostgresServer::ask(place.where(), "SELECT version FROM harmony") ==
          std::to_string(db::office_schema_version));
}

TEST_CASE("A store of a newer Harmony on a server is refused", "[db][office][postgres]") {
    const StorePlace place(StoreKind::postgres);
    static_cast<void>(place.open());
    REQUIRE(place.say("UPDATE harmony SET version=99").empty());
    const auto store = OfficeStore::open(place.where());
    REQUIRE_FALSE(store.ok());
    CHECK_THAT(store.error().message,
               Catch::Contains("was made by a newer Harmony; update this computer"));
}

TEST_CASE("A store of an older Harmony on a server is brought up to date",
          "[db][office][postgres][migration]") {
    // Schema 1 never stood on a server in a release: what later steps do to it is tried here.
    const StorePlace place(StoreKind::postgres);
    {
        const auto store = place.open();
        REQUIRE(store->set_value("registry", Bytes(3, std::byte{1})).ok());
    }
    REQUIRE(place
                .say("DROP TABLE redaction, tombstone, piece, closure, adopted, decision, fact, "
                     "fact_batch, fact_words, fact_page, fact_tally; DROP "
                     "FUNCTION harmony_bytes_stay()"
                     " CASCADE; DROP FUNCTION harmony_piece_stays() CASCADE;"
                     " DROP TRIGGER batch_is_kept ON batch; DROP TRIGGER batch_is_fixed ON batch;"
                     " ALTER TABLE batch DROP COLUMN erased, DROP COLUMN redactions;"
                     " UPDATE harmony SET version=1")
                .find("ERROR") == std::string::npos);

    const auto store = place.open();

    CHECK(store->value("registry"));
    CHECK(store->redactions().empty());
    CHECK(PostgresServer::ask(place.where(), "SELECT version FROM harmony") ==
          std::to_string(db::office_schema_version));
}

TEST_CASE("Who may only read is told so", "[db][office][postgres]") {
    const StorePlace place(StoreKind::postgres);
    REQUIRE(place.open()->set_value("x", Bytes(1)).ok());
    const std::string schema = place.where().substr(place.where().rfind("%3D") + 3);
    REQUIRE(place
                .say("CREATE ROLE reader_" + schema + " LOGIN; GRANT USAGE ON SCHEMA " + schema +
                     " TO reader_" + schema + "; GRANT SELECT ON ALL TABLES IN SCHEMA " + schema +
                     " TO reader_" + schema)
                .empty());
    std::string where = place.where();
    where.replace(where.find("harmony@"), 7, "reader_" + schema);
    const auto store = OfficeStore::open(where);
    REQUIRE(store.ok());

    CHECK((*store)->value("x"));
    const auto refused = (*store)->set_value("x", Bytes(2));

    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == base::ErrorKind::refused);
    CHECK_THAT(refused.error().message, Catch::Contains("does not let reader_"));
}

}  // namespace
}  // namespace harmony::tests
