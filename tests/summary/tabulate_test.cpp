#include "summary/tabulate.h"

#include <bit>
#include <catch2/catch.hpp>

#include "summary/column_builder.h"

using namespace harmony::summary;
using harmony::base::ErrorKind;
using harmony::base::SeededRandom;
using harmony::tests::byte_views;
using harmony::tests::PlaneColumn;
using harmony::tests::question_of;

namespace {

using Codes = std::vector<std::vector<std::uint32_t>>;

Tabulation counts_of(const Question& question, const Codes& chunks, std::size_t planes) {
    const PlaneColumn column(chunks, planes);
    return tabulate({&question, column.views()}).value();
}

/// Chunk lengths that end in the middle of a word, at its end, and an empty chunk.
const std::vector<std::size_t> awkward_lengths = {1, 63, 64, 65, 0, 700, 128};

Codes random_codes(SeededRandom& random, std::uint64_t below) {
    Codes chunks;
    for (const std::size_t length : awkward_lengths) {
        std::vector<std::uint32_t> codes;
        for (std::size_t row = 0; row < length; ++row) {
            codes.push_back(static_cast<std::uint32_t>(random.below(below)));
        }
        chunks.push_back(std::move(codes));
    }
    return chunks;
}

/// Group codes; sorted ones lie in runs as in a closed chunk.
std::vector<std::vector<std::uint8_t>> random_groups(SeededRandom& random,
                                                     std::uint64_t groups,
                                                     bool sorted) {
    std::vector<std::vector<std::uint8_t>> chunks;
    for (const std::vector<std::uint32_t>& wide : random_codes(random, groups)) {
        std::vector<std::uint8_t> codes(wide.begin(), wide.end());
        if (sorted) {
            std::sort(codes.begin(), codes.end());
        }
        chunks.push_back(std::move(codes));
    }
    return chunks;
}

void require_five_counts_add_up(const Tabulation& table, std::uint64_t units) {
    std::uint64_t sum = 0;
    for (std::size_t group = 0; group < table.groups(); ++group) {
        CHECK(table.answered(group) + table.dont_know(group) + table.prefer_not(group) +
                  table.skipped(group) + table.not_asked(group) ==
              table.units(group));
        sum += table.units(group);
    }
    CHECK(sum == units);
}

std::uint64_t all_rows() {
    std::uint64_t rows = 0;
    for (const std::size_t length : awkward_lengths) {
        rows += length;
    }
    return rows;
}

}  // namespace

TEST_CASE("each person of a question is in one of five counts", "[summary][tabulate]") {
    const Question question = question_of("safe", 2, true, true);
    // not asked, skipped, first, second twice, don't know, prefer not to say
    const Tabulation table = counts_of(question, {{0, 1, 2, 3, 3, 4, 5}}, 3);
    CHECK(table.not_asked(0) == 1);
    CHECK(table.skipped(0) == 1);
    CHECK(table.answered(0) == 3);
    CHECK(table.dont_know(0) == 1);
    CHECK(table.prefer_not(0) == 1);
    CHECK(table.chose(0, 0) == 1);
    CHECK(table.chose(0, 1) == 2);
    CHECK(table.units(0) == 7);
}

TEST_CASE("a person who ticks an answer and don't know is in the base", "[summary][tabulate]") {
    Question question = question_of("where", 2, true);
    question.kind = QuestionKind::several_choices;
    // bits: asked, answered, a0, a1, dk
    const Codes rows = {{0b00000, 0b00001, 0b10111, 0b10011, 0b01111}};
    const Tabulation table = counts_of(question, rows, 5);
    CHECK(table.not_asked(0) == 1);
    CHECK(table.skipped(0) == 1);
    CHECK(table.answered(0) == 2);
    CHECK(table.dont_know(0) == 1);
    CHECK(table.chose(0, 0) == 2);
    CHECK(table.chose(0, 1) == 1);
    CHECK(table.chose(0, 2) == 2);
}

TEST_CASE("every fast path equals the plain way on random answers", "[summary][tabulate]") {
    const bool clustered = GENERATE(true, false);
    SeededRandom random(clustered ? 11 : 12);
    std::vector<Question> questions;
    std::vector<PlaneColumn> columns;
    for (std::size_t answers = 1; answers <= 28; ++answers) {
        questions.push_back(question_of(
            "q" + std::to_string(answers), answers, answers % 2 == 0, answers % 3 == 0));
        const std::size_t codes = first_choice_code + questions.back().choices.size();
        columns.emplace_back(random_codes(random, codes), std::bit_width(codes - 1));
    }
    questions.push_back(question_of("several", 7, true, true));
    questions.back().kind = QuestionKind::several_choices;
    columns.emplace_back(random_codes(random, 1U << 11U), 11);

    std::vector<QuestionColumn> views;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        views.push_back({&questions[i], columns[i].views()});
    }
    const auto places = random_groups(random, clustered ? 3 : 26, clustered);
    const auto months = random_groups(random, clustered ? 2 : 12, clustered);
    const auto place_views = byte_views(places);
    const auto month_views = byte_views(months);
    const std::vector<Grouping> groupings = {{place_views, 26}, {month_views, 12}};

    for (std::size_t by = 0; by <= 2; ++by) {
        const std::span<const Grouping> some(groupings.data(), by);
        const auto fast = tabulate_all(views, some).value();
        const auto plain = tabulate_plainly(views, some).value();
        REQUIRE(fast.size() == plain.size());
        for (std::size_t i = 0; i < fast.size(); ++i) {
            INFO(questions[i].name << " by " << by);
            CHECK(fast[i] == plain[i]);
            require_five_counts_add_up(fast[i], all_rows());
        }
    }
}

