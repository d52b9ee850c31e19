#include "summary/linked.h"

#include <catch2/catch.hpp>

#include "summary/audit.h"
#include "summary/search.h"
#include "summary/two_way.h"

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

HiddenCells hide(const LinkedCells& cells, const std::vector<std::string>& ids) {
    HiddenCells hidden(cells.table().cells.size());
    for (const std::string& id : ids) {
        hidden[*cells.find(id)] = true;
    }
    return hidden;
}

}  // namespace

TEST_CASE("a number with the same definition is one number in two tables", "[summary][linked]") {
    LinkedCells cells = question(60, 40);
    add_rows(cells, "place", {{30, 25}, {30, 15}});
    add_rows(cells, "age", {{20, 20}, {40, 20}});
    REQUIRE(cells.check().ok());
    CHECK(cells.table().cells.size() == 3 + 2 * 6);
    // Adding the question's own sum again changes nothing.
    const std::size_t sums = cells.table().sums.size();
    cells.add_sum(*cells.find("safe"), {*cells.find("safe=no"), *cells.find("safe=yes")});
    CHECK(cells.table().sums.size() == sums);
}

TEST_CASE("tables about different responses are refused", "[summary][linked]") {
    LinkedCells cells = question(60, 40);
    cells.add({"safe=yes", 61});
    CHECK_FALSE(cells.check().ok());
    LinkedCells rows = question(60, 40);
    add_rows(rows, "place", {{30, 25}, {31, 15}});
    CHECK_FALSE(rows.check().ok());
}

TEST_CASE("what one table hides another one does not give away", "[summary][linked]") {
    // By place, 3 of "no" are hidden with the 37: the other place's. In all 40 are shown, so both
    // places' "yes" must go as well. By age nothing is small.
    LinkedCells cells = question(60, 40);
    add_rows(cells, "place", {{30, 3}, {30, 37}});
    add_rows(cells, "age", {{20, 20}, {40, 20}});
    const HidingSearch found = search_hiding(cells.table(), DisclosurePolicy{});
    REQUIRE(found.plan);
    CHECK(audit(cells.table(), found.plan->hidden, DisclosurePolicy{}).safe());
    // Alone, each table would do with its own totals; together a shown total of one closes the
    // other.
    const Audit alone =
        audit(cells.table(), hide(cells, {"safe=no|place=0", "safe=no"}), DisclosurePolicy{});
    CHECK_FALSE(alone.safe());
}

TEST_CASE("a coarser grouping takes away what shelters a small number", "[summary][linked]") {
    // Wards 4 + 16 (area A) and 40 + 20 (area B): 4 and 16 shelter each other until their area,
    // which is 20, is shown too: then they still do. 4 with 20 of area B does not.
    LinkedCells cells;
    const std::size_t all = cells.add({"*", 80, CellRole::always_published});
    const std::vector<std::size_t> wards = {
        cells.add({"w1", 4}), cells.add({"w2", 16}), cells.add({"w3", 40}), cells.add({"w4", 20})};
    const std::size_t a = cells.add({"A", 20});
    const std::size_t b = cells.add({"B", 60});
    cells.add_sum(all, wards);
    CHECK(audit(cells.table(), hide(cells, {"w1", "w4"}), DisclosurePolicy{}).safe());
    cells.add_sum(all, {a, b});
    cells.add_sum(a, {wards[0], wards[1]});
    cells.add_sum(b, {wards[2], wards[3]});
    CHECK(audit(cells.table(), hide(cells, {"w1", "w4"}), DisclosurePolicy{}) ==
          Audit{AuditFault::below_threshold, wards[0], no_cell});
    CHECK(audit(cells.table(), hide(cells, {"w1", "w2"}), DisclosurePolicy{}).safe());
    CHECK(search_hiding(cells.table(), DisclosurePolicy{}).plan->hidden ==
          hide(cells, {"w1", "w2"}));
}

TEST_CASE("those whom a filter leaves out are protected", "[summary][linked]") {
    // 100 in all and 97 without the town centre: 3 in the town centre.
    LinkedCells cells;
    const std::size_t all = cells.add({"*", 100, CellRole::always_published});
    const std::size_t yes = cells.add({"yes", 60});
    cells.add_sum(all, {yes, cells.add({"no", 40})});
    const std::size_t part = cells.add({"yes, not in the town", 57});
    const std::size_t rest = cells.add_rest(yes, part, "yes, in the town");
    CHECK(audit(cells.table(), hide(cells, {}), DisclosurePolicy{}) ==
          Audit{AuditFault::below_threshold, rest, no_cell});
    const HidingSearch found = search_hiding(cells.table(), DisclosurePolicy{});
    REQUIRE(found.plan);
    CHECK(found.plan->hidden == hide(cells, {"yes, not in the town"}));
}

TEST_CASE("a table falls into parts where its numbers are known", "[summary][linked]") {
    LinkedCells cells = question(60, 40);
    add_rows(cells, "place", {{30, 25}, {30, 15}});
    std::vector<bool> unknown = hide(cells, {"safe=yes|place=0", "safe=yes|place=1", "safe=no"});
    const std::vector<TablePart> parts = parts_of(cells.table(), unknown);
    REQUIRE(parts.size() == 2);
    CHECK(parts[0].unknown + parts[1].unknown == 3);
    for (const TablePart& part : parts) {
        CHECK(check(part.table).ok());
    }
}

TEST_CASE("too many linked numbers are refused with their number", "[summary][linked]") {
    LinkedCells cells;
    std::vector<std::size_t> parts;
    for (std::size_t i = 0; i <= most_linked_cells; ++i) {
        parts.push_back(cells.add({std::to_string(i), 1}));
    }
    cells.add_sum(cells.add({"*", static_cast<std::int64_t>(parts.size())}), parts);
    const auto refused =
        check_size(parts_of(cells.table(), std::vector<bool>(cells.table().cells.size(), true)));
    REQUIRE_FALSE(refused.ok());
    CHECK_FALSE(search_hiding(cells.table(), DisclosurePolicy{}).plan);  // and nothing is tried
    CHECK(refused.error().message ==
          "Too many linked breakdowns to protect together (4002 cells). Publish fewer, or coarser "
          "ones.");
}
