#include "summary/release_guard.h"

#include <algorithm>

namespace harmony::summary {
namespace {

bool gives_away(std::uint64_t responses, std::uint64_t threshold) {
    return responses > 0 && responses < threshold;
}

std::int64_t whole(std::uint64_t n) {
    return static_cast<std::int64_t>(n);
}

const ReleasedBase* base_of(const Snapshot& snapshot, const std::string& id) {
    const auto found = std::find_if(snapshot.bases.begin(),
                                    snapshot.bases.end(),
                                    [&](const ReleasedBase& base) { return base.id == id; });
    return found == snapshot.bases.end() ? nullptr : &*found;
}

void judge_base(const ReleasedBase& next,
                const ReleasedBase& previous,
                std::uint64_t threshold,
                std::vector<GuardViolation>& violations) {
    const std::uint64_t more = next.n > previous.n ? next.n - previous.n : 0;
    const std::uint64_t fewer = previous.n > next.n ? previous.n - next.n : 0;
    const std::uint64_t added = next.added.value_or(more);
    const std::uint64_t removed = next.removed.value_or(fewer);
    if (gives_away(added, threshold)) {
        violations.push_back({GuardViolation::What::base, next.id, whole(added)});
    }
    if (gives_away(removed, threshold)) {
        violations.push_back({GuardViolation::What::base, next.id, -whole(removed)});
    }
}

}  // namespace

std::vector<GuardViolation> guard_release(WaveState wave,
                                          std::uint64_t threshold,
                                          std::uint64_t rounding,
                                          const Snapshot& next,
                                          const std::optional<Snapshot>& previous) {
    std::vector<GuardViolation> violations;
    if (wave == WaveState::live && (rounding == 0 || rounding % live_rounding != 0)) {
        violations.push_back({GuardViolation::What::rounding, "", whole(rounding)});
    }
    if (!previous) {
        return violations;
    }
    for (const ReleasedBase& base : next.bases) {
        if (const ReleasedBase* before = base_of(*previous, base.id)) {
            judge_base(base, *before, threshold, violations);
        }
    }
    if (wave == WaveState::live) {
        return violations;
    }
    for (const auto& [id, n] : next.cells) {
        const auto before = previous->cells.find(id);
        if (before == previous->cells.end()) {
            continue;
        }
        const std::int64_t change = whole(n) - whole(before->second);
        if (gives_away(static_cast<std::uint64_t>(std::abs(change)), threshold)) {
            violations.push_back({GuardViolation::What::cell, id, change});
        }
    }
    return violations;
}

ReleasedBase compare_base(const std::string& id,
                          const ResponseSet& before,
                          const ResponseSet& now) {
    const auto not_in = [](const ResponseSet& these, const ResponseSet& others) {
        return static_cast<std::uint64_t>(
            std::count_if(these.begin(), these.end(), [&](const std::string& response) {
                return others.count(response) == 0;
            }));
    };
    return {id, now.size(), not_in(now, before), not_in(before, now)};
}

}  // namespace harmony::summary
