#pragma once

// Private to this room: the only place that speaks to SQLite's C interface.
//
//  1. Every result code goes through `Database::judge`: full, busy and cannot-open become an Error;
//     an I/O error, a damaged page or a file that is no database throws StoreFailed and marks the
//     connection; anything else is a bug and throws BrokenPromise. Until `opened` is called a
//     damaged file is an Error (unreadable) and `damaged` says so: it will be put aside.
//  2. A marked connection is never used again, not even to finalise a statement or to close.
//  3. Statements are prepared once and kept with their connection.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"

struct sqlite3;
struct sqlite3_file;
struct sqlite3_stmt;

namespace harmony::db {

class Database;

/// One use of a prepared statement: bind, then step; reset when it ends.
class Query {
public:
    Query(Database& database, sqlite3_stmt* statement);
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query();

    /// Binds the next parameter. Bytes and text must live until the statement has run.
    Query& bind(std::int64_t value);
    Query& bind(base::ByteView bytes);
    Query& bind(std::string_view text);
    Query& bind_null();

    template <typename Tag, std::size_t Size>
    Query& bind(const base::Id<Tag, Size>& id) {
        return bind(id.view());
    }

    template <typename Int>
    requires std::is_integral_v<Int> Query& bind(Int value) {
        return bind(static_cast<std::int64_t>(value));
    }

    /// Runs a statement that gives no rows.
    [[nodiscard]] base::Result<void> run();

    /// Moves to the next row. REQUIRES: a statement that only reads, or one whose outcome full
    /// cannot be; another outcome than a row or the end is a broken promise.
    [[nodiscard]] bool next();

    /// As `next`, for a statement that writes and answers.
    [[nodiscard]] base::Result<bool> step();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] base::ByteView blob(int column) const;  ///< until the next step
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] bool is_null(int column) const;

    template <typename IdType>
    [[nodiscard]] IdType id(int column) const {
        const std::optional<IdType> found = IdType::from_bytes(blob(column));
        base::promise(found.has_value(), "an id of another length in a store");
        return *found;
    }

private:
    Database& database_;
    sqlite3_stmt* statement_;
    int next_parameter_ = 1;
};

struct DatabaseSpec {
    std::string path;
    std::string vfs;  ///< empty: the system's
    bool read_only = false;
};

/// One connection.
class Database {
public:
    /// Errors: unreachable.
    [[nodiscard]] static base::Result<std::unique_ptr<Database>> open(const DatabaseSpec& spec);

    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    /// `sql` must be a literal: the prepared statement is kept under it.
    [[nodiscard]] Query query(const char* sql);

    /// Runs one or more statements without parameters.
    [[nodiscard]] base::Result<void> execute(const char* sql);

    /// The first column of the first row of a statement, or nothing.
    [[nodiscard]] base::Result<std::optional<std::string>> ask(const char* sql);

    /// The whole number that `sql` answers (a pragma); 0 when it answers nothing.
    [[nodiscard]] base::Result<std::int64_t> ask_number(const char* sql);

    [[nodiscard]] base::Result<void> begin();
    [[nodiscard]] base::Result<void> commit();
    void roll_back();

    enum class LogRoom {
        given_back,  ///< the log is empty afterwards
        kept,        ///< its next frames are written over what it holds: no blocks to find again
    };

    /// Copies the log into the file and begins it anew.
    [[nodiscard]] base::Result<void> checkpoint(LogRoom room = LogRoom::given_back);

    /// Writes the log's next stretch with zeros before records need it, so that the sync of a
    /// commit finds its blocks there and has no file size to record: a commit then costs less than
    /// an append to a growing file. A frame of zeros ends a replay like the end of the file does.
    /// REQUIRES: WAL, no transaction. A full disk is no error: the log grows as it goes.
    void write_log_ahead();

    /// Defensive mode, limits, and no silent checkpoint when the connection is closed.
    void harden();

    /// Every statement that runs, from now on.
    void trace(std::function<void(const std::string&)> tell);

    /// How long the log is.
    [[nodiscard]] std::int64_t log_bytes();

    /// Notes from now on where the log ends after each commit of this connection.
    [[nodiscard]] base::Result<void> watch_log();
    /// Up to where it is in use, as far as this connection has written it since it was begun anew.
    [[nodiscard]] std::int64_t log_used() const { return log_end_; }

    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] std::int64_t last_row() const;
    [[nodiscard]] bool failed() const { return failed_; }

    [[nodiscard]] bool damaged() const { return damaged_; }
    void call_damaged() { damaged_ = true; }

    /// The opening is over: from now on damage throws.
    void opened() { opening_ = false; }

    /// Throws StoreFailed when the connection must not be used any more.
    void must_be_usable() const;

    /// Turns a result code into an Error (rules at the top); `code` is not OK, ROW or DONE.
    [[nodiscard]] base::Error judge(int code);

private:
    friend class Query;

    struct Close {
        void operator()(sqlite3* handle) const noexcept;
    };

    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };

    Database(sqlite3* handle, std::string path);

    [[nodiscard]] sqlite3_file* log_file(std::int64_t& size);

    /// The kept statement, made at its first use.
    [[nodiscard]] base::Result<sqlite3_stmt*> prepare(const char* sql);

    std::unique_ptr<sqlite3, Close> handle_;
    std::map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
    std::string path_;
    std::function<void(const std::string&)> tell_;
    std::int64_t log_end_ = 0;      ///< where the next frame of the log goes
    std::int64_t frame_bytes_ = 0;  ///< of the log
    bool failed_ = false;
    bool damaged_ = false;
    bool opening_ = true;
};

/// Rolls back unless `commit` was called and answered done.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(database) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    [[nodiscard]] base::Result<void> begin();
    [[nodiscard]] base::Result<void> commit();

private:
    Database& database_;
    bool open_ = false;
};

/// Runs `work` in one transaction: all of it, or nothing when it answers with an error or throws.
template <typename Work>
[[nodiscard]] auto in_transaction(Database& database, Work&& work) -> decltype(work()) {
    Transaction transaction(database);
    if (base::Result<void> begun = transaction.begin(); !begun) {
        return begun.error();
    }
    auto outcome = work();
    if (outcome) {
        if (base::Result<void> committed = transaction.commit(); !committed) {
            return committed.error();
        }
    }
    return outcome;
}

}  // namespace harmony::db
