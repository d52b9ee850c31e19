#include "admin/problem_grid.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <string_view>

#include "admin/form_table.h"
#include "admin/published_shelf.h"
#include "admin/report/words.h"
#include "summary/column.h"
#include "summary/crossed.h"

namespace harmony::admin {

using base::Result;

namespace {

// What says "none of these", "nowhere", "I do not feel unsafe" is no square of the grid.
constexpr std::array<std::string_view, 3> nothing = {"none", "nowhere", "never"};
constexpr double deepest = 0.42;  // dark words still read on it

/// One version of the survey that asks all three.
struct Asked {
    survey::Form form;
    db::TableInfo table;
    std::array<std::string, 3> names;  ///< problem, place, time
    std::array<std::size_t, 3> columns{};
    std::array<std::vector<survey::Choice>, 3> choices;
};

std::optional<Asked> asked_in(survey::Form form,
                              const db::TableInfo& table,
                              const GridQuestions& questions) {
    Asked asked{
        std::move(form), table, {questions.problem, questions.place, questions.time}, {}, {}};
    for (std::size_t i = 0; i < asked.names.size(); ++i) {
        const auto index = asked.form.find(asked.names[i]);
        if (!index || asked.form.node(*index).answer_kind() != survey::AnswerKind::many) {
            return std::nullopt;
        }
        const auto column =
            db::OfficeStore::column_number(table, column_name(asked.form, asked.form.node(*index)));
        if (!column) {
            return std::nullopt;
        }
        asked.columns[i] = *column;
        asked.choices[i] = asked.form.list_of(*index).choices;
    }
    return asked;
}

/// The newest version with answers that asks all three.
Result<std::optional<Asked>> newest(db::OfficeStore& store,
                                    const std::string& survey,
                                    const GridQuestions& questions) {
    std::optional<Asked> found;
    for (const ShelvedSurvey& shelved : surveys_on_shelf(store)) {
        const auto table = shelved.id == survey ? store.table(shelved.name) : std::nullopt;
        if (!table || table->rows == 0) {
            continue;
        }
        Result<survey::Form> form = form_on_shelf(store, shelved.name);
        if (!form) {
            return form.error();
        }
        if (auto asked = asked_in(std::move(*form), *table, questions)) {
            found = std::move(asked);
        }
    }
    return found;
}

/// Counts by time, problem, place.
class Cube {
public:
    explicit Cube(const Asked& asked)
        : problems_(asked.choices[0].size()),
          places_(asked.choices[1].size()),
          counts_(problems_ * places_ * asked.choices[2].size(), 0) {}

    void take(const db::TableChunk& chunk) {
        const auto view = [&](std::size_t at) {
            const db::ColumnChunk& column = chunk.columns[at];
            return summary::ChunkView::planes(column.rows(), column.all_planes());
        };
        const auto problem = view(0);
        const auto place = view(1);
        const auto time = view(2);
        for (std::size_t at = 0; at < counts_.size(); ++at) {
            const auto p = problem.plane(summary::first_choice_plane + at / places_ % problems_);
            const auto w = place.plane(summary::first_choice_plane + at % places_);
            const auto t = time.plane(summary::first_choice_plane + at / (places_ * problems_));
            for (std::size_t word = 0; word < p.size(); ++word) {
                counts_[at] +=
                    static_cast<std::uint64_t>(std::popcount(p[word] & w[word] & t[word]));
            }
        }
    }

    /// By problem, place, time.
    [[nodiscard]] std::vector<std::uint64_t> squares() const {
        std::vector<std::uint64_t> all;
        const std::size_t times = counts_.size() / (problems_ * places_);
        for (std::size_t at = 0; at < problems_ * places_; ++at) {
            for (std::size_t time = 0; time < times; ++time) {
                all.push_back(counts_[time * problems_ * places_ + at]);
            }
        }
        return all;
    }

