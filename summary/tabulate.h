#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"
#include "summary/column.h"

namespace harmony::summary {

/// How many units chose what, for each group of a grouping. All counts are unweighted.
///
/// In every group answered + don't know + prefer not to say + skipped + not asked = units.
class Tabulation {
public:
    Tabulation() = default;
    Tabulation(std::size_t groups, std::size_t choices)
        : groups_(groups), choices_(choices), cells_(groups * (choices + five)) {}

    [[nodiscard]] std::size_t groups() const { return groups_; }
    [[nodiscard]] std::size_t choices() const { return choices_; }

    /// Units that chose `choice`, whatever its role.
    [[nodiscard]] std::uint64_t chose(std::size_t group, std::size_t choice) const {
        return cells_[at(group, five + choice)];
    }

    /// The base: units with an answer.
    [[nodiscard]] std::uint64_t answered(std::size_t group) const { return cells_[at(group, 0)]; }
    [[nodiscard]] std::uint64_t dont_know(std::size_t group) const { return cells_[at(group, 1)]; }
    [[nodiscard]] std::uint64_t prefer_not(std::size_t group) const { return cells_[at(group, 2)]; }
    /// Asked, and left empty.
    [[nodiscard]] std::uint64_t skipped(std::size_t group) const { return cells_[at(group, 3)]; }
    [[nodiscard]] std::uint64_t not_asked(std::size_t group) const { return cells_[at(group, 4)]; }
    [[nodiscard]] std::uint64_t units(std::size_t group) const;

    void add_choice(std::size_t group, std::size_t choice, std::uint64_t n) {
        cells_[at(group, five + choice)] += n;
    }

    void add_answered(std::size_t group, std::uint64_t n) { cells_[at(group, 0)] += n; }
    void add_dont_know(std::size_t group, std::uint64_t n) { cells_[at(group, 1)] += n; }
    void add_prefer_not(std::size_t group, std::uint64_t n) { cells_[at(group, 2)] += n; }
    void add_skipped(std::size_t group, std::uint64_t n) { cells_[at(group, 3)] += n; }
    void add_not_asked(std::size_t group, std::uint64_t n) { cells_[at(group, 4)] += n; }

    /// Drops the groups behind the first `groups`. REQUIRES: there are as many.
    void keep_first(std::size_t groups) {
        groups_ = groups;
        cells_.resize(groups * (choices_ + five));
    }

    /// Adds cell by cell: other chunks, or another version of the form that is the same series.
    /// REQUIRES: the same shape.
    Tabulation& operator+=(const Tabulation& other);

    bool operator==(const Tabulation&) const = default;

private:
    static constexpr std::size_t five = 5;

    [[nodiscard]] std::size_t at(std::size_t group, std::size_t cell) const {
        return group * (choices_ + five) + cell;
    }

    std::size_t groups_ = 0;
    std::size_t choices_ = 0;
    std::vector<std::uint64_t> cells_;
};

/// One question over all units: one group.
///
/// Errors: unreadable (a column's chunks do not fit together, or a code is not in the form).
[[nodiscard]] base::Result<Tabulation> tabulate(const QuestionColumn& question);

/// One question by one head column. Errors as `tabulate`.
[[nodiscard]] base::Result<Tabulation> tabulate_by(const QuestionColumn& question,
                                                   const Grouping& grouping);

/// All questions in one pass by up to two head columns, such as place and month. One tabulation a
/// question, in their order; group (a, b) has the index a * second.groups + b.
///
/// Fast where rows lie clustered by the groupings (closed chunks are): then a group is a run of
/// rows and counting is AND and popcount on planes. Errors as `tabulate`.
[[nodiscard]] base::Result<std::vector<Tabulation>> tabulate_all(
    std::span<const QuestionColumn> questions, std::span<const Grouping> groupings);

/// How many units lie in each group; a tabulation without choices in which every unit "answered".
[[nodiscard]] base::Result<Tabulation> count_units(const Grouping& grouping);

/// The same counts in other groups: group g is added to `to[g]`. For example (place, month) to
/// place. REQUIRES: one target a group, all below `groups`.
[[nodiscard]] Tabulation regroup(const Tabulation& tabulation,
                                 std::span<const std::size_t> to,
                                 std::size_t groups);

/// Everything in one group.
[[nodiscard]] Tabulation whole(const Tabulation& tabulation);

/// The slow plain way, row by row: what every fast path is tested against.
[[nodiscard]] base::Result<std::vector<Tabulation>> tabulate_plainly(
    std::span<const QuestionColumn> questions, std::span<const Grouping> groupings);

}  // namespace harmony::summary
