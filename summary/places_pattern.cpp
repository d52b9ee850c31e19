#include "summary/grid.h"
#include "summary/pattern.h"

// A ranking over all units as one grid: answers down, places across. Everybody who answered has one
// choice at each place, so the sum of each answer and of each place is the base, which is shown.

namespace harmony::summary {

std::optional<PlacesPattern> hide_places(const Question& question,
                                         const Tabulation& counts,
                                         std::int64_t threshold) {
    const std::vector<std::size_t> choices = answer_choices(question);
    const std::size_t places = choices.size();
    const std::int64_t base = count(counts.answered(0));
    // The last column are those who were not offered the choice: few of them could be told apart by
    // what is left of the base.
    Grid grid(choices.size(), places + 1, Totals::shown_elsewhere);
    std::vector<std::int64_t> sums(places + 1, 0);
    std::vector<std::vector<std::int64_t>> values(choices.size());
    for (std::size_t row = 0; row < choices.size(); ++row) {
        std::int64_t left = base;
        for (std::size_t place = 0; place < places; ++place) {
            values[row].push_back(
                count(counts.chose(0, place_cell(question, choices[row], place))));
            left -= values[row].back();
        }
        values[row].push_back(left);
        for (std::size_t column = 0; column <= places; ++column) {
            sums[column] += values[row][column];
        }
    }
    std::vector<std::vector<std::size_t>> arcs(choices.size());
    for (std::size_t row = 0; row < choices.size(); ++row) {
        grid.add_base(row, {.value = base, .minimum = 0});
        for (std::size_t column = 0; column <= places; ++column) {
            arcs[row].push_back(grid.add_cell(
                row, column, cell(values[row][column], false, sums[column] == 0, threshold)));
        }
    }
    for (std::size_t column = 0; column <= places; ++column) {
        grid.add_total(column, total(sums[column], false, threshold));
    }
    if (!grid.protect(threshold)) {
        return std::nullopt;
    }
    PlacesPattern pattern(choices.size());
    for (std::size_t row = 0; row < choices.size(); ++row) {
        for (std::size_t place = 0; place < places; ++place) {
            pattern[row].push_back(grid.table().arc(arcs[row][place]).hidden);
        }
    }
    return pattern;
}

}  // namespace harmony::summary
