#pragma once

#include <vector>

#include "base/bytes.h"
#include "kiosk/faults/fault.h"

namespace harmony::kiosk {

/// Keeps which faults stand and since when. A fault that is over stays listed for 24 h, so that a
/// warning never goes away before somebody could read it; one that comes back within that time
/// keeps its first beginning.
class FaultBoard {
public:
    static constexpr std::chrono::hours stays_listed{24};

    FaultBoard() = default;
    explicit FaultBoard(std::vector<ListedFault> listed) : listed_(std::move(listed)) {}

    /// Takes in what a whole check has found. Whether anything changed.
    bool take(const std::vector<FoundFault>& found, base::Moment now);

    /// Those that stand first, what stops the machine before warnings; then what is over.
    [[nodiscard]] std::vector<ListedFault> listed() const;

private:
    std::vector<ListedFault> listed_;
};

/// For the journal's state: faults survive a restart.
[[nodiscard]] base::Bytes write_faults(const std::vector<ListedFault>& faults);

/// What cannot be read is no fault.
[[nodiscard]] std::vector<ListedFault> read_faults(base::ByteView bytes);

}  // namespace harmony::kiosk
