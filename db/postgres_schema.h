#pragma once

// Private to this room: the steps of db/office_schema.h in PostgreSQL's words.

#include <string>

#include "db/office_schema.h"

namespace harmony::db {

/// Which version the tables are of, and how often somebody wrote. Two programs may come to an empty
/// database at once: the second waits for the first's row.
inline constexpr const char* postgres_birth =
    "CREATE TABLE IF NOT EXISTS harmony(id BIGINT PRIMARY KEY CHECK(id=1),"
    " version BIGINT NOT NULL);"
    "INSERT INTO harmony(id, version) VALUES(1, 0) ON CONFLICT(id) DO NOTHING;"
    "CREATE TABLE IF NOT EXISTS generation(id BIGINT PRIMARY KEY CHECK(id=1),"
    " number BIGINT NOT NULL);"
    "INSERT INTO generation(id, number) VALUES(1, 0) ON CONFLICT(id) DO NOTHING;";

/// Tables and guards of one step.
[[nodiscard]] std::string in_postgres_words(const SchemaStep& step);

}  // namespace harmony::db
