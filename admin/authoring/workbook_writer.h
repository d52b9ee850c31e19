#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"

namespace harmony::admin {

/// A sheet as it will be typed into: rows of cells, the headers first.
struct SheetText {
    std::string name;
    std::vector<std::vector<std::string>> rows;
};

/// The sheets as an .xlsx that is pleasant to edit: headers bold and held in place, columns as wide
/// as what they hold, every cell text, so that no spreadsheet program turns `1-2` into a date.
///
/// The same sheets give the same bytes, on every day and in every time zone. Errors: refused (a
/// cell too long for a spreadsheet), unreachable (no room for the file while it is made).
[[nodiscard]] base::Result<base::Bytes> make_workbook(const std::vector<SheetText>& sheets);

}  // namespace harmony::admin
