#include "summary/crossed.h"

#include <string>

#include "summary/audit.h"
#include "summary/search.h"
#include "summary/sum_table.h"

// Each square and those outside it add up to who named the answer, three times over: that is a
// table of sums as any other, and is searched and audited as one.

namespace harmony::summary {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// The answer of each question that a square is of.
std::array<std::size_t, 3> answers_of(const CrossedCounts& counts, std::size_t square) {
    return {square / counts.answers[2] / counts.answers[1],
            square / counts.answers[2] % counts.answers[1],
            square % counts.answers[2]};
}

bool fits_together(const CrossedCounts& counts) {
    if (counts.squares.size() != counts.answers[0] * counts.answers[1] * counts.answers[2]) {
        return false;
    }
    for (std::size_t question = 0; question < counts.answers.size(); ++question) {
        if (counts.alone[question].size() != counts.answers[question]) {
            return false;
        }
    }
    for (std::size_t square = 0; square < counts.squares.size(); ++square) {
        const std::array<std::size_t, 3> of = answers_of(counts, square);
        for (std::size_t question = 0; question < of.size(); ++question) {
            const auto& all = counts.alone[question][of[question]];
            if (all && counts.squares[square] > *all) {
                return false;
            }
        }
    }
    return true;
}

/// The same with answers that fewer than `least` named as if that were hidden: among so few no
/// square could be hidden behind the others.
CrossedCounts without_small(CrossedCounts counts, std::uint64_t least) {
    for (auto& answers : counts.alone) {
        for (std::optional<std::uint64_t>& all : answers) {
            if (all && *all > 0 && *all < least) {
                all.reset();
            }
        }
    }
    return counts;
}

/// Is it hidden how many named one of its answers?
bool is_of_hidden(const CrossedCounts& counts, std::size_t square) {
    const std::array<std::size_t, 3> of = answers_of(counts, square);
    for (std::size_t question = 0; question < of.size(); ++question) {
        if (!counts.alone[question][of[question]]) {
            return true;
        }
    }
    return false;
}

/// Squares come first, in their order.
SumTable sums_of(const CrossedCounts& counts) {
    SumTable table;
    for (std::size_t square = 0; square < counts.squares.size(); ++square) {
        SumCell cell{"square " + std::to_string(square),
                     static_cast<std::int64_t>(counts.squares[square])};
        cell.withheld = cell.may_be_zero = is_of_hidden(counts, square);
        table.cells.push_back(std::move(cell));
    }
    std::array<std::vector<std::size_t>, 3> totals;
    for (std::size_t question = 0; question < totals.size(); ++question) {
        for (std::size_t answer = 0; answer < counts.answers[question]; ++answer) {
            totals[question].push_back(table.cells.size());
            table.cells.push_back(
                {"answer " + std::to_string(question) + " " + std::to_string(answer),
                 static_cast<std::int64_t>(counts.alone[question][answer].value_or(0)),
                 CellRole::always_published});
        }
    }
    for (std::size_t square = 0; square < counts.squares.size(); ++square) {
        const std::array<std::size_t, 3> of = answers_of(counts, square);
        for (std::size_t question = 0; question < of.size(); ++question) {
            const auto& all = counts.alone[question][of[question]];
            if (!all) {
                continue;
            }
            table.sums.push_back({totals[question][of[question]], {square, table.cells.size()}});
            table.cells.push_back(
                {"outside " + std::to_string(square) + " " + std::to_string(question),
                 static_cast<std::int64_t>(*all - counts.squares[square]),
                 CellRole::implied});
        }
    }
    return table;
}

/// A pattern that passed the audit. Where none is found, answers that few named are hidden whole,
/// more of them each time; with all of them hidden there is nothing left to work anything out from.
HiddenCells hidden_squares(const CrossedCounts& counts, const Policy& policy) {
    const DisclosurePolicy rules{.threshold = policy.threshold()};
    for (std::uint64_t least = 2 * policy.threshold();; least *= 2) {
        const SumTable table = sums_of(without_small(counts, least));
        const HidingSearch found = search_hiding(table, rules);
        if (found.plan && audit(table, found.plan->hidden, rules).safe()) {
            return found.plan->hidden;
        }
    }
}

}  // namespace

Result<std::vector<Cell>> protect_crossed(const CrossedCounts& counts, const Policy& policy) {
    if (!fits_together(counts)) {
        return Error{ErrorKind::refused, "the squares are not of those who named the answers"};
    }
    std::vector<Cell> shown;
    for (const std::uint64_t people : counts.squares) {
        shown.emplace_back(Shown{people, std::nullopt});
    }
    if (policy.threshold() == 0) {
        return shown;
    }
    const HiddenCells hidden = hidden_squares(counts, policy);
    for (std::size_t square = 0; square < shown.size(); ++square) {
        if (hidden[square]) {
            shown[square] = Hidden{Because::people};
        }
    }
    return shown;
}

}  // namespace harmony::summary
