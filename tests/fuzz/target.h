#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// One input of a fuzz target, as libFuzzer calls it. What may not be ends the program.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace harmony::fuzz {

[[nodiscard]] inline std::span<const std::byte> bytes_of(const std::uint8_t* data,
                                                         std::size_t size) {
    return std::as_bytes(std::span(data, size));
}

}  // namespace harmony::fuzz
