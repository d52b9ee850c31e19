#include <catch2/catch.hpp>

#include "db/power_cut_workload.h"

namespace harmony::tests {
namespace {

// reliability.md, section 3, workload W1. The counts of points are what fits into a test run; the
// long sweep is the same code with more repeats.

void expect_whole(Fault fault, std::uint64_t repeats, std::uint64_t step) {
    const SweepCounts counts = sweep_kiosk_day(fault, repeats, step);
    CAPTURE(counts.points);
    CHECK(counts.points > 200);
    CHECK(counts.corrupt == 0);
    CHECK(counts.lost == 0);
    CHECK(counts.doubled == 0);
    CHECK(counts.broken == 0);
}

TEST_CASE("A power cut loses no acknowledged record and doubles none", "[db][journal][powercut]") {
    expect_whole(Fault::power_cut, 4, 1);
}

TEST_CASE("A failing disk loses no acknowledged record", "[db][journal][powercut]") {
    expect_whole(GENERATE(Fault::error_once, Fault::error_sticky), 1, 2);
}

TEST_CASE("A disk that fills up loses no acknowledged record", "[db][journal][powercut]") {
    expect_whole(GENERATE(Fault::full_once, Fault::full_sticky), 1, 2);
}

TEST_CASE("A sync that fails and drops its data loses nothing", "[db][journal][powercut]") {
    expect_whole(Fault::sync_drops, 1, 1);
}

}  // namespace
}  // namespace harmony::tests
