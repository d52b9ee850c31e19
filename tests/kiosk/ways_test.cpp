#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "kiosk/recorded_kiosk.h"
#include "kiosk/sample_pages.h"

// Ways through a survey, as the outbox is handed their answers: walking away, quick surveys, the
// questions about oneself, and how many touches a way takes.
using namespace harmony;
using std::chrono::milliseconds;
using std::chrono::seconds;
using tests::RecordedKiosk;

namespace {

/// Long enough for the question's wait, the countdown and the wipe (kiosk.md 2.4).
constexpr seconds long_enough{160};

void add_partial_block(const std::filesystem::path& pack) {
    const kiosk::Phrases phrases = tests::shipped_phrases();
    std::ofstream notice(pack / "notices" / "en.txt", std::ios::app | std::ios::binary);
    notice << " " << phrases.text("en", "notice.partial");
}

RecordedKiosk::Options keeping() {
    return {ui::panel_15_inch, {"walk_away"}, add_partial_block};
}

template <typename Kind>
bool is(const survey::Item& item) {
    return std::holds_alternative<Kind>(item);
}

/// The second question is chosen but never left with Continue.
void answer_one_and_a_half(RecordedKiosk& kiosk) {
    kiosk.begin();
    kiosk.tap("q.first.opt.yes");
    kiosk.tap("nav.continue");
    kiosk.tap("q.second.opt.no");
}

}  // namespace

TEST_CASE("a survey that keeps nothing keeps nothing of somebody who walked away",
          "[kiosk][ways][S8]") {
    RecordedKiosk kiosk({ui::panel_15_inch, {"neighbourhood"}, add_partial_block});
    kiosk.begin();
    kiosk.tap("nav.continue");
    kiosk.tap("q.safe_dark.opt.very_safe");
    kiosk.tap("nav.continue");
    kiosk.driver().wait(long_enough);
    REQUIRE(kiosk.driver().screen() == "attract");
    CHECK(kiosk.sent().empty());
}

TEST_CASE("a survey that keeps what was confirmed keeps that alone, marked partial",
          "[kiosk][ways][S8]") {
    RecordedKiosk kiosk(keeping());
    answer_one_and_a_half(kiosk);
    kiosk.driver().wait(long_enough);
    REQUIRE(kiosk.driver().screen() == "attract");
    REQUIRE(kiosk.sent().size() == 1);
    const survey::Response& kept = kiosk.sent().front().response;
    CHECK(kept.flags.partial);
    CHECK(kiosk.sent().front().revision == kiosk::Revision::core);
    REQUIRE(kept.items.size() == 4);
    CHECK(kept.items[0] == survey::Item(survey::One{0}));
    CHECK(is<survey::NotAsked>(kept.items[1]));
    CHECK(is<survey::NotAsked>(kept.items[2]));
    CHECK(is<survey::NotAsked>(kept.items[3]));
    CHECK(kept.mode == survey::Mode::self);
}

TEST_CASE("Hide and leave keeps nothing, whatever the survey says", "[kiosk][ways][S8]") {
    RecordedKiosk kiosk(keeping());
    answer_one_and_a_half(kiosk);
    kiosk.tap("bar.leave");
    REQUIRE(kiosk.driver().screen() == "attract");
    kiosk.driver().wait(long_enough);
    CHECK(kiosk.sent().empty());
}

TEST_CASE("nothing is kept when the notice does not say that it would be", "[kiosk][ways][S8]") {
    RecordedKiosk kiosk({ui::panel_15_inch, {"walk_away"}, {}});
    answer_one_and_a_half(kiosk);
    kiosk.driver().wait(long_enough);
    REQUIRE(kiosk.driver().screen() == "attract");
    CHECK(kiosk.sent().empty());
}

TEST_CASE("somebody who confirmed nothing leaves nothing behind", "[kiosk][ways][S8]") {
    RecordedKiosk kiosk(keeping());
    kiosk.begin();
    kiosk.tap("q.first.opt.yes");
    kiosk.driver().wait(long_enough);
    REQUIRE(kiosk.driver().screen() == "attract");
    CHECK(kiosk.sent().empty());
}

