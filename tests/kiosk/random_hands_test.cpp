// Children, palms, and people who only want to see what happens: hands that touch anything and
// strike any key, for a long time, on machines with keys of every kind and with none. They never
// come to a staff page, never break the program, never leave an answer.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <memory>
#include <random>
#include <set>

#include "base/text.h"
#include "kiosk/script/memory_scan.h"
#include "support/memory_kiosk.h"

using namespace harmony;
using namespace harmony::kiosk;

namespace {

/// Touches, keys and waits, drawn from a seed.
class RandomHands {
public:
    RandomHands(tests::MemoryKiosk& kiosk, unsigned seed) : kiosk_(kiosk), chance_(seed) {}

    void act() {
        const int kind = below(100);
        if (kind < 40) {
            touch_a_control();
        } else if (kind < 50) {
            touch_anywhere();
        } else if (kind < 80) {
            strike_a_key();
        } else if (kind < 84) {
            hold_a_key();
        } else if (kind < 88) {
            type_something();
        } else if (kind < 90) {
            scan_something();
        } else if (kind < 96) {
            hold_a_control();
        } else {
            kiosk_.driver().wait(std::chrono::seconds{below(70)});
        }
    }

private:
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(chance_); }

    /// The leave button would end most sessions at their first page: it is touched seldom.
    std::string a_control() {
        std::vector<std::string> ids;
        for (const ui::sem::Node& node : kiosk_.driver().tree().nodes()) {
            if (node.enabled() && (node.id != "bar.leave" || below(20) == 0)) {
                ids.push_back(node.id);
            }
        }
        return ids.empty() ? std::string()
                           : ids[static_cast<std::size_t>(below(static_cast<int>(ids.size())))];
    }

    void touch_a_control() {
        if (const std::string id = a_control(); !id.empty()) {
            static_cast<void>(kiosk_.driver().tap(id));
        }
    }

    /// Back three times leaves: it is struck seldom.
    ui::Key a_key() {
        const auto key = static_cast<ui::Key>(below(static_cast<int>(ui::key_count)));
        const bool kept = key != ui::Key::letters && (key != ui::Key::back || below(4) == 0);
        return kept ? key : ui::Key::right;
    }

    void strike_a_key() {
        for (int strokes = 1 + below(4); strokes > 0; --strokes) {
            kiosk_.driver().key(a_key());
        }
    }

    void hold_a_key() { kiosk_.driver().hold_key(a_key(), std::chrono::milliseconds{below(4000)}); }

    void type_something() {
        constexpr std::array<std::string_view, 6> texts = {
            "1", "206417", "a b", "żaba", "گلی", ".@"};
        kiosk_.driver().keys(
            texts[static_cast<std::size_t>(below(static_cast<int>(texts.size())))]);
    }

    void scan_something() {
        constexpr std::array<std::string_view, 3> codes = {
            "HR1:482917365191", "HT1:482917360", "HT1:"};
        kiosk_.driver().scan(
            codes[static_cast<std::size_t>(below(static_cast<int>(codes.size())))]);
    }

    void hold_a_control() {
        if (const std::string id = a_control(); !id.empty()) {
            static_cast<void>(kiosk_.driver().hold(id, std::chrono::milliseconds{below(7000)}));
        }
    }

    void touch_anywhere() {
        const ui::Panel& panel = kiosk_.stage().toolkit().panel();
        kiosk_.driver().tap_at(
            {panel.width_mm() * below(1000) / 1000.0, panel.height_mm() * below(1000) / 1000.0});
    }

    tests::MemoryKiosk& kiosk_;
    std::mt19937 chance_;
};

/// What stands behind the PIN; the page of the PIN itself does not.
bool is_behind_the_pin(std::string_view screen) {
    return screen.starts_with("staff.") && screen != "staff.pin";
}

std::size_t personal_nodes(const ui::sem::Tree& tree) {
    std::size_t count = 0;
    for (const ui::sem::Node& node : tree.nodes()) {
        count += node.personal ? 1 : 0;
    }
    return count;
}

struct Seen {
    std::string staff_page;  ///< the first page behind the PIN; empty: none
    int sessions = 0;
    std::size_t left_behind = 0;  ///< nodes of an ended session on the attract page
    std::set<std::string> screens;
};

