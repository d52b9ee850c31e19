#include "summary/published_rows.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "summary/display.h"
#include "summary/release_cells.h"

namespace harmony::summary {
namespace {

constexpr std::uint64_t few_answers_from = 30;
constexpr std::uint64_t percentages_from = 50;
constexpr std::uint64_t comparable_from = 100;

using CellList = std::vector<std::size_t>;

std::uint64_t sum_of(const Tabulation& counts, std::size_t group, const CellList& cells) {
    std::uint64_t sum = 0;
    for (const std::size_t cell : cells) {
        sum += counts.chose(group, cell);
    }
    return sum;
}

/// The share of those who are counted in one of `cells`; nobody is in two of them.
Share share_of(const Table& table, std::size_t row, const CellList& cells) {
    const std::uint64_t yes = sum_of(table.counts(), row, cells);
    const std::uint64_t base = table.counts().answered(row);
    Share share{percent(yes, base), 0, 0, RangeBasis::counts};
    Interval range = *wilson_counts(yes, base, published_level);
    if (table.engagements() > 0) {
        std::vector<Cluster> clusters;
        for (std::size_t e = 0; e < table.engagements(); ++e) {
            const std::size_t group = row * table.engagements() + e;
            clusters.push_back({sum_of(table.by_engagement(), group, cells),
                                table.by_engagement().answered(group)});
        }
        const ShareEstimate estimate = *estimate_share(clusters, published_level);
        range = estimate.range;
        share.basis = estimate.basis;
    }
    share.low = percent(range.low);
    share.high = percent(range.high);
    return share;
}

Shown shown_count(const Table& table, std::size_t row, const CellList& cells) {
    Shown shown{sum_of(table.counts(), row, cells), std::nullopt};
    if (reading_of(table.counts().answered(row)) != Reading::counts) {
        shown.share = share_of(table, row, cells);
    }
    return shown;
}

/// A count of a table and the value that it has in a mean.
struct ValuedCell {
    std::size_t cell = 0;
    double value = 0;
};

ClusterMoments moments(const Tabulation& counts,
                       std::size_t group,
                       const std::vector<ValuedCell>& cells) {
    ClusterMoments all;
    for (const ValuedCell& one : cells) {
        const std::uint64_t n = counts.chose(group, one.cell);
        all.asked += n;
        all.sum += static_cast<double>(n) * one.value;
        all.squares += static_cast<double>(n) * one.value * one.value;
    }
    return all;
}

/// Nothing where nobody is counted, or nothing has a value. A range ends where the scale does.
std::optional<Mean> mean_of(const Table& table,
                            std::size_t row,
                            const std::vector<ValuedCell>& cells) {
    std::vector<ClusterMoments> clusters;
    for (std::size_t e = 0; e < table.engagements(); ++e) {
        clusters.push_back(moments(table.by_engagement(), row * table.engagements() + e, cells));
    }
    if (table.engagements() == 0) {
        clusters.push_back(moments(table.counts(), row, cells));
    }
    const std::optional<MeanEstimate> estimate = estimate_mean(clusters, published_level);
    if (!estimate || reading_of(table.counts().answered(row)) == Reading::counts) {
        return std::nullopt;
    }
    const auto [lowest, highest] = std::minmax_element(
        cells.begin(), cells.end(), [](const ValuedCell& a, const ValuedCell& b) {
            return a.value < b.value;
        });
    return Mean{tenths(estimate->mean),
                tenths(std::max(estimate->range.low, lowest->value)),
                tenths(std::min(estimate->range.high, highest->value)),
                table.engagements() == 0 ? RangeBasis::counts : estimate->basis};
}

/// The answers of a question on a scale; none when one of them has no value.
std::vector<ValuedCell> values_of(const Question& question) {
    std::vector<ValuedCell> cells;
    for (const std::size_t choice : answer_choices(question)) {
        if (!question.choices[choice].value) {
            return {};
        }
        cells.push_back({choice, *question.choices[choice].value});
    }
    return cells;
}

bool any(const std::vector<bool>& hidden) {
    return std::find(hidden.begin(), hidden.end(), true) != hidden.end();
}

/// First place is 1, and so on.
std::vector<ValuedCell> places_of(const Question& ranking, std::size_t choice, std::size_t places) {
    std::vector<ValuedCell> cells;
    for (std::size_t place = 0; place < places; ++place) {
        cells.push_back({place_cell(ranking, choice, place), static_cast<double>(place + 1)});
    }
    return cells;
}

bool is_hidden(const Cell& cell) {
    return !std::holds_alternative<Shown>(cell);
}

std::size_t hidden_in(const std::vector<Cell>& cells) {
    return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), is_hidden));
}

}  // namespace

Reading reading_of(std::uint64_t base) {
    if (base < few_answers_from) {
        return Reading::counts;
    }
    if (base < percentages_from) {
        return Reading::few_answers;
    }
    return base < comparable_from ? Reading::percentages : Reading::comparable;
}

PublishedRow publish_row(const Table& table, std::size_t row, const RowPattern& pattern) {
    PublishedRow published;
    published.key = table.keys()[row];
    const std::vector<std::size_t> choices = answer_choices(table.question());
    if (pattern.base_hidden) {
        published.answered = Hidden{Because::base};
        published.choices.assign(choices.size(), Hidden{Because::base});
        return published;
    }
    const std::uint64_t base = table.counts().answered(row);
    published.answered = Shown{base, std::nullopt};
    published.reading = reading_of(base);
    for (std::size_t j = 0; j < choices.size(); ++j) {
        published.choices.push_back(pattern.choice_hidden[j]
                                        ? Cell{Hidden{Because::people}}
                                        : Cell{shown_count(table, row, {choices[j]})});
    }
    if (!any(pattern.choice_hidden)) {
        published.mean = mean_of(table, row, values_of(table.question()));
    }
    return published;
}

