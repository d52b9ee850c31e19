#pragma once

#include <sqlite3.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "db/office_store.h"
#include "support/postgres_server.h"
#include "support/temporary_folder.h"

namespace harmony::tests {

enum class StoreKind { sqlite, postgres };

/// Runs statements past the program; what SQLite says when it refuses, else nothing.
inline std::string say_to_sqlite(const std::string& file, const std::string& sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    char* said = nullptr;
    sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, &said);
    const std::string answer = said == nullptr ? "" : said;
    sqlite3_free(said);
    sqlite3_close(handle);
    return answer;
}

/// Every value that a statement answers, with a bar after each and a line for each row.
inline std::string ask_sqlite(const std::string& file, const std::string& sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    std::string all;
    const auto add = [](void* out, int columns, char** values, char**) {
        for (int at = 0; at < columns; ++at) {
            *static_cast<std::string*>(out) += std::string(values[at]) + "|";
        }
        *static_cast<std::string*>(out) += "\n";
        return 0;
    };
    CHECK(sqlite3_exec(handle, sql.c_str(), add, &all, nullptr) == SQLITE_OK);
    sqlite3_close(handle);
    return all;
}

/// Where the store of a test stands. A test that makes one runs for every kind of database.
class StorePlace {
public:
    explicit StorePlace(StoreKind kind) : kind_(kind) {
        where_ = kind == StoreKind::sqlite ? (folder_.path() / "office.db").string()
                                           : postgres_server().fresh_address();
    }

    StorePlace() : StorePlace(any_kind()) {}

    [[nodiscard]] StoreKind kind() const { return kind_; }
    [[nodiscard]] const std::string& where() const { return where_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    [[nodiscard]] std::unique_ptr<db::OfficeStore> open() const {
        auto store = db::OfficeStore::open(where_);
        INFO((store.ok() ? "" : store.error().message));
        REQUIRE(store.ok());
        return std::move(*store);
    }

    /// What the database says to a statement past the program; nothing when it does it.
    [[nodiscard]] std::string say(const std::string& sql) const {
        return kind_ == StoreKind::sqlite ? say_to_sqlite(where_, sql)
                                          : PostgresServer::say(where_, sql);
    }

    /// Every derived byte of the store, as text, read from a copy of it.
    [[nodiscard]] std::string derived(db::OfficeStore& store) const {
        const std::string copy = (folder_.path() / "derived.db").string();
        std::filesystem::remove(copy);
        const auto copied = store.copy_to(copy);
        INFO((copied.ok() ? "" : copied.error().message));
        REQUIRE(copied.ok());
        return ask_sqlite(
            copy,
            "SELECT hex(form), \"column\", chunk, rows, encoding, hex(data) FROM segment"
            " UNION ALL SELECT hex(form), \"column\", chunk, 0, 0, hex(data) FROM free_text"
            " UNION ALL SELECT '', \"column\", code, 0, 0, value FROM dictionary"
            " UNION ALL SELECT hex(form), number, kind, choices, lowest, name FROM form_column"
            " UNION ALL SELECT hex(form), rows, 0, 0, 0, '' FROM form_table"
            " ORDER BY 1, 2, 3, 4, 5, 6");
    }

private:
    static StoreKind any_kind() { return GENERATE(StoreKind::sqlite, StoreKind::postgres); }

    StoreKind kind_;
    TemporaryFolder folder_;
    std::string where_;
};

}  // namespace harmony::tests
