#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <set>

#include "base/random.h"
#include "summary/column_builder.h"
#include "summary/publishable.h"
#include "summary/table.h"

using namespace harmony::summary;
using harmony::base::Error;
using harmony::base::Result;
using harmony::base::SeededRandom;
using harmony::tests::question_of;

namespace {

using Rows = std::vector<std::vector<std::uint64_t>>;

/// One answer count a choice; the role decides what else it is.
Tabulation counts_of(const Question& question, const Rows& rows) {
    Tabulation table(rows.size(), question.choices.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t i = 0; i < question.choices.size(); ++i) {
            table.add_choice(row, i, rows[row][i]);
            switch (question.choices[i].role) {
                case ChoiceRole::answer: table.add_answered(row, rows[row][i]); break;
                case ChoiceRole::dont_know: table.add_dont_know(row, rows[row][i]); break;
                case ChoiceRole::prefer_not: table.add_prefer_not(row, rows[row][i]); break;
                case ChoiceRole::no_answer: table.add_skipped(row, rows[row][i]); break;
            }
        }
    }
    return table;
}

std::vector<std::string> keys_of(std::size_t rows) {
    std::vector<std::string> keys;
    for (std::size_t row = 0; row < rows; ++row) {
        keys.push_back("place" + std::to_string(row));
    }
    return keys;
}

std::vector<Table> tables_of(const Question& question, const Tabulation& by_place) {
    std::vector<Table> tables;
    tables.emplace_back(question, whole(by_place));
    tables.emplace_back(question, "place", keys_of(by_place.groups()), by_place);
    Tabulation units(by_place.groups(), 0);
    for (std::size_t row = 0; row < by_place.groups(); ++row) {
        units.add_answered(row, by_place.units(row));
    }
    tables.emplace_back(Question{"", QuestionKind::units, {}, ReportCap::open},
                        "place",
                        keys_of(by_place.groups()),
                        units);
    return tables;
}

Fieldwork fieldwork_of(const Tabulation& counts, const Question& question) {
    Fieldwork fieldwork;
    fieldwork.responses = whole(counts).units(0);
    fieldwork.events = 3;
    fieldwork.asked = {{question.name, question.cap, true, Treatment::shown}};
    return fieldwork;
}

Result<Publishable> publish(const Question& question,
                            const Tabulation& by_place,
                            const Policy& policy = Policy::of(Audience::open)) {
    return suppress(tables_of(question, by_place), policy, fieldwork_of(by_place, question));
}

const Shown* shown(const Cell& cell) {
    return std::get_if<Shown>(&cell);
}

}  // namespace

TEST_CASE("large numbers are shown with percentages and ranges", "[summary][suppress]") {
    const Question question = question_of("safe", 2, true);
    const Tabulation counts = counts_of(question, {{60, 40, 12}});
    std::vector<Table> tables;
    tables.emplace_back(question, counts);
    const Publishable result =
        suppress(tables, Policy::of(Audience::open), fieldwork_of(counts, question)).value();
    REQUIRE(result.tables().size() == 1);
    const PublishedTable& table = result.tables()[0];
    CHECK(table.question.choices.size() == 2);  // don't know is no answer
    const PublishedRow& row = table.rows.at(0);
    CHECK(row.reading == Reading::comparable);
    CHECK(shown(row.answered)->count == 100);
    // python3: Wilson of 60 of 100 at 95 %: 0.5020, 0.6906
    CHECK(shown(row.choices[0])->share == Share{60, 50, 69, RangeBasis::counts});
    CHECK(shown(table.no_answer->dont_know)->count == 12);
    CHECK(shown(table.no_answer->skipped)->count == 0);
    CHECK(result.provenance().hidden_cells == 0);
    CHECK(result.provenance().fieldwork.asked[0].treatment == Treatment::shown);
}

