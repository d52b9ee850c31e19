#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/random.h"

namespace harmony::survey::test {

/// The decisions of a test, read off a row of numbers. A shorter row, and smaller numbers, make a
/// smaller case: so a failure can be made small without knowing what it is about.
class Tape {
public:
    explicit Tape(std::vector<std::uint32_t> numbers) : numbers_(std::move(numbers)) {}

    [[nodiscard]] bool is_over() const { return at_ >= numbers_.size(); }

    /// Below `bound`; 0 once the tape is over.
    std::size_t below(std::size_t bound) {
        return is_over() ? 0 : static_cast<std::size_t>(numbers_[at_++]) % bound;
    }

    /// True once in `times`; never once the tape is over.
    bool one_in(std::size_t times) { return below(times) + 1 == times; }

    /// REQUIRES: there is one.
    template <typename T>
    const T& one_of(const std::vector<T>& all) {
        return all[below(all.size())];
    }

private:
    std::vector<std::uint32_t> numbers_;
    std::size_t at_ = 0;
};

inline Tape seeded_tape(std::uint64_t seed, std::size_t length) {
    base::SeededRandom random(seed);
    std::vector<std::uint32_t> numbers(length);
    for (std::uint32_t& number : numbers) {
        number = static_cast<std::uint32_t>(random.next_u64());
    }
    return Tape(std::move(numbers));
}

}  // namespace harmony::survey::test
