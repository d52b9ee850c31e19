#include "db/postgres_schema.h"

#include <string_view>

namespace harmony::db {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

}  // namespace

std::string in_postgres_words(const SchemaStep& step) {
    std::string tables = step.tables;
    replace_all(tables, "INTEGER", "BIGINT");
    replace_all(tables, "BLOB", "BYTEA");
    replace_all(tables, " STRICT, WITHOUT ROWID", "");
    replace_all(tables, " STRICT", "");
    return tables + step.postgres_guards;
}

}  // namespace harmony::db
