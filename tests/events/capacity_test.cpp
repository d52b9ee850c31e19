#include "events/capacity.h"

#include <catch2/catch.hpp>

#include "events/allocation.h"
#include "story.h"

using namespace harmony;
using namespace harmony::events;
using namespace harmony::events::testing;

namespace {

/// The worked example of 6.4: kiosks A, B and C are 1, 2 and 3; 40 spaces, 4 of them reserved.
struct Example {
    Story story;

    Example() {
        story.grants(1, 1, 10);
        story.grants(2, 1, 10);
        story.grants(3, 1, 8);
        for (int subject = 1; subject <= 5; ++subject) {  // A confirmed 7 and sent 5 of them
            story.signs_up(1, subject, Outcome::confirmed);
        }
        story.applies(2, 1, 4, 10);
        for (int subject = 6; subject <= 9; ++subject) {
            story.signs_up(2, subject, Outcome::confirmed);
        }
        for (int subject = 10; subject <= 17; ++subject) {
            story.signs_up(3, subject, Outcome::confirmed);
        }
    }

    [[nodiscard]] Capacity now() const { return *capacity(*story.state().occurrence(date(1))); }
};

Allocation allocation(int used, int cap) {
    return {1, used, cap};
}

constexpr auto trusted = ClockTrust::trusted;

}  // namespace

TEST_CASE("the worked example of spaces is counted as in the design",
          "[events][capacity][E3][N2]") {
    Example example;
    const Capacity before = example.now();
    CHECK(before.occupied == 17);
    CHECK(before.hidden == 11);
    CHECK(before.pool() == 8);
    CHECK(before.unspent == 11);  // A at most 5, B 6
    CHECK(worst_case(before) == WorstCase{28, 0, 11});
    example.story.say(0, 0, 1, WriteOff{kiosk(2), instance(1), "Lost"});
    const Capacity after = example.now();
    CHECK(after.at_risk == 6);
    CHECK(after.pool() == 14);
    CHECK(worst_case(after).people == 28);
    CHECK(worst_case(after).over == 0);
    example.story.grants(4, 2, 14);
    CHECK(worst_case(example.now()).people == 42);
    CHECK(worst_case(example.now()).over == 6);
}

TEST_CASE("late facts of a kiosk that was written off are counted once", "[events][capacity][N2]") {
    Example example;
    example.story.say(0, 0, 1, WriteOff{kiosk(2), instance(1), "Lost"});
    example.story.signs_up(2, 30, Outcome::confirmed, 2);
    CHECK(example.now().at_risk == 4);
    CHECK(example.now().occupied == 19);
    CHECK(worst_case(example.now()).people == 28);
}

TEST_CASE("the line of officers says what may happen, and who is silent",
          "[events][capacity][N2]") {
    Example example;
    const std::vector<KioskName> names = {
        {kiosk(1), "Kiosk 1", {}}, {kiosk(2), "Kiosk 2", {}}, {kiosk(3), "Kiosk 3", {}}};
    CHECK(worst_case_line(example.now(), names, "09:00") ==
          "Worst case today: 0 over, 11 unspent (Kiosk 1: 5, Kiosk 2: 6). Heard from all kiosks "
          "since 09:00.");
    std::vector<KioskName> silent = names;
    silent[1].silent_days = 2;
    silent[2].silent_days = 3;  // but it has nothing left to give
    CHECK(worst_case_line(example.now(), silent, "09:00") ==
          "Worst case today: 0 over, 11 unspent (Kiosk 1: 5, Kiosk 2: 6). Not heard: Kiosk 2 for "
          "2 days.");
    silent[1].silent_days = -1;
    CHECK(worst_case_line(example.now(), silent, "09:00").find("Not heard: Kiosk 2 (never yet).") !=
          std::string::npos);
}

TEST_CASE("nobody gives away more than the pool", "[events][capacity]") {
    Example example;
    CHECK(check_give(example.now(), 8).ok());
    REQUIRE_FALSE(check_give(example.now(), 9).ok());
    CHECK(check_give(example.now(), 9).error().message == "Only 8 spaces are free to give.");
}

TEST_CASE("a recall counts once the kiosk has answered", "[events][capacity][E3]") {
    Story story;
    story.grants(1, 1, 10);
    story.applies(1, 1, 0, 10);
    story.grants(1, 2, 4);
    const auto pool = [&] { return capacity(*story.state().occurrence(date(1)))->pool(); };
    CHECK(pool() == 26);
    story.applies(1, 2, 3, 4);
    CHECK(pool() == 32);
    story.signs_up(1, 1, Outcome::confirmed, 3);
    CHECK(pool() == 32);
}

