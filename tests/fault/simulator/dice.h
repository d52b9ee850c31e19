#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "base/random.h"

namespace harmony::tests::sim {

/// Every choice of a run: one seed gives one run.
class Dice {
public:
    explicit Dice(std::uint64_t seed) { start_again(seed); }

    /// True in `percent` of 100.
    [[nodiscard]] bool chance(unsigned percent) { return random_->below(100) < percent; }

    /// Uniform in [0, bound).
    [[nodiscard]] std::size_t below(std::size_t bound) {
        return static_cast<std::size_t>(random_->below(bound));
    }

    [[nodiscard]] base::RandomSource& source() { return *random_; }

    /// As if made anew from `seed`.
    void start_again(std::uint64_t seed) { random_.emplace(seed); }

private:
    std::optional<base::SeededRandom> random_;
};

/// While it lives, libsodium draws from a seeded stream as well (key wraps, signatures' nonces), so
/// that two runs of a seed make the same bytes and the same names.
class SeededSodium {
public:
    SeededSodium();
    SeededSodium(const SeededSodium&) = delete;
    SeededSodium& operator=(const SeededSodium&) = delete;
    ~SeededSodium();

    static void start_again(std::uint64_t seed);
};

}  // namespace harmony::tests::sim
