#pragma once

// Private to this room: what the office store asks of a database, so that it is written once and
// stands on SQLite and on PostgreSQL alike.
//
//  1. Statements are in the SQL that both speak: `?` for parameters, `ON CONFLICT` with its
//     columns, `FOR UPDATE` where a row is read to be changed (SQLite has its one writer instead).
//     All whole numbers are 64 bits. Values of bytes are at most `most_value_bytes` long (large
//     ones: db/large_value.h).
//  2. What goes wrong is an Error with a sentence for an officer (full, unreachable, refused), or
//     thrown where nobody could go on: StoreFailed.
//  3. `begin` waits for whoever else writes. From then on until the end nobody else does, so what
//     is kept in memory is compared once (`generation`) and then holds.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"

namespace harmony::db {

/// The longest value of bytes that one row holds: what CockroachDB recommends.
inline constexpr std::size_t most_value_bytes = std::size_t{1} << 20U;

/// Thrown inside a transaction that the server gave up for another's sake (a deadlock, a
/// serialisation failure): whoever began it runs it again from its start.
class TransactionLost : public base::BrokenPromise {
public:
    using base::BrokenPromise::BrokenPromise;
};

/// One run of a prepared statement, as a database does it.
class StatementRun {
public:
    StatementRun() = default;
    StatementRun(const StatementRun&) = delete;
    StatementRun& operator=(const StatementRun&) = delete;
    virtual ~StatementRun() = default;

    virtual void bind_integer(std::int64_t value) = 0;
    virtual void bind_bytes(base::ByteView bytes) = 0;
    virtual void bind_text(std::string_view text) = 0;
    virtual void bind_null() = 0;
    [[nodiscard]] virtual base::Result<bool> step() = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual base::ByteView blob(int column) const = 0;
    [[nodiscard]] virtual bool is_null(int column) const = 0;
    /// That the transaction was given up for another's sake.
    [[nodiscard]] virtual bool lost() const { return false; }
};

/// One use of a statement: bind, then step. Bound bytes and text must live until it has run.
class Statement {
public:
    explicit Statement(std::unique_ptr<StatementRun> run) : run_(std::move(run)) {}

    Statement& bind(std::int64_t value) {
        run_->bind_integer(value);
        return *this;
    }
    Statement& bind(base::ByteView bytes) {
        run_->bind_bytes(bytes);
        return *this;
    }
    Statement& bind(std::string_view text) {
        run_->bind_text(text);
        return *this;
    }
    Statement& bind_null() {
        run_->bind_null();
        return *this;
    }

    template <typename Tag, std::size_t Size>
    Statement& bind(const base::Id<Tag, Size>& id) {
        return bind(id.view());
    }

    template <typename Int>
    requires std::is_integral_v<Int> Statement& bind(Int value) {
        return bind(static_cast<std::int64_t>(value));
    }

    /// Runs a statement that gives no rows.
    [[nodiscard]] base::Result<void> run() {
        const base::Result<bool> stepped = run_->step();
        return stepped ? base::Result<void>() : stepped.error();
    }

    /// As `next`, for a statement that writes and answers.
    [[nodiscard]] base::Result<bool> step() { return run_->step(); }

    /// Moves to the next row of a statement that only reads. Throws StoreFailed when the database
    /// does not answer.
    [[nodiscard]] bool next();

    [[nodiscard]] std::int64_t integer(int column) const { return run_->integer(column); }
    /// Until the next step.
    [[nodiscard]] base::ByteView blob(int column) const { return run_->blob(column); }
    [[nodiscard]] std::string text(int column) const {
        return std::string(base::as_text(run_->blob(column)));
    }
    [[nodiscard]] bool is_null(int column) const { return run_->is_null(column); }

    template <typename IdType>
    [[nodiscard]] IdType id(int column) const {
        const std::optional<IdType> found = IdType::from_bytes(blob(column));
        base::promise(found.has_value(), "an id of another length in a store");
        return *found;
    }

private:
    std::unique_ptr<StatementRun> run_;
};

/// A database that holds an office store.
class Connection {
public:
    Connection() = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() = default;

    /// Prepared once for each text.
    [[nodiscard]] Statement query(std::string_view sql) { return Statement(start(sql)); }

    /// Runs one or more statements without parameters.
    [[nodiscard]] virtual base::Result<void> execute(const std::string& sql) = 0;

    /// Makes the store's tables or brings them up to date, all or nothing (db/office_schema.h).
    [[nodiscard]] virtual base::Result<void> bring_up_to_date() = 0;

    /// Begins a transaction that writes.
    [[nodiscard]] virtual base::Result<void> begin() = 0;
    [[nodiscard]] virtual base::Result<void> commit() = 0;
    virtual void roll_back() = 0;

    /// Begins a transaction that reads one state of the store, whatever others write meanwhile.
    [[nodiscard]] virtual base::Result<void> begin_reading() = 0;
    virtual void end_reading() = 0;

    /// True when the transaction was given up for another's sake: it may be run again.
    [[nodiscard]] virtual bool lost_to_another() const = 0;

    /// A number that is another after somebody else has written. Inside a transaction it stays.
    [[nodiscard]] virtual std::int64_t generation() = 0;

    /// By how much a commit of one's own moves it.
    [[nodiscard]] virtual std::int64_t generations_a_commit() const = 0;

    /// Rows that the last statement wrote.
    [[nodiscard]] virtual std::int64_t changes() const = 0;

    /// Lets go of the log when it is longer than `allowed` bytes; a reader in the way is no error.
    [[nodiscard]] virtual base::Result<void> trim_log(std::int64_t allowed) = 0;

    /// Begins the log anew, in the room it has, when what is in use of it is longer than `allowed`
    /// bytes; a reader in the way is no error.
    [[nodiscard]] virtual base::Result<void> rewind_log(std::int64_t allowed) = 0;

    /// Lets go of all of it, or says who is in the way.
    [[nodiscard]] virtual base::Result<void> empty_log() = 0;

    /// Writes the store into a new SQLite file by itself, when it can; else false.
    [[nodiscard]] virtual base::Result<bool> copy_file(const std::string& file) = 0;

protected:
    [[nodiscard]] virtual std::unique_ptr<StatementRun> start(std::string_view sql) = 0;
};

/// Ends a transaction on the way out, whichever that is.
class WriteTransaction {
public:
    explicit WriteTransaction(Connection& connection) : connection_(connection) {}
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;
    ~WriteTransaction() {
        if (open_) {
            connection_.roll_back();
        }
    }

    [[nodiscard]] base::Result<void> begin() {
        base::Result<void> begun = connection_.begin();
        open_ = begun.ok();
        return begun;
    }

    [[nodiscard]] base::Result<void> commit() {
        base::Result<void> committed = connection_.commit();
        open_ = !committed.ok();
        return committed;
    }

private:
    Connection& connection_;
    bool open_ = false;
};

/// As long as it lives, reads see one state of the store.
class Snapshot {
public:
    explicit Snapshot(Connection& connection) : connection_(connection) {
        const base::Result<void> begun = connection.begin_reading();
        open_ = begun.ok();
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot() {
        if (open_) {
            connection_.end_reading();
        }
    }

private:
    Connection& connection_;
    bool open_ = false;
};

}  // namespace harmony::db
