#pragma once

// Private to this room: which numbers of a release are hidden.

#include <map>
#include <string>
#include <vector>

#include "summary/published_rows.h"
#include "summary/release_cells.h"

namespace harmony::summary {

/// What all decisions of a release have in common.
struct Scope {
    std::uint64_t responses = 0;
    DisclosurePolicy policy;
    const ReleaseContext& context;
};

/// The units of one grouping.
struct UnitsDecision {
    bool withheld = false;  ///< nothing protects them: no table by this grouping
    RowStates rows;
};

using UnitsByGrouping = std::map<std::string, UnitsDecision>;

/// Tables, one a grouping, whose units are decided together.
[[nodiscard]] UnitsByGrouping decide_units(const std::map<std::string, const Table*>& tables,
                                           const Scope& scope);

/// A question and its tables by groups.
struct QuestionTables {
    const Table* whole = nullptr;
    std::vector<const Table*> by_groups;
};

/// One table by groups.
struct GroupsDecision {
    bool withheld = false;
    RowStates rows;
    Pattern pattern;
};

/// What is hidden of one question.
struct QuestionDecision {
    bool withheld = false;  ///< nothing protects it: nothing is said of it
    RowPattern whole;
    PlacesPattern places;  ///< of a ranking
    std::map<std::string, GroupsDecision> by_groups;
};

/// Decides a question with all its tables by groups together. Tables in `left_out` (groupings) and
/// those whose units are withheld are withheld. REQUIRES: its base is published.
[[nodiscard]] QuestionDecision decide_question(const QuestionTables& question,
                                               const UnitsByGrouping& units,
                                               const std::vector<std::string>& left_out,
                                               const Scope& scope);

/// Which of the kinds of no answer are hidden: don't know, prefer not to say, skipped, not asked.
/// Their sum is known.
[[nodiscard]] std::vector<bool> decide_kinds(const Table& table, const Scope& scope);

}  // namespace harmony::summary
