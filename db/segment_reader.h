#pragma once

// Private to this room: column tables of the office store, read.

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "base/ids.h"
#include "db/connection.h"
#include "db/office_store.h"
#include "db/segment_writer.h"

namespace harmony::db {

[[nodiscard]] std::optional<TableInfo> read_table(Connection& connection,
                                                  const base::FormName& form);

/// Throws BrokenPromise when a segment is missing or has another length than its rows need.
void read_chunks(Connection& connection,
                 const TableInfo& table,
                 std::span<const std::size_t> columns,
                 const std::function<void(const TableChunk&)>& take);

[[nodiscard]] std::optional<OpenText> read_text(Connection& connection,
                                                const base::FormName& form,
                                                std::size_t column,
                                                std::size_t chunk);

/// Where the pieces of a segment or of free text stand, when they are long.
[[nodiscard]] std::string segment_place(const base::FormName& form,
                                        std::size_t column,
                                        std::size_t chunk);
[[nodiscard]] std::string text_place(const base::FormName& form,
                                     std::size_t column,
                                     std::size_t chunk);

/// The open end of a form's table, ready to be appended to; nothing when there is no such table.
[[nodiscard]] std::optional<Tail> read_tail(Connection& connection, const base::FormName& form);

}  // namespace harmony::db
