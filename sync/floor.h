#pragma once

#include <cstdint>
#include <optional>

#include "base/ids.h"

namespace harmony::sync {

/// The newest version of one thing (a stream's pack, own part, ack, registry) that was taken in
/// (section 13.3). Stored in the transaction that takes it in.
struct Floor {
    base::Digest publisher_set;
    std::uint64_t version = 0;
    base::Digest digest;

    bool operator==(const Floor&) const = default;
};

enum class FloorAnswer {
    newer,     ///< go on
    same,      ///< nothing to do
    rollback,  ///< older: ignored and logged
    fork,      ///< this version with another digest: alarm `pack_fork`
};

/// `held` is absent before the first. A changed publisher set starts again, which repairs a
/// fast-forward by a stolen publisher key.
[[nodiscard]] FloorAnswer check_floor(const std::optional<Floor>& held, const Floor& offered);

}  // namespace harmony::sync