TEST_CASE("few answers give counts and no percentages", "[summary][suppress]") {
    const Question question = question_of("safe", 2);
    const Publishable result = publish(question, counts_of(question, {{14, 15}})).value();
    const PublishedRow& row = result.tables()[0].rows.at(0);
    CHECK(row.reading == Reading::counts);
    CHECK(shown(row.choices[0])->count == 14);
    CHECK_FALSE(shown(row.choices[0])->share.has_value());
}

TEST_CASE("a small number takes the next smallest with it", "[summary][suppress]") {
    const Question question = question_of("safe", 4);
    const Publishable result = publish(question, counts_of(question, {{50, 3, 12, 0}})).value();
    const std::vector<Cell>& cells = result.tables()[0].rows.at(0).choices;
    CHECK(shown(cells[0])->count == 50);
    CHECK(std::get<Hidden>(cells[1]).because == Because::people);
    CHECK(std::get<Hidden>(cells[2]).because == Because::people);
    CHECK(shown(cells[3])->count == 0);
}

TEST_CASE("fewer responses than the threshold are not published at all", "[summary][suppress]") {
    const Question question = question_of("safe", 2);
    const Tabulation counts = counts_of(question, {{4, 5}});
    const auto refused = publish(question, counts);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message ==
          "The total '*|*' is below 10; publish it merged with another group or not at all.");
    CHECK(publish(question, counts, Policy::of(Audience::partner)).ok());
}

TEST_CASE("a question with too few answers is hidden whole and listed", "[summary][suppress]") {
    const Question question = question_of("safe", 2, true);
    const Publishable result = publish(question, counts_of(question, {{3, 4, 60}})).value();
    const PublishedTable& table = result.tables()[0];
    CHECK(std::holds_alternative<TooFew>(table.rows.at(0).answered));
    CHECK(std::holds_alternative<TooFew>(table.rows.at(0).choices[0]));
    CHECK(result.tables()[1].withheld);
    CHECK(result.provenance().fieldwork.asked[0].treatment == Treatment::withheld);
}

TEST_CASE("a place with few people is hidden whole and another with it", "[summary][suppress]") {
    const Question question = question_of("safe", 2);
    const Tabulation counts = counts_of(question, {{60, 50}, {4, 3}, {20, 30}, {0, 0}});
    const Publishable result = publish(question, counts).value();
    const PublishedTable& by_place = result.tables()[1];
    REQUIRE(by_place.rows.size() == 3);  // nobody came from the fourth
    CHECK(shown(by_place.rows[0].answered)->count == 110);
    CHECK(std::holds_alternative<Hidden>(by_place.rows[1].answered));
    CHECK(std::holds_alternative<Hidden>(by_place.rows[2].answered));
    // A reader cannot tell which of the two is small.
    CHECK(by_place.rows[1].answered == by_place.rows[2].answered);
    CHECK(by_place.rows[1].choices == by_place.rows[2].choices);
    const PublishedTable& units = result.tables()[2];
    CHECK(std::holds_alternative<Hidden>(units.rows[1].answered));
    CHECK(std::holds_alternative<Hidden>(units.rows[2].answered));
}

TEST_CASE("a place whose answers are all too few shows how many and no more",
          "[summary][suppress]") {
    // Ten people and four answers: beside three others none of them could be ten. So zeros are
    // hidden there as well.
    const Question question = question_of("safe", 5);
    const Rows rows = {{3, 3, 2, 2, 0}, {40, 30, 20, 20, 30}, {90, 80, 70, 60, 90}};
    const Publishable result = publish(question, counts_of(question, rows)).value();
    const PublishedTable& by_place = result.tables()[1];
    REQUIRE_FALSE(by_place.withheld);
    CHECK(shown(by_place.rows[0].answered)->count == 10);
    for (const Cell& cell : by_place.rows[0].choices) {
        CHECK(std::holds_alternative<Hidden>(cell));
    }
    CHECK(shown(by_place.rows[2].choices[0])->count == 90);
}

