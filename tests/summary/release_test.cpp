// Releases of several tables: what is printed of all of them together.
#include <algorithm>
#include <catch2/catch.hpp>

#include "summary/column_builder.h"
#include "summary/linked.h"
#include "summary/publishable.h"
#include "summary/release_audit.h"
#include "summary/search.h"
#include "summary/table.h"
#include "summary/why_hidden.h"

using namespace harmony::summary;

namespace {

/// A question of two answers over all, whose base is published.
LinkedCells question(std::int64_t yes, std::int64_t no) {
    LinkedCells cells;
    const std::size_t base = cells.add({"safe", yes + no, CellRole::always_published});
    const std::size_t y = cells.add({"safe=yes", yes});
    const std::size_t n = cells.add({"safe=no", no});
    cells.add_sum(base, {y, n});
    return cells;
}

/// Its rows by a grouping, from (yes, no), all numbers open.
void add_rows(LinkedCells& cells,
              const std::string& grouping,
              const std::vector<std::pair<std::int64_t, std::int64_t>>& rows) {
    std::vector<std::size_t> yes;
    std::vector<std::size_t> no;
    std::vector<std::size_t> bases;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const std::string key = "|" + grouping + "=" + std::to_string(r);
        bases.push_back(cells.add({"safe" + key, rows[r].first + rows[r].second}));
        yes.push_back(cells.add({"safe=yes" + key, rows[r].first}));
        no.push_back(cells.add({"safe=no" + key, rows[r].second}));
        cells.add_sum(bases.back(), {yes.back(), no.back()});
    }
    cells.add_sum(*cells.find("safe"), bases);
    cells.add_sum(*cells.find("safe=yes"), yes);
    cells.add_sum(*cells.find("safe=no"), no);
}

}  // namespace

