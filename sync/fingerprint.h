#pragma once

#include <string>
#include <string_view>

#include "base/error.h"
#include "base/ids.h"

namespace harmony::sync {

/// The 12 digits that two people compare, "1760 5481 5132" (section 3.4). Slow on purpose: 0.16 s
/// and 64 MiB. Full when there is no memory for it.
[[nodiscard]] base::Result<std::string> fingerprint(const base::Digest& digest);

/// Whether what a person typed names the same 12 digits; spaces and hyphens do not count.
[[nodiscard]] bool same_digits(std::string_view typed, std::string_view fingerprint);

}  // namespace harmony::sync
