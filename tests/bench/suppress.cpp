// Suppression and audit of a table of 26 places by five answers with totals, by the rule `interval`
// and the singleton rule (attacker minimum 1, threshold 10), one thread. Prints the figures; writes
// them as JSON to the file that its first argument names.
//
// Bar (statistics, section 17): at most 0.5 s.

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/random.h"
#include "summary/search.h"
#include "summary/two_way.h"

namespace {

using namespace harmony;
using Clock = std::chrono::steady_clock;

constexpr std::size_t places = 26;
constexpr std::size_t answers = 5;
constexpr std::size_t tables = 25;
constexpr double bar_s = 0.5;

/// A third of the numbers are below 12, the others below 60.
tests::TwoWay table_of(std::uint64_t seed) {
    base::SeededRandom random(seed);
    std::vector<std::vector<std::int64_t>> counts(places, std::vector<std::int64_t>(answers));
    for (std::vector<std::int64_t>& row : counts) {
        for (std::int64_t& n : row) {
            n = static_cast<std::int64_t>(random.below(3) == 0 ? random.below(12)
                                                               : random.below(60));
        }
    }
    return tests::two_way(counts, tests::Totals::hideable);
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
    const summary::DisclosurePolicy policy;
    std::vector<double> both;
    std::vector<double> audits;
    std::size_t hidden = 0;
    for (std::size_t seed = 1; seed <= tables; ++seed) {
        const tests::TwoWay made = table_of(seed);
        const Clock::time_point start = Clock::now();
        const summary::HidingSearch found = summary::search_hiding(made.table, policy);
        const Clock::time_point searched = Clock::now();
        if (!found.plan || !summary::audit(made.table, found.plan->hidden, policy).safe()) {
            fmt::print("table {}: nothing safe was found\n", seed);
            return EXIT_FAILURE;
        }
        audits.push_back(seconds_since(searched));
        both.push_back(seconds_since(start));
        hidden += static_cast<std::size_t>(
            std::count(found.plan->hidden.begin(), found.plan->hidden.end(), true));
    }
    std::sort(both.begin(), both.end());
    std::sort(audits.begin(), audits.end());
    const double middle = both[tables / 2];
    const double slowest = both.back();
    fmt::print(
        "26 x 5 with totals, {} tables, {} numbers hidden in the mean\n", tables, hidden / tables);
    fmt::print("  suppress + audit   {:.3f} s (middle), {:.3f} s (slowest); bar {} s\n",
               middle,
               slowest,
               bar_s);
    fmt::print("  audit alone        {:.5f} s (middle)\n", audits[tables / 2]);
    if (argc > 1) {
        std::ofstream(argv[1]) << nlohmann::json{{"suppress_and_audit_s", middle},
                                                 {"slowest_s", slowest},
                                                 {"audit_s", audits[tables / 2]},
                                                 {"bar_s", bar_s}}
                                      .dump(2)
                               << "\n";
    }
    return slowest <= bar_s ? EXIT_SUCCESS : EXIT_FAILURE;
}
