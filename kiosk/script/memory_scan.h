#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace harmony::kiosk {

/// A text that is looked for in memory, kept so that it is not itself found there.
class Needle {
public:
    explicit Needle(std::string_view text);

    /// Adds a text bit by bit, for tests that must never hold it whole.
    void append(std::string_view more);

    [[nodiscard]] bool empty() const { return masked_.empty(); }

    /// The bytes to look for as UTF-8, UTF-16 and UTF-32 (little-endian), each still masked.
    [[nodiscard]] std::vector<std::vector<unsigned char>> masked_forms() const;

    static constexpr unsigned char mask = 0xA5;

private:
    std::vector<unsigned char> masked_;
};

/// How many copies of the needle, in any of its forms, lie in the writable memory of this process:
/// heap, stacks, data, anonymous maps.
[[nodiscard]] std::size_t copies_in_memory(const Needle& needle);

}  // namespace harmony::kiosk
