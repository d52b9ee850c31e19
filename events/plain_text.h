#pragma once

#include <string_view>

namespace harmony::events {

/// Whether a text is well-formed UTF-8 that shows as it reads: no controls but new lines, no marks
/// that turn the direction, at most 8 combining marks behind one letter.
[[nodiscard]] bool is_plain_text(std::string_view text);

}  // namespace harmony::events
