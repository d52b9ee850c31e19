// An office store on PostgreSQL:
//  1. Parameters and values travel in binary: int8 with its highest byte first, bytea and text as
//     they are. Types come from the columns, so every number is a BIGINT.
//  2. A transaction that writes locks the one row of `generation` first. So importers come one
//     after the other, each sees whether another wrote before it, and what it keeps in memory
//     (open chunks, codes) is the store's. Everybody else only reads, and reads on.
//  3. 40001 and 40P01 (another transaction went first) are no errors: `lost_to_another` says that
//     the transaction may be run again. CockroachDB answers so to what PostgreSQL waits for.
//  4. A server that is gone is one sentence, and the next transaction tries to reach it again.
#include "db/postgres.h"

#include <libpq-fe.h>

#include <array>
#include <chrono>
#include <thread>
#include <utility>
#include <vector>

#include "db/postgres_address.h"
#include "db/postgres_link.h"
#include "db/postgres_schema.h"

namespace harmony::db {
namespace {

using base::ByteView;
using base::Error;
using base::ErrorKind;
using base::Result;

constexpr int most_attempts = 20;
constexpr std::chrono::milliseconds pause{20};

std::array<char, 8> big_end_first(std::int64_t value) {
    std::array<char, 8> bytes{};
    auto left = static_cast<std::uint64_t>(value);
    for (std::size_t at = bytes.size(); at-- > 0; left >>= 8U) {
        bytes[at] = static_cast<char>(left & 0xFFU);
    }
    return bytes;
}

class PostgresConnection final : public Connection {
public:
    PostgresConnection(PostgresAddress address, bool read_only)
        : link_(std::move(address), read_only), read_only_(read_only) {}

    Result<void> connect() { return link_.connect(); }
    Result<void> execute(const std::string& sql) override { return link_.execute(sql); }

    Result<void> bring_up_to_date() override;
    Result<void> begin() override;
    Result<void> commit() override;
    void roll_back() override;
    Result<void> begin_reading() override {
        if (!link_.is_up()) {
            if (Result<void> again = link_.connect(); !again) {
                return again;
            }
        }
        Result<void> begun = execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        reading_ = begun.ok();
        return begun;
    }
    void end_reading() override {
        reading_ = false;
        roll_back();
    }
    [[nodiscard]] bool lost_to_another() const override { return link_.lost_to_another(); }
    std::int64_t generation() override;
    [[nodiscard]] std::int64_t generations_a_commit() const override { return 1; }
    [[nodiscard]] std::int64_t changes() const override { return link_.changes(); }
    Result<void> trim_log(std::int64_t) override { return {}; }
    Result<void> rewind_log(std::int64_t) override { return {}; }
    Result<void> empty_log() override { return {}; }
    Result<bool> copy_file(const std::string&) override { return false; }

    Result<ServerAnswer> run(const std::string& sql, const std::vector<ServerValue>& values) {
        if (!link_.is_up() && !writing_ && !reading_) {
            if (Result<void> again = link_.connect(); !again) {
                return again.error();
            }
        }
        return link_.run(sql, values);
    }

protected:
    std::unique_ptr<StatementRun> start(std::string_view sql) override;

private:
    Result<std::int64_t> ask_number(std::string_view sql);
    Result<void> make_or_migrate();

    PostgresLink link_;
    bool read_only_;
    std::int64_t generation_ = 0;
    bool writing_ = false;
    bool reading_ = false;
};

class PostgresRun final : public StatementRun {
public:
    PostgresRun(PostgresConnection& connection, std::string sql)
        : connection_(connection), sql_(std::move(sql)) {}

    void bind_integer(std::int64_t value) override { bound_.push_back({value, {}, Kind::integer}); }
    void bind_bytes(ByteView bytes) override { bound_.push_back({0, bytes, Kind::bytes}); }
    void bind_text(std::string_view text) override { bind_bytes(base::as_bytes(text)); }
    void bind_null() override { bound_.push_back({0, {}, Kind::null}); }

    Result<bool> step() override {
        if (!answer_) {
            Result<ServerAnswer> answer = send();
            if (!answer) {
                return answer.error();
            }
            answer_ = std::move(*answer);
        }
        return ++row_ < PQntuples(answer_.get());
    }

    [[nodiscard]] std::int64_t integer(int column) const override {
        std::uint64_t value = 0;
        const ByteView bytes = blob(column);
        for (const std::byte byte : bytes) {
            value = value << 8U | std::to_integer<std::uint64_t>(byte);
        }
        // A literal is an int4.
        return bytes.size() == 4 ? static_cast<std::int32_t>(static_cast<std::uint32_t>(value))
                                 : static_cast<std::int64_t>(value);
    }

    [[nodiscard]] ByteView blob(int column) const override {
        const void* data = PQgetvalue(answer_.get(), row_, column);
        const int size = PQgetlength(answer_.get(), row_, column);
        return {static_cast<const std::byte*>(data), static_cast<std::size_t>(size)};
    }

    [[nodiscard]] bool is_null(int column) const override {
        return PQgetisnull(answer_.get(), row_, column) != 0;
    }

    [[nodiscard]] bool lost() const override { return connection_.lost_to_another(); }

private:
    enum class Kind { integer, bytes, null };

    struct Bound {
        std::int64_t number;
        ByteView bytes;
        Kind kind;
    };

