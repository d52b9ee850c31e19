#pragma once

// Private to this room: column tables of the office store, read.

#include <cstddef>
#include <functional>
#include <optional>
#include <span>

#include "base/ids.h"
#include "db/office_store.h"
#include "db/segment_writer.h"
#include "db/sqlite.h"

namespace harmony::db {

[[nodiscard]] std::optional<TableInfo> read_table(Database& database, const base::FormName& form);

/// Throws BrokenPromise when a segment is missing or has another length than its rows need.
void read_chunks(Database& database,
                 const TableInfo& table,
                 std::span<const std::size_t> columns,
                 const std::function<void(const TableChunk&)>& take);

[[nodiscard]] std::optional<OpenText> read_text(Database& database,
                                                const base::FormName& form,
                                                std::size_t column,
                                                std::size_t chunk);

/// The open end of a form's table, ready to be appended to; nothing when there is no such table.
[[nodiscard]] std::optional<Tail> read_tail(Database& database, const base::FormName& form);

}  // namespace harmony::db
