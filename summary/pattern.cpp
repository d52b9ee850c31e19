#include "summary/pattern.h"

#include <algorithm>

#include "summary/grid.h"
#include "summary/protect.h"

// 1. Responses by group: one sum. Groups that are hidden here are hidden in every table.
// 2. A question over all units: its answers add up to the base, which is shown.
// 3. A question by groups: first the bases (one sum), then the cells between bases and totals.
// 4. A ranking over all units: answers by places, between the base of each answer and that of each
//    place. By groups, first places alone: who put what first is a choice like any other.
// 5. Where people could choose more than one, each choice is a table of its own: those who chose it
//    and those who did not add up to the base, and are hidden together.

namespace harmony::summary {
namespace {

/// The bases of the rows, between one source and one sum.
std::optional<std::vector<bool>> protect_bases(const std::vector<Arc>& bases,
                                               std::int64_t threshold) {
    Circulation table(2);
    Arc total{.from = 1, .to = 0};
    for (const Arc& base : bases) {
        table.add(base);
        total.value += base.value;
    }
    table.add(total);
    if (!protect(table, threshold)) {
        return std::nullopt;
    }
    std::vector<bool> hidden;
    for (std::size_t i = 0; i < bases.size(); ++i) {
        hidden.push_back(table.arc(i).hidden);
    }
    return hidden;
}

std::optional<std::vector<bool>> hide_bases(const Tabulation& counts,
                                            const std::vector<bool>& hidden_units,
                                            std::int64_t threshold) {
    std::vector<Arc> bases;
    for (std::size_t row = 0; row < counts.groups(); ++row) {
        const std::int64_t base = count(counts.answered(row));
        const bool is_small = small(base, threshold);
        bases.push_back({.from = 0,
                         .to = 1,
                         .value = base,
                         .minimum = 0,
                         .maximum = hidden_units[row] ? Arc::unbounded : count(counts.units(row)),
                         .cost = base,
                         .may_hide = base > 0,
                         .hidden = hidden_units[row] || is_small,
                         .primary = is_small});
    }
    return protect_bases(bases, threshold);
}

/// The row with the smallest base whose cells are not hidden yet; nothing when only empty ones are
/// left.
std::optional<std::size_t> smallest_shown(const Tabulation& counts,
                                          const std::vector<bool>& hidden) {
    std::optional<std::size_t> smallest;
    for (std::size_t row = 0; row < counts.groups(); ++row) {
        if (!hidden[row] && counts.answered(row) > 0 &&
            (!smallest || counts.answered(row) < counts.answered(*smallest))) {
            smallest = row;
        }
    }
    return smallest;
}

/// What the cells of a table are protected between. Without `total` there is one row, and the
/// cells lead straight to the sum.
struct Frame {
    const Tabulation& counts;
    const std::vector<bool>& base_hidden;
    const std::vector<bool>& veiled;  ///< rows whose cells are hidden whole
    const std::vector<bool>& units_hidden;
    const RowPattern* total;
    std::int64_t threshold;
};

Totals totals_of(const Frame& frame) {
    return frame.total == nullptr ? Totals::none : Totals::shown_elsewhere;
}

void add_bases(Grid& grid, const Frame& frame) {
    for (std::size_t row = 0; row < frame.counts.groups(); ++row) {
        const std::int64_t base = count(frame.counts.answered(row));
        grid.add_base(
            row,
            {.value = base,
             .minimum = 0,
             .maximum = frame.units_hidden[row] ? Arc::unbounded : count(frame.counts.units(row)),
             .hidden = frame.base_hidden[row],
             .primary = frame.base_hidden[row] && small(base, frame.threshold)});
    }
}

std::int64_t column_sum(const Tabulation& counts, std::size_t choice) {
    std::int64_t sum = 0;
    for (std::size_t row = 0; row < counts.groups(); ++row) {
        sum += count(counts.chose(row, choice));
    }
    return sum;
}

/// One choice a unit: all answers in one grid.
bool hide_one_choice(const Frame& frame,
                     const std::vector<std::size_t>& choices,
                     Pattern& pattern) {
    Grid grid(frame.counts.groups(), choices.size(), totals_of(frame));
    add_bases(grid, frame);
    std::vector<std::vector<std::size_t>> arcs(frame.counts.groups());
    for (std::size_t j = 0; j < choices.size(); ++j) {
        const std::int64_t sum = column_sum(frame.counts, choices[j]);
        for (std::size_t row = 0; row < frame.counts.groups(); ++row) {
            const std::int64_t n = count(frame.counts.chose(row, choices[j]));
            arcs[row].push_back(
                grid.add_cell(row, j, cell(n, frame.veiled[row], sum == 0, frame.threshold)));
        }
        if (frame.total != nullptr) {
            grid.add_total(j, total(sum, frame.total->choice_hidden[j], frame.threshold));
        }
    }
    if (!grid.protect(frame.threshold)) {
        return false;
    }
    for (std::size_t row = 0; row < frame.counts.groups(); ++row) {
        for (std::size_t j = 0; j < choices.size(); ++j) {
            pattern[row].choice_hidden[j] =
                frame.veiled[row] || grid.table().arc(arcs[row][j]).hidden;
        }
    }
    return true;
}

/// "Chose it" and "did not" of one row; hidden together, since the base is shown.
struct YesNo {
    Arc yes;
    Arc no;
};

YesNo yes_and_no(const Frame& frame, std::size_t row, std::size_t choice, YesNo sums) {
    const bool row_hidden = frame.veiled[row];
    const std::int64_t yes = count(frame.counts.chose(row, choice));
    const std::int64_t no = count(frame.counts.answered(row)) - yes;
    YesNo arcs{cell(yes, row_hidden, sums.yes.value == 0, frame.threshold),
               cell(no, row_hidden, sums.no.value == 0, frame.threshold)};
    arcs.no.minimum = 0;  // that nobody left it out is not shown anywhere
    if (!row_hidden) {
        arcs.yes.hidden = arcs.no.hidden = yes > 0 && (arcs.yes.primary || arcs.no.primary);
        arcs.yes.may_hide = arcs.no.may_hide = yes > 0;
        arcs.no.cost = arcs.yes.cost;
    }
    return arcs;
}

YesNo yes_and_no_totals(const Frame& frame, std::size_t choice, std::size_t j) {
    std::int64_t answered = 0;
    for (std::size_t row = 0; row < frame.counts.groups(); ++row) {
        answered += count(frame.counts.answered(row));
    }
    const std::int64_t yes = column_sum(frame.counts, choice);
    const bool hidden = frame.total != nullptr && frame.total->choice_hidden[j];
    YesNo sums{total(yes, hidden, frame.threshold), total(answered - yes, hidden, frame.threshold)};
    sums.no.minimum = 0;
    return sums;
}

/// Several choices a unit: one choice by itself.
bool hide_yes_or_no(const Frame& frame, std::size_t choice, std::size_t j, Pattern& pattern) {
    Grid grid(frame.counts.groups(), 2, totals_of(frame));
    add_bases(grid, frame);
    const YesNo sums = yes_and_no_totals(frame, choice, j);
    std::vector<std::size_t> arcs;
    for (std::size_t row = 0; row < frame.counts.groups(); ++row) {
        const YesNo both = yes_and_no(frame, row, choice, sums);
        arcs.push_back(grid.add_cell(row, 0, both.yes));
        const std::size_t no = grid.add_cell(row, 1, both.no);
        if (!frame.veiled[row]) {
            grid.table().tie(arcs.back(), no);
        }
    }
    if (frame.total != nullptr) {
        grid.add_total(0, sums.yes);
        grid.add_total(1, sums.no);
    }
    if (!grid.protect(frame.threshold)) {
        return false;
    }
    for (std::size_t row = 0; row < frame.counts.groups(); ++row) {
        pattern[row].choice_hidden[j] = frame.veiled[row] || grid.table().arc(arcs[row]).hidden;
    }
    return true;
}

std::optional<Pattern> hide_cells(const Question& question, const Frame& frame) {
    const std::vector<std::size_t> choices = answer_choices(question);
    Pattern pattern(frame.counts.groups());
    for (std::size_t row = 0; row < pattern.size(); ++row) {
        pattern[row] = {frame.base_hidden[row],
                        std::vector<bool>(choices.size(), frame.veiled[row])};
    }
    if (question.kind != QuestionKind::several_choices) {
        return hide_one_choice(frame, choices, pattern) ? std::optional(pattern) : std::nullopt;
    }
    for (std::size_t j = 0; j < choices.size(); ++j) {
        if (!hide_yes_or_no(frame, choices[j], j, pattern)) {
            return std::nullopt;
        }
    }
    return pattern;
}

}  // namespace

std::vector<std::size_t> answer_choices(const Question& question) {
    std::vector<std::size_t> choices;
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
        if (question.choices[i].role == ChoiceRole::answer && question.choices[i].offered) {
            choices.push_back(i);
        }
    }
    return choices;
}

