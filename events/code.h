#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/random.h"

namespace harmony::events {

/// The check digit of the Damm algorithm (H. M. Damm, 2004, quasigroup of order 10): it finds every
/// wrong digit and every swap of neighbours. Of digits that end with their check digit it is 0.
/// REQUIRES: digits alone.
[[nodiscard]] int damm_digit(std::string_view digits);

/// Draws a ticket code: 8 random digits, the first not 0, and their check digit.
[[nodiscard]] std::uint32_t draw_code(base::RandomSource& random);

/// Whether it has nine digits, the first not 0, whose check digit fits.
[[nodiscard]] bool is_code(std::uint32_t code);

/// As people read it aloud: "482 917 360".
[[nodiscard]] std::string grouped_in_threes(std::uint32_t code);

}  // namespace harmony::events
