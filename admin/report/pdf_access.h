#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"

namespace harmony::admin {

/// What Cairo 1.16 has no words for: added to the file that it wrote.
struct PdfAccess {
    std::string language;              ///< of the document: "en-GB"
    std::vector<std::string> figures;  ///< what each /Figure shows, in the order drawn
    std::vector<bool> heads_of_rows;  ///< of each /TH in the order drawn: heads a row, not a column
};

/// The file with an incremental update (ISO 32000-1, 7.5.6): the language, the title shown in the
/// window's bar, what figures show, and whether a heading cell heads a row or a column.
///
/// Errors: unreadable (not as Cairo writes PDF 1.4, or other figures and heads than named).
[[nodiscard]] base::Result<base::Bytes> with_access(base::Bytes pdf, const PdfAccess& access);

}  // namespace harmony::admin
