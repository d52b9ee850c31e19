#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/due.h"
#include "events/fold.h"

namespace harmony::admin {

/// A case as officers list it. The record is the state's, which must outlive this.
struct CaseLine {
    const events::CaseRecord* record = nullptr;
    std::optional<base::Day> due;
    events::DueColour colour = events::DueColour::green;  ///< of one that is due
    int reports = 1;  ///< of this thing: itself, and the duplicates that were joined to it
    std::vector<events::SubjectId> alike;  ///< open reports that may be of the same thing
};

/// Which cases are listed.
struct CaseFilter {
    std::optional<events::CaseState> state = {};
    std::optional<events::CaseKind> kind = {};
    std::string owner = {};  ///< exactly; empty: any
    std::string place = {};  ///< as `where_of` says it; empty: any
    bool late = false;
    bool ended = false;  ///< also closed, joined and withdrawn ones
};

/// Whether nobody needs to do anything about it any more.
[[nodiscard]] bool is_ended(events::CaseState state);

/// Those of the filter: late ones first, then by when they are due, then those without a date; the
/// oldest first among equals.
[[nodiscard]] std::vector<CaseLine> list_cases(const events::State& state,
                                               const CaseFilter& filter,
                                               const events::Holidays& holidays,
                                               base::Day today);

/// The one case whose id begins so, at least 4 letters of it. Errors: absent, refused (several).
[[nodiscard]] base::Result<const events::CaseRecord*> find_case(const events::State& state,
                                                                std::string_view id);

/// What officers' first page says of all cases.
struct CaseFigures {
    struct At {
        std::string where;
        events::CaseKind kind = events::CaseKind::other;
        int reports = 0;
    };

    int open = 0;
    int late = 0;
    int done = 0;             ///< that were ever done, in the last 12 months
    int done_in_14_days = 0;  ///< of these, within 14 days of the report
    std::optional<base::Day> oldest_open;
    std::vector<At> places;  ///< with two reports and more, most first; ten at most
};

[[nodiscard]] CaseFigures case_figures(const events::State& state,
                                       const events::Holidays& holidays,
                                       base::Day today);

}  // namespace harmony::admin
