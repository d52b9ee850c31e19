// T1 of security.md 12.3: what the two classes of record have in common on the kiosk is listed
// here, and nothing else may be.
#include <sqlite3.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "base/cbor.h"
#include "order_on_disk.h"
#include "stall.h"
#include "support/temporary_folder.h"

using namespace harmony;
using namespace harmony::tests;

namespace {

/// The bookkeeping of a stream of batches, which both have; `rid` is drawn anew for each record.
const std::set<std::string> allowed_columns = {"batch.seq",
                                               "batch.hash",
                                               "batch.bytes",
                                               "batch.records",
                                               "batch.real",
                                               "batch.state",
                                               "batch.since",
                                               "batch.level",
                                               "chain.id",
                                               "chain.instance",
                                               "chain.seq",
                                               "chain.hash",
                                               "chain.total",
                                               "touch.id",
                                               "touch.n",
                                               "sealed.rid"};

struct CloseDatabase {
    void operator()(sqlite3* handle) const noexcept { sqlite3_close(handle); }
};
using Handle = std::unique_ptr<sqlite3, CloseDatabase>;

struct EndStatement {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, EndStatement>;

Handle open(const base::Bytes& bytes, const std::filesystem::path& folder) {
    const std::filesystem::path file = folder / "copy.db";
    std::filesystem::remove(file);
    {
        std::FILE* out = std::fopen(file.c_str(), "wb");
        base::promise(out != nullptr, "a copy");
        std::fwrite(bytes.data(), 1, bytes.size(), out);
        std::fclose(out);
    }
    sqlite3* handle = nullptr;
    base::promise(sqlite3_open(file.c_str(), &handle) == SQLITE_OK, "a file of the journal");
    return Handle(handle);
}

Statement prepare(const Handle& database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    base::promise(
        sqlite3_prepare_v2(database.get(), sql.c_str(), -1, &statement, nullptr) == SQLITE_OK,
        "a query");
    return Statement(statement);
}

std::string text(const Statement& statement, int column) {
    const auto* letters =
        reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), column));
    return letters == nullptr ? "" : letters;
}

std::set<std::string> columns_of(const Handle& database) {
    std::set<std::string> columns;
    const Statement all = prepare(database,
                                  "SELECT m.name, c.name FROM sqlite_schema m, "
                                  "pragma_table_info(m.name) c WHERE m.type='table'");
    while (sqlite3_step(all.get()) == SQLITE_ROW) {
        columns.insert(text(all, 0) + "." + text(all, 1));
    }
    return columns;
}

/// Blobs of 8 bytes and more in any column.
std::set<std::string> ids_in(const Handle& database) {
    std::set<std::string> ids;
    for (const std::string& column : columns_of(database)) {
        const std::size_t dot = column.find('.');
        const Statement rows = prepare(
            database, "SELECT " + column.substr(dot + 1) + " FROM " + column.substr(0, dot));
        while (sqlite3_step(rows.get()) == SQLITE_ROW) {
            const int size = sqlite3_column_bytes(rows.get(), 0);
            if (sqlite3_column_type(rows.get(), 0) == SQLITE_BLOB && size >= 8) {
                ids.emplace(static_cast<const char*>(sqlite3_column_blob(rows.get(), 0)),
                            static_cast<std::size_t>(size));
            }
        }
    }
    return ids;
}

template <typename T>
std::set<T> shared(const std::set<T>& a, const std::set<T>& b) {
    std::set<T> both;
    std::set_intersection(
        a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.begin()));
    return both;
}

std::set<std::string> not_allowed(const std::set<std::string>& columns) {
    std::set<std::string> more;
    std::set_difference(columns.begin(),
                        columns.end(),
                        allowed_columns.begin(),
                        allowed_columns.end(),
                        std::inserter(more, more.begin()));
    return more;
}