TEST_CASE("offers that stand hold their spaces", "[events][capacity][E4]") {
    Story story;
    story.signs_up(1, 1, Outcome::waiting, 4);
    story.say(0, 1, 1, Promoted{PromotionMode::offer, on("2026-03-29"), ""});
    const Capacity now = *capacity(*story.state().occurrence(date(1)));
    CHECK(now.held == 4);
    CHECK(now.pool() == 32);
    CHECK(worst_case(now).people == 4);
}

TEST_CASE("a new machine has no spaces of the old one", "[events][capacity]") {
    Story story;
    story.grants(1, 1, 10);
    story.say(0, 0, 1, Grant{kiosk(1), instance(2), 2, 3, ""});
    const State state = story.state();
    CHECK(state.occurrence(date(1))->ledgers.size() == 2);
    CHECK(capacity(*state.occurrence(date(1)))->hidden == 13);
}

TEST_CASE("the suggestion spreads by hours and use and keeps a tenth back", "[events][capacity]") {
    const std::vector<KioskUse> kiosks = {{kiosk(1), instance(1), 30, 2},
                                          {kiosk(2), instance(1), 10, 2},
                                          {kiosk(3), instance(1), 0, 9}};
    // 36 spaces, 4 kept; 32 by 90 : 30 : 0.
    const auto shares = suggest_spread(36, kiosks);
    CHECK(shares[0].more == 24);
    CHECK(shares[1].more == 8);
    CHECK(shares[2].more == 0);
    for (int pool = 0; pool <= 60; ++pool) {
        int given = 0;
        for (const Share& share : suggest_spread(pool, kiosks)) {
            CHECK(share.more >= 0);
            given += share.more;
        }
        CHECK(given == std::max(0, pool - std::max(1, (pool + 9) / 10)));
    }
    CHECK(suggest_spread(36, {}).empty());
}

TEST_CASE("a kiosk says no more than its allocation gives", "[events][capacity][E3]") {
    const SignUpTerms terms;
    CHECK(decide_sign_up(terms, allocation(7, 10), 3, trusted) == SignUpDecision::confirmed);
    CHECK(decide_sign_up(terms, allocation(8, 10), 3, trusted) == SignUpDecision::waiting);
    CHECK(decide_sign_up(terms, std::nullopt, 1, trusted) == SignUpDecision::waiting);
    CHECK(decide_sign_up(terms, allocation(0, 10), 1, ClockTrust::not_trusted) ==
          SignUpDecision::waiting);
    CHECK(decide_sign_up(terms, allocation(0, 10), 11, trusted) == SignUpDecision::party_too_large);
    SignUpTerms other;
    other.waiting_list = false;
    CHECK(decide_sign_up(other, allocation(10, 10), 1, trusted) == SignUpDecision::full);
    other = {};
    other.open = false;
    CHECK(decide_sign_up(other, allocation(0, 10), 1, trusted) == SignUpDecision::closed);
    other.cancelled = true;
    CHECK(decide_sign_up(other, allocation(0, 10), 1, trusted) == SignUpDecision::cancelled);
    other = {};
    other.has_spaces = false;
    CHECK(decide_sign_up(other, std::nullopt, 5, trusted) == SignUpDecision::on_the_list);
    other = {};
    other.by_request = true;
    CHECK(decide_sign_up(other, allocation(0, 10), 1, trusted) == SignUpDecision::requested);
}

TEST_CASE("a slot is given by the one kiosk that has it, once", "[events][capacity][E10]") {
    SignUpTerms slot;
    slot.slot = true;
    slot.party_max = 1;
    Allocation mine = allocation(0, 1);
    CHECK(decide_sign_up(slot, std::nullopt, 1, trusted) == SignUpDecision::requested);
    CHECK(decide_sign_up(slot, mine, 1, trusted) == SignUpDecision::confirmed);
    spend(mine, 1);
    CHECK(decide_sign_up(slot, mine, 1, trusted) != SignUpDecision::confirmed);
    CHECK_THROWS_AS(spend(mine, 1), base::BrokenPromise);
}

TEST_CASE("a kiosk takes a newer grant and no older one", "[events][capacity][E3]") {
    Allocation mine;
    CHECK(apply_grant(mine, 3, 10) == AllocationApplied{3, 0, 10});
    spend(mine, 7);
    CHECK_FALSE(apply_grant(mine, 3, 20).has_value());
    CHECK_FALSE(apply_grant(mine, 2, 20).has_value());
    CHECK(mine == Allocation{3, 7, 10});
    CHECK(apply_grant(mine, 4, 2) == AllocationApplied{4, 7, 7});  // what is spent is spent
}