// Two tables of one question, by place and by age, are three tables in one: what is left of both is
// judged by trying every table of whole numbers that prints alike.
namespace {

struct Linked {
    LinkedCells cells;
    std::vector<std::vector<std::int64_t>> by_place;  ///< (yes, no) a row
    std::vector<std::vector<std::int64_t>> by_age;
};

Linked random_linked(harmony::base::RandomSource& random) {
    Linked made;
    made.by_place.assign(2, std::vector<std::int64_t>(2));
    made.by_age = made.by_place;
    for (int person = 0; person < 40; ++person) {
        const std::size_t answer = random.below(3) == 0 ? 1 : 0;
        ++made.by_place[random.below(5) == 0 ? 1 : 0][answer];
        ++made.by_age[random.below(4) == 0 ? 1 : 0][answer];
    }
    made.cells = question(made.by_place[0][0] + made.by_place[1][0],
                          made.by_place[0][1] + made.by_place[1][1]);
    for (const auto* rows : {&made.by_place, &made.by_age}) {
        add_rows(made.cells,
                 rows == &made.by_place ? "place" : "age",
                 {{(*rows)[0][0], (*rows)[0][1]}, {(*rows)[1][0], (*rows)[1][1]}});
    }
    return made;
}

/// The largest and smallest value of every number over all tables of whole numbers that print
/// alike: they hang on two of each grouping's four and on how many said yes.
class EveryTable {
public:
    /// `zeros`: hidden numbers that may be 0, since their row is hidden whole.
    EveryTable(const LinkedCells& cells, const HiddenCells& hidden, const HiddenCells& zeros)
        : cells_(cells),
          hidden_(hidden),
          zeros_(zeros),
          low_(hidden.size(), 1'000),
          high_(hidden.size(), -1'000) {
        for (std::int64_t yes = 0; yes <= 40; ++yes) {
            rows_.clear();
            rows_["safe=yes"] = yes;
            rows_["safe=no"] = 40 - yes;
            rows_["safe"] = 40;
            if (fits({"safe=yes", "safe=no"}) && walk("age", yes, false)) {
                walk("place", yes, true);
                walk("age", yes, true);
            }
        }
    }

    [[nodiscard]] std::int64_t low(std::size_t cell) const { return low_[cell]; }
    [[nodiscard]] std::int64_t high(std::size_t cell) const { return high_[cell]; }

private:
    [[nodiscard]] bool fits(const std::vector<std::string>& ids) const {
        for (const std::string& id : ids) {
            const std::size_t at = *cells_.find(id);
            const std::int64_t n = rows_.at(id);
            if (hidden_[at] ? n < (zeros_[at] ? 0 : 1) : n != cells_.table().cells[at].count) {
                return false;
            }
        }
        return true;
    }

    /// Every table of one grouping; notes them where the other grouping has one too.
    bool walk(const std::string& grouping, std::int64_t yes, bool note) {
        if (note && !walk(grouping == "age" ? "place" : "age", yes, false)) {
            return false;
        }
        bool any = false;
        const auto id = [&](const std::string& what, int row) {
            return what + "|" + grouping + "=" + std::to_string(row);
        };
        for (std::int64_t a = 0; a <= yes; ++a) {
            for (std::int64_t b = 0; b <= 40 - yes; ++b) {
                rows_[id("safe=yes", 0)] = a;
                rows_[id("safe=yes", 1)] = yes - a;
                rows_[id("safe=no", 0)] = b;
                rows_[id("safe=no", 1)] = 40 - yes - b;
                rows_[id("safe", 0)] = a + b;
                rows_[id("safe", 1)] = 40 - a - b;
                const std::vector<std::string> ids = {id("safe=yes", 0),
                                                      id("safe=yes", 1),
                                                      id("safe=no", 0),
                                                      id("safe=no", 1),
                                                      id("safe", 0),
                                                      id("safe", 1)};
                if (fits(ids)) {
                    any = true;
                    for (const std::string& each : note ? ids : std::vector<std::string>()) {
                        seen(each);
                    }
                }
            }
        }
        if (any && note) {
            seen("safe=yes");
            seen("safe=no");
        }
        return any;
    }

    void seen(const std::string& id) {
        const std::size_t at = *cells_.find(id);
        low_[at] = std::min(low_[at], rows_.at(id));
        high_[at] = std::max(high_[at], rows_.at(id));
    }

    const LinkedCells& cells_;
    const HiddenCells& hidden_;
    const HiddenCells& zeros_;
    std::map<std::string, std::int64_t> rows_;
    std::vector<std::int64_t> low_;
    std::vector<std::int64_t> high_;
};

}  // namespace

// Trying every table takes long without optimisation.
#ifdef __OPTIMIZE__
constexpr std::size_t every_table_rounds = 40;
#else
constexpr std::size_t every_table_rounds = 8;
#endif

TEST_CASE("nobody can work out a hidden number from two tables together",
          "[summary][linked][ST4]") {
    harmony::base::SeededRandom random(96);
    const DisclosurePolicy policy{5, DisclosureRule::interval, 1, true};
    std::size_t plans = 0;
    std::size_t hidden = 0;
    for (std::size_t round = 0; round < every_table_rounds; ++round) {
        const Linked made = random_linked(random);
        REQUIRE(made.cells.check().ok());
        const HidingSearch found = search_hiding(made.cells.table(), policy);
        if (!found.plan) {
            continue;
        }
        ++plans;
        const HiddenCells none(found.plan->hidden.size());
        const EveryTable every(made.cells, found.plan->hidden, none);
        for (std::size_t i = 0; i < found.plan->hidden.size(); ++i) {
            const SumCell& cell = made.cells.table().cells[i];
            if (found.plan->hidden[i]) {
                ++hidden;
                INFO("round " << round << " " << cell.id << " = " << cell.count);
                CHECK(every.high(i) > every.low(i));
                CHECK((!is_primary(cell, policy) || every.high(i) >= policy.threshold));
            } else {
                CHECK_FALSE((cell.role == CellRole::open && is_primary(cell, policy)));
            }
        }
    }
    CHECK(plans > every_table_rounds / 4);
    CHECK(hidden > every_table_rounds);
}

namespace {

Question yes_or_no() {
    Question question = harmony::tests::question_of("safe", 2);
    question.choices[0].name = "yes";
    question.choices[1].name = "no";
    return question;
}

using Rows = std::vector<std::vector<std::int64_t>>;

Tabulation counts_of(const Rows& rows) {
    Tabulation counts(rows.size(), 2);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t i = 0; i < 2; ++i) {
            counts.add_choice(row, i, static_cast<std::uint64_t>(rows[row][i]));
            counts.add_answered(row, static_cast<std::uint64_t>(rows[row][i]));
        }
    }
    return counts;
}

Table table_of(const std::string& grouping,
               const std::vector<std::string>& keys,
               const Rows& rows) {
    return {yes_or_no(), grouping, keys, counts_of(rows)};
}

Fieldwork fieldwork_of(std::uint64_t responses) {
    Fieldwork fieldwork;
    fieldwork.responses = responses;
    return fieldwork;
}

Policy partner() {
    return Policy::of(Audience::partner);
}

