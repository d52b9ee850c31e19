#pragma once

#include <string_view>

#include "kiosk/library.h"

namespace harmony::kiosk {

/// Whether answers that nobody sent may be kept when a resident walks away: the survey says
/// `kiosk:partial` is keep, and the notice that the resident saw in `language` says so too
/// (kiosk.md 4.4). Leaving by "Hide and leave" never keeps them.
[[nodiscard]] bool keeps_partial(const Library& library,
                                 std::string_view survey,
                                 std::string_view language);

/// Whether this notice holds the block `notice.partial` as `block` words it.
[[nodiscard]] bool says_partial(std::string_view notice, std::string_view block);

}  // namespace harmony::kiosk
