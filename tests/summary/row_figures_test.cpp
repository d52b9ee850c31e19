// Figures of table rows from sums an engagement. Expected numbers: tests/data/stats/rows.R (R 4.2.2
// with survey 4.1-1), which makes the same answers.
#include "summary/row_figures.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "summary/publishable.h"
#include "summary/published_rows.h"

using namespace harmony;
using namespace harmony::summary;

namespace {

struct Unit {
    std::size_t engagement = 0;
    std::size_t group = 0;
    std::size_t level = 0;
    double weight = 1;
};

std::vector<Unit> units() {
    std::vector<Unit> all;
    for (std::size_t e = 0; e < 8; ++e) {
        for (std::size_t u = 0; u < 25 + 3 * e; ++u) {
            const std::size_t v = (u * 7 + e * 3 + (u / 5) * e) % 11;
            const std::size_t level = v < 3 ? 0 : v < 6 ? 1 : v < 9 ? 2 : 3;
            all.push_back({e, u % 2, level, 0.5 + static_cast<double>((u * 5 + e) % 7) / 4});
        }
    }
    return all;
}

Question safe() {
    Question question{"safe", QuestionKind::one_choice, {}, ReportCap::open};
    for (const int score : {4, 3, 2, 1}) {
        question.choices.push_back({"s" + std::to_string(score),
                                    ChoiceRole::answer,
                                    true,
                                    static_cast<double>(score),
                                    score});
    }
    return question;
}

enum class Rows { whole, by_group, by_wave };

const std::vector<std::uint32_t> wave_of = {0, 0, 0, 0, 1, 1, 1, 1};

std::size_t row_of(const Unit& unit, Rows rows) {
    return rows == Rows::whole ? 0 : rows == Rows::by_group ? unit.group : wave_of[unit.engagement];
}

/// The table of `some`, by engagement, with its waves and weights.
Table table_of(const std::vector<Unit>& some, Rows rows, bool weighted) {
    const std::size_t n = rows == Rows::whole ? 1 : 2;
    Tabulation counts(n * 8, 4);
    WeightTabulation weights(n * 8, 4);
    for (const Unit& unit : some) {
        const std::size_t group = row_of(unit, rows) * 8 + unit.engagement;
        counts.add_answered(group, 1);
        counts.add_choice(group, unit.level, 1);
        weights.add_answered(group, unit.weight);
        weights.add_choice(group, unit.level, unit.weight);
    }
    std::vector<std::size_t> to;
    for (std::size_t i = 0; i < n * 8; ++i) {
        to.push_back(i / 8);
    }
    Table table = rows == Rows::whole ? Table(safe(), whole(counts))
                                      : Table(safe(),
                                              rows == Rows::by_group ? "group" : wave_grouping,
                                              {"a", "b"},
                                              regroup(counts, to, n));
    table.add_engagements(counts);
    table.add_strata(wave_of);
    if (weighted) {
        table.add_weights(weights);
    }
    return table;
}

const std::vector<ValuedCell> top = {{0, 1}, {1, 1}};
const std::vector<ValuedCell> net = {{0, 1}, {1, 1}, {2, -1}, {3, -1}};
const std::vector<ValuedCell> scores = {{0, 4}, {1, 3}, {2, 2}, {3, 1}};

/// p, se, df, n_design, kish, low, high, net, its se, mean, its se.
void check_row(const Table& table, std::size_t row, const std::vector<double>& expected) {
    const auto near = [](double value) { return Approx(value).epsilon(1e-9); };
    const RowFigures figures(table, row);
    const RangeRule rule;
    const Proportion share = figures.share(top, rule);
    CHECK(share.p == near(expected[0]));
    CHECK(share.standard_error == near(expected[1]));
    CHECK(share.degrees == near(expected[2]));
    CHECK(*share.n_design == near(expected[3]));
    CHECK(share.kish.n_eff == near(expected[4]));
    const Interval range = *interval_of(share, IntervalMethod::wilson_neff, rule);
    CHECK(range.low == near(expected[5]));
    CHECK(range.high == near(expected[6]));
    CHECK(figures.figure(net).value == near(expected[7]));
    CHECK(std::sqrt(figures.figure(net).variance) == near(expected[8]));
    CHECK(figures.figure(scores).value == near(expected[9]));
    CHECK(std::sqrt(figures.figure(scores).variance) == near(expected[10]));
}

}  // namespace

TEST_CASE("rows without weights agree with R, waves being strata", "[summary][row_figures]") {
    check_row(table_of(units(), Rows::whole, false),
              0,
              {0.524647887324,
               0.0131339811323,
               6,
               1445.74127717,
               284,
               0.452379155717,
               0.595898807674,
               0.0492957746479,
               0.0262679622647,
               2.58098591549,
               0.0307453943862});
}

TEST_CASE("weighted rows agree with R", "[summary][row_figures]") {
    check_row(table_of(units(), Rows::whole, true),
              0,
              {0.527170077629,
               0.0194587338035,
               6,
               658.304085155,
               244.655659803,
               0.454867686459,
               0.598350506072,
               0.0543401552576,
               0.038917467607,
               2.59703599153,
               0.0436591017705});
    check_row(table_of(units(), Rows::by_group, true),
              1,
              {0.524495677233,
               0.0127950543064,
               6,
               1523.39356092,
               120.589884827,
               0.422349327447,
               0.624632745509,
               0.0489913544669,
               0.0255901086128,
               2.59221902017,
               0.0488975840685});
}