TEST_CASE("questions about oneself that were not asked, left and declined are three things",
          "[kiosk][ways][K5]") {
    RecordedKiosk kiosk({ui::panel_15_inch, {"walk_away"}, {}});
    kiosk.begin();
    kiosk.tap("nav.continue");
    kiosk.tap("nav.continue");
    kiosk.tap("check.send");
    REQUIRE(kiosk.driver().screen() == "equality_intro");
    REQUIRE(kiosk.sent().size() == 1);
    CHECK(is<survey::NotAsked>(kiosk.sent()[0].response.items[2]));
    kiosk.tap("equality.yes");
    kiosk.tap("nav.continue");  // age is left empty
    kiosk.tap("q.sex.opt.pns");
    kiosk.tap("nav.continue");
    REQUIRE(kiosk.driver().screen() == "thanks");
    REQUIRE(kiosk.sent().size() == 2);
    CHECK(kiosk.sent()[1].revision == kiosk::Revision::whole);
    CHECK(is<survey::Empty>(kiosk.sent()[1].response.items[2]));
    CHECK(kiosk.sent()[1].response.items[3] == survey::Item(survey::One{1}));
}

TEST_CASE("skipping the questions about oneself hands nothing more over", "[kiosk][ways][K5]") {
    RecordedKiosk kiosk({ui::panel_15_inch, {"walk_away"}, {}});
    kiosk.begin();
    kiosk.tap("nav.continue");
    kiosk.tap("nav.continue");
    kiosk.tap("check.send");
    kiosk.tap("equality.no");
    CHECK(kiosk.driver().screen() == "thanks");
    CHECK(kiosk.sent().size() == 1);
}

TEST_CASE("a quick survey shows a choice for 400 ms and moves on", "[kiosk][ways][S10]") {
    RecordedKiosk kiosk({ui::panel_10_inch, {"neighbourhood_quick5"}, {}});
    kiosk.begin();
    REQUIRE(kiosk.driver().screen() == "q.ward");
    kiosk.tap("q.ward.opt.northgate");
    CHECK(kiosk.driver().get("q.ward.opt.northgate")->is(ui::sem::checked));
    kiosk.driver().wait(milliseconds(300));
    CHECK(kiosk.driver().screen() == "q.ward");
    kiosk.driver().wait(milliseconds(150));
    CHECK(kiosk.driver().screen() == "q.safe_dark");
    kiosk.tap("nav.back");  // Back is always there, and the answer with it
    CHECK(kiosk.driver().get("q.ward.opt.northgate")->is(ui::sem::checked));
    kiosk.driver().wait(seconds(2));
    CHECK(kiosk.driver().screen() == "q.ward");  // nothing was chosen here now
}

TEST_CASE("a choice taken back stays on its page, and another begins the wait again",
          "[kiosk][ways][S10]") {
    RecordedKiosk kiosk({ui::panel_15_inch, {"neighbourhood_quick5"}, {}});
    kiosk.begin();
    kiosk.tap("q.ward.opt.northgate");
    kiosk.tap("q.ward.opt.northgate");
    kiosk.driver().wait(seconds(3));
    REQUIRE(kiosk.driver().screen() == "q.ward");
    kiosk.tap("q.ward.opt.northgate");
    kiosk.tap("q.ward.opt.riverside");
    kiosk.driver().wait(milliseconds(300));
    CHECK(kiosk.driver().screen() == "q.ward");
    kiosk.driver().wait(milliseconds(200));
    CHECK(kiosk.driver().screen() == "q.safe_dark");
}

TEST_CASE("quick 5 takes 6 touches from its first question and at most 11 in all",
          "[kiosk][ways][S10]") {
    RecordedKiosk kiosk({ui::panel_15_inch, {"neighbourhood_quick5"}, {}});
    kiosk.begin();
    const int before = kiosk.touches();
    for (const char* choice : {"q.ward.opt.northgate",
                               "q.safe_dark.opt.fairly_safe",
                               "q.safe_day.opt.very_safe",
                               "q.why_unsafe.opt.litter",
                               "q.one_help.opt.lights"}) {
        kiosk.tap(choice);
        kiosk.driver().wait(milliseconds(2100));
    }
    REQUIRE(kiosk.driver().screen() == "check");
    CHECK(kiosk.driver().get("check.change.ward") == nullptr);  // Back is enough
    kiosk.tap("check.send");
    CHECK(kiosk.driver().screen() == "thanks");
    CHECK(kiosk.touches() - before == 6);
    CHECK(kiosk.touches() <= 11);
    REQUIRE(kiosk.sent().size() == 1);
    CHECK(kiosk.sent()[0].response.mode == survey::Mode::self);
    CHECK(kiosk.sent()[0].response.duration == survey::DurationBand::under_30_s);
    CHECK_FALSE(kiosk.sent()[0].response.flags.burst);
}

