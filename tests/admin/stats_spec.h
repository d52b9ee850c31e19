#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "admin/stats/stats_run.h"

// Specs and data of the tests of `stats run`, written inline.

namespace harmony::testing {

/// A spec with these members beside `format`.
[[nodiscard]] inline std::string spec_with(const std::string& members) {
    return R"({"format": "harmony-stats-spec/1", )" + members + "}";
}

/// A spec of these analyses.
[[nodiscard]] inline std::string spec_of(const std::string& analyses) {
    return spec_with("\"analyses\": [" + analyses + "]");
}

[[nodiscard]] inline admin::stats::StatsRun run_stats(const std::string& spec,
                                                      const std::optional<std::string>& data) {
    admin::stats::StatsInput input;
    input.spec = spec;
    if (data) {
        input.data = *data;
    }
    input.data_name = "answers.csv";
    input.version = "test";
    return admin::stats::run_stats(input);
}

/// The results of a run that wrote some. REQUIRES: it did.
[[nodiscard]] inline nlohmann::json results_of(const std::string& spec, const std::string& data) {
    const admin::stats::StatsRun run = run_stats(spec, data);
    return run.out.empty() ? nlohmann::json{{"complaint", run.complaint}}
                           : nlohmann::json::parse(run.out)["results"];
}

}  // namespace harmony::testing
