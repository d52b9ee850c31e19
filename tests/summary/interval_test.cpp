#include "summary/interval.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/random.h"
#include "summary/distributions.h"

using namespace harmony::summary;
using harmony::base::SeededRandom;

namespace {

const std::string data = std::string(HARMONY_SOURCE_DIR) + "/tests/data/stats/";

bool close(double got, double expected, double tolerance) {
    return std::abs(got - expected) <= tolerance * std::max(1e-12, std::abs(expected));
}

}  // namespace

TEST_CASE("nobody asked gives no interval and not zero", "[summary][interval]") {
    CHECK_FALSE(wilson(0, 0, 1.96).has_value());
    CHECK_FALSE(wilson_counts(0, 0, 0.95).has_value());
    CHECK_FALSE(clopper_pearson(0, 0, 0.95).has_value());
    CHECK_FALSE(estimate_share({}, 0.95).has_value());
    CHECK_FALSE(kish(std::vector<double>{0.0}).has_value());
}

// R 4.2.2 prop.test(correct = FALSE) and binom.test: tests/data/stats/README.md.
TEST_CASE("297 intervals of counts agree with R", "[summary][interval]") {
    const auto read =
        nlohmann::json::parse(std::ifstream(data + "cases/count-intervals/expected.json"));
    const std::vector<std::pair<std::string, double>> levels = {
        {"l90", 0.9}, {"l95", 0.95}, {"l99", 0.99}};
    std::size_t seen = 0;
    for (const auto& [name, level] : levels) {
        for (const auto& row : read["results"][name]["rows"]) {
            const auto x = row["x"].get<std::uint64_t>();
            const auto n = row["n"].get<std::uint64_t>();
            INFO(name << " " << x << " of " << n);
            const Interval w = *wilson_counts(x, n, level);
            CHECK(close(w.low, row["wilson"][0], 1e-9));
            CHECK(close(w.high, row["wilson"][1], 1e-9));
            const Interval exact = *clopper_pearson(x, n, level);
            CHECK(close(exact.low, row["clopper_pearson"][0], 1e-7));
            CHECK(close(exact.high, row["clopper_pearson"][1], 1e-7));
            ++seen;
        }
    }
    CHECK(seen == 297);
}

// python3: from math import sqrt; z=1.959963984540054; p=40/80; n=80
//   ((p+z*z/2/n) - z*sqrt(p*(1-p)/n + z*z/4/n/n))/(1+z*z/n) = 0.3929736...
TEST_CASE("half of eighty people is a range from 39 to 61", "[summary][interval]") {
    const Interval range = *wilson_counts(40, 80, 0.95);
    CHECK(percent(range.low) == 39);
    CHECK(percent(range.high) == 61);
}

// R: qnorm(.975), qt(.975, 4), qt(.95, 1)
TEST_CASE("quantiles agree with R", "[summary][interval]") {
    CHECK(close(normal_quantile(0.95), 1.959963984540054, 1e-12));
    CHECK(close(student_quantile(0.95, 4), 2.7764451051977987, 1e-12));
    CHECK(close(student_quantile(0.90, 1), 6.313751514675043, 1e-12));
}

// By the formula, on tests/data/stats/data/weights.csv: (8.5)^2 / 16.25.
TEST_CASE("Kish counts weights above zero only", "[summary][interval]") {
    std::ifstream file(data + "data/weights.csv");
    std::string line;
    std::getline(file, line);
    std::vector<double> weights;
    while (std::getline(file, line)) {
        weights.push_back(std::stod(line));
    }
    const Kish result = *kish(weights);
    CHECK(result.n == 6);
    CHECK(close(result.n_eff, 4.44615384615385, 1e-12));
    CHECK(close(result.deff, 1.34948096885813, 1e-12));
}

// python3, from the formulas of the specification (sections 2 and 3), written down independently:
//   c=[(8,10),(3,12),(9,9),(2,11),(5,8),(7,10)]; n=60; p=34/60
//   V=6/5*sum(((y-p*x)/n)**2 for y,x in c) = 0.0183370370, nd=p*(1-p)/V, t=2.570581835636314 (df 5)
//   wilson(p, min(n,nd), t)
TEST_CASE("answers that go together at an event widen the range", "[summary][interval]") {
    const std::vector<Cluster> clusters = {{8, 10}, {3, 12}, {9, 9}, {2, 11}, {5, 8}, {7, 10}};
    const ShareEstimate share = *estimate_share(clusters, 0.95);
    CHECK(close(share.p, 34.0 / 60, 1e-12));
    CHECK(share.basis == RangeBasis::clusters);
    CHECK(share.n_used < 60);
    CHECK(share.n_used == share.n_design);
    const Interval plain = *wilson_counts(34, 60, 0.95);
    CHECK(share.range.low < plain.low);
    CHECK(share.range.high > plain.high);
    CHECK(close(share.standard_error * share.standard_error, 0.018337037037037037, 1e-9));
    CHECK(close(share.range.low, 0.2589490661064106, 1e-9));
    CHECK(close(share.range.high, 0.830329733499118, 1e-9));
}