/// What of the release is not printed, and what of it may be 0.
void read(const Publishable& report,
          const LinkedCells& cells,
          HiddenCells& hidden,
          HiddenCells& zeros) {
    const auto printed = published_numbers(report);
    for (const SumCell& cell : cells.table().cells) {
        hidden.push_back(printed.count(cell.id) == 0);
        const std::size_t row = cell.id.find('|');
        const std::string key = row == std::string::npos ? "" : cell.id.substr(row);
        zeros.push_back(!key.empty() && printed.count("safe=yes" + key) == 0 &&
                        printed.count("safe=no" + key) == 0);
    }
}

}  // namespace

TEST_CASE("nobody can work out a hidden number from a report by place and by age",
          "[summary][release][ST4]") {
    harmony::base::SeededRandom random(97);
    std::size_t told = 0;
    std::size_t checked = 0;
    for (std::size_t round = 0; round < every_table_rounds; ++round) {
        const Linked made = random_linked(random);
        std::vector<Table> tables;
        tables.emplace_back(yes_or_no(), whole(counts_of(made.by_place)));
        tables.push_back(table_of("place", {"0", "1"}, made.by_place));
        tables.push_back(table_of("age", {"0", "1"}, made.by_age));
        const Publishable report = suppress(tables, partner(), fieldwork_of(40)).value();
        if (report.provenance().withheld_tables > 0) {
            continue;  // what is withheld cannot be tried by name
        }
        ++told;
        HiddenCells hidden;
        HiddenCells zeros;
        read(report, made.cells, hidden, zeros);
        const EveryTable every(made.cells, hidden, zeros);
        for (std::size_t i = 0; i < hidden.size(); ++i) {
            const SumCell& cell = made.cells.table().cells[i];
            INFO("round " << round << " " << cell.id << " = " << cell.count);
            if (cell.count > 0 && cell.count < 5) {
                REQUIRE(hidden[i]);
                CHECK(every.high(i) >= 5);
            }
            if (hidden[i] && cell.count > 0) {
                ++checked;
                CHECK(every.high(i) > every.low(i));
            }
        }
    }
    CHECK(told > 1);
    CHECK(checked > every_table_rounds / 2);
}

namespace {

/// Wards w1 to w4 with their areas A (w1, w2) and B.
std::vector<Table> wards_and_areas(const Rows& wards) {
    std::vector<Table> tables;
    tables.emplace_back(yes_or_no(), whole(counts_of(wards)));
    tables.push_back(table_of("ward", {"w1", "w2", "w3", "w4"}, wards));
    const Rows areas = {{wards[0][0] + wards[1][0], wards[0][1] + wards[1][1]},
                        {wards[2][0] + wards[3][0], wards[2][1] + wards[3][1]}};
    tables.push_back(table_of("area", {"A", "B"}, areas));
    return tables;
}

ReleaseContext areas_of_wards() {
    ReleaseContext context;
    context.coarsenings.push_back(
        {"ward", "area", {{"w1", "A"}, {"w2", "A"}, {"w3", "B"}, {"w4", "B"}}, ""});
    return context;
}

bool is_printed(const Publishable& report, const std::string& name) {
    return published_numbers(report).count(name) > 0;
}

}  // namespace

TEST_CASE("wards are protected beside their areas", "[summary][release]") {
    // w1 has 4 "no". Without areas the cheapest shelter is w4's 6; with areas that is of no use,
    // since "no" of area A is 4 + 20.
    const Rows wards = {{40, 4}, {40, 20}, {40, 30}, {40, 6}};
    std::vector<Table> tables = wards_and_areas(wards);
    const Publishable linked =
        suppress(tables, partner(), fieldwork_of(220), areas_of_wards()).value();
    CHECK_FALSE(is_printed(linked, "safe=no|ward=w1"));
    const bool area_told = is_printed(linked, "safe=no|area=A");
    const bool sheltered_by_w2 = !is_printed(linked, "safe=no|ward=w2");
    CHECK((sheltered_by_w2 || !area_told));
    tables.pop_back();
    const Publishable alone = suppress(tables, partner(), fieldwork_of(220)).value();
    CHECK_FALSE(is_printed(alone, "safe=no|ward=w4"));
    CHECK(is_printed(alone, "safe=no|ward=w2"));
}

