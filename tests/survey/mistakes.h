#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "survey/import.h"
#include "tape.h"

namespace harmony::survey::test {

/// The cells of a sheet as an author sees them; the header first.
using Grid = std::vector<std::vector<std::string>>;

/// A survey whose sheets can be changed cell by cell.
struct OpenSurvey {
    FolderSource source;
    Grid survey;
    Grid choices;
    Grid settings;
};

[[nodiscard]] OpenSurvey open_survey(FolderSource source);

/// With the sheets as they are now.
[[nodiscard]] FolderSource closed(const OpenSurvey& survey);

/// A row of a sheet as the messages name it: `survey` and 1 for its headers.
struct RowOf {
    std::string sheet;
    std::size_t row = 0;

    auto operator<=>(const RowOf&) const = default;
};

/// Where a mistake was made; any of the rows is a fair place to be told of it.
struct Mistake {
    std::set<RowOf> rows;
    std::string did;
};

/// One slip that an author makes.
struct Slip {
    const char* name;
    /// Why no check can see it, whatever it knows; null when a check must.
    const char* invisible;
    /// Makes it somewhere; nothing when the survey has no place for it.
    std::optional<Mistake> (*make)(OpenSurvey&, Tape&);
};

/// All slips that are tried.
[[nodiscard]] std::span<const Slip> slips();

}  // namespace harmony::survey::test
