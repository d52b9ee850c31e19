#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"

namespace harmony::kiosk {

/// All words that a file of a pack can bring to the screen, one after the other: the strings of
/// JSON without the names of its members, the whole of other text files. Nothing for pictures, map
/// tiles and sound, and for what is no text.
[[nodiscard]] std::string texts_of_pack_file(std::string_view name, base::ByteView bytes);

}  // namespace harmony::kiosk
