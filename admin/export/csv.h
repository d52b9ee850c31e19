#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "admin/export/codebook.h"
#include "admin/export/export_table.h"

namespace harmony::admin {

/// CSV as spreadsheets open it: UTF-8 with a byte order mark, CR LF, RFC 4180 quoting.

/// The byte order mark.
[[nodiscard]] std::string csv_start();

void append_csv_names(std::string& text, const std::vector<std::string>& names);

/// Not asked is `n/a`, left empty is nothing.
void append_csv_row(std::string& text, const std::vector<ExportCell>& cells);

/// A whole file of texts.
[[nodiscard]] std::string csv_text(const TextRows& rows);

/// A text that a spreadsheet would take for a formula (it begins with = + - @, also in full width,
/// TAB or CR) with an
/// apostrophe before it; any other as it is.
[[nodiscard]] std::string without_formula(std::string_view text);

}  // namespace harmony::admin
