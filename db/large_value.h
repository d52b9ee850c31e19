#pragma once

// Private to this room: values of bytes that are longer than a row may hold.
//
// The row holds the first `most_value_bytes`, table `piece` the others, under the value's place
// ("batch/12") and numbered from 1. A piece that is full is followed by another, if only by an
// empty one: so a reader knows the end by itself, whatever an earlier, longer value left behind it.

#include <string>

#include "base/bytes.h"
#include "base/error.h"
#include "db/connection.h"

namespace harmony::db {

/// What of a value its row holds.
[[nodiscard]] base::ByteView first_part(base::ByteView bytes);

/// Keeps what does not fit the row of `place`, and returns what does.
[[nodiscard]] base::Result<base::ByteView> keep_rest(Connection& connection,
                                                     const std::string& place,
                                                     base::ByteView bytes);

/// The whole of a value whose row holds `first`.
[[nodiscard]] base::Bytes whole_value(Connection& connection,
                                      const std::string& place,
                                      base::ByteView first);

/// Takes the pieces of a value away.
[[nodiscard]] base::Result<void> drop_rest(Connection& connection, const std::string& place);

}  // namespace harmony::db