void play(tests::MemoryKiosk& kiosk, int acts, unsigned seed, Seen& seen) {
    RandomHands hands(kiosk, seed);
    bool before = kiosk.stage().app().in_session();
    for (int act = 0; act < acts; ++act) {
        hands.act();
        const std::string screen(kiosk.driver().screen());
        seen.screens.insert(screen);
        if (is_behind_the_pin(screen) && seen.staff_page.empty()) {
            seen.staff_page = fmt::format("{} after {} acts", screen, act);
        }
        const bool now = kiosk.stage().app().in_session();
        seen.sessions += before && !now ? 1 : 0;
        before = now;
        if (screen == "attract") {
            seen.left_behind += personal_nodes(kiosk.driver().tree());
        }
    }
}

/// Nobody touches it for so long that every countdown is over.
void walk_away(tests::MemoryKiosk& kiosk) {
    kiosk.driver().wait(std::chrono::minutes{10});
}

/// Rounds of 1,000 on machines with every kind of keys in turn, each beginning at the attract page
/// or deep inside a survey; each is then left alone.
Seen play_rounds(int acts) {
    constexpr int in_a_round = 1000;
    constexpr std::array kinds = {ui::AssistKeys::off,
                                  ui::AssistKeys::keypad,
                                  ui::AssistKeys::keyboard,
                                  ui::AssistKeys::switches,
                                  ui::AssistKeys::scanner};
    std::vector<std::unique_ptr<tests::MemoryKiosk>> machines;
    for (const ui::AssistKeys kind : kinds) {
        tests::MemoryKiosk::Options options{ui::panel_10_inch, {"every_answer", "neighbourhood"}};
        options.app.assist_keys = kind;
        machines.push_back(std::make_unique<tests::MemoryKiosk>(options));
    }
    Seen seen;
    for (unsigned round = 0; static_cast<int>(round) * in_a_round < acts; ++round) {
        tests::MemoryKiosk& kiosk = *machines[round % machines.size()];
        if (round % 2 == 1) {
            kiosk.go_to_questions(round % 4 == 1 ? "en" : "ur");
            kiosk.go_on_to("check");
        }
        play(kiosk, std::min(in_a_round, acts - static_cast<int>(round) * in_a_round), round, seen);
        walk_away(kiosk);
        INFO("round " << round);
        CHECK(kiosk.driver().screen() == "attract");
        CHECK_FALSE(kiosk.stage().app().in_session());
    }
    return seen;
}

}  // namespace

TEST_CASE("10,000 random touches and keys never reach a staff page and end at attract",
          "[kiosk][K9][random]") {
    const Seen seen = play_rounds(10'000);
    CHECK(seen.staff_page.empty());
    CHECK(seen.left_behind == 0);
    CHECK(seen.sessions > 20);        // it went through whole sessions
    CHECK(seen.screens.size() > 20);  // and saw most of the pages
    CHECK(seen.screens.count("staff.pin") == 1);
}

// Nightly: HARMONY_HANDS=10000000 (kiosk.md 15, K9).
TEST_CASE("any number of random touches and keys never reach a staff page",
          "[.slow][kiosk][K9][random]") {
    const char* const wanted = std::getenv("HARMONY_HANDS");
    constexpr int usual = 100'000;
    const Seen seen = play_rounds(wanted == nullptr ? usual : std::atoi(wanted));
    CHECK(seen.staff_page.empty());
    CHECK(seen.left_behind == 0);
}

TEST_CASE("random touches after typed words leave no copy of them", "[kiosk][K9][wipe]") {
    tests::MemoryKiosk kiosk;
    Needle needle("");
    for (const char* piece : {"bro", "ken", " lan", "terns"}) {
        needle.append(piece);
    }
    for (unsigned round = 0; round < 5; ++round) {
        kiosk.go_to_questions();
        kiosk.go_on_to("q.one_thing");
        for (const char* letter :
             {"b", "r", "o", "k", "e", "n", " ", "l", "a", "n", "t", "e", "r", "n", "s"}) {
            REQUIRE(kiosk.driver().type(letter).ok());
        }
        CHECK(copies_in_memory(needle) > 0);
        Seen seen;
        play(kiosk, 60, round, seen);
        walk_away(kiosk);
        REQUIRE(kiosk.driver().screen() == "attract");
        CHECK(copies_in_memory(needle) == 0);
    }
}

TEST_CASE("the watch over staff pages would see one", "[kiosk][K9]") {
    tests::MemoryKiosk kiosk;
    REQUIRE(kiosk.driver().hold("attract.logo", std::chrono::milliseconds{5200}).ok());
    REQUIRE(kiosk.driver().screen() == "staff.pin");
    for (const char digit : tests::staff_pin) {
        REQUIRE(kiosk.driver().tap(fmt::format("key.num.{}", digit)).ok());
    }
    REQUIRE(kiosk.driver().tap("key.num.done").ok());
    CHECK(is_behind_the_pin(kiosk.driver().screen()));
}
