#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "conformance/case_file.h"
#include "conformance/known.h"
#include "conformance/run_case.h"

namespace harmony::conformance {

struct Failure {
    std::string id;
    std::string why;
};

/// What came of the cases of one file.
struct FileOutcome {
    std::string file;
    Kind kind = Kind::expressions;
    std::size_t passed = 0;
    std::vector<Failure> failures;
    std::vector<Failure> known;              ///< failed, as the list of known differences says
    std::vector<std::string> passed_though;  ///< on that list, and passed
};

/// The ids on a list that no outcome has a word about.
[[nodiscard]] std::vector<std::string> not_met(std::span<const FileOutcome> outcomes,
                                               const Known& known);

/// Counts a verdict.
void add(FileOutcome& outcome, const std::string& id, const Verdict& verdict, const Known& known);

struct Totals {
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::size_t known = 0;
    std::size_t passed_though = 0;
};

[[nodiscard]] Totals totals(std::span<const FileOutcome> outcomes);

/// `   29 passed   0 failed  importer/pyxform-trigger.json`.
[[nodiscard]] std::string line_of(const FileOutcome& outcome);

/// As `--json` writes it.
[[nodiscard]] nlohmann::json to_json(std::span<const FileOutcome> outcomes);

}  // namespace harmony::conformance