TEST_CASE("nearly everybody hides the few who did not", "[summary][suppress]") {
    Question question = question_of("where", 2);
    question.kind = QuestionKind::several_choices;
    Tabulation counts(1, 2);
    counts.add_answered(0, 60);
    counts.add_choice(0, 0, 57);
    counts.add_choice(0, 1, 30);
    const Publishable result = publish(question, counts).value();
    const std::vector<Cell>& cells = result.tables()[0].rows.at(0).choices;
    CHECK(std::holds_alternative<Hidden>(cells[0]));
    CHECK(shown(cells[1])->count == 30);
}

TEST_CASE("a scale has a mean where all its numbers are shown", "[summary][suppress]") {
    Question question = question_of("mark", 3);
    for (std::size_t i = 0; i < 3; ++i) {
        question.choices[i].value = static_cast<double>(i);
    }
    const auto mean_of = [&](const std::vector<std::uint64_t>& row, const Policy& policy) {
        return publish(question, counts_of(question, {row}), policy)
            .value()
            .tables()[0]
            .rows.at(0)
            .mean;
    };
    const Policy open = Policy::of(Audience::open);
    // python3, mean -+ t(99) SE of 20 zeros, 30 ones and 50 twos: 1.3, 1.144, 1.456.
    CHECK(mean_of({20, 30, 50}, open) == Mean{13, 11, 15, RangeBasis::counts});
    CHECK_FALSE(mean_of({3, 47, 50}, open));
    CHECK(mean_of({3, 47, 50}, Policy::of(Audience::internal)));
    CHECK_FALSE(mean_of({10, 10, 9}, Policy::of(Audience::internal)));  // under 30: counts alone
}

TEST_CASE("a value that its scale does not have is no answer", "[summary][suppress]") {
    Question question = question_of("mark", 2);
    question.choices.push_back({"", ChoiceRole::no_answer, false});
    const Publishable result = publish(question, counts_of(question, {{60, 40, 12}})).value();
    CHECK(shown(result.tables()[0].rows.at(0).answered)->count == 100);
    CHECK(shown(result.tables()[0].no_answer->skipped)->count == 12);
    CHECK(result.tables()[0].question.choices.size() == 2);
}

TEST_CASE("the kinds of no answer are hidden where one is small", "[summary][suppress]") {
    const Question question = question_of("safe", 2, true, true);
    const auto kinds = [&](std::uint64_t dont_know, std::uint64_t prefer_not) {
        return *publish(question, counts_of(question, {{60, 40, dont_know, prefer_not}}))
                    .value()
                    .tables()[0]
                    .no_answer;
    };
    CHECK(shown(kinds(20, 15).dont_know)->count == 20);
    CHECK(std::holds_alternative<Hidden>(kinds(20, 3).dont_know));
    CHECK(std::holds_alternative<Hidden>(kinds(20, 3).prefer_not));
    CHECK(shown(kinds(20, 3).skipped)->count == 0);
    // Three in all: which kind they are of is not told, not even by a zero.
    CHECK(std::holds_alternative<Hidden>(kinds(3, 0).skipped));
}

TEST_CASE("the office sees everything and says so", "[summary][suppress]") {
    Question question = question_of("safe", 3);
    question.cap = ReportCap::internal;
    const Tabulation counts = counts_of(question, {{1, 2, 3}, {0, 5, 1}});
    const Publishable inside = publish(question, counts, Policy::of(Audience::internal)).value();
    CHECK(inside.provenance().hidden_cells == 0);
    CHECK(shown(inside.tables()[1].rows[0].choices[0])->count == 1);
    CHECK(inside.provenance().policy.audience() == Audience::internal);
    const Publishable outside = publish(question, counts).value();
    CHECK(outside.tables().size() == 1);  // how many came from where
    CHECK(outside.provenance().fieldwork.asked[0].treatment == Treatment::internal_only);
}

