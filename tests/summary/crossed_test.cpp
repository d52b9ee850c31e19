#include "summary/crossed.h"

#include <catch2/catch.hpp>

#include "base/random.h"

// Three questions crossed. What must hold is said by the specification: no number below the
// threshold, and none from which one follows (statistics 9.2, 9.3, 15.2).

using namespace harmony;
using namespace harmony::summary;

namespace {

/// One problem, one place, one time.
CrossedCounts one_square(std::uint64_t people,
                         std::optional<std::uint64_t> problem,
                         std::optional<std::uint64_t> place,
                         std::optional<std::uint64_t> time) {
    return {{1, 1, 1}, {people}, {{{problem}, {place}, {time}}}};
}

bool is_shown(const CrossedCounts& counts, Audience audience = Audience::open) {
    const auto cells = protect_crossed(counts, Policy::of(audience));
    REQUIRE(cells.ok());
    return std::holds_alternative<Shown>(cells->front());
}

/// People with some problems, places and times each: whole squares and who named what alone.
CrossedCounts drawn(base::RandomSource& random, std::size_t people) {
    CrossedCounts counts{{4, 3, 2}, std::vector<std::uint64_t>(24), {}};
    std::array<std::vector<std::uint64_t>, 3> alone = {std::vector<std::uint64_t>(4),
                                                       std::vector<std::uint64_t>(3),
                                                       std::vector<std::uint64_t>(2)};
    for (std::size_t person = 0; person < people; ++person) {
        std::array<std::vector<std::size_t>, 3> named;
        for (std::size_t question = 0; question < 3; ++question) {
            for (std::size_t answer = 0; answer < counts.answers[question]; ++answer) {
                if (random.below(2 + answer) == 0) {
                    named[question].push_back(answer);
                    ++alone[question][answer];
                }
            }
        }
        for (const std::size_t a : named[0]) {
            for (const std::size_t b : named[1]) {
                for (const std::size_t c : named[2]) {
                    ++counts.squares[(a * 3 + b) * 2 + c];
                }
            }
        }
    }
    for (std::size_t question = 0; question < 3; ++question) {
        counts.alone[question].assign(alone[question].begin(), alone[question].end());
    }
    return counts;
}

}  // namespace

TEST_CASE("a square of few people is hidden for others than the office", "[summary][crossed]") {
    CHECK_FALSE(is_shown(one_square(9, 100, 100, 100)));
    CHECK(is_shown(one_square(10, 100, 100, 100)));
    CHECK_FALSE(is_shown(one_square(4, 100, 100, 100), Audience::partner));
    CHECK(is_shown(one_square(5, 100, 100, 100), Audience::partner));
    CHECK(is_shown(one_square(1, 2, 3, 4), Audience::internal));
    CHECK(is_shown(one_square(0, 100, 100, 100)));  // zeros are shown
}

TEST_CASE("a square that leaves few outside it is hidden", "[summary][crossed]") {
    CHECK_FALSE(is_shown(one_square(57, 60, 200, 200)));
    CHECK_FALSE(is_shown(one_square(57, 200, 60, 200)));
    CHECK_FALSE(is_shown(one_square(57, 200, 200, 60)));
    CHECK(is_shown(one_square(60, 60, 200, 200)));  // nobody is outside
    CHECK(is_shown(one_square(50, 60, 200, 200)));
}

TEST_CASE("where it is hidden how many named an answer its squares are hidden too",
          "[summary][crossed]") {
    CHECK_FALSE(is_shown(one_square(57, std::nullopt, 200, 200)));
    CHECK_FALSE(is_shown(one_square(0, 200, 200, std::nullopt)));
}

TEST_CASE("squares that cannot be of these people are refused", "[summary][crossed]") {
    const Policy open = Policy::of(Audience::open);
    CHECK_FALSE(protect_crossed(one_square(61, 60, 200, 200), open).ok());
    CrossedCounts short_one = one_square(20, 60, 200, 200);
    short_one.answers[0] = 2;
    CHECK_FALSE(protect_crossed(short_one, open).ok());
}

TEST_CASE("nobody can be told from squares, whatever people named", "[summary][crossed]") {
    base::SeededRandom random(20260630);
    std::size_t shown = 0;
    std::size_t hidden = 0;
    for (int round = 0; round < 60; ++round) {
        const CrossedCounts counts = drawn(random, 20 + random.below(200));
        CrossedCounts told = counts;
        for (auto& answers : told.alone) {
            for (auto& all : answers) {
                if (*all > 0 && *all < 10) {
                    all.reset();  // the release hides it
                }
            }
        }
        const auto cells = protect_crossed(told, Policy::of(Audience::open));
        REQUIRE(cells.ok());
        for (std::size_t square = 0; square < counts.squares.size(); ++square) {
            if (!std::holds_alternative<Shown>((*cells)[square])) {
                ++hidden;
                continue;
            }
            ++shown;
            const std::uint64_t people = counts.squares[square];
            CHECK((people == 0 || people >= 10));
            const std::array<std::size_t, 3> of = {square / 6, square / 2 % 3, square % 2};
            for (std::size_t question = 0; question < 3; ++question) {
                const std::uint64_t outside = *counts.alone[question][of[question]] - people;
                CHECK((outside == 0 || outside >= 10));
            }
        }
    }
    CHECK(shown > 100);
    CHECK(hidden > 100);
}