    [[nodiscard]] bool is_empty() const {
        return std::all_of(counts_.begin(), counts_.end(), [](std::uint64_t n) { return n == 0; });
    }

private:
    std::size_t problems_;
    std::size_t places_;
    std::vector<std::uint64_t> counts_;
};

/// Who named each answer, as the numbers print it; nothing at all where they do not have the
/// question.
std::optional<std::vector<std::optional<std::uint64_t>>> printed(
    const summary::Publishable& numbers,
    const std::string& question,
    const std::vector<survey::Choice>& choices) {
    for (const summary::PublishedTable& table : numbers.tables()) {
        if (table.question.name != question || !table.grouping.empty() || table.withheld) {
            continue;
        }
        std::vector<std::optional<std::uint64_t>> all(choices.size());
        for (std::size_t at = 0; at < choices.size(); ++at) {
            const auto& told = table.question.choices;
            const auto found = std::find_if(told.begin(), told.end(), [&](const auto& choice) {
                return choice.name == choices[at].name;
            });
            const auto place = static_cast<std::size_t>(found - told.begin());
            const auto* const shown =
                found == told.end() || place >= table.rows.front().choices.size()
                    ? nullptr
                    : std::get_if<summary::Shown>(&table.rows.front().choices[place]);
            all[at] = shown != nullptr ? std::optional(shown->count) : std::nullopt;
        }
        return all;
    }
    return std::nullopt;
}

bool is_nothing(const survey::Choice& choice) {
    return std::find(nothing.begin(), nothing.end(), choice.name) != nothing.end();
}

/// Squares as they may be seen.
class Grids {
public:
    Grids(const Asked& asked, std::vector<summary::Cell> cells)
        : asked_(asked), cells_(std::move(cells)) {
        for (const summary::Cell& cell : cells_) {
            const auto* const shown = std::get_if<summary::Shown>(&cell);
            most_ = std::max(most_, shown != nullptr ? shown->count : 0);
        }
    }

    [[nodiscard]] std::vector<GridView> all() const {
        std::vector<GridView> grids;
        for (std::size_t time = 0; time < asked_.choices[2].size(); ++time) {
            if (!is_nothing(asked_.choices[2][time])) {
                grids.push_back(at(time));
            }
        }
        return grids;
    }

private:
    [[nodiscard]] std::string label(const survey::Choice& choice) const {
        return std::string(asked_.form.text(choice.label, asked_.form.default_language()));
    }

    [[nodiscard]] GridView at(std::size_t time) const {
        GridView grid{label(asked_.choices[2][time]), {}, {}, {}};
        for (const survey::Choice& place : asked_.choices[1]) {
            if (!is_nothing(place)) {
                grid.across.push_back(label(place));
            }
        }
        for (std::size_t problem = 0; problem < asked_.choices[0].size(); ++problem) {
            if (is_nothing(asked_.choices[0][problem])) {
                continue;
            }
            grid.down.push_back(label(asked_.choices[0][problem]));
            for (std::size_t place = 0; place < asked_.choices[1].size(); ++place) {
                if (!is_nothing(asked_.choices[1][place])) {
                    grid.squares.push_back(square(problem, place, time));
                }
            }
        }
        return grid;
    }

    [[nodiscard]] GridSquare square(std::size_t problem,
                                    std::size_t place,
                                    std::size_t time) const {
        const std::size_t index =
            (problem * asked_.choices[1].size() + place) * asked_.choices[2].size() + time;
        const auto* const shown = std::get_if<summary::Shown>(&cells_[index]);
        if (shown == nullptr) {
            return {"hidden", 0};
        }
        return {grouped_digits(shown->count),
                deepest * static_cast<double>(shown->count) /
                    static_cast<double>(std::max<std::uint64_t>(most_, 1))};
    }

    const Asked& asked_;
    std::vector<summary::Cell> cells_;
    std::uint64_t most_ = 0;
};

}  // namespace

Result<std::vector<GridView>> problem_grids(Office& office,
                                            const std::string& survey,
                                            const summary::Publishable& numbers,
                                            const GridQuestions& questions) {
    const auto asked = newest(office.store(), survey, questions);
    if (!asked) {
        return asked.error();
    }
    if (!*asked) {
        return std::vector<GridView>{};
    }
    summary::CrossedCounts counts;
    for (std::size_t question = 0; question < 3; ++question) {
        auto alone = printed(numbers, (*asked)->names[question], (*asked)->choices[question]);
        if (!alone) {
            return std::vector<GridView>{};
        }
        counts.answers[question] = (*asked)->choices[question].size();
        counts.alone[question] = std::move(*alone);
    }
    Cube cube(**asked);
    office.store().for_each_chunk((*asked)->form.name(),
                                  (*asked)->columns,
                                  [&](const db::TableChunk& chunk) { cube.take(chunk); });
    if (cube.is_empty()) {
        return std::vector<GridView>{};
    }
    counts.squares = cube.squares();
    Result<std::vector<summary::Cell>> cells =
        summary::protect_crossed(counts, numbers.provenance().policy);
    // What cannot be protected is not shown; the questions by themselves are.
    return cells ? Grids(**asked, std::move(*cells)).all() : std::vector<GridView>{};
}

}  // namespace harmony::admin
