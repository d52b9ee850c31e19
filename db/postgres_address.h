#pragma once

// Private to this room: where a PostgreSQL server is, and how a connection to it is guarded.

#include <map>
#include <string>
#include <string_view>

#include "base/error.h"

namespace harmony::db {

/// An address of PostgreSQL, taken apart.
struct PostgresAddress {
    std::map<std::string, std::string> words;  ///< what libpq is told, by its names
    std::string place;                         ///< host and port, for sentences
};

[[nodiscard]] bool is_postgres_address(std::string_view where);

/// Reads `postgresql://user@host:port/database?sslmode=verify-full&...`. A server that is not on
/// this computer is reached with its certificate checked (sslmode verify-full, which is the rule
/// when the address says nothing); one on this computer as the address says. Names and passwords
/// from PGPASSWORD, PGPASSFILE and ~/.pgpass are libpq's own business.
/// Errors: refused (no such address, or a weaker sslmode for another computer: with the words to
/// write instead).
[[nodiscard]] base::Result<PostgresAddress> read_postgres_address(const std::string& where);

}  // namespace harmony::db