TEST_CASE("a wave of one engagement takes every answer for itself, as R does then",
          "[summary][row_figures]") {
    std::vector<Unit> some = units();
    std::erase_if(some, [](const Unit& unit) {
        return unit.engagement != 0 && unit.engagement != 4 && unit.engagement != 5;
    });
    const Table table = table_of(some, Rows::whole, true);
    check_row(table,
              0,
              {0.530332681018,
               0.0535542031579,
               100,
               86.846357655,
               88.1867612293,
               0.425088098105,
               0.632946938288,
               0.0606653620352,
               0.107108406316,
               2.61252446184,
               0.115971896366});
    const RowFigures figures(table, 0);
    CHECK(figures.basis_of(figures.share(top, {})) == RangeBasis::one_cluster);
}

TEST_CASE("everybody is 100 % whatever they weigh", "[summary][row_figures]") {
    std::vector<Unit> all = units();
    for (Unit& unit : all) {
        unit.level = 0;
    }
    const Table table = table_of(all, Rows::whole, true);
    const RowFigures figures(table, 0);
    const Proportion share = figures.share(std::vector<ValuedCell>{{0, 1}}, {});
    CHECK(share.p == 1);
    CHECK(share.no_variance);
    CHECK(figures.share(std::vector<ValuedCell>{{1, 1}}, {}).p == 0);
}

TEST_CASE("what changed between waves is said with its range and what could have been seen",
          "[summary][change]") {
    std::vector<Table> tables;
    tables.push_back(table_of(units(), Rows::whole, true));
    tables.push_back(table_of(units(), Rows::by_wave, true));
    Fieldwork work;
    work.responses = units().size();
    const auto numbers = suppress(tables, Policy::of(Audience::internal), work);
    REQUIRE(numbers);
    const PublishedTable& by_wave = numbers->tables()[1];
    REQUIRE(by_wave.changes.size() == 1);  // answers with an order: the top alone
    const PublishedChange& change = by_wave.changes.front();
    CHECK(change.from == "a");
    CHECK(change.to == "b");
    CHECK_FALSE(change.choice);
    // R: 0.0505, range -0.0363 to 0.1374, p 0.2045, mde80 0.1190.
    CHECK(change.direction == Direction::no_clear_change);
    CHECK(change.points == 5);
    CHECK(change.low == -4);
    CHECK(change.high == 14);
    CHECK(change.could_have_seen == 12);
    CHECK(*change.p == Approx(0.204528031252).epsilon(1e-8));
    CHECK(direction_of(change, 0.04) == Direction::went_up);
    CHECK(direction_of(change, 0.05) == Direction::no_clear_change);
}

TEST_CASE("the top two answers and the bottom two stand beside a question with an order",
          "[summary][row_figures]") {
    std::vector<Table> tables;
    tables.push_back(table_of(units(), Rows::whole, true));
    Fieldwork work;
    work.responses = units().size();
    work.weighting.emplace();
    const auto numbers = suppress(tables, Policy::of(Audience::open), work);
    REQUIRE(numbers);
    const PublishedTable& table = numbers->tables()[0];
    CHECK(table.top == std::vector<std::size_t>{0, 1});
    CHECK(table.bottom == std::vector<std::size_t>{2, 3});
    const Ends& ends = *table.rows[0].ends;
    const Shown& shown = std::get<Shown>(ends.top);
    CHECK(shown.count == 149);  // 0.5246 of 284 people, and 53 % of their weights
    CHECK(shown.share->percent == 53);
    CHECK(shown.share->low == 45);
    CHECK(shown.share->high == 60);
    CHECK(shown.share->worth == Worth{284, 245, 658});
    CHECK(*ends.net == Net{5, -4, 15});
}

TEST_CASE("a list of three has one answer at each end, and one of two has none",
          "[summary][row_figures]") {
    Question question = safe();
    question.choices.pop_back();
    CHECK(end_choices(question).top == std::vector<std::size_t>{0});
    CHECK(end_choices(question).bottom == std::vector<std::size_t>{2});
    question.choices.pop_back();
    CHECK(end_choices(question).top.empty());
    question = safe();
    question.choices.push_back({"other"});
    CHECK(end_choices(question).top.empty());
}

TEST_CASE("how a margin stood before is no secret of a few people", "[summary][weighting][S6]") {
    std::vector<Table> tables;
    tables.push_back(table_of(units(), Rows::whole, true));
    Fieldwork work;
    work.responses = units().size();
    work.weighting.emplace();
    work.weighting->lines = {{"age", "old", 40, 41, 40, 280},
                             {"age", "young", 60, 1, 59, 4},
                             {"sex", "f", 51, 60, 51, 170},
                             {"sex", "m", 49, 40, 49, 114}};
    const auto numbers = suppress(tables, Policy::of(Audience::open), work);
    REQUIRE(numbers);
    const auto& lines = numbers->provenance().fieldwork.weighting->lines;
    CHECK_FALSE(lines[0].before);
    CHECK_FALSE(lines[1].before);
    CHECK(lines[2].before == 60U);
    CHECK(lines[2].people == 0);
    const auto internal = suppress(tables, Policy::of(Audience::internal), work);
    CHECK(internal->provenance().fieldwork.weighting->lines[1].people == 4);
}
