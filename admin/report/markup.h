#pragma once

#include <string>
#include <string_view>

namespace harmony::admin {

/// Text as it may stand between tags and in quoted attributes of HTML and SVG: & < > " ' are
/// written as references, control characters that XML does not know are left out.
[[nodiscard]] std::string escape_markup(std::string_view text);

/// `<tag>escaped text</tag>`; `attributes` are ours, never a person's words.
[[nodiscard]] std::string element(std::string_view tag,
                                  std::string_view text,
                                  std::string_view attributes = {});

}  // namespace harmony::admin