TEST_CASE("a range never claims more than as many people picked by chance", "[summary][interval]") {
    // Every event half and half: the design says almost no variance.
    const std::vector<Cluster> clusters = {{5, 10}, {6, 11}, {5, 10}, {6, 11}, {5, 10}, {5, 11}};
    const ShareEstimate share = *estimate_share(clusters, 0.95);
    CHECK(share.n_design > 63);
    CHECK(share.n_used == 63);
}

TEST_CASE("a range says what it cannot know", "[summary][interval]") {
    const std::vector<Cluster> one = {{4, 10}};
    const std::vector<Cluster> three = {{4, 10}, {6, 10}, {2, 10}};
    const std::vector<Cluster> everybody = {{10, 10}, {6, 6}, {4, 4}};
    CHECK(estimate_share(one, 0.95)->basis == RangeBasis::one_cluster);
    CHECK(estimate_share(three, 0.95)->basis == RangeBasis::few_clusters);
    const ShareEstimate all = *estimate_share(everybody, 0.95);
    CHECK(all.basis == RangeBasis::no_variance);
    CHECK(all.range.high == 1);
    CHECK(all.standard_error == 0);
}

TEST_CASE("every range holds its share and lies between nobody and everybody",
          "[summary][interval]") {
    SeededRandom random(3);
    for (int round = 0; round < 300; ++round) {
        std::vector<Cluster> clusters(1 + random.below(9));
        for (Cluster& cluster : clusters) {
            cluster.asked = random.below(30);
            cluster.yes = random.below(cluster.asked + 1);
        }
        const auto share = estimate_share(clusters, 0.95);
        if (share) {
            CHECK(share->range.low >= 0);
            CHECK(share->range.high <= 1);
            CHECK(share->range.low <= share->p);
            CHECK(share->range.high >= share->p);
        }
    }
}

// Arithmetic, the display case of the statistics collection.
TEST_CASE("percentages are whole and halves go up", "[summary][interval]") {
    const std::vector<std::array<std::uint64_t, 3>> cases = {{1, 3, 33},
                                                             {1, 8, 13},
                                                             {5, 8, 63},
                                                             {1, 200, 1},
                                                             {199, 200, 100},
                                                             {0, 40, 0},
                                                             {40, 40, 100},
                                                             {125, 1000, 13},
                                                             {375, 1000, 38},
                                                             {29, 200, 15},
                                                             {2, 3, 67},
                                                             {1, 2, 50}};
    for (const auto& [yes, asked, shown] : cases) {
        CHECK(percent(yes, asked) == shown);
    }
    CHECK(percent(0.005) == 1);
    CHECK(percent(0.0049) == 0);
}

namespace {

std::vector<ClusterMoments> moments_of(const std::vector<std::vector<double>>& clusters) {
    std::vector<ClusterMoments> all;
    for (const std::vector<double>& cluster : clusters) {
        ClusterMoments one;
        for (const double value : cluster) {
            one.asked += 1;
            one.sum += value;
            one.squares += value * value;
        }
        all.push_back(one);
    }
    return all;
}

}  // namespace

// python3: sums over the clusters as statistics specification 2 has them, t from tables.
TEST_CASE("a mean knows that engagements differ", "[summary][interval]") {
    const auto mean = estimate_mean(moments_of({{1, 2, 2, 3}, {4, 5}, {2, 2, 3, 5, 5}, {}}), 0.95);
    REQUIRE(mean);
    CHECK(close(mean->mean, 3.090909090909091, 1e-12));
    CHECK(close(mean->standard_error, 0.5689088761676409, 1e-12));
    CHECK(close(mean->range.low, 0.6430917617956355, 1e-9));
    CHECK(close(mean->range.high, 5.538726420022546, 1e-9));
    CHECK(mean->basis == RangeBasis::few_clusters);
}

TEST_CASE("the mean of one engagement rests on its answers", "[summary][interval]") {
    const auto mean = estimate_mean(moments_of({{1, 2, 2, 3, 4, 4, 5, 5, 5, 2}}), 0.95);
    REQUIRE(mean);
    CHECK(close(mean->mean, 3.3, 1e-12));
    CHECK(close(mean->standard_error, 0.47258156262526085, 1e-9));
    CHECK(close(mean->range.low, 2.2309462330744827, 1e-9));
    CHECK(close(mean->range.high, 4.369053766925517, 1e-9));
    CHECK(mean->basis == RangeBasis::one_cluster);
}

TEST_CASE("a mean of nobody is none and of one person has no width", "[summary][interval]") {
    CHECK_FALSE(estimate_mean({}, 0.95));
    CHECK_FALSE(estimate_mean(moments_of({{}, {}}), 0.95));
    const auto mean = estimate_mean(moments_of({{4}}), 0.95);
    CHECK(mean->range == Interval{4, 4});
    CHECK(tenths(2.35) == 24);
    CHECK(tenths(-0.04) == 0);
}