/// Byte strings of 8 bytes and more in an opened record: ids, keys, hashes.
void collect_ids(base::ByteView body, std::set<std::string>& ids) {
    // Heads of byte strings of 8 and 16 bytes, and of 32 (RFC 8949, 3.1): every one that could
    // begin there counts, so none is missed.
    for (std::size_t at = 0; at < body.size(); ++at) {
        const auto head = std::to_integer<unsigned>(body[at]);
        const bool longer = head == 0x58 && at + 2 <= body.size();
        const std::size_t size = longer ? std::to_integer<std::size_t>(body[at + 1])
                                        : (head >= 0x48 && head <= 0x57 ? head - 0x40 : 0);
        const std::size_t begin = at + (longer ? 2 : 1);
        if (size >= 8 && begin + size <= body.size()) {
            ids.emplace(base::as_text(body.subspan(begin, size)));
        }
    }
}

struct Filled {
    Filled()
        : base(folder.path() / "base", 1), stall(base, folder.path() / "stall", 1, Fault::none) {
        stall.open(30, false, 20);
        loot = stall.close();
        answers = open(loot.files.at("kiosk/answers.db"), folder.path());
        std::filesystem::create_directories(folder.path() / "other");
        contacts = open(loot.files.at("kiosk/contacts.db"), folder.path() / "other");
    }

    TemporaryFolder folder;
    sim::BaseWorld base;
    Stall stall;
    Loot loot;
    Handle answers;
    Handle contacts;
};

}  // namespace

TEST_CASE("T1 the two files share no column but the bookkeeping of a stream", "[privacy][T1]") {
    const Filled kiosk;
    CHECK(columns_of(kiosk.answers).contains("sealed.grp"));
    CHECK(not_allowed(shared(columns_of(kiosk.answers), columns_of(kiosk.contacts))).empty());
    // The bite: a column that both have.
    const Statement more = prepare(kiosk.contacts, "ALTER TABLE sealed ADD COLUMN grp INTEGER");
    REQUIRE(sqlite3_step(more.get()) == SQLITE_DONE);
    CHECK(not_allowed(shared(columns_of(kiosk.answers), columns_of(kiosk.contacts))) ==
          std::set<std::string>{"sealed.grp"});
}

TEST_CASE("T1 the two files share no id but that of the machine's life", "[privacy][T1]") {
    const Filled kiosk;
    const std::set<std::string> both = shared(ids_in(kiosk.answers), ids_in(kiosk.contacts));
    const base::InstanceId& instance = kiosk.base.seat(0).keys.instance;
    CHECK(both == std::set<std::string>{std::string(base::as_text(instance.view()))});
}

TEST_CASE("T1 opened answers and facts have no id in common", "[privacy][T1]") {
    const Filled kiosk;
    std::set<std::string> answers;
    std::set<std::string> facts;
    for (const auto& [name, bytes] : kiosk.loot.objects) {
        const auto parsed = sync::ObjectName::parse(name);
        const bool survey = parsed->kind() == sync::ObjectKind::survey_batch;
        if (!survey && parsed->kind() != sync::ObjectKind::contact_batch) {
            continue;
        }
        const sync::Batch batch = *sync::read_batch(bytes);
        sync::open_records(batch, kiosk.base.ring(), [&](const sync::OpenedRecord& record) {
            std::set<std::string>& ids = survey ? answers : facts;
            ids.emplace(base::as_text(record.record.view()));
            collect_ids(record.body, ids);
        });
    }
    CHECK(answers.size() > 30);
    CHECK(facts.size() > 8);
    CHECK(shared(answers, facts).empty());
}

TEST_CASE("T1 answers are sealed to keys that open no contact", "[privacy][T1]") {
    const Filled kiosk;
    for (const auto& [name, bytes] : kiosk.loot.objects) {
        if (sync::ObjectName::parse(name)->kind() != sync::ObjectKind::survey_batch) {
            continue;
        }
        const sync::Batch batch = *sync::read_batch(bytes);
        CHECK(batch.sets() ==
              std::vector<base::SetId>{kiosk.base.trust().set_of(sync::RecordClass::survey)->id});
        CHECK(kiosk.base.trust().set_of(sync::RecordClass::survey)->keys() !=
              kiosk.base.trust().set_of(sync::RecordClass::contact)->keys());
    }
}
