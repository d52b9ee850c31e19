#include "kiosk/ranking.h"

#include <catch2/catch.hpp>

using namespace harmony::kiosk;

namespace {

using Choice = Ranking::Choice;

std::vector<Choice> order_of(const Ranking& ranking) {
    return {ranking.order().begin(), ranking.order().end()};
}

Ranking touched(std::initializer_list<Choice> choices) {
    Ranking ranking;
    for (const Choice choice : choices) {
        ranking.touch(choice);
    }
    return ranking;
}

}  // namespace

TEST_CASE("each touch gives the next place", "[kiosk][rank]") {
    const Ranking ranking = touched({3, 0, 2});
    CHECK(order_of(ranking) == std::vector<Choice>{3, 0, 2});
    CHECK(ranking.place(3) == 1);
    CHECK(ranking.place(2) == 3);
    CHECK(ranking.place(1) == 0);
}

TEST_CASE("a second touch takes it out and the others move up", "[kiosk][rank]") {
    Ranking ranking = touched({3, 0, 2});
    ranking.touch(3);
    CHECK(order_of(ranking) == std::vector<Choice>{0, 2});
    CHECK(ranking.place(0) == 1);
    ranking.touch(3);
    CHECK(ranking.place(3) == 3);
}

TEST_CASE("up and down change places with the neighbour", "[kiosk][rank]") {
    Ranking ranking = touched({3, 0, 2});
    ranking.move_up(2);
    CHECK(order_of(ranking) == std::vector<Choice>{3, 2, 0});
    ranking.move_down(3);
    CHECK(order_of(ranking) == std::vector<Choice>{2, 3, 0});
}

TEST_CASE("the first does not go up, the last not down, and one without a place stays",
          "[kiosk][rank]") {
    Ranking ranking = touched({3, 0});
    ranking.move_up(3);
    ranking.move_down(0);
    ranking.move_up(1);
    ranking.move_down(1);
    CHECK(order_of(ranking) == std::vector<Choice>{3, 0});
    ranking.undo();  // nothing of that was a step
    CHECK(order_of(ranking) == std::vector<Choice>{3});
}

TEST_CASE("undo goes back step by step, over moves and a fresh start", "[kiosk][rank]") {
    Ranking ranking = touched({3, 0});
    ranking.move_up(0);
    ranking.start_again();
    CHECK(ranking.empty());
    ranking.undo();
    CHECK(order_of(ranking) == std::vector<Choice>{0, 3});
    ranking.undo();
    CHECK(order_of(ranking) == std::vector<Choice>{3, 0});
    ranking.undo();
    ranking.undo();
    CHECK(ranking.empty());
    CHECK_FALSE(ranking.can_undo());
    ranking.undo();
    CHECK(ranking.empty());
}

TEST_CASE("a fresh start of nothing is no step", "[kiosk][rank]") {
    Ranking ranking;
    ranking.start_again();
    CHECK_FALSE(ranking.can_undo());
}

TEST_CASE("what the survey holds is no step to go back", "[kiosk][rank]") {
    Ranking ranking;
    const std::vector<Choice> held{1, 2};
    ranking.begin(held);
    CHECK(order_of(ranking) == held);
    CHECK_FALSE(ranking.can_undo());
}

TEST_CASE("what is not offered any more leaves the order, and undo does not bring it back",
          "[kiosk][rank]") {
    Ranking ranking = touched({3, 0, 2});
    const std::vector<Choice> offered{0, 1, 2};
    ranking.keep_only(offered);
    CHECK(order_of(ranking) == std::vector<Choice>{0, 2});
    CHECK_FALSE(ranking.can_undo());
    ranking.touch(1);
    ranking.keep_only(offered);
    CHECK(ranking.can_undo());  // nothing left, nothing forgotten
}
