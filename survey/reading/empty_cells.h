#pragma once

#include "base/bytes.h"

namespace harmony::survey {

/// Overwrites with spaces every row and cell of a sheet that holds nothing, so that a million rows
/// which were only formatted cost no memory. An element that the next one counts from stays. A text
/// that is not XML, or not UTF-8, is left as it is.
void blank_empty_cells(base::Bytes& sheet);

}  // namespace harmony::survey
