#pragma once

// Private to this room: a connection to a PostgreSQL server by libpq, what is
// prepared on it, and what its refusals mean.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "db/postgres_address.h"

struct pg_conn;
struct pg_result;

namespace harmony::db {

struct ClearAnswer {
    void operator()(pg_result* result) const noexcept;
};
/// What a server answered.
using ServerAnswer = std::unique_ptr<pg_result, ClearAnswer>;

/// A parameter in binary; null when `bytes` is a null pointer.
struct ServerValue {
    const char* bytes = nullptr;
    int length = 0;
};

/// One connection. Errors of every call: unreachable (gone, busy, lost to another transaction),
/// full, refused; anything else is thrown as a broken promise.
class PostgresLink {
public:
    PostgresLink(PostgresAddress address, bool read_only)
        : address_(std::move(address)), read_only_(read_only) {}

    /// Reaches the server, anew when it was reached before.
    [[nodiscard]] base::Result<void> connect();
    [[nodiscard]] bool is_up() const;
    [[nodiscard]] bool in_transaction() const;

    /// Runs one or more statements without parameters.
    [[nodiscard]] base::Result<void> execute(const std::string& sql);

    /// Runs a statement with `?` for its parameters, prepared at its first use.
    [[nodiscard]] base::Result<ServerAnswer> run(const std::string& sql,
                                                 const std::vector<ServerValue>& values);

    /// Rows that the last statement wrote.
    [[nodiscard]] std::int64_t changes() const { return changes_; }

    /// True after a statement that failed because another transaction went first.
    [[nodiscard]] bool lost_to_another() const { return lost_; }
    void begin_anew() { lost_ = false; }

    /// Tables are being made: what another program makes just now is no broken promise.
    void making_tables(bool making) { making_tables_ = making; }

    /// Host and port, for sentences.
    [[nodiscard]] const std::string& place() const { return address_.place; }

private:
    struct Finish {
        void operator()(pg_conn* server) const noexcept;
    };

    /// What a statement came to; notes what `changes` and `lost_to_another` answer.
    [[nodiscard]] base::Result<void> end_of(const ServerAnswer& answer);
    [[nodiscard]] base::Error judge(const std::string& state, const std::string& said);
    [[nodiscard]] base::Error gone() const;
    [[nodiscard]] base::Error cannot_connect(const std::string& said) const;
    [[nodiscard]] base::Result<std::string> name_of(const std::string& sql, std::size_t parameters);

    PostgresAddress address_;
    bool read_only_;
    std::unique_ptr<pg_conn, Finish> server_;
    std::map<std::string, std::string, std::less<>> names_;  ///< prepared, by their text
    std::int64_t changes_ = 0;
    bool lost_ = false;
    bool making_tables_ = false;
};

}  // namespace harmony::db