    Result<ServerAnswer> send() {
        std::vector<std::array<char, 8>> numbers(bound_.size());
        std::vector<ServerValue> values;
        for (std::size_t at = 0; at < bound_.size(); ++at) {
            const Bound& bound = bound_[at];
            numbers[at] = big_end_first(bound.number);
            const char* bytes =
                bound.bytes.empty() ? "" : reinterpret_cast<const char*>(bound.bytes.data());
            switch (bound.kind) {
                case Kind::integer: values.push_back({numbers[at].data(), 8}); break;
                case Kind::bytes:
                    values.push_back({bytes, static_cast<int>(bound.bytes.size())});
                    break;
                case Kind::null: values.push_back({}); break;
            }
        }
        return connection_.run(sql_, values);
    }

    PostgresConnection& connection_;
    std::string sql_;
    std::vector<Bound> bound_;
    ServerAnswer answer_;
    int row_ = -1;
};

std::unique_ptr<StatementRun> PostgresConnection::start(std::string_view sql) {
    return std::make_unique<PostgresRun>(*this, std::string(sql));
}

Result<std::int64_t> PostgresConnection::ask_number(std::string_view sql) {
    Statement statement = query(sql);
    const Result<bool> row = statement.step();
    if (!row) {
        return row.error();
    }
    return *row ? statement.integer(0) : -1;
}

Result<void> PostgresConnection::begin() {
    link_.begin_anew();
    if (!link_.is_up()) {
        if (Result<void> again = link_.connect(); !again) {
            return again;
        }
    }
    Result<void> begun = execute("BEGIN");
    if (!begun) {
        return begun;
    }
    writing_ = true;
    const Result<std::int64_t> locked =
        ask_number("SELECT number FROM generation WHERE id=1 FOR UPDATE");
    if (!locked) {
        roll_back();
        return locked.error();
    }
    generation_ = *locked;
    return {};
}

Result<void> PostgresConnection::commit() {
    Statement count = query("UPDATE generation SET number=number+1 WHERE id=1");
    if (Result<void> counted = count.run(); !counted) {
        return counted;
    }
    Result<void> committed = execute("COMMIT");
    if (committed) {
        writing_ = false;
        ++generation_;
    }
    return committed;
}

void PostgresConnection::roll_back() {
    if (link_.in_transaction()) {
        static_cast<void>(execute("ROLLBACK"));
    }
    writing_ = false;
}

std::int64_t PostgresConnection::generation() {
    if (writing_) {
        return generation_;
    }
    Statement statement = query("SELECT number FROM generation WHERE id=1");
    base::promise(statement.next(), "a store without a generation");
    return statement.integer(0);
}

Result<void> PostgresConnection::make_or_migrate() {
    Result<void> done = execute(postgres_birth);
    const Result<std::int64_t> version =
        done ? ask_number("SELECT version FROM harmony WHERE id=1 FOR UPDATE")
             : Result<std::int64_t>(done.error());
    if (!version) {
        return version.error();
    }
    for (auto at = static_cast<std::size_t>(*version); done && at < office_schema.size(); ++at) {
        done = execute(in_postgres_words(office_schema[at]));
    }
    return done ? execute("UPDATE harmony SET version=" + std::to_string(office_schema_version) +
                          " WHERE id=1")
                : done;
}

Result<void> PostgresConnection::bring_up_to_date() {
    const Result<std::int64_t> there = ask_number(
        "SELECT count(*) FROM pg_catalog.pg_class c"
        " WHERE c.oid = to_regclass('harmony') AND c.relkind = 'r'");
    if (!there) {
        return there.error();
    }
    const Result<std::int64_t> version =
        *there == 0 ? Result<std::int64_t>(0) : ask_number("SELECT version FROM harmony");
    if (!version) {
        return version.error();
    }
    const std::string name = "the store in the database at " + link_.place();
    if (*version > office_schema_version) {
        return Error{ErrorKind::unreadable,
                     name + " was made by a newer Harmony; update this computer"};
    }
    if (*version == office_schema_version) {
        return {};
    }
    if (read_only_) {
        return Error{ErrorKind::unreadable,
                     name +
                         " is not there yet, or of an older Harmony, and is brought up to date "
                         "when it is opened for writing"};
    }
    link_.begin_anew();
    link_.making_tables(true);
    Result<void> done = execute("BEGIN");
    done = done ? make_or_migrate() : done;
    done = done ? execute("COMMIT") : done;
    if (!done) {
        roll_back();
    }
    link_.making_tables(false);
    return done;
}

}  // namespace

Result<std::unique_ptr<Connection>> open_postgres(const std::string& where,
                                                  const OfficeOptions& options) {
    Result<PostgresAddress> address = read_postgres_address(where);
    if (!address) {
        return address.error();
    }
    auto connection = std::make_unique<PostgresConnection>(std::move(*address), options.read_only);
    Result<void> done = connection->connect();
    if (done) {
        done = connection->bring_up_to_date();
    }
    for (int attempt = 1; !done && connection->lost_to_another() && attempt < most_attempts;
         ++attempt) {
        std::this_thread::sleep_for(attempt * pause);
        done = connection->bring_up_to_date();
    }
    if (!done) {
        return done.error();
    }
    return std::unique_ptr<Connection>(std::move(connection));
}

}  // namespace harmony::db
