#include <catch2/catch.hpp>

#include "spaces_model.h"

// E3 and N2: five offline kiosks and 40 spaces. `events_tests '[long]' -w NoTests` runs 10,000.

using namespace harmony::events::testing;

namespace {

struct Found {
    int over = 0;
    int beyond_line = 0;
    int negative_pool = 0;
    int unspent_wrong = 0;
    int line_wrong = 0;
    int fullest = 0;

    [[nodiscard]] int all() const {
        return over + beyond_line + negative_pool + unspent_wrong + line_wrong;
    }
};

Found runs(int count, int steps, bool write_offs, Fault fault) {
    Found found;
    for (int seed = 1; seed <= count; ++seed) {
        const SpacesRun run =
            run_spaces(static_cast<std::uint64_t>(seed), steps, write_offs, fault);
        found.over += run.over ? 1 : 0;
        found.beyond_line += run.beyond_line ? 1 : 0;
        found.negative_pool += run.negative_pool ? 1 : 0;
        found.unspent_wrong += run.unspent_wrong ? 1 : 0;
        found.line_wrong += run.line_wrong ? 1 : 0;
        found.fullest = std::max(found.fullest, run.confirmed);
    }
    return found;
}

void check_all_right(const Found& found) {
    CHECK(found.over == 0);
    CHECK(found.beyond_line == 0);
    CHECK(found.negative_pool == 0);
    CHECK(found.unspent_wrong == 0);
    CHECK(found.line_wrong == 0);
}

}  // namespace

TEST_CASE("five offline kiosks never confirm more people than there is space for",
          "[events][capacity][E3][N2]") {
    const Found found = runs(1'000, 110, false, Fault::none);
    check_all_right(found);
    CHECK(found.fullest >= 30);  // people of 36; the runs do fill the event
}

TEST_CASE("with machines written off nobody comes beyond the line that officers were shown",
          "[events][capacity][E3][N2]") {
    const Found found = runs(300, 100, true, Fault::none);
    check_all_right(found);
}

TEST_CASE("a kiosk or an office that breaks the rules of spaces is found out",
          "[events][capacity][E3][bite]") {
    CHECK(runs(100, 60, false, Fault::kiosk_ignores_cap).over > 0);
    CHECK(runs(100, 100, false, Fault::kiosk_takes_old_packs).all() > 0);
    CHECK(runs(100, 100, false, Fault::office_frees_early).all() > 0);
    CHECK(runs(100, 60, false, Fault::office_forgets_hidden).negative_pool > 0);
}

TEST_CASE("ten thousand long runs of five offline kiosks", "[.][long][events][capacity][E3]") {
    check_all_right(runs(10'000, 300, false, Fault::none));
    check_all_right(runs(2'000, 300, true, Fault::none));
}
