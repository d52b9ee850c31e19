#pragma once

#include <string>
#include <vector>

#include "admin/report/document.h"
#include "base/bytes.h"
#include "base/error.h"

namespace harmony::admin {

/// The document as a tagged PDF on A4: headings, tables and figures with their words, page
/// numbers, bookmarks. The same document gives the same bytes. docs/formats/report.md.
///
/// `font_files` are those of `ui::pinned_fonts`. Errors: unreadable (`with_access`).
[[nodiscard]] base::Result<base::Bytes> draw_pdf(const Document& document,
                                                 const std::vector<std::string>& font_files);

}  // namespace harmony::admin
