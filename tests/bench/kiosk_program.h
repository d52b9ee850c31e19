#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

// The kiosk's program and its peer, each as a process of its own.
namespace harmony::bench {

/// What a whole process costs.
struct ProgramCost {
    double memory_mb = 0;     ///< PSS: its own pages, and its share of shared ones
    double idle_percent = 0;  ///< of one core, while nobody touches it
};

/// Starts `program` with `arguments`, lets it settle for `settle_s`, and watches it for `watch_s`
/// while nothing happens. Nothing when it ended by itself.
[[nodiscard]] std::optional<ProgramCost> cost_at_rest(const std::string& program,
                                                      const std::vector<std::string>& arguments,
                                                      int settle_s,
                                                      int watch_s);

/// Milliseconds from starting `program` to the line "ready" that it prints. Nothing when it ended
/// without.
[[nodiscard]] std::optional<double> ms_until_ready(const std::string& program,
                                                   const std::vector<std::string>& arguments);

/// Figures of the survey of `survey` (a folder of assets/surveys) as a SurveyJS page in Chromium;
/// empty, with a sentence on the screen, when npm's packages, Chromium or a display are not there.
[[nodiscard]] nlohmann::json surveyjs_figures(const std::filesystem::path& source,
                                              const std::string& survey);

}  // namespace harmony::bench
