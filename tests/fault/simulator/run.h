#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "base_world.h"
#include "bites.h"

namespace harmony::tests::sim {

/// How a seed becomes steps.
enum class Drawing {
    first,     ///< one stream of chance and the first nineteen kinds of step: seeds that once found
               ///< something
    by_steps,  ///< each step has chance of its own: without some, the others stay what they are
};

struct RunOptions {
    Bite bite = Bite::none;
    Drawing drawing = Drawing::by_steps;
    std::size_t steps = 20;
    /// Only these of the steps, by number; nothing: all. REQUIRES: Drawing::by_steps.
    std::optional<std::set<std::size_t>> only;
    /// I10 costs a third of a run: asked of every so many seeds.
    std::uint64_t any_order_every = 4;
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

/// The fewest steps of a seed that fail in the same invariant: without any one of them it holds, or
/// another breaks. Nothing when the seed fails in none.
[[nodiscard]] std::optional<std::set<std::size_t>> fewest_steps(const BaseWorld& base,
                                                                const std::filesystem::path& folder,
                                                                std::uint64_t seed,
                                                                const RunOptions& options);

}  // namespace harmony::tests::sim
