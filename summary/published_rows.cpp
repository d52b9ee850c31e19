#include "summary/published_rows.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "summary/display.h"
#include "summary/release_cells.h"
#include "summary/row_figures.h"

namespace harmony::summary {
namespace {

constexpr std::uint64_t few_answers_from = 30;
constexpr std::uint64_t percentages_from = 50;
constexpr std::uint64_t comparable_from = 100;

using CellList = std::vector<std::size_t>;

/// Whole points of a difference of shares, halves away from 0.
std::int32_t points(double difference) {
    return static_cast<std::int32_t>(std::lround(100 * difference));
}

std::uint64_t sum_of(const Tabulation& counts, std::size_t group, const CellList& cells) {
    std::uint64_t sum = 0;
    for (const std::size_t cell : cells) {
        sum += counts.chose(group, cell);
    }
    return sum;
}

constexpr RangeRule published_rule{published_level};

std::vector<ValuedCell> counted_as_one(const CellList& cells) {
    std::vector<ValuedCell> valued;
    for (const std::size_t cell : cells) {
        valued.push_back({cell, 1});
    }
    return valued;
}

std::uint64_t whole_answers(double n) {
    return static_cast<std::uint64_t>(std::max(0.0, std::floor(n + 0.5)));
}

Worth worth_of(const Proportion& share) {
    return {whole_answers(share.n_used),
            whole_answers(share.kish.n_eff),
            whole_answers(share.n_design.value_or(0))};
}

/// One row as it is published: its figures are made once.
class Row {
public:
    Row(const Table& table, std::size_t row) : table_(table), row_(row) {
        if (table.engagements() > 0 && table.counts().answered(row) > 0) {
            figures_.emplace(table, row);
        }
    }

    /// The share of those who are counted in one of `cells`; nobody is in two of them.
    [[nodiscard]] Share share(const CellList& cells) const {
        const std::uint64_t yes = sum_of(table_.counts(), row_, cells);
        const std::uint64_t base = table_.counts().answered(row_);
        Share share{percent(yes, base), 0, 0, RangeBasis::counts};
        Interval range = *wilson_counts(yes, base, published_level);
        if (figures_ && !figures_->empty()) {
            const Proportion estimate = figures_->share(counted_as_one(cells), published_rule);
            range = *interval_of(estimate, IntervalMethod::wilson_neff, published_rule);
            share.basis = figures_->basis_of(estimate);
            share.worth = worth_of(estimate);
            share.percent = table_.is_weighted() ? percent(estimate.p) : share.percent;
        }
        share.low = std::min(percent(range.low), share.percent);
        share.high = std::max(percent(range.high), share.percent);
        return share;
    }

    [[nodiscard]] Shown shown(const CellList& cells) const {
        Shown shown{sum_of(table_.counts(), row_, cells), std::nullopt};
        if (reading() != Reading::counts) {
            shown.share = share(cells);
        }
        return shown;
    }

    /// Nothing where nobody is counted, or nothing has a value. A range ends where the scale does.
    [[nodiscard]] std::optional<Mean> mean(const std::vector<ValuedCell>& cells) const {
        if (cells.empty() || reading() == Reading::counts) {
            return std::nullopt;
        }
        const auto [lowest, highest] = std::minmax_element(
            cells.begin(), cells.end(), [](const ValuedCell& a, const ValuedCell& b) {
                return a.value < b.value;
            });
        const auto in_tenths = [&, low = lowest->value, high = highest->value](
                                   double mean, const Interval& range, RangeBasis basis) {
            return Mean{tenths(mean),
                        tenths(std::max(range.low, low)),
                        tenths(std::min(range.high, high)),
                        basis};
        };
        if (figures_ && !figures_->empty()) {
            const RowFigure figure = figures_->figure(cells);
            return in_tenths(
                figure.value,
                wald(figure.value, std::sqrt(figure.variance), figure.degrees, published_rule),
                figure.basis);
        }
        const ClusterMoments all = moments(table_.counts(), row_, cells);
        const std::optional<MeanEstimate> estimate = estimate_mean({&all, 1}, published_level);
        return estimate
                   ? std::optional(in_tenths(estimate->mean, estimate->range, RangeBasis::counts))
                   : std::nullopt;
    }

    /// Top less bottom, in points.
    [[nodiscard]] std::optional<Net> net(const EndChoices& ends) const {
        if (!figures_ || figures_->empty() || reading() == Reading::counts) {
            return std::nullopt;
        }
        std::vector<ValuedCell> cells = counted_as_one(ends.top);
        for (const std::size_t cell : ends.bottom) {
            cells.push_back({cell, -1});
        }
        const RowFigure figure = figures_->figure(cells);
        const Interval range =
            wald(figure.value, std::sqrt(figure.variance), figure.degrees, published_rule);
        return Net{points(figure.value),
                   points(std::max(range.low, -1.0)),
                   points(std::min(range.high, 1.0))};
    }

private:
    [[nodiscard]] Reading reading() const { return reading_of(table_.counts().answered(row_)); }

