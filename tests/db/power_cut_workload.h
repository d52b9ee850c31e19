#pragma once

#include <cstdint>
#include <string>

#include "fault/power_cut_vfs.h"

namespace harmony::tests {

/// What a sweep over the points of a fault found. Everything but `points` should be 0.
struct SweepCounts {
    std::uint64_t points = 0;
    std::uint64_t corrupt = 0;  ///< a file that failed its check or could not be opened
    std::uint64_t lost = 0;     ///< acknowledged records that are nowhere
    std::uint64_t doubled = 0;  ///< records that are there twice
    std::uint64_t broken = 0;   ///< batches acknowledged as cut that are not there as they were

    [[nodiscard]] std::uint64_t bad() const { return corrupt + lost + doubled + broken; }
};

/// Runs the kiosk's day (20 submits with 2 second sealings, tidying, two cuts, an acknowledgement,
/// a contact) once for each operation that can fail, each `repeats` times with other sectors lost,
/// and checks each time what a restarted program finds. Points run from 1 until the day ends
/// unharmed; `step` leaves some out. Runs in child processes, because a failed store is never
/// closed.
[[nodiscard]] SweepCounts sweep_kiosk_day(Fault fault, std::uint64_t repeats, std::uint64_t step);

}  // namespace harmony::tests
