#pragma once

#include <string_view>

#include "base/bytes.h"
#include "survey/reading/sheet.h"

namespace harmony::survey {

/// Whether a file is Markdown tables: UTF-8, with enough bars near its beginning, called `.md`.
[[nodiscard]] bool is_markdown(std::string_view name, base::ByteView bytes);

/// Reads the sheets that Markdown tables hold. Whatever is not such tables is a fault.
[[nodiscard]] Workbook read_markdown(std::string_view name, base::ByteView bytes);

}  // namespace harmony::survey
