#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "summary/publishable.h"

namespace harmony::admin::gui {

/// For whom numbers are shown, as choosers list it: the office first.
inline constexpr std::array audiences{
    summary::Audience::internal, summary::Audience::partner, summary::Audience::open};
inline constexpr std::array<const char*, 3> audience_names{
    "the office alone", "partners", "the public"};

/// Its place in both.
[[nodiscard]] inline std::size_t place_of(summary::Audience audience) {
    return static_cast<std::size_t>(std::find(audiences.begin(), audiences.end(), audience) -
                                    audiences.begin());
}

}  // namespace harmony::admin::gui
