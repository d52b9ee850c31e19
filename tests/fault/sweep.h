#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "fault/crash_files.h"
#include "fault/library_bites.h"
#include "fault/workload.h"

namespace harmony::tests {

/// What is broken on purpose, for the self-checks.
struct Bites {
    LibraryBite library = LibraryBite::none;
    FileBite files = FileBite::none;
    WrongOrder order = WrongOrder::none;
};

/// Modes of reliability.md, section 3.
///
/// 1 power cut; 2, 3 I/O error once, from then on; 4, 5 disk full once, from then on; 6 half of a
/// write, then full; 7 the n-th sync fails and drops its data, the program restarts and goes on; 8
/// as 7, then a power cut; 9 a power cut, then another one while the program recovers; 10, 11 a
/// read fails once, reads fail from then on; 12 a read of a plain file answers half.
struct SweepOrder {
    std::string workload = "W1";
    int mode = 1;
    std::uint64_t seed = 1;     ///< of the first repeat: days, and what a power cut leaves
    std::uint64_t repeats = 1;  ///< with the seeds after it
    std::uint64_t step = 1;     ///< every how many points
    std::uint64_t point = 0;    ///< only this one; 0: all
    unsigned jobs = 1;          ///< child processes at a time
    Bites bites;
    bool quiet = false;              ///< says nothing about single points
    std::filesystem::path failures;  ///< where the disks of the first bad points go; empty: nowhere
};

/// Runs the day of `workload` once for each operation that can fail, as the mode says, and judges
/// each time what a program finds that begins afterwards. Points are counted to completion: there
/// are as many as a day without a fault has operations (modes 7 and 8: syncs, 10 to 12: reads).
/// Runs in child processes, because a failed store is never closed. Says on stderr how to repeat
/// what was bad.
[[nodiscard]] SweepCounts sweep(const SweepOrder& order);

/// False when there is no such workload or mode.
[[nodiscard]] bool is_possible(const SweepOrder& order);

}  // namespace harmony::tests
