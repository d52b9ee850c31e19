#include <catch2/catch.hpp>

#include "db/power_cut_workload.h"

namespace harmony::tests {
namespace {

// Built with HARMONY_BITE_SYNC_NORMAL: the journal's syncs are weakened, and the sweep must see it.
TEST_CASE("The power cut sweep sees a journal that does not sync", "[db][journal][bite]") {
    const SweepCounts counts = sweep_kiosk_day(Fault::power_cut, 1, 4);
    CAPTURE(counts.points);
    CHECK(counts.lost > 10);
}

}  // namespace
}  // namespace harmony::tests