    static ClusterMoments moments(const Tabulation& counts,
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

    const Table& table_;
    std::size_t row_;
    std::optional<RowFigures> figures_;
};

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

EndChoices end_choices(const Question& question) {
    EndChoices ends;
    if (question.kind != QuestionKind::one_choice) {
        return ends;
    }
    std::vector<std::size_t> ordered = answer_choices(question);
    for (const std::size_t choice : ordered) {
        if (!question.choices[choice].score) {
            return ends;
        }
    }
    std::stable_sort(ordered.begin(), ordered.end(), [&](std::size_t a, std::size_t b) {
        return *question.choices[a].score > *question.choices[b].score;
    });
    const std::size_t each = ordered.size() > 3 ? 2 : ordered.size() == 3 ? 1 : 0;
    const auto size = static_cast<std::ptrdiff_t>(each);
    ends.top.assign(ordered.begin(), ordered.begin() + size);
    ends.bottom.assign(ordered.end() - size, ordered.end());
    return ends;
}

namespace {

/// `hidden`: one an answer, in the order of `answers`.
std::optional<Ends> publish_ends(const Row& row,
                                 const Question& question,
                                 const std::vector<std::size_t>& answers,
                                 const std::vector<bool>& hidden) {
    const EndChoices ends = end_choices(question);
    if (ends.top.empty()) {
        return std::nullopt;
    }
    const auto any_hidden = [&](const std::vector<std::size_t>& choices) {
        return std::any_of(choices.begin(), choices.end(), [&](std::size_t choice) {
            const auto at = std::find(answers.begin(), answers.end(), choice) - answers.begin();
            return hidden[static_cast<std::size_t>(at)];
        });
    };
    const auto cell = [&](const std::vector<std::size_t>& choices) {
        return any_hidden(choices) ? Cell{Hidden{Because::people}} : Cell{row.shown(choices)};
    };
    const bool whole = !any_hidden(ends.top) && !any_hidden(ends.bottom);
    return Ends{cell(ends.top), cell(ends.bottom), whole ? row.net(ends) : std::nullopt};
}

}  // namespace

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
    const Row figures(table, row);
    published.answered = Shown{base, std::nullopt};
    published.reading = reading_of(base);
    for (std::size_t j = 0; j < choices.size(); ++j) {
        published.choices.push_back(pattern.choice_hidden[j] ? Cell{Hidden{Because::people}}
                                                             : Cell{figures.shown({choices[j]})});
    }
    if (!any(pattern.choice_hidden)) {
        published.mean = figures.mean(values_of(table.question()));
    }
    published.ends = publish_ends(figures, table.question(), choices, pattern.choice_hidden);
    return published;
}

std::vector<PublishedPlaces> publish_places(const Table& ranking,
                                            std::size_t row,
                                            const PlacesPattern& pattern) {
    const Question& question = ranking.question();
    const std::vector<std::size_t> choices = answer_choices(question);
    const Row figures(ranking, row);
    std::vector<PublishedPlaces> all;
    for (std::size_t j = 0; j < choices.size(); ++j) {
        const std::vector<ValuedCell> cells = places_of(question, choices[j], choices.size());
        PublishedPlaces places;
        CellList first_two;
        bool two_hidden = false;
        for (std::size_t place = 0; place < cells.size(); ++place) {
            const bool hidden = pattern[j][place];
            places.places.push_back(hidden ? Cell{Hidden{Because::people}}
                                           : Cell{figures.shown({cells[place].cell})});
            if (place < 2) {
                first_two.push_back(cells[place].cell);
                two_hidden = two_hidden || hidden;
            }
        }
        places.first_two =
            two_hidden ? Cell{Hidden{Because::people}} : Cell{figures.shown(first_two)};
        if (!any(pattern[j])) {
            places.place = figures.mean(cells);
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
        first.add_strata_and_weights_of(ranking);
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

/// `base`: rounded; 0 where there is none. Weighted shares are not shares of these counts, and
/// stay.
void round_cell(Cell& cell, std::uint64_t base, std::uint64_t step, bool weighted) {
    Shown* const shown = std::get_if<Shown>(&cell);
    if (shown == nullptr) {
        return;
    }
    shown->count = rounded(shown->count, step);
    if (shown->share && base > 0) {
        Share& share = *shown->share;
        share.percent = weighted ? share.percent : percent(std::min(shown->count, base), base);
        share.low = std::min(share.low, share.percent);
        share.high = std::max(share.high, share.percent);
    }
}

void round_row(PublishedRow& row, std::uint64_t step, bool weighted) {
    round_cell(row.answered, 0, step, weighted);
    const Shown* const answered = std::get_if<Shown>(&row.answered);
    const std::uint64_t base = answered == nullptr ? 0 : answered->count;
    for (Cell& cell : row.choices) {
        round_cell(cell, base, step, weighted);
    }
    for (PublishedPlaces& choice : row.places) {
        for (Cell& cell : choice.places) {
            round_cell(cell, base, step, weighted);
        }
        round_cell(choice.first_two, base, step, weighted);
    }
    if (row.ends) {
        round_cell(row.ends->top, base, step, weighted);
        round_cell(row.ends->bottom, base, step, weighted);
    }
}

}  // namespace

void round_counts(PublishedTable& table, std::uint64_t step, bool weighted) {
    if (step <= 1) {
        return;
    }
    for (PublishedRow& row : table.rows) {
        round_row(row, step, weighted);
    }
    if (table.no_answer) {
        for (Cell* const cell : {&table.no_answer->dont_know,
                                 &table.no_answer->prefer_not,
                                 &table.no_answer->skipped,
                                 &table.no_answer->not_asked}) {
            round_cell(*cell, 0, step, weighted);
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