std::vector<PublishedPlaces> publish_places(const Table& ranking,
                                            std::size_t row,
                                            const PlacesPattern& pattern) {
    const Question& question = ranking.question();
    const std::vector<std::size_t> choices = answer_choices(question);
    std::vector<PublishedPlaces> all;
    for (std::size_t j = 0; j < choices.size(); ++j) {
        const std::vector<ValuedCell> cells = places_of(question, choices[j], choices.size());
        PublishedPlaces places;
        CellList first_two;
        bool two_hidden = false;
        for (std::size_t place = 0; place < cells.size(); ++place) {
            const bool hidden = pattern[j][place];
            places.places.push_back(hidden ? Cell{Hidden{Because::people}}
                                           : Cell{shown_count(ranking, row, {cells[place].cell})});
            if (place < 2) {
                first_two.push_back(cells[place].cell);
                two_hidden = two_hidden || hidden;
            }
        }
        places.first_two =
            two_hidden ? Cell{Hidden{Because::people}} : Cell{shown_count(ranking, row, first_two)};
        if (!any(pattern[j])) {
            places.place = mean_of(ranking, row, cells);
        }
        all.push_back(std::move(places));
    }
    return all;
}

PlacesPattern nothing_hidden(const Question& ranking) {
    const std::size_t answers = answer_choices(ranking).size();
    return PlacesPattern(answers, std::vector<bool>(answers, false));
}

namespace {

Tabulation first_counts(const Question& ranking, const Tabulation& counts) {
    Tabulation first(counts.groups(), ranking.choices.size());
    for (std::size_t group = 0; group < counts.groups(); ++group) {
        first.add_answered(group, counts.answered(group));
        first.add_skipped(group, counts.skipped(group));
        first.add_not_asked(group, counts.not_asked(group));
        for (std::size_t i = 0; i < ranking.choices.size(); ++i) {
            first.add_choice(group, i, counts.chose(group, place_cell(ranking, i, 0)));
        }
    }
    return first;
}

}  // namespace

Table first_places(const Table& ranking) {
    Question question = ranking.question();
    question.kind = QuestionKind::one_choice;
    Tabulation counts = first_counts(ranking.question(), ranking.counts());
    Table first =
        ranking.grouping().empty()
            ? Table(std::move(question), std::move(counts))
            : Table(std::move(question), ranking.grouping(), ranking.keys(), std::move(counts));
    if (ranking.engagements() > 0) {
        first.add_engagements(first_counts(ranking.question(), ranking.by_engagement()));
    }
    return first;
}

NoAnswer publish_kinds(const Tabulation& counts, const std::vector<bool>& hidden) {
    const std::vector<std::uint64_t> kinds = {
        counts.dont_know(0), counts.prefer_not(0), counts.skipped(0), counts.not_asked(0)};
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        cells.push_back(hidden[i] ? Cell{Hidden{Because::people}}
                                  : Cell{Shown{kinds[i], std::nullopt}});
    }
    return {cells[0], cells[1], cells[2], cells[3]};
}

Question shown_question(const Question& question) {
    Question shown{question.name, question.kind, {}, question.cap};
    for (const std::size_t choice : answer_choices(question)) {
        shown.choices.push_back(question.choices[choice]);
    }
    return shown;
}

PublishedRow too_few(std::size_t choices) {
    return {"", TooFew{}, std::vector<Cell>(choices, TooFew{}), Reading::counts};
}

namespace {

/// `base`: rounded; 0 where there is none.
void round_cell(Cell& cell, std::uint64_t base, std::uint64_t step) {
    Shown* const shown = std::get_if<Shown>(&cell);
    if (shown == nullptr) {
        return;
    }
    shown->count = rounded(shown->count, step);
    if (shown->share && base > 0) {
        Share& share = *shown->share;
        share.percent = percent(std::min(shown->count, base), base);
        share.low = std::min(share.low, share.percent);
        share.high = std::max(share.high, share.percent);
    }
}

void round_row(PublishedRow& row, std::uint64_t step) {
    round_cell(row.answered, 0, step);
    const Shown* const answered = std::get_if<Shown>(&row.answered);
    const std::uint64_t base = answered == nullptr ? 0 : answered->count;
    for (Cell& cell : row.choices) {
        round_cell(cell, base, step);
    }
    for (PublishedPlaces& choice : row.places) {
        for (Cell& cell : choice.places) {
            round_cell(cell, base, step);
        }
        round_cell(choice.first_two, base, step);
    }
}

}  // namespace

void round_counts(PublishedTable& table, std::uint64_t step) {
    if (step <= 1) {
        return;
    }
    for (PublishedRow& row : table.rows) {
        round_row(row, step);
    }
    if (table.no_answer) {
        for (Cell* const cell : {&table.no_answer->dont_know,
                                 &table.no_answer->prefer_not,
                                 &table.no_answer->skipped,
                                 &table.no_answer->not_asked}) {
            round_cell(*cell, 0, step);
        }
    }
}

std::size_t count_hidden(const PublishedTable& table) {
    std::size_t hidden = 0;
    for (const PublishedRow& row : table.rows) {
        hidden += (is_hidden(row.answered) ? 1 : 0) + hidden_in(row.choices);
        for (const PublishedPlaces& choice : row.places) {
            // First places are the row's own cells.
            hidden += hidden_in(choice.places) - (is_hidden(choice.places.front()) ? 1 : 0);
        }
    }
    if (table.no_answer) {
        hidden += hidden_in({table.no_answer->dont_know,
                             table.no_answer->prefer_not,
                             table.no_answer->skipped,
                             table.no_answer->not_asked});
    }
    return hidden;
}

}  // namespace harmony::summary
