#include "admin/problem_grid.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "admin/form_table.h"
#include "admin/published_shelf.h"
#include "admin/report/words.h"
#include "summary/column.h"

namespace harmony::admin {

using base::Result;

namespace {

// Problem, place, time.
constexpr std::array<const char*, 3> questions = {"why_unsafe", "where_unsafe", "when_unsafe"};
// What says "none of these", "nowhere", "I do not feel unsafe" is no square of the grid.
constexpr std::array<const char*, 3> nothing = {"none", "nowhere", "never"};
constexpr double deepest = 0.42;  // dark words still read on it

/// One version of the survey that asks all three.
struct Asked {
    survey::Form form;
    db::TableInfo table;
    std::array<std::size_t, 3> columns{};
    std::array<std::vector<survey::Choice>, 3> choices;
};

std::optional<Asked> asked_in(survey::Form form, const db::TableInfo& table) {
    Asked asked{std::move(form), table, {}, {}};
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto index = asked.form.find(questions[i]);
        if (!index) {
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
Result<std::optional<Asked>> newest(db::OfficeStore& store, const std::string& survey) {
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
        if (auto asked = asked_in(std::move(*form), *table)) {
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

    [[nodiscard]] std::uint64_t at(std::size_t time, std::size_t problem, std::size_t place) const {
        return counts_[(time * problems_ + problem) * places_ + place];
    }

    [[nodiscard]] std::uint64_t most() const {
        return *std::max_element(counts_.begin(), counts_.end());
    }

private:
    std::size_t problems_;
    std::size_t places_;
    std::vector<std::uint64_t> counts_;
};

GridView grid_of(const Asked& asked, const Cube& cube, std::size_t time) {
    const auto label = [&](const survey::Choice& choice) {
        return std::string(asked.form.text(choice.label, asked.form.default_language()));
    };
    GridView grid{label(asked.choices[2][time]), {}, {}, {}};
    const double most = static_cast<double>(std::max<std::uint64_t>(cube.most(), 1));
    for (const survey::Choice& place : asked.choices[1]) {
        if (place.name != nothing[1]) {
            grid.across.push_back(label(place));
        }
    }
    for (std::size_t problem = 0; problem < asked.choices[0].size(); ++problem) {
        if (asked.choices[0][problem].name == nothing[0]) {
            continue;
        }
        grid.down.push_back(label(asked.choices[0][problem]));
        for (std::size_t place = 0; place < asked.choices[1].size(); ++place) {
            if (asked.choices[1][place].name != nothing[1]) {
                const std::uint64_t people = cube.at(time, problem, place);
                grid.squares.push_back(
                    {grouped_digits(people), deepest * static_cast<double>(people) / most});
            }
        }
    }
    return grid;
}

}  // namespace

Result<std::vector<GridView>> problem_grids(Office& office, const std::string& survey) {
    const auto asked = newest(office.store(), survey);
    if (!asked) {
        return asked.error();
    }
    std::vector<GridView> grids;
    if (!*asked) {
        return grids;
    }
    Cube cube(**asked);
    office.store().for_each_chunk((*asked)->form.name(),
                                  (*asked)->columns,
                                  [&](const db::TableChunk& chunk) { cube.take(chunk); });
    if (cube.most() == 0) {
        return grids;
    }
    for (std::size_t time = 0; time < (*asked)->choices[2].size(); ++time) {
        if ((*asked)->choices[2][time].name != nothing[2]) {
            grids.push_back(grid_of(**asked, cube, time));
        }
    }
    return grids;
}

}  // namespace harmony::admin