TEST_CASE("a filter protects those whom it leaves out, and prints nothing of them",
          "[summary][release]") {
    std::vector<Table> tables;
    const Rows wards = {{60, 40}, {3, 20}};
    tables.emplace_back(yes_or_no(), whole(counts_of(wards)));
    tables.push_back(table_of("without the town", {"in", "out"}, wards));
    ReleaseContext context;
    context.coarsenings.push_back({"", "without the town", {}, "out"});
    const Publishable report = suppress(tables, partner(), fieldwork_of(123), context).value();
    const PublishedTable& filtered = report.tables()[1];
    REQUIRE(filtered.rows.size() == 1);
    CHECK(filtered.rows[0].key == "in");
    // 63 yes in all: 60 without the town would give away the three.
    CHECK_FALSE(
        (is_printed(report, "safe=yes") && is_printed(report, "safe=yes|without the town=in")));
}

TEST_CASE("what was published earlier shelters nobody", "[summary][release]") {
    const Rows places = {{40, 4}, {40, 6}, {40, 30}};
    std::vector<Table> tables;
    tables.emplace_back(yes_or_no(), whole(counts_of(places)));
    tables.push_back(table_of("place", {"p1", "p2", "p3"}, places));
    const Publishable first = suppress(tables, partner(), fieldwork_of(160)).value();
    REQUIRE_FALSE(is_printed(first, "safe=no|place=p2"));  // the cheapest shelter
    ReleaseContext context;
    context.known = {"safe=no|place=p2"};
    const Publishable second = suppress(tables, partner(), fieldwork_of(160), context).value();
    CHECK_FALSE(is_printed(second, "safe=no|place=p1"));
    CHECK_FALSE(is_printed(second, "safe=no|place=p3"));
}

// The audit judges what is printed, whoever decided it.
TEST_CASE("the last audit catches a number that should not have been printed",
          "[summary][release][ST5]") {
    const Rows places = {{40, 4}, {40, 6}, {40, 30}};
    std::vector<Table> tables;
    tables.emplace_back(yes_or_no(), whole(counts_of(places)));
    tables.push_back(table_of("place", {"p1", "p2", "p3"}, places));
    const ReleaseContext context;
    const Scope scope{160, {.threshold = 5}, context};
    const UnitsByGrouping units = decide_units({{"place", &tables[1]}}, scope);
    const Publishable good = suppress(tables, partner(), fieldwork_of(160)).value();
    std::vector<PublishedTable> printed(good.tables().begin(), good.tables().end());
    const auto verdict = [&] { return audit_release(printed, tables, units, scope).value(); };
    CHECK(verdict().passed);
    SECTION("a small number") {
        printed[1].rows[0].choices[1] = Shown{4, std::nullopt};
    }
    SECTION("what sheltered it") {
        printed[1].rows[1].choices[1] = Shown{6, std::nullopt};
    }
    const ReleaseVerdict bad = verdict();
    CHECK_FALSE(bad.passed);
    REQUIRE(bad.leak);
    CHECK(bad.leak->question == "safe");
    CHECK(bad.leak->grouping == "place");
}

TEST_CASE("a number that is not the table's is never published", "[summary][release][ST5]") {
    std::vector<Table> tables;
    tables.emplace_back(yes_or_no(), whole(counts_of({{40, 30}})));
    const ReleaseContext context;
    const Scope scope{70, {.threshold = 5}, context};
    const Publishable good = suppress(tables, partner(), fieldwork_of(70)).value();
    std::vector<PublishedTable> printed(good.tables().begin(), good.tables().end());
    printed[0].rows[0].choices[1] = Shown{31, std::nullopt};
    CHECK_THROWS_AS((void)audit_release(printed, tables, {}, scope), harmony::base::BrokenPromise);
}

TEST_CASE("the office is told why a number is hidden, and no report is", "[summary][release]") {
    const Rows places = {{40, 4}, {40, 6}, {40, 30}};
    std::vector<Table> tables;
    tables.emplace_back(yes_or_no(), whole(counts_of(places)));
    tables.push_back(table_of("place", {"p1", "p2", "p3"}, places));
    const Publishable release = suppress(tables, partner(), fieldwork_of(160)).value();
    const std::vector<WhyHidden> reasons = why_hidden(tables, release).value();
    const auto why = [&](const std::string& name) {
        for (const WhyHidden& one : reasons) {
            if (one.number == name) {
                return one;
            }
        }
        return WhyHidden{};
    };
    CHECK(why("safe=no|place=p1") == WhyHidden{"safe=no|place=p1", HiddenReason::small, {}});
    const WhyHidden sheltering = why("safe=no|place=p2");
    CHECK(sheltering.reason == HiddenReason::protects);
    CHECK(std::count(sheltering.shelters.begin(), sheltering.shelters.end(), "safe=no|place=p1") ==
          1);
    CHECK(why("safe=no|place=p3").number.empty());  // it is shown
    const PublishedRow& row = release.tables()[1].rows.at(0);
    CHECK(row.choices[1] == release.tables()[1].rows.at(1).choices[1]);  // they look alike
}