TEST_CASE("the whole neighbourhood survey takes at most 63 touches with nothing typed",
          "[kiosk][ways][K5]") {
    RecordedKiosk kiosk({ui::panel_21_inch, {"neighbourhood"}, {}});
    kiosk.begin();
    for (int step = 0; step < 90 && kiosk.driver().screen() != "thanks"; ++step) {
        // The first answer of each question, and of each row of a grid.
        std::vector<std::string> choices;
        std::string question;
        for (const ui::sem::Node& node : kiosk.driver().tree().nodes()) {
            const std::size_t opt = node.id.find(".opt.");
            if (opt != std::string::npos && node.id.substr(0, opt) != question) {
                question = node.id.substr(0, opt);
                choices.push_back(node.id);
            }
        }
        for (const std::string& choice : choices) {
            kiosk.tap(choice);
        }
        for (const char* way : {"nav.continue", "check.send", "equality.yes"}) {
            if (kiosk.driver().get(way) != nullptr) {
                kiosk.tap(way);
                break;
            }
        }
    }
    REQUIRE(kiosk.driver().screen() == "thanks");
    CHECK(kiosk.touches() <= 63);
    REQUIRE(kiosk.sent().size() == 2);
    CHECK(kiosk.sent()[1].response.flags.straight_line);
}

TEST_CASE("nothing is chosen beforehand on any page of any survey of ours", "[kiosk][ways][K5]") {
    for (const char* survey : {"every_answer", "event", "neighbourhood", "town_centre_pspo"}) {
        RecordedKiosk kiosk({ui::panel_15_inch, {survey}, {}});
        kiosk.begin();
        int pages = 0;
        for (; pages < 90 && kiosk.driver().screen().starts_with("q."); ++pages) {
            for (const ui::sem::Node& node : kiosk.driver().tree().nodes()) {
                INFO(survey << " " << node.id);
                CHECK_FALSE(node.is(ui::sem::checked));
                CHECK((node.role != ui::sem::Role::text_field || node.value.empty()));
            }
            REQUIRE(kiosk.driver().tap("nav.continue").ok());
        }
        CHECK(pages > 5);
        CHECK(kiosk.driver().screen() == "check");
    }
}

TEST_CASE("one question with faces stands where the attract page would, and each touch counts once",
          "[kiosk][ways][S10]") {
    RecordedKiosk kiosk({ui::panel_15_inch, {"one_face"}, {}});
    kiosk.driver().step();
    REQUIRE(kiosk.driver().screen() == "smiley");
    kiosk.tap("q.today.opt.good");
    CHECK(kiosk.driver().screen() == "smiley.thanks");
    kiosk.tap("smiley.undo");
    CHECK(kiosk.driver().screen() == "smiley");
    kiosk.driver().wait(seconds(4));
    CHECK(kiosk.sent().empty());
    kiosk.tap("q.today.opt.poor");
    kiosk.driver().wait(milliseconds(1000));
    kiosk.tap("smiley.next");  // somebody who presses until something happens
    CHECK(kiosk.driver().screen() == "smiley.thanks");
    kiosk.driver().wait(milliseconds(2500));
    CHECK(kiosk.driver().screen() == "smiley");
    REQUIRE(kiosk.sent().size() == 1);
    CHECK(kiosk.sent()[0].response.items[0] == survey::Item(survey::One{2}));
    CHECK(kiosk.sent()[0].receipt_digits.empty());
    for (int visitor = 0; visitor < 5; ++visitor) {
        kiosk.tap("q.today.opt.good");
        kiosk.driver().wait(milliseconds(2200));
        kiosk.tap("smiley.next");
        kiosk.driver().wait(milliseconds(300));
    }
    CHECK(kiosk.sent().size() == 6);
}
