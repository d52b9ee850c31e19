#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"

namespace harmony::kiosk {

/// Draws a receipt number: 11 random digits, the first not 0, and a Damm check digit (H. M. Damm,
/// 2004, quasigroup of order 10), which catches every wrong digit and every swap of neighbours.
[[nodiscard]] base::SecretText draw_receipt(base::RandomSource& random);

/// Whether `digits` are 12 digits, the first not 0, whose check digit fits.
[[nodiscard]] bool is_receipt(std::string_view digits);

/// The 12 digits as people read them aloud: "4829 1736 5191".
[[nodiscard]] std::string grouped_in_fours(std::string_view digits);

}  // namespace harmony::kiosk
