// Weights in the cells of a tabulation, against counts and against a sum row by row.
#include "summary/weigh.h"

#include <catch2/catch.hpp>

#include "base/random.h"
#include "column_builder.h"
#include "summary/tabulate.h"

using namespace harmony;
using namespace harmony::summary;
using namespace harmony::tests;

namespace {

Question three_choices(QuestionKind kind) {
    return {"q", kind, {{"a"}, {"b"}, {"c"}, {"dk", ChoiceRole::dont_know}}, ReportCap::open};
}

}  // namespace

TEST_CASE("with weights of 1 the weights are the counts", "[summary][weigh]") {
    base::SeededRandom random(7);
    std::vector<std::uint32_t> codes;
    std::vector<std::uint32_t> groups;
    for (int i = 0; i < 1000; ++i) {
        codes.push_back(static_cast<std::uint32_t>(random.below(6)));
        groups.push_back(static_cast<std::uint32_t>(random.below(3)));
    }
    const Question question = three_choices(QuestionKind::one_choice);
    const PlaneColumn column({codes}, 3);
    const std::vector<double> ones(codes.size(), 1);
    WeightTabulation weights(3, 4);
    REQUIRE(weigh(question, column.views()[0], {groups, ones}, weights));
    const ChunkView by = ChunkView::u32(groups);
    const auto counts = tabulate_by({&question, column.views()}, {{&by, 1}, 3});
    REQUIRE(counts);
    for (std::size_t group = 0; group < 3; ++group) {
        CHECK(weights.people(group) == counts->answered(group));
        CHECK(weights.answered(group).weight == static_cast<double>(counts->answered(group)));
        for (std::size_t choice = 0; choice < 3; ++choice) {
            const auto n = static_cast<double>(counts->chose(group, choice));
            CHECK(weights.chose(group, choice) == WeightSum{n, n});
        }
        CHECK(weights.chose(group, 3).weight == 0);  // don't know is no answer
    }
}

TEST_CASE("weights and their squares are added up, and 0 is outside", "[summary][weigh]") {
    const Question question = three_choices(QuestionKind::one_choice);
    const std::vector<std::uint8_t> codes = {2, 2, 3, 4, 0, 1};
    const std::vector<std::uint32_t> groups(6, 0);
    const std::vector<double> weight = {0.5, 2, 1.5, 0, 9, 9};
    WeightTabulation weights(1, 4);
    REQUIRE(weigh(question, ChunkView::bytes(codes), {groups, weight}, weights));
    CHECK(weights.people(0) == 3);
    CHECK(weights.answered(0) == WeightSum{4, 6.5});
    CHECK(weights.chose(0, 0) == WeightSum{2.5, 4.25});
    CHECK(weights.chose(0, 1) == WeightSum{1.5, 2.25});
    CHECK(weights.chose(0, 2) == WeightSum{0, 0});
}

TEST_CASE("who ticked two choices weighs in both and once in the base", "[summary][weigh]") {
    const Question question = three_choices(QuestionKind::several_choices);
    // Planes: asked, answered, a, b, c, dk. Row 0 ticks a and b, row 1 don't know, row 2 nothing.
    const std::vector<std::uint64_t> words = {0b111, 0b011, 0b001, 0b001, 0, 0b010};
    const std::vector<std::uint32_t> groups(3, 0);
    const std::vector<double> weight = {3, 5, 7};
    WeightTabulation weights(1, 4);
    REQUIRE(weigh(question, ChunkView::planes(3, words), {groups, weight}, weights));
    CHECK(weights.answered(0) == WeightSum{3, 9});
    CHECK(weights.chose(0, 0) == WeightSum{3, 9});
    CHECK(weights.chose(0, 1) == WeightSum{3, 9});
    CHECK(weights.chose(0, 2).weight == 0);
}

TEST_CASE("a code that the form does not have is refused, not weighed", "[summary][weigh]") {
    const Question question = three_choices(QuestionKind::one_choice);
    const std::vector<std::uint8_t> codes = {2, 6};
    const std::vector<std::uint32_t> groups(2, 0);
    const std::vector<double> ones(2, 1);
    WeightTabulation weights(1, 4);
    CHECK_FALSE(weigh(question, ChunkView::bytes(codes), {groups, ones}, weights));
}

TEST_CASE("weights in other groups add up, and some may be left out", "[summary][weigh]") {
    WeightTabulation weights(3, 1);
    weights.add_answered(0, 1);
    weights.add_answered(1, 2);
    weights.add_choice(1, 0, 2);
    weights.add_answered(2, 4);
    const std::size_t to[] = {0, 0, 1};
    const WeightTabulation kept = regroup(weights, to, 1);
    CHECK(kept.people(0) == 2);
    CHECK(kept.answered(0) == WeightSum{3, 5});
    CHECK(kept.chose(0, 0) == WeightSum{2, 4});
}
