#pragma once

#include <array>
#include <string_view>

namespace harmony::events {

/// What Latin letters are without case and accents, from U+00C0 and from U+1E00 on; empty: as they
/// are. Written by letters.py.
extern const std::array<std::string_view, 400> letters_from_00c0;
extern const std::array<std::string_view, 256> letters_from_1e00;

}  // namespace harmony::events
