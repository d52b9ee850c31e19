// Fewer steps that fail in the same way (delta debugging, A. Zeller 1999): first without whole runs
// of steps, then without single ones, until none can be left out.
#include <algorithm>
#include <vector>

#include "run.h"

namespace harmony::tests::sim {

namespace {

using Steps = std::vector<std::size_t>;

class Shrinking {
public:
    Shrinking(const BaseWorld& base,
              const std::filesystem::path& folder,
              std::uint64_t seed,
              const RunOptions& options)
        : base_(base), folder_(folder), seed_(seed), options_(options) {
        options_.tell = nullptr;
    }

    [[nodiscard]] std::string invariant_of(const Steps& steps) {
        options_.only.emplace(steps.begin(), steps.end());
        return run_seed(base_, folder_, seed_, options_).invariant;
    }

    [[nodiscard]] std::optional<Steps> go() {
        Steps steps;
        for (std::size_t step = 0; step < options_.steps; ++step) {
            steps.push_back(step);
        }
        wanted_ = invariant_of(steps);
        if (wanted_.empty()) {
            return std::nullopt;
        }
        for (std::size_t size = steps.size() / 2; size >= 1; size /= 2) {
            while (leave_out(steps, size)) {
            }
        }
        return steps;
    }

private:
    /// Leaves out the first group of so many steps that is not needed; false when all are.
    bool leave_out(Steps& steps, std::size_t size) {
        for (std::size_t at = 0; at + size <= steps.size(); ++at) {
            Steps fewer = steps;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at),
                        fewer.begin() + static_cast<std::ptrdiff_t>(at + size));
            if (invariant_of(fewer) == wanted_) {
                steps = std::move(fewer);
                return true;
            }
        }
        return false;
    }

    const BaseWorld& base_;
    const std::filesystem::path& folder_;
    std::uint64_t seed_;
    RunOptions options_;
    std::string wanted_;
};

}  // namespace

std::optional<std::set<std::size_t>> fewest_steps(const BaseWorld& base,
                                                  const std::filesystem::path& folder,
                                                  std::uint64_t seed,
                                                  const RunOptions& options) {
    const auto steps = Shrinking(base, folder, seed, options).go();
    return steps ? std::optional(std::set<std::size_t>(steps->begin(), steps->end()))
                 : std::nullopt;
}

}  // namespace harmony::tests::sim