TEST_CASE("tables that do not belong together are refused", "[summary][suppress]") {
    const Question question = question_of("safe", 2);
    const Tabulation counts = counts_of(question, {{20, 30}, {25, 15}});
    Fieldwork fieldwork = fieldwork_of(counts, question);
    std::vector<Table> tables = tables_of(question, counts);
    SECTION("other responses") {
        fieldwork.responses += 1;
        CHECK_FALSE(suppress(tables, Policy::of(Audience::open), fieldwork).ok());
    }
    SECTION("rows that do not add up to the whole") {
        tables.erase(tables.begin());
        CHECK_FALSE(suppress(tables, Policy::of(Audience::open), fieldwork).ok());
    }
    SECTION("single engagements outside the office") {
        tables.emplace_back(question, "engagement", keys_of(2), counts);
        CHECK_FALSE(suppress(tables, Policy::of(Audience::partner), fieldwork).ok());
        CHECK(suppress(tables, Policy::of(Audience::internal), fieldwork).ok());
    }
    SECTION("the same table twice") {
        tables.emplace_back(question, "place", keys_of(2), counts);
        CHECK_FALSE(suppress(tables, Policy::of(Audience::open), fieldwork).ok());
    }
}

TEST_CASE("a threshold goes up and never down", "[summary][suppress]") {
    CHECK(Policy::of(Audience::open).raised_to(20)->threshold() == 20);
    CHECK_FALSE(Policy::of(Audience::open).raised_to(5).ok());
    CHECK_FALSE(Policy::of(Audience::internal).raised_to(5).ok());
}

// Somebody who reads the report, and nothing else: works out all tables that fit what is shown, one
// by one, and notes which values each hidden number takes in them.
namespace {

class Reader {
public:
    Reader(const Publishable& report, std::uint64_t most) : most_(most) {
        for (const Cell& cell : report.tables()[0].rows.at(0).choices) {
            columns_.push_back(known(cell));
        }
        for (const PublishedRow& row : report.tables()[1].rows) {
            bases_.push_back(known(row.answered));
            cells_.emplace_back();
            for (const Cell& cell : row.choices) {
                cells_.back().push_back(known(cell));
            }
        }
        all_ = *known(report.tables()[0].rows.at(0).answered);
        sums_.assign(columns_.size(), 0);
        values_.assign(cells_.size(), std::vector<std::uint64_t>(columns_.size()));
        seen_.assign(cells_.size(), std::vector<std::set<std::uint64_t>>(columns_.size()));
        walk(0, 0, 0, 0);
    }

    [[nodiscard]] const std::set<std::uint64_t>& possible(std::size_t row,
                                                          std::size_t column) const {
        return seen_[row][column];
    }

    [[nodiscard]] bool hidden(std::size_t row, std::size_t column) const {
        return !cells_[row][column].has_value();
    }

private:
    using Known = std::optional<std::uint64_t>;

    static Known known(const Cell& cell) {
        const Shown* number = shown(cell);
        return number == nullptr ? Known{} : Known{number->count};
    }

    void walk(std::size_t row, std::size_t column, std::uint64_t row_sum, std::uint64_t all) {
        if (row == cells_.size()) {
            note_if_it_fits(all);
            return;
        }
        if (column == columns_.size()) {
            if (!bases_[row] || *bases_[row] == row_sum) {
                walk(row + 1, 0, 0, all);
            }
            return;
        }
        // Zeros are shown, but in rows that are hidden whole.
        const bool whole = std::none_of(cells_[row].begin(),
                                        cells_[row].end(),
                                        [](const Known& known) { return known.has_value(); });
        const std::uint64_t lowest = whole ? 0 : 1;
        std::uint64_t highest = std::min(most_, all_ - all);
        if (columns_[column]) {
            highest = std::min(highest, *columns_[column] - sums_[column]);
        }
        if (bases_[row]) {
            highest = std::min(highest, *bases_[row] - row_sum);
        }
        const Known cell = cells_[row][column];
        if (cell && *cell > highest) {
            return;
        }
        for (std::uint64_t n = cell.value_or(lowest); n <= cell.value_or(highest); ++n) {
            values_[row][column] = n;
            sums_[column] += n;
            walk(row, column + 1, row_sum + n, all + n);
            sums_[column] -= n;
        }
    }

