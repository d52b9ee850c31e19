#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

// Two releases of one table that are a response apart give that response away. The guard compares
// what a release would print with the one before it; it decides, and remembers nothing itself.

namespace harmony::summary {

/// A published base: how many responses stand behind it.
struct ReleasedBase {
    std::string id;
    std::uint64_t n = 0;
    /// Responses that came in and that went since the release before; without them the difference
    /// of the two n is taken for the one or the other.
    std::optional<std::uint64_t> added;
    std::optional<std::uint64_t> removed;

    bool operator==(const ReleasedBase&) const = default;
};

/// What a release printed: an entry of the office's register, or what is about to become one.
struct Snapshot {
    std::vector<ReleasedBase> bases;
    std::map<std::string, std::uint64_t> cells;  ///< the counts that are shown, exact

    bool operator==(const Snapshot&) const = default;
};

enum class WaveState : std::uint8_t {
    live,    ///< answers still come in: counts are rounded
    closed,  ///< exact counts, once
};

/// What stands in the way of a release.
struct GuardViolation {
    enum class What : std::uint8_t { rounding, base, cell };

    What what = What::base;
    std::string id;
    std::int64_t change = 0;  ///< responses more (or, below 0, fewer) than before

    bool operator==(const GuardViolation&) const = default;
};

/// The step to which a live wave is rounded.
inline constexpr std::uint64_t live_rounding = 5;

/// Decides whether `next` may be published after `previous`.
///
/// Live: rounded to 5 or a multiple of it, and for every base published before and now the number
/// of responses added, and of those removed, is 0 or at least `threshold`; a swap of four for four
/// is refused too. Closed: the same of bases, and every cell that both show changes by 0 or at
/// least `threshold`. Without `previous` only the rounding is judged. Returns what stands in the
/// way: rounding, then bases in the order of `next` (added before removed), then cells by id.
[[nodiscard]] std::vector<GuardViolation> guard_release(WaveState wave,
                                                        std::uint64_t threshold,
                                                        std::uint64_t rounding,
                                                        const Snapshot& next,
                                                        const std::optional<Snapshot>& previous);

/// Responses behind a base, as salted hashes of their ids that never leave the office.
using ResponseSet = std::set<std::string>;

/// How many of `now` were not in `before`, and the other way round.
[[nodiscard]] ReleasedBase compare_base(const std::string& id,
                                        const ResponseSet& before,
                                        const ResponseSet& now);

}  // namespace harmony::summary
