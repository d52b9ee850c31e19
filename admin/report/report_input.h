#pragma once

#include <cstdint>
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

/// What happened on a day: shown on trends, under "Markers show what happened, not what caused a
/// change."
struct ActivityMarker {
    base::Day day{};
    std::string text;

    bool operator==(const ActivityMarker&) const = default;
};

/// A figure of somebody else that may stand beside a question of ours (specification, section 12).
struct OutsideFigure {
    enum class Shown : std::uint8_t {
        beside,       ///< a dashed line in the chart, never a bar
        as_sentence,  ///< under the table, with both questions quoted
    };

    Shown shown = Shown::as_sentence;
    std::string label;   ///< "England and Wales: 49 % (Office for National Statistics, ...)"
    double percent = 0;  ///< where a line is drawn
    std::vector<std::string> answers;  ///< our choices that the figure counts
    std::string question;              ///< as it was asked there
    std::string caveat;                ///< how it differs: always stands beside it
    std::string attribution;           ///< once a report: the licence's line; may be empty

    bool operator==(const OutsideFigure&) const = default;
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
    bool businesses = false;              ///< one response is one business, not one person
    std::vector<ActivityMarker> markers;  ///< by day
    std::map<std::string, std::vector<OutsideFigure>> outside;  ///< by question name
    std::map<std::string, std::vector<std::string>>
        words;  ///< by question: texts that were released

    bool operator==(const ReportTexts&) const = default;
};

/// All that a renderer takes. Numbers come from `suppress()` alone. Borrows `numbers` for one call.
struct ReportInput {
    const summary::Publishable& numbers;
    ReportTexts texts;
};

}  // namespace harmony::admin
