#pragma once

#include <string>
#include <string_view>

namespace harmony::survey {

/// Whether a number format of a spreadsheet shows a date or a time: by its built-in number, or by
/// its code (`d m y h s` outside quotes, brackets and escapes).
[[nodiscard]] bool is_date_format(unsigned id, std::string_view code);

/// A serial day number as text: `YYYY-MM-DD`, `HH:MM:SS`, or both with `T`.
[[nodiscard]] std::string text_from_serial(double serial, bool from_1904);

}  // namespace harmony::survey
