#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace harmony::admin::stats {

/// What `stats run` works on, in memory.
struct StatsInput {
    std::optional<std::string_view> data;  ///< the bytes of the CSV file; nothing without one
    std::string data_name;                 ///< for what is said about it
    std::string_view spec;                 ///< the bytes of SPEC.json
    std::string version;                   ///< of this program
};

/// What came of it.
struct StatsRun {
    int exit = 0;           ///< 0, 1 or 2 as a process ends
    std::string out;        ///< OUT.json; empty when none is to be written
    std::string complaint;  ///< one sentence when `out` is empty
};

/// Does every analysis of the spec in its order. The same input gives the same bytes.
/// Formats and sentences: docs/formats/stats-run.md.
[[nodiscard]] StatsRun run_stats(const StatsInput& input);

}  // namespace harmony::admin::stats