std::optional<std::vector<bool>> hide_units(const std::vector<std::uint64_t>& units,
                                            std::int64_t threshold) {
    std::vector<Arc> bases;
    for (const std::uint64_t each : units) {
        const std::int64_t n = count(each);
        const bool is_small = small(n, threshold);
        bases.push_back({.from = 0,
                         .to = 1,
                         .value = n,
                         .minimum = std::min<std::int64_t>(1, n),
                         .cost = n,
                         .may_hide = n > 0,
                         .hidden = is_small,
                         .primary = is_small});
    }
    return protect_bases(bases, threshold);
}

std::optional<Pattern> hide_whole(const Question& question,
                                  const Tabulation& counts,
                                  std::int64_t threshold) {
    const std::vector<bool> nothing_hidden(1, false);
    return hide_cells(question,
                      {counts, nothing_hidden, nothing_hidden, nothing_hidden, nullptr, threshold});
}

std::optional<Pattern> hide_rows(const Question& question,
                                 const Tabulation& counts,
                                 const std::vector<bool>& hidden_units,
                                 const RowPattern& total,
                                 std::int64_t threshold) {
    const std::optional<std::vector<bool>> bases = hide_bases(counts, hidden_units, threshold);
    if (!bases) {
        return std::nullopt;
    }
    // A base just above the threshold can be too small for cells below it: none of them could be
    // the threshold beside the others. Then its cells are hidden whole, zeros and all; the smallest
    // first.
    std::vector<bool> veiled = *bases;
    while (true) {
        if (auto pattern =
                hide_cells(question, {counts, *bases, veiled, hidden_units, &total, threshold})) {
            return pattern;
        }
        const std::optional<std::size_t> next = smallest_shown(counts, veiled);
        if (!next) {
            return std::nullopt;
        }
        veiled[*next] = true;
    }
}

std::vector<bool> hide_kinds(const std::vector<std::int64_t>& kinds, std::int64_t threshold) {
    std::vector<Arc> arcs;
    bool any_small = false;
    for (const std::int64_t kind : kinds) {
        const bool is_small = small(kind, threshold);
        any_small = any_small || is_small;
        arcs.push_back({.from = 0,
                        .to = 1,
                        .value = kind,
                        .minimum = std::min<std::int64_t>(1, kind),
                        .cost = kind,
                        .may_hide = kind > 0,
                        .hidden = is_small,
                        .primary = is_small});
    }
    if (!any_small) {
        return std::vector<bool>(kinds.size(), false);
    }
    // Where the few who gave no answer cannot be hidden among others, none of the kinds is told.
    return protect_bases(arcs, threshold).value_or(std::vector<bool>(kinds.size(), true));
}

}  // namespace harmony::summary
