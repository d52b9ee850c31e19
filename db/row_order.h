#pragma once

// Private to this room: the order of the rows of a closed chunk, and columns put into it.

#include <cstdint>
#include <span>
#include <vector>

#include "db/column_codec.h"

namespace harmony::db {

/// The rows in the order of their codes of the first head, then the second and so on: by place,
/// then month, then the rest, so that equal rows of the heads are runs. Rows that agree in all
/// heads stay in the order they came. REQUIRES: heads of one length.
[[nodiscard]] std::vector<std::uint32_t> order_by(std::span<const OpenColumn> heads);

/// Row `n` of the outcome is row `order[n]` of the column.
[[nodiscard]] OpenColumn reordered(const OpenColumn& column, std::span<const std::uint32_t> order);
[[nodiscard]] OpenText reordered(const OpenText& text, std::span<const std::uint32_t> order);

}  // namespace harmony::db