    void note_if_it_fits(std::uint64_t all) {
        for (std::size_t column = 0; column < columns_.size(); ++column) {
            if (columns_[column] && *columns_[column] != sums_[column]) {
                return;
            }
        }
        if (all != all_) {
            return;
        }
        for (std::size_t row = 0; row < cells_.size(); ++row) {
            for (std::size_t column = 0; column < columns_.size(); ++column) {
                seen_[row][column].insert(values_[row][column]);
            }
        }
    }

    std::uint64_t most_;
    std::uint64_t all_ = 0;
    std::vector<Known> columns_;
    std::vector<Known> bases_;
    std::vector<std::vector<Known>> cells_;
    std::vector<std::uint64_t> sums_;
    std::vector<std::vector<std::uint64_t>> values_;
    std::vector<std::vector<std::set<std::uint64_t>>> seen_;
};

}  // namespace

// Trying every table takes long without optimisation.
#ifdef __OPTIMIZE__
constexpr int reader_rounds = 250;
#else
constexpr int reader_rounds = 15;
#endif

TEST_CASE("nobody can work out a hidden number from all that is shown", "[summary][suppress]") {
    SeededRandom random(20260701);
    const Policy policy = Policy::of(Audience::partner);
    const std::uint64_t threshold = policy.threshold();
    int hidden = 0;
    int tables = 0;
    for (int round = 0; round < reader_rounds; ++round) {
        const std::size_t answers = 2 + random.below(2);
        const std::size_t places = 2 + random.below(2);
        const Question question = question_of("safe", answers);
        Rows rows(places, std::vector<std::uint64_t>(answers));
        for (std::vector<std::uint64_t>& row : rows) {
            for (std::uint64_t& n : row) {
                n = random.below(3) == 0 ? random.below(4) : random.below(13);
            }
        }
        const Tabulation counts = counts_of(question, rows);
        const auto report = publish(question, counts, policy);
        if (!report || report->tables()[0].withheld || report->tables()[1].withheld ||
            shown(report->tables()[0].rows[0].answered) == nullptr) {
            continue;
        }
        ++tables;
        const Reader reader(*report, 40);
        const std::vector<PublishedRow>& published = report->tables()[1].rows;
        for (std::size_t row = 0; row < published.size(); ++row) {
            const std::size_t place = static_cast<std::size_t>(published[row].key.back() - '0');
            for (std::size_t j = 0; j < answers; ++j) {
                const std::uint64_t truth = rows[place][j];
                INFO("round " << round << " place " << place << " answer " << j << " = " << truth);
                REQUIRE(reader.possible(row, j).count(truth) == 1);
                if (truth > 0 && truth < threshold) {
                    CHECK(reader.hidden(row, j));
                    CHECK(*reader.possible(row, j).rbegin() >= threshold);
                }
                if (reader.hidden(row, j)) {
                    ++hidden;
                    const bool nobody_anywhere = whole(counts).chose(0, j) == 0;
                    CHECK((nobody_anywhere || reader.possible(row, j).size() > 1));
                }
            }
        }
    }
    CHECK(tables > reader_rounds / 3);
    CHECK(hidden > reader_rounds / 2);
}

TEST_CASE("a table of 26 places and five answers is protected quickly", "[summary][suppress]") {
    SeededRandom random(4);
    const Question question = question_of("safe", 5);
    Rows rows(26, std::vector<std::uint64_t>(5));
    for (std::vector<std::uint64_t>& row : rows) {
        for (std::uint64_t& n : row) {
            n = 1 + random.below(40);
        }
    }
    const Publishable report = publish(question, counts_of(question, rows)).value();
    CHECK_FALSE(report.tables()[1].withheld);
    CHECK(report.tables()[1].hidden_cells < 26 * 5 * 6 / 10);
}
