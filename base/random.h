#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace harmony::base {

/// Where randomness comes from. `main` hands in the system's; tests hand in a seeded one.
class RandomSource {
public:
    RandomSource() = default;
    RandomSource(const RandomSource&) = delete;
    RandomSource& operator=(const RandomSource&) = delete;
    virtual ~RandomSource() = default;

    virtual void fill(std::span<std::byte> out) = 0;

    [[nodiscard]] std::uint64_t next_u64();

    /// Uniform in [0, bound); `bound` above 0.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);
};

/// The kernel's random source. Throws `BrokenPromise` when the kernel gives none.
class SystemRandom final : public RandomSource {
public:
    void fill(std::span<std::byte> out) override;
};

/// A repeatable stream for scripts and tests (SplitMix64, S. Vigna 2015). Never for keys of a real office.
class SeededRandom final : public RandomSource {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

    void fill(std::span<std::byte> out) override;

private:
    std::uint64_t state_;
};

}  // namespace harmony::base
