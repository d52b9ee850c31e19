#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base_world.h"
#include "bites.h"

namespace harmony::tests::sim {

struct RunOptions {
    Bite bite = Bite::none;
    std::size_t steps = 18;
    /// Hears what is done, as text; may be empty.
    std::function<void(const std::string&)> tell;
};

/// What became of one seed.
struct Outcome {
    std::string invariant;  ///< that did not hold; empty: all did
    std::string what;
    std::size_t step = 0;
    std::size_t words = 0;   ///< records that kiosks acknowledged
    std::size_t rounds = 0;  ///< of healing
};

/// One run: the same for the same seed. `folder` is used and emptied.
[[nodiscard]] Outcome run_seed(const BaseWorld& base,
                               const std::filesystem::path& folder,
                               std::uint64_t seed,
                               const RunOptions& options);

}  // namespace harmony::tests::sim