TEST_CASE("a row that is hidden whole is the reason of its numbers", "[summary][release]") {
    const Rows places = {{60, 50}, {2, 2}, {20, 30}};
    std::vector<Table> tables;
    tables.emplace_back(yes_or_no(), whole(counts_of(places)));
    tables.push_back(table_of("place", {"p1", "p2", "p3"}, places));
    const Publishable release = suppress(tables, partner(), fieldwork_of(164)).value();
    std::size_t by_base = 0;
    for (const WhyHidden& one : why_hidden(tables, release).value()) {
        by_base += one.reason == HiddenReason::base ? 1 : 0;
    }
    CHECK(by_base >= 4);  // two answers of two rows
    CHECK(is_worth_merging(release.tables()[1]));
    CHECK_FALSE(is_worth_merging(release.tables()[0]));
}

// How many are of an age stands twice: as answers to the question, and as rows of whatever is
// counted by it. Each alone could hide another number beside the small one.
TEST_CASE("an answer that is hidden is hidden as a group too", "[summary][release]") {
    const Question age{"age",
                       QuestionKind::one_choice,
                       {{"young"}, {"middle"}, {"old"}, {"oldest"}},
                       ReportCap::open};
    const std::vector<std::uint64_t> people = {4, 12, 31, 60};
    const auto hidden_twice = [&](bool linked) {
        Tabulation ages(1, 4);
        for (std::size_t i = 0; i < people.size(); ++i) {
            ages.add_answered(0, people[i]);
            ages.add_choice(0, i, people[i]);
        }
        // In the groups 11 more did not say, so the cheapest number to hide there is another one.
        ages.add_skipped(0, 11);
        const Rows rows = {{2, 2}, {6, 6}, {15, 16}, {30, 30}, {6, 5}};
        std::vector<Table> tables;
        tables.emplace_back(age, ages);
        tables.emplace_back(yes_or_no(), whole(counts_of(rows)));
        tables.push_back(table_of("age", {"young", "middle", "old", "oldest", "unknown"}, rows));
        if (linked) {
            tables.back().rows_are_answers_of("age");
        }
        const Publishable release =
            suppress(tables, Policy::of(Audience::open), fieldwork_of(118)).value();
        std::vector<bool> same;
        for (const PublishedTable& table : release.tables()) {
            if (table.question.name == "age") {
                const bool answer = std::holds_alternative<Hidden>(table.rows[0].choices[1]);
                for (const PublishedTable& by : release.tables()) {
                    if (by.grouping == "age" && !by.withheld) {
                        same.push_back(answer ==
                                       std::holds_alternative<Hidden>(by.rows[1].answered));
                    }
                }
            }
        }
        return same;
    };
    const std::vector<bool> linked = hidden_twice(true);
    CHECK(std::all_of(linked.begin(), linked.end(), [](bool same) { return same; }));
    // The bite: not told that they are the same people, the two tables give the few away.
    const std::vector<bool> apart = hidden_twice(false);
    REQUIRE_FALSE(apart.empty());
    CHECK(std::any_of(apart.begin(), apart.end(), [](bool same) { return !same; }));
}

TEST_CASE("a live wave is published to the nearest five", "[summary][release]") {
    const Rows places = {{41, 24}, {38, 27}};
    std::vector<Table> tables;
    tables.emplace_back(yes_or_no(), whole(counts_of(places)));
    tables.push_back(table_of("place", {"p1", "p2"}, places));
    ReleaseContext live;
    live.rounding = 5;
    const Publishable report = suppress(tables, partner(), fieldwork_of(130), live).value();
    CHECK(report.provenance().rounding == 5);
    for (const auto& [name, n] : published_numbers(report)) {
        INFO(name);
        CHECK(n % 5 == 0);
    }
    const PublishedRow& row = report.tables()[1].rows.at(0);
    // 40 of 65: 62 %, and 25 of 65: 38 %
    CHECK(std::get<Shown>(row.choices[0]).share->percent == 62);
    CHECK(std::get<Shown>(row.choices[1]).share->percent == 38);
    CHECK_FALSE(why_hidden(tables, report, live).ok());
}
