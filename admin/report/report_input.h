#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "summary/publishable.h"

namespace harmony::admin {

/// What a question and its choices are called in the report's language.
struct QuestionTexts {
    std::string label;  ///< empty: the question's name stands in
    std::string hint;
    std::map<std::string, std::string> choices;  ///< by choice name

    bool operator==(const QuestionTexts&) const = default;
};

/// All words of a report that are not its own. What is missing is shown by its name: a report never
/// fails for want of a label.
struct ReportTexts {
    std::string title;                               ///< "Neighbourhood perceptions, Tarnbeck"
    std::string organisation;                        ///< who publishes it
    std::string area;                                ///< everyone in {area}
    std::map<std::string, QuestionTexts> questions;  ///< by question name
    std::map<std::string, std::map<std::string, std::string>> groups;  ///< by grouping, then key
    /// More lines of the method: survey version and its hash, versions of Harmony, footfall.
    std::vector<std::pair<std::string, std::string>> method;
    base::Day made{};

    bool operator==(const ReportTexts&) const = default;
};

/// All that a renderer takes. Numbers come from `suppress()` alone. Borrows `numbers` for one call.
struct ReportInput {
    const summary::Publishable& numbers;
    ReportTexts texts;
};

}  // namespace harmony::admin
