#pragma once

#include <vector>

#include "sync/wire.h"
#include "sync/wraps.h"

namespace harmony::sync {

/// The wrapped key block of section 2.2.
void write_wraps(WireWriter& to, const std::vector<Wrap>& wraps);

/// Fails the reader unless there are 1 to 16, sorted, none twice.
[[nodiscard]] std::vector<Wrap> read_wraps(WireReader& from);

}  // namespace harmony::sync
