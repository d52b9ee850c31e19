#include "summary/release_guard.h"

#include <catch2/catch.hpp>

#include "base/random.h"

using namespace harmony::summary;
using harmony::base::SeededRandom;
using What = GuardViolation::What;

namespace {

std::optional<Snapshot> all_of(std::uint64_t n) {
    return Snapshot{{{"all", n, std::nullopt, std::nullopt}}, {}};
}

Snapshot changed(std::uint64_t n, std::uint64_t added, std::uint64_t removed) {
    return {{{"all", n, added, removed}}, {}};
}

}  // namespace

TEST_CASE("a live wave grows by the threshold or not at all", "[summary][guard][ST6]") {
    CHECK(guard_release(WaveState::live, 10, 5, changed(75, 15, 0), all_of(60)).empty());
    CHECK(guard_release(WaveState::live, 10, 5, changed(60, 0, 0), all_of(60)).empty());
    CHECK(guard_release(WaveState::live, 10, 5, changed(61, 1, 0), all_of(60)) ==
          std::vector<GuardViolation>{{What::base, "all", 1}});
    CHECK(guard_release(WaveState::live, 10, 5, changed(60, 4, 4), all_of(60)) ==
          std::vector<GuardViolation>{{What::base, "all", 4}, {What::base, "all", -4}});
    CHECK(guard_release(WaveState::live, 10, 5, changed(70, 12, 2), all_of(60)) ==
          std::vector<GuardViolation>{{What::base, "all", -2}});
}

TEST_CASE("a live wave is rounded to five or a multiple of it", "[summary][guard]") {
    for (const std::uint64_t rounding : {0U, 1U, 3U, 7U}) {
        CHECK(
            guard_release(WaveState::live, 10, rounding, changed(75, 15, 0), all_of(60)) ==
            std::vector<GuardViolation>{{What::rounding, "", static_cast<std::int64_t>(rounding)}});
    }
    CHECK(guard_release(WaveState::live, 10, 10, changed(75, 15, 0), all_of(60)).empty());
    CHECK(guard_release(WaveState::closed, 10, 1, changed(75, 15, 0), all_of(60)).empty());
}

TEST_CASE("the first release of a wave has nothing before it", "[summary][guard]") {
    CHECK(guard_release(WaveState::closed, 10, 1, changed(3, 3, 0), std::nullopt).empty());
    // A base that was not published before gives nothing away either.
    CHECK(
        guard_release(WaveState::closed, 10, 1, {{{"ward", 12, {}, {}}}, {}}, all_of(60)).empty());
}

TEST_CASE("a correction changes no cell by a few", "[summary][guard][ST6]") {
    Snapshot before = *all_of(80);
    before.cells = {{"no", 49}, {"yes", 31}, {"gone", 12}};
    Snapshot next = changed(92, 12, 0);
    next.cells = {{"no", 59}, {"yes", 33}, {"new", 4}};
    CHECK(guard_release(WaveState::closed, 10, 1, next, before) ==
          std::vector<GuardViolation>{{What::cell, "yes", 2}});
    next.cells["yes"] = 30;
    CHECK(guard_release(WaveState::closed, 10, 1, next, before) ==
          std::vector<GuardViolation>{{What::cell, "yes", -1}});
    next.cells["yes"] = 41;
    CHECK(guard_release(WaveState::closed, 10, 1, next, before).empty());
}

TEST_CASE("without added and removed the difference is taken", "[summary][guard]") {
    const Snapshot next{{{"all", 57, std::nullopt, std::nullopt}}, {}};
    CHECK(guard_release(WaveState::closed, 10, 1, next, all_of(60)) ==
          std::vector<GuardViolation>{{What::base, "all", -3}});
}

namespace {

/// A wave as it grows and is corrected: who is in it, in which ward.
struct Wave {
    std::map<std::string, std::size_t> ward_of;
    std::size_t next_id = 0;

    [[nodiscard]] ResponseSet in(std::size_t ward) const {
        ResponseSet set;
        for (const auto& [id, where] : ward_of) {
            if (where == ward) {
                set.insert(id);
            }
        }
        return set;
    }

    void step(SeededRandom& random, std::size_t wards) {
        for (std::uint64_t more = random.below(3) == 0 ? random.below(40) : 0; more > 0; --more) {
            ward_of["r" + std::to_string(next_id++)] =
                static_cast<std::size_t>(random.below(wards));
        }
        for (std::uint64_t fewer = random.below(4) == 0 ? random.below(6) : 0;
             fewer > 0 && !ward_of.empty();
             --fewer) {
            auto gone = ward_of.begin();
            std::advance(gone, static_cast<std::ptrdiff_t>(random.below(ward_of.size())));
            ward_of.erase(gone);
        }
    }
};

}  // namespace

// The direct comparison: who is in one set of responses and not in the other, one by one.
TEST_CASE("the guard refuses what a comparison of response sets refuses", "[summary][guard][ST6]") {
    constexpr std::size_t wards = 3;
    constexpr std::uint64_t threshold = 5;
    SeededRandom random(6);
    std::size_t refused = 0;
    std::size_t allowed = 0;
    for (int sequence = 0; sequence < 500; ++sequence) {
        Wave wave;
        std::optional<Snapshot> published;
        std::vector<ResponseSet> published_sets(wards);
        for (int release = 0; release < 4; ++release) {
            wave.step(random, wards);
            Snapshot next;
            bool few_differ = false;
            for (std::size_t ward = 0; ward < wards; ++ward) {
                const ResponseSet now = wave.in(ward);
                next.bases.push_back(
                    compare_base("ward" + std::to_string(ward), published_sets[ward], now));
                std::size_t only_now = 0;
                std::size_t only_before = 0;
                for (std::size_t id = 0; id < wave.next_id; ++id) {
                    const std::string name = "r" + std::to_string(id);
                    const bool is = now.count(name) > 0;
                    const bool was = published_sets[ward].count(name) > 0;
                    only_now += is && !was ? 1 : 0;
                    only_before += was && !is ? 1 : 0;
                }
                few_differ = few_differ || (only_now > 0 && only_now < threshold) ||
                             (only_before > 0 && only_before < threshold);
            }
            const bool may = guard_release(WaveState::live, threshold, 5, next, published).empty();
            INFO("sequence " << sequence << " release " << release);
            REQUIRE(may == (!published || !few_differ));
            (may ? allowed : refused) += 1;
            if (may) {
                published = next;
                for (std::size_t ward = 0; ward < wards; ++ward) {
                    published_sets[ward] = wave.in(ward);
                }
            }
        }
    }
    CHECK(refused > 300);
    CHECK(allowed > 600);
}