TEST_CASE("codes in bytes and in wider numbers count like planes", "[summary][tabulate]") {
    SeededRandom random(5);
    const Question question = question_of("q", 6, true);
    const Codes codes = random_codes(random, 9);
    const PlaneColumn planes(codes, 4);
    std::vector<std::vector<std::uint8_t>> bytes;
    std::vector<std::vector<std::uint16_t>> halves;
    std::vector<ChunkView> half_views;
    std::vector<ChunkView> word_views;
    for (const std::vector<std::uint32_t>& chunk : codes) {
        bytes.emplace_back(chunk.begin(), chunk.end());
        halves.emplace_back(chunk.begin(), chunk.end());
        half_views.push_back(ChunkView::u16(halves.back()));
        word_views.push_back(ChunkView::u32(chunk));
    }
    const auto views = byte_views(bytes);
    const Tabulation expected = tabulate({&question, planes.views()}).value();
    CHECK(tabulate({&question, views}).value() == expected);
    CHECK(tabulate({&question, half_views}).value() == expected);
    CHECK(tabulate({&question, word_views}).value() == expected);
}

TEST_CASE("counts by place and month add up to counts by place", "[summary][tabulate]") {
    SeededRandom random(6);
    const Question question = question_of("q", 5);
    const PlaneColumn column(random_codes(random, 7), 3);
    const QuestionColumn view{&question, column.views()};
    const auto places = random_groups(random, 4, true);
    const auto months = random_groups(random, 3, false);
    const auto place_views = byte_views(places);
    const auto month_views = byte_views(months);
    const std::vector<Grouping> both = {{place_views, 4}, {month_views, 3}};
    const Tabulation crossed = tabulate_all({&view, 1}, both).value().front();
    std::vector<std::size_t> to_place;
    for (std::size_t group = 0; group < 12; ++group) {
        to_place.push_back(group / 3);
    }
    CHECK(regroup(crossed, to_place, 4) == tabulate_by(view, both[0]).value());
    CHECK(whole(crossed) == tabulate(view).value());
}

TEST_CASE("units are counted by place without any question", "[summary][tabulate]") {
    const std::vector<std::vector<std::uint8_t>> places = {{0, 0, 2, 2, 2}, {2, 1}};
    const auto views = byte_views(places);
    const Tabulation units = count_units({views, 4}).value();
    CHECK(units.units(0) == 2);
    CHECK(units.units(1) == 1);
    CHECK(units.units(2) == 4);
    CHECK(units.units(3) == 0);
}

TEST_CASE("a code that the form does not know is refused by the column's name",
          "[summary][tabulate]") {
    const Question question = question_of("safe_dark", 3);
    const bool as_bytes = GENERATE(true, false);
    const PlaneColumn planes({{2, 3, 7}}, 3);
    const std::vector<std::vector<std::uint8_t>> bytes = {{2, 3, 7}};
    const auto byte_chunks = byte_views(bytes);
    const QuestionColumn column{&question, as_bytes ? byte_chunks : planes.views()};
    const auto refused = tabulate(column);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().kind == ErrorKind::unreadable);
    CHECK(refused.error().message ==
          "column 'safe_dark' holds a code that is not in its list of 3 choices");
}

TEST_CASE("columns that do not fit together are refused", "[summary][tabulate]") {
    const Question question = question_of("q", 3);
    const PlaneColumn column({{2, 3, 4}}, 3);
    SECTION("a chunk of another length") {
        const std::vector<std::vector<std::uint8_t>> places = {{0, 0}};
        const auto views = byte_views(places);
        CHECK_FALSE(tabulate_by({&question, column.views()}, {views, 1}).ok());
    }
    SECTION("a place beyond the dictionary") {
        const std::vector<std::vector<std::uint8_t>> places = {{0, 5, 0}};
        const auto views = byte_views(places);
        CHECK_FALSE(tabulate_by({&question, column.views()}, {views, 2}).ok());
    }
    SECTION("words that are no whole number of planes") {
        const std::vector<std::uint64_t> words(3);
        const std::vector<ChunkView> views = {ChunkView::planes(100, words)};
        CHECK_FALSE(tabulate({&question, views}).ok());
    }
    SECTION("several choices with a plane missing") {
        Question several = question_of("s", 3);
        several.kind = QuestionKind::several_choices;
        CHECK_FALSE(tabulate({&several, column.views()}).ok());
    }
}
