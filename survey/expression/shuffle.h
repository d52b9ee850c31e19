#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "survey/expression/value.h"

namespace harmony::survey {

/// The seed of a shuffle: a number is cut towards zero; an empty text is 0; another text that is no
/// number gives the first 8 bytes of its SHA-256 as a signed big-endian number.
[[nodiscard]] std::int64_t shuffle_seed(double number, std::string_view text);

/// Places 0 ... count-1 in shuffled order. The algorithm of the survey profile, section 8.9 (Park
/// and Miller, CACM 31(10), 1988), so that a seed gives the same order in every tool.
[[nodiscard]] std::vector<std::uint32_t> shuffled(std::size_t count, std::int64_t seed);

}  // namespace harmony::survey
