#pragma once

#include <string>
#include <vector>

#include "survey/benchmarks.h"
#include "survey_support.h"

namespace harmony::survey::test {

/// One case of tests/survey/codes: a survey, and every message that its check prints.
struct CodeCase {
    std::string file;
    std::string code;   ///< `S504`
    std::string title;  ///< what the case is about
    FolderSource source;
    std::vector<Waiver> waivers;
    std::string expected;  ///< empty: it must stay silent
};

/// All cases, by file and in their order. REQUIRES: the files are of the form that the README of
/// their folder describes.
[[nodiscard]] std::vector<CodeCase> code_cases();

/// The wordings that come with Harmony.
[[nodiscard]] BenchmarkLibrary shipped_benchmarks();

}  // namespace harmony::survey::test
