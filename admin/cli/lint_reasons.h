#pragma once

#include <string_view>

namespace harmony::admin {

/// Why a warning or note of this code matters, as a sentence for an officer without its full stop;
/// empty when the code is not known.
[[nodiscard]] std::string_view why_it_matters(std::string_view code);

}  // namespace harmony::admin
