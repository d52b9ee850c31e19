#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/secret.h"

namespace harmony::admin {

/// What stands on the page of a key on paper.
struct KeyPage {
    std::string kind;       ///< "root", "survey", ...
    std::string key_id;     ///< 16 hex letters
    std::string day;        ///< YYYY-MM-DD
    base::SecretText text;  ///< 16 groups of 4 (sync/paper_key.h)
};

enum class PageFormat { pdf, svg, png };

/// An A4 page with the letters and a QR code of them. Errors: refused (it cannot be drawn).
[[nodiscard]] base::Result<base::SecretBytes> draw_key_page(const KeyPage& page, PageFormat format);

/// The QR code of a text in half blocks, for a terminal with dark letters on light or the other way
/// round: scanners read both. Empty when the text does not fit.
[[nodiscard]] std::string terminal_code(std::string_view text);

}  // namespace harmony::admin
