#pragma once

// For the office alone: why a number is hidden. What is published does not tell small numbers from
// those that shelter them (docs/decisions/0008); no report may see this header.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "summary/publishable.h"

namespace harmony::summary {

enum class HiddenReason : std::uint8_t {
    small,     ///< it is below the threshold itself
    protects,  ///< else a small one could be worked out
    base,      ///< its row is hidden whole
};

/// Why one number is hidden, and what would follow if it were not.
struct WhyHidden {
    std::string number;  ///< its name, as `published_numbers()` has it
    HiddenReason reason = HiddenReason::small;
    /// Of `protects`: numbers that could be worked out if this one alone were shown.
    std::vector<std::string> shelters;

    bool operator==(const WhyHidden&) const = default;
};

/// Of every hidden number of a release, in the order of its tables. Tables that are withheld are
/// not in it. `tables` and `context` are what the release was made from. Errors: as `suppress()`.
[[nodiscard]] base::Result<std::vector<WhyHidden>> why_hidden(std::span<const Table> tables,
                                                              const Publishable& release,
                                                              const ReleaseContext& context = {});

/// Should coarser groups be offered? More than 30 % of the answers' numbers are hidden.
[[nodiscard]] bool is_worth_merging(const PublishedTable& table);

}  // namespace harmony::summary
