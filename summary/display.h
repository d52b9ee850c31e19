#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace harmony::summary {

/// How counts are written for readers.
enum class CountStyle : std::uint8_t {
    none,              ///< as they are
    nearest5,          ///< to the nearest 5, halves up: 12 is 10, 13 is 15
    nearest3,          ///< to the nearest 3
    mid6,              ///< the middle of six: 1 to 6 is 3, 7 to 12 is 9; nobody is 0
    redact7_nearest5,  ///< 1 to 7 not at all, else to the nearest 5
};

/// The count as the style has it; nothing where it is not written at all.
[[nodiscard]] std::optional<std::uint64_t> styled(std::uint64_t count, CountStyle style);

/// As text; "*" where it is not written at all.
[[nodiscard]] std::string count_text(std::uint64_t count, CountStyle style);

/// A step of rounding: counts to the nearest `step`, halves up. REQUIRES: step > 0.
[[nodiscard]] std::uint64_t rounded(std::uint64_t count, std::uint64_t step);

}  // namespace harmony::summary
