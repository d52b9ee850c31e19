#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "conformance/case_file.h"

namespace harmony::conformance {

/// Why a case failed; nothing when it passed.
using Verdict = std::optional<std::string>;

/// Runs one case of a file (survey profile, sections 18.3 to 18.5).
[[nodiscard]] Verdict run_case(const CaseFile& file, std::size_t index);

// One a kind. `test` is the case.
[[nodiscard]] Verdict run_expression(const CaseFile& file, const nlohmann::json& test);
[[nodiscard]] Verdict run_behaviour(const CaseFile& file, const nlohmann::json& test);
[[nodiscard]] Verdict run_importer(const CaseFile& file, const nlohmann::json& test);

}  // namespace harmony::conformance
