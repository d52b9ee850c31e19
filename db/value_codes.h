#pragma once

// Private to this room but for `decimal_units`: values that are no choices, as codes
// (docs/formats/segment.md, Questions). Nothing where a body may not hold the value.

#include <cstdint>
#include <optional>
#include <string_view>

#include "db/columns.h"

namespace harmony::db {

/// A decimal in canonical form in units of 10^-places; nothing when it is none, or finer.
[[nodiscard]] std::optional<std::int64_t> decimal_units(std::string_view text, unsigned places);

/// Of number, integer, day and a step whose bodies hold whole numbers.
[[nodiscard]] std::optional<std::uint32_t> whole_code(const QuestionColumn& column,
                                                      std::int64_t value);

/// Of decimal, moment and a step whose bodies hold texts.
[[nodiscard]] std::optional<std::uint32_t> text_code(const QuestionColumn& column,
                                                     std::string_view text);

}  // namespace harmony::db
