#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "admin/report/plan_input.h"
#include "base/error.h"
#include "summary/publishable.h"

// Things that the office counts in its own books (reports of little things, people at events) on
// their way into a report. They go through `suppress()` as answers do, so that the same rules hold.

namespace harmony::admin {

/// Something that is true of each thing: one of `labels`, or nothing (`no_label`).
struct ThingColumn {
    std::string name;
    std::vector<std::string> labels;
};

inline constexpr std::size_t no_label = static_cast<std::size_t>(-1);

/// `people` things of a kind: one label a column.
struct ThingRow {
    std::vector<std::size_t> labels;
    std::uint64_t people = 1;
};

/// All things of one book. One thing is of one person.
struct Things {
    std::vector<ThingColumn> columns;
    std::vector<ThingRow> rows;

    /// The label's place in the column; added when it is new.
    [[nodiscard]] std::size_t label(std::size_t column, const std::string& text);
    [[nodiscard]] std::uint64_t count() const;
};

/// What is counted: the labels of one column, by those of another (no_label: over all).
struct ThingTable {
    std::size_t column = no_label;  ///< no_label: the things themselves
    std::size_t by = no_label;
};

/// The tables with everything hidden that the audience may not see. Errors: refused (fewer things
/// than the audience's threshold).
[[nodiscard]] base::Result<summary::Publishable> protect(const Things& things,
                                                         std::span<const ThingTable> tables,
                                                         summary::Audience audience);

/// Words of a table of these numbers. Rows that count most come first when `sorted`.
struct ThingWords {
    std::string title;
    std::string caption;
    std::string row_head;    ///< what rows are
    std::string count_head;  ///< what is counted: "Reports"
    bool sorted = false;
};

/// A table of `protect`: a row a label, in words. A number that is gone stands as "hidden".
[[nodiscard]] BookTable thing_table(const summary::Publishable& numbers,
                                    const Things& things,
                                    const ThingTable& table,
                                    const ThingWords& words);

}  // namespace harmony::admin
