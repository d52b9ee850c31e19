#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "survey/benchmarks.h"
#include "survey/import.h"

namespace harmony::admin {

/// A survey that comes with Harmony.
struct ShippedSurvey {
    std::string id;
    std::string purpose;  ///< a sentence for officers, without its full stop
    survey::FileSet files;
};

/// All of them, the one that most offices begin with first.
[[nodiscard]] std::vector<ShippedSurvey> shipped_surveys();

/// Their form ids, in the same order.
[[nodiscard]] std::vector<std::string> shipped_ids();

/// The wordings that surveys are locked to (assets/benchmarks).
[[nodiscard]] survey::BenchmarkLibrary shipped_benchmarks();

/// The words of the phrase catalogue for `or_other`; the English ones for other languages.
[[nodiscard]] survey::OtherWords shipped_other_words(const survey::LanguageTag& language);

}  // namespace harmony::admin
