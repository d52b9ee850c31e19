#include "survey/grid.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "draft_support.h"

using namespace harmony;
using namespace harmony::survey;

namespace {

std::string reference(GridPoint point, int edge_m) {
    const auto cell = cell_at(point, edge_m);
    return cell ? std::string(text_of(*cell).view()) : std::string();
}

}  // namespace

TEST_CASE("a point has the grid reference that the Ordnance Survey gives it",
          "[survey][grid][S1]") {
    // OS, "A guide to coordinate systems in Great Britain": Caister water tower, TG 51409 13177
    // (651409.903, 313177.270), the worked example of annex C.
    CHECK(reference({651409.903, 313177.270}, 10) == "TG51401317");
    CHECK(reference({651409.903, 313177.270}, 100) == "TG514131");
    CHECK(reference({651409.903, 313177.270}, 1000) == "TG5113");
    // Corners of the lettered grid, read off the published square of letters: Scilly is SV, the
    // middle of London TQ, Ben Nevis NN, Lerwick HU.
    CHECK(reference({0, 0}, 1000) == "SV0000");
    CHECK(reference({530000, 180000}, 100) == "TQ300800");
    CHECK(reference({216666, 771288}, 100) == "NN166712");
    CHECK(reference({447500, 1141500}, 1000) == "HU4741");
}

TEST_CASE("a reference is read back to the square that it names", "[survey][grid][S1]") {
    CHECK(rc::check("every cell of every size", [] {
        const int edge = *rc::gen::element(10, 100, 1000);
        const GridPoint point{*rc::gen::inRange(0, grid_east) + 0.5,
                              *rc::gen::inRange(0, grid_north) + 0.25};
        const auto cell = cell_at(point, edge);
        RC_ASSERT(cell.has_value());
        RC_ASSERT(cell->contains(point));
        RC_ASSERT(read_cell(text_of(*cell).view()) == cell);
        RC_ASSERT(cell_at(cell->centre(), edge) == cell);
    }));
}

TEST_CASE("what is no reference of a square is not read as one", "[survey][grid]") {
    for (const char* text : {"",
                             "SK",
                             "SK1",
                             "SK12",
                             "SK123",
                             "SK12345",
                             "SK1234567",
                             "SK1234567890",  // one metre: finer than any cell
                             "sk123456",
                             "SI123456",
                             "SK 123 456",
                             "SK12a456",
                             "AA000000",  // letters that lie outside the grid
                             "52.95,-1.15"}) {
        INFO(text);
        CHECK_FALSE(read_cell(text).has_value());
    }
    CHECK_FALSE(cell_at({-0.1, 10}, 100).has_value());
    CHECK_FALSE(cell_at({10, 1'300'000}, 100).has_value());
}

TEST_CASE("a map question takes a square of its own size and nothing finer or coarser",
          "[survey][grid][draft][S1]") {
    using namespace harmony::survey::test;
    const Form form = form_of(template_survey("T1_neighbourhood"));  // its pin asks for 100 m
    base::SeededRandom random(1);
    Draft draft(form, start_for(form), random);
    answer(draft, "pin", "SK123456");
    CHECK(value(draft, "pin") == "SK123456");
    for (const char* wrong :
         {"SK12344567", "SK1245", "451234 324567", "by the church", "sk123456"}) {
        INFO(wrong);
        CHECK_FALSE(can_set(draft, "pin", text(wrong)));
        CHECK_FALSE(draft.type(question(form, "pin"), wrong).ok());
        CHECK(value(draft, "pin") == "SK123456");
    }
    CHECK(draft.type(question(form, "pin"), "TB529229").ok());
    CHECK(value(draft, "pin") == "TB529229");
    CHECK(can_set(draft, "pin", text("")));
    CHECK(value(draft, "pin").empty());
}
