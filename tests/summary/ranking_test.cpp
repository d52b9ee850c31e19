// Questions whose choices people put in order, from planes to what may be published.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "base/random.h"
#include "summary/column_builder.h"
#include "summary/publishable.h"
#include "summary/table.h"

using namespace harmony::summary;
using harmony::base::SeededRandom;
using harmony::tests::byte_views;
using harmony::tests::PlaneColumn;
using harmony::tests::question_of;

namespace {

Question ranking_of(std::size_t choices) {
    Question question = question_of("needs", choices);
    question.kind = QuestionKind::ranking;
    return question;
}

/// One response: the choices in their order, or why there are none.
struct Order {
    std::vector<std::size_t> choices;
    bool asked = true;
};

/// The flags of a response as docs/formats/segment.md lays them out, one number a plane.
std::vector<std::uint32_t> flags_of(const Order& order, std::size_t choices) {
    std::vector<std::uint32_t> flags = {order.asked ? 1U : 0U, order.choices.empty() ? 0U : 1U};
    std::vector<std::size_t> places(choices, 0);
    for (std::size_t at = 0; at < order.choices.size(); ++at) {
        places[order.choices[at]] = at + 1;
    }
    for (const std::size_t place : places) {
        for (std::size_t bit = 0; choices >> bit != 0; ++bit) {
            flags.push_back(static_cast<std::uint32_t>(place >> bit & 1U));
        }
    }
    return flags;
}

/// The words of a column, plane by plane.
std::vector<std::uint64_t> words_of(const std::vector<Order>& orders, std::size_t choices) {
    const std::size_t each = (orders.size() + 63) / 64;
    std::vector<std::uint64_t> words;
    for (std::size_t row = 0; row < orders.size(); ++row) {
        const std::vector<std::uint32_t> flags = flags_of(orders[row], choices);
        words.resize(flags.size() * each);
        for (std::size_t plane = 0; plane < flags.size(); ++plane) {
            words[plane * each + row / 64] |= std::uint64_t{flags[plane]} << (row % 64);
        }
    }
    return words;
}

Tabulation counts_of(const Question& question, const std::vector<Order>& orders) {
    const std::vector<std::uint64_t> words = words_of(orders, question.choices.size());
    const std::vector<ChunkView> views = {ChunkView::planes(orders.size(), words)};
    return tabulate({&question, views}).value();
}

std::vector<Order> times(std::size_t count, const std::vector<std::size_t>& choices) {
    return std::vector<Order>(count, Order{choices, true});
}

std::vector<Order> joined(std::vector<std::vector<Order>> parts) {
    std::vector<Order> all;
    for (const std::vector<Order>& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

/// Orders of all choices, drawn so that some places are rare.
std::vector<Order> drawn(SeededRandom& random, std::size_t count, std::size_t choices) {
    std::vector<Order> orders;
    for (std::size_t n = 0; n < count; ++n) {
        Order order;
        for (std::size_t i = 0; i < choices; ++i) {
            const std::size_t back =
                std::min<std::size_t>(order.choices.size(), random.below(6) / 4);
            order.choices.insert(order.choices.end() - static_cast<std::ptrdiff_t>(back), i);
        }
        orders.push_back(order);
    }
    return orders;
}

harmony::base::Result<Publishable> publish(std::vector<Table> tables, const Policy& policy) {
    Fieldwork fieldwork;
    fieldwork.responses = whole(tables.front().counts()).units(0);
    fieldwork.events = 1;
    fieldwork.asked = {{"needs", ReportCap::open, true, Treatment::shown}};
    return suppress(tables, policy, fieldwork);
}

Publishable publish_whole(const Question& question,
                          const Tabulation& counts,
                          const Policy& policy = Policy::of(Audience::open)) {
    std::vector<Table> tables;
    tables.emplace_back(question, counts);
    return publish(std::move(tables), policy).value();
}

std::optional<std::uint64_t> number(const Cell& cell) {
    const Shown* shown = std::get_if<Shown>(&cell);
    return shown == nullptr ? std::nullopt : std::optional(shown->count);
}

/// Forty say a b c, thirty b a c, twenty c a b, ten c b a.
std::vector<Order> hundred() {
    return joined(
        {times(40, {0, 1, 2}), times(30, {1, 0, 2}), times(20, {2, 0, 1}), times(10, {2, 1, 0})});
}

}  // namespace

TEST_CASE("places of a ranking are counted by hand", "[summary][ranking]") {
    const Question question = ranking_of(3);
    const Tabulation counts =
        counts_of(question, {{{2, 0, 1}}, {{0, 1, 2}}, {{0}}, {{}}, {{}, false}});
    CHECK(counts.answered(0) == 3);
    CHECK(counts.skipped(0) == 1);
    CHECK(counts.not_asked(0) == 1);
    CHECK(counts.chose(0, place_cell(question, 0, 0)) == 2);
    CHECK(counts.chose(0, place_cell(question, 0, 1)) == 1);
    CHECK(counts.chose(0, place_cell(question, 2, 0)) == 1);
    CHECK(counts.chose(0, place_cell(question, 2, 2)) == 1);
    CHECK(counts.chose(0, place_cell(question, 1, 0)) == 0);
}

TEST_CASE("places are counted by groups as the plain way counts them", "[summary][ranking]") {
    const bool clustered = GENERATE(true, false);
    const std::size_t choices = GENERATE(1U, 2U, 3U, 7U, 8U, 31U);
    SeededRandom random(choices);
    const Question question = ranking_of(choices);
    const std::vector<Order> orders = drawn(random, 700, choices);
    const std::vector<std::uint64_t> words = words_of(orders, choices);
    const std::vector<ChunkView> views = {ChunkView::planes(orders.size(), words)};
    std::vector<std::vector<std::uint8_t>> places(1);
    for (std::size_t row = 0; row < orders.size(); ++row) {
        places[0].push_back(static_cast<std::uint8_t>(random.below(4)));
    }
    if (clustered) {
        std::sort(places[0].begin(), places[0].end());
    }
    const auto place_views = byte_views(places);
    const QuestionColumn column{&question, views};
    const Grouping grouping{place_views, 4};
    const auto plain = tabulate_plainly({&column, 1}, {&grouping, 1}).value();
    CHECK(tabulate_by(column, grouping).value() == plain.front());
}

TEST_CASE("a place beyond the list is refused by the column's name", "[summary][ranking]") {
    const Question question = ranking_of(5);
    std::vector<std::uint64_t> words(2 + 5 * 3, 0);
    words[0] = words[1] = 1;
    const std::uint64_t place = GENERATE(6U, 7U);
    for (std::size_t bit = 0; bit < 3; ++bit) {
        words[2 + bit] = place >> bit & 1U;
    }
    const std::vector<ChunkView> views = {ChunkView::planes(1, words)};
    const QuestionColumn column{&question, views};
    CHECK_FALSE(tabulate(column).ok());
    CHECK_FALSE(tabulate_plainly({&column, 1}, {}).ok());
}

TEST_CASE("a ranking is published by places, first two and mean place", "[summary][ranking]") {
    const Question question = ranking_of(3);
    const PublishedTable table =
        publish_whole(question, counts_of(question, hundred())).tables()[0];
    CHECK(table.question.kind == QuestionKind::ranking);
    const PublishedRow& row = table.rows.at(0);
    // Counted by hand from the four orders; python3 for Wilson and for mean -+ t(99) SE.
    CHECK(number(row.choices[0]) == 40);
    REQUIRE(row.places.size() == 3);
    CHECK(number(row.places[0].places[1]) == 50);
    CHECK(std::get<Shown>(row.places[0].places[0]).share == Share{40, 31, 50, RangeBasis::counts});
    CHECK(number(row.places[0].first_two) == 90);
    CHECK(std::get<Shown>(row.places[0].first_two).share == Share{90, 83, 94, RangeBasis::counts});
    CHECK(number(row.places[2].places[1]) == 0);
    CHECK(row.places[0].place == Mean{17, 16, 18, RangeBasis::counts});
    CHECK(row.places[1].place == Mean{19, 18, 20, RangeBasis::counts});
    CHECK(row.places[2].place == Mean{24, 22, 26, RangeBasis::counts});
    CHECK(table.hidden_cells == 0);
}

TEST_CASE("few rankings give counts and no mean place", "[summary][ranking]") {
    const Question question = ranking_of(2);
    const Publishable report = publish_whole(
        question, counts_of(question, joined({times(14, {0, 1}), times(15, {1, 0})})));
    const PublishedRow& row = report.tables()[0].rows.at(0);
    CHECK(number(row.places[0].places[0]) == 14);
    CHECK_FALSE(std::get<Shown>(row.places[0].places[0]).share);
    CHECK_FALSE(row.places[0].place);
}

TEST_CASE("one small place of two choices hides all four", "[summary][ranking]") {
    // Three put b first, so three put a second: the other numbers follow from the hundred.
    const Question question = ranking_of(2);
    const PublishedTable table =
        publish_whole(question, counts_of(question, joined({times(97, {0, 1}), times(3, {1, 0})})))
            .tables()[0];
    for (const PublishedPlaces& choice : table.rows.at(0).places) {
        CHECK_FALSE(number(choice.places[0]));
        CHECK_FALSE(number(choice.places[1]));
        CHECK_FALSE(number(choice.first_two));
        CHECK_FALSE(choice.place);
    }
    CHECK_FALSE(number(table.rows.at(0).choices[0]));
    CHECK(table.hidden_cells == 4);
}

TEST_CASE("a choice that no filter offers has no row and no place", "[summary][ranking]") {
    Question question = ranking_of(3);
    question.choices[1].offered = false;
    const PublishedTable table =
        publish_whole(question, counts_of(question, joined({times(60, {0, 2}), times(40, {2, 0})})))
            .tables()[0];
    CHECK(table.question.choices.size() == 2);
    REQUIRE(table.rows.at(0).places.size() == 2);
    CHECK(table.rows.at(0).places[1].places.size() == 2);
    CHECK(number(table.rows.at(0).places[1].places[0]) == 40);
}

// Somebody who reads the report works out all tables of three choices that fit: whole numbers whose
// rows and columns add up to the base, with what is shown as it is and what is hidden above zero.
namespace {

class Reader {
public:
    explicit Reader(const PublishedRow& row) : base_(*number(row.answered)) {
        for (std::size_t choice = 0; choice < 3; ++choice) {
            for (std::size_t place = 0; place < 3; ++place) {
                known_[choice][place] = number(row.places[choice].places[place]);
            }
        }
        for (std::uint64_t a = 0; a <= base_; ++a) {
            for (std::uint64_t b = 0; fits(0, 0, a) && b + a <= base_; ++b) {
                for (std::uint64_t c = 0; fits(0, 1, b) && c + a <= base_; ++c) {
                    for (std::uint64_t d = 0; fits(1, 0, c) && d + c <= base_ && d + b <= base_;
                         ++d) {
                        note(a, b, c, d);
                    }
                }
            }
        }
    }

    [[nodiscard]] bool hidden(std::size_t choice, std::size_t place) const {
        return !known_[choice][place];
    }
    [[nodiscard]] const std::set<std::uint64_t>& possible(std::size_t choice,
                                                          std::size_t place) const {
        return seen_[choice][place];
    }

private:
    [[nodiscard]] bool fits(std::size_t choice, std::size_t place, std::uint64_t n) const {
        const auto& known = known_[choice][place];
        return known ? *known == n : n > 0;
    }

    void note(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
        const std::uint64_t left = a + b + c + d;
        if (left < base_) {
            return;
        }
        const std::uint64_t table[3][3] = {{a, b, base_ - a - b},
                                           {c, d, base_ - c - d},
                                           {base_ - a - c, base_ - b - d, left - base_}};
        for (std::size_t i = 0; i < 9; ++i) {
            if (!fits(i / 3, i % 3, table[i / 3][i % 3])) {
                return;
            }
        }
        for (std::size_t i = 0; i < 9; ++i) {
            seen_[i / 3][i % 3].insert(table[i / 3][i % 3]);
        }
    }

    std::uint64_t base_;
    std::optional<std::uint64_t> known_[3][3];
    std::set<std::uint64_t> seen_[3][3];
};

}  // namespace

TEST_CASE("nobody can work out a hidden place of a ranking", "[summary][ranking]") {
    SeededRandom random(20260702);
    const Policy policy = Policy::of(Audience::partner);
    const Question question = ranking_of(3);
    std::size_t hidden = 0;
    std::size_t tables = 0;
    for (int round = 0; round < 150; ++round) {
        const Tabulation counts = counts_of(question, drawn(random, 10 + random.below(20), 3));
        const PublishedTable table = publish_whole(question, counts, policy).tables()[0];
        if (table.withheld) {
            continue;
        }
        ++tables;
        const Reader reader(table.rows.at(0));
        for (std::size_t i = 0; i < 9; ++i) {
            const std::uint64_t truth = counts.chose(0, i);
            INFO("round " << round << " choice " << i / 3 << " place " << i % 3 << " = " << truth);
            REQUIRE(reader.possible(i / 3, i % 3).count(truth) == 1);
            if (truth > 0 && truth < policy.threshold()) {
                CHECK(reader.hidden(i / 3, i % 3));
                CHECK(*reader.possible(i / 3, i % 3).rbegin() >= policy.threshold());
            }
            if (reader.hidden(i / 3, i % 3)) {
                ++hidden;
                CHECK(reader.possible(i / 3, i % 3).size() > 1);
            }
        }
    }
    CHECK(tables > 50);
    CHECK(hidden > 100);
}

namespace {

/// The tables of a ranking over all and by two places.
std::vector<Table> tables_by_place(const Question& question,
                                   const std::vector<Order>& here,
                                   const std::vector<Order>& there) {
    const std::size_t cells = counted_cells(question);
    Tabulation by_place(2, cells);
    for (const auto& [group, orders] : {std::pair{0U, &here}, std::pair{1U, &there}}) {
        const Tabulation counts = counts_of(question, *orders);
        by_place.add_answered(group, counts.answered(0));
        for (std::size_t cell = 0; cell < cells; ++cell) {
            by_place.add_choice(group, cell, counts.chose(0, cell));
        }
    }
    std::vector<Table> tables;
    tables.emplace_back(question, whole(by_place));
    tables.emplace_back(question, "place", std::vector<std::string>{"here", "there"}, by_place);
    return tables;
}

}  // namespace

TEST_CASE("by places a report says who put what first and no more", "[summary][ranking]") {
    const Question question = ranking_of(3);
    const auto tables = [&] { return tables_by_place(question, hundred(), hundred()); };
    const Publishable open = publish(tables(), Policy::of(Audience::open)).value();
    REQUIRE_FALSE(open.tables()[1].withheld);
    CHECK(number(open.tables()[1].rows.at(0).choices[1]) == 30);
    CHECK(open.tables()[1].rows.at(0).places.empty());
    CHECK(open.tables()[0].rows.at(0).places.size() == 3);
    const Publishable office = publish(tables(), Policy::of(Audience::internal)).value();
    REQUIRE(office.tables()[1].rows.at(1).places.size() == 3);
    CHECK(office.tables()[1].rows.at(1).places[0].place == Mean{17, 16, 18, RangeBasis::counts});
}

TEST_CASE("a small first place at one place is hidden with others", "[summary][ranking]") {
    const Question question = ranking_of(3);
    const auto there = joined({times(60, {0, 1, 2}), times(30, {1, 0, 2}), times(4, {2, 0, 1})});
    const PublishedTable by_place =
        publish(tables_by_place(question, hundred(), there), Policy::of(Audience::open))
            .value()
            .tables()[1];
    REQUIRE_FALSE(by_place.withheld);
    CHECK_FALSE(number(by_place.rows.at(1).choices[2]));
    CHECK_FALSE(number(by_place.rows.at(0).choices[2]));  // 34 in all are shown
}

TEST_CASE("by places a ranking hides whatever would give away a place over all",
          "[summary][ranking]") {
    // Three put c first, all of them at one place: what both places put first hangs together with
    // all places over all.
    const Question question = ranking_of(3);
    const auto most = joined({times(60, {0, 1, 2}), times(50, {1, 0, 2}), times(3, {2, 0, 1})});
    const Publishable report =
        publish(tables_by_place(question, most, times(40, {0, 1, 2})), Policy::of(Audience::open))
            .value();
    CHECK_FALSE(number(report.tables()[0].rows.at(0).choices[2]));
    const PublishedTable& by_place = report.tables()[1];
    REQUIRE_FALSE(by_place.withheld);
    CHECK_FALSE(number(by_place.rows.at(0).choices[2]));
    // The other place had nobody who put c first, which is shown: so its base must not close the
    // gap, and what else was put first at the small one is hidden with it.
    std::size_t hidden = 0;
    for (const Cell& cell : by_place.rows.at(0).choices) {
        hidden += number(cell) ? 0 : 1;
    }
    CHECK(hidden >= 2);
}

TEST_CASE("the ranges of places know that engagements differ", "[summary][ranking]") {
    const Question question = ranking_of(2);
    const auto here = joined({times(40, {0, 1}), times(10, {1, 0})});
    const auto there = joined({times(10, {0, 1}), times(40, {1, 0})});
    std::vector<Table> tables = tables_by_place(question, here, there);
    tables.pop_back();
    Tabulation by_engagement(2, counted_cells(question));
    for (const auto& [group, orders] : {std::pair{0U, &here}, std::pair{1U, &there}}) {
        const Tabulation counts = counts_of(question, *orders);
        by_engagement.add_answered(group, counts.answered(0));
        for (std::size_t cell = 0; cell < counted_cells(question); ++cell) {
            by_engagement.add_choice(group, cell, counts.chose(0, cell));
        }
    }
    tables.front().add_engagements(by_engagement);
    const Publishable report = publish(std::move(tables), Policy::of(Audience::open)).value();
    const PublishedPlaces& first = report.tables()[0].rows.at(0).places.at(0);
    CHECK(std::get<Shown>(first.places[0]).share->basis == RangeBasis::few_clusters);
    // Two engagements with means 1.2 and 1.8: nothing is certain but that a place is 1 or 2.
    CHECK(first.place == Mean{15, 10, 20, RangeBasis::few_clusters});
}
