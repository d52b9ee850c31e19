#include <catch2/catch.hpp>

#include "ui/sample_page.h"
#include "ui/speech/narrator.h"
#include "ui/speech/speech_log.h"
#include "ui/speech_words.h"

using namespace harmony;

namespace {

/// The sample kiosk with a voice.
struct SpokenKiosk : tests::SampleKiosk {
    explicit SpokenKiosk(const std::string& code)
        : SampleKiosk(code), narrator(log, tests::speech_words()) {
        toolkit->set_listener(&narrator);
        driver->step();
    }

    void read(bool on = true) {
        app.look.access.read_aloud = on;
        serve();
    }

    void serve() {
        narrator.serve(app.look.access);
        driver->step();
    }

    /// What was said since it was asked last.
    std::string said() {
        const std::string text(log.text().view());
        static_cast<void>(log.take());
        return text;
    }

    ui::SpeechLog log;
    ui::Narrator narrator;
};

bool holds(const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("nothing is said while nobody asked for it", "[ui][speech]") {
    SpokenKiosk kiosk("en");
    REQUIRE(kiosk.driver->tap("q.opt.2"));
    CHECK(kiosk.said().empty());
}

TEST_CASE("switched on, the page of now is read from its title to its foot", "[ui][speech][K7]") {
    SpokenKiosk kiosk("en");
    kiosk.read();
    const std::string said = kiosk.said();
    const std::size_t heading = said.find(kiosk.app.words.heading);
    const std::size_t answer = said.find(kiosk.app.words.answers[0]);
    const std::size_t next = said.find(kiosk.app.words.next);
    CHECK(holds(said, "things on this page."));
    REQUIRE(next != std::string::npos);
    CHECK(heading < answer);
    CHECK(answer < next);
    CHECK_FALSE(holds(said, kiosk.app.words.leave));  // the bar is not part of the reading
    kiosk.driver->step();
    CHECK(kiosk.said().empty());  // once
}

TEST_CASE("a touch silences at once, and what was chosen is said", "[ui][speech][K7]") {
    SpokenKiosk kiosk("en");
    kiosk.read();
    static_cast<void>(kiosk.said());
    const int before = kiosk.log.stops();
    REQUIRE(kiosk.driver->tap("q.opt.2"));
    CHECK(kiosk.log.stops() == before + 1);
    CHECK(kiosk.said() == kiosk.app.words.answers[2] + ". Chosen.\n");
    REQUIRE(kiosk.driver->tap("q.opt.3"));
    CHECK(kiosk.said() == kiosk.app.words.answers[3] + ". Chosen.\n");
}

TEST_CASE("a finger that comes down silences before the page hears of it", "[ui][speech][K7]") {
    // Logic time: the clock stands still from the touch to the silence.
    SpokenKiosk kiosk("en");
    kiosk.read();
    const int before = kiosk.log.stops();
    kiosk.clock.advance(std::chrono::seconds{5});
    kiosk.toolkit->input().push(
        {ui::PointerEvent::Kind::down, {700, 400}, kiosk.clock.monotonic(), 1});
    const auto touched = kiosk.clock.monotonic();
    int stops_when_drawn = 0;
    kiosk.toolkit->update([&](ui::Frame& frame) {
        stops_when_drawn = kiosk.log.stops();
        kiosk.app.draw(frame, kiosk.toolkit->keyboards());
    });
    CHECK(stops_when_drawn == before + 1);
    CHECK(kiosk.clock.monotonic() - touched < std::chrono::milliseconds{50});
}

TEST_CASE("another page is said, and what was said of the old one is not", "[ui][speech]") {
    SpokenKiosk kiosk("en");
    kiosk.read();
    static_cast<void>(kiosk.said());
    const int before = kiosk.log.stops();
    kiosk.app.page = "check";
    kiosk.driver->step();
    CHECK(kiosk.log.stops() > before);
    CHECK(holds(kiosk.said(), "on this page."));
}

TEST_CASE("typed letters are not said aloud, in headphones they are", "[ui][speech][K7]") {
    SpokenKiosk kiosk("en");
    kiosk.app.page = "words";
    kiosk.read();
    static_cast<void>(kiosk.said());
    REQUIRE(kiosk.driver->type("hi"));
    std::string said = kiosk.said();
    CHECK(holds(said, "Typed."));
    CHECK_FALSE(holds(said, "hi"));
    kiosk.app.look.access.headphones = true;
    kiosk.serve();
    REQUIRE(kiosk.driver->type("gh"));
    said = kiosk.said();
    CHECK(holds(said, "high"));
    CHECK(kiosk.log.setting().listening == ui::Listening::headphones);
}

TEST_CASE("asked once more, the page is said once more", "[ui][speech]") {
    SpokenKiosk kiosk("en");
    kiosk.read();
    const std::string first = kiosk.said();
    kiosk.narrator.repeat();
    kiosk.driver->step();
    CHECK(kiosk.said() == first);
}

TEST_CASE("one thing can be listened to while reading is off", "[ui][speech]") {
    SpokenKiosk kiosk("en");
    kiosk.narrator.say_once("q.head");
    kiosk.driver->step();
    CHECK(kiosk.said() == kiosk.app.words.heading + " Heading.\n");
}

TEST_CASE("switched off, it is silent in the middle of a word", "[ui][speech]") {
    SpokenKiosk kiosk("en");
    kiosk.read();
    const int before = kiosk.log.stops();
    kiosk.read(false);
    CHECK(kiosk.log.stops() == before + 1);
    static_cast<void>(kiosk.said());
    REQUIRE(kiosk.driver->tap("q.opt.1"));
    CHECK(kiosk.said().empty());
}

TEST_CASE("the end of a session forgets what was private", "[ui][speech]") {
    SpokenKiosk kiosk("en");
    kiosk.app.page = "words";
    kiosk.app.look.access.headphones = true;
    kiosk.read();
    REQUIRE(kiosk.driver->type("secret"));
    REQUIRE(holds(std::string(kiosk.log.text().view()), "secret"));
    kiosk.narrator.forget();
    CHECK_FALSE(holds(std::string(kiosk.log.text().view()), "secret"));
}

TEST_CASE("keys say where they go, one thing at a time, and that they begin again",
          "[ui][speech][K7]") {
    SpokenKiosk kiosk("en");
    kiosk.read();
    static_cast<void>(kiosk.said());
    kiosk.driver->key(ui::Key::right);  // shows where the focus is
    CHECK(holds(kiosk.said(), kiosk.app.words.heading));
    std::string all;
    for (int i = 0; i < 40 && !holds(all, "top."); ++i) {
        kiosk.driver->key(ui::Key::right);
        const std::string said = kiosk.said();
        CHECK_FALSE(said.empty());
        all += said;
    }
    CHECK(holds(all, kiosk.app.words.answers[0] + ". Choice 1 of 6. Not chosen."));
    CHECK(holds(all, kiosk.app.words.next + ". Button."));
    CHECK(holds(all, "top."));  // kiosk.md 7.3: wraps with a spoken "top"
}

TEST_CASE("with keys, another page says its title and the thing with the focus alone",
          "[ui][speech][K7]") {
    SpokenKiosk kiosk("en");
    kiosk.read();
    kiosk.driver->key(ui::Key::right);
    static_cast<void>(kiosk.said());
    kiosk.app.page = "many";
    kiosk.driver->step();
    const std::string said = kiosk.said();
    CHECK(holds(said, "on this page."));
    CHECK(holds(said, "Heading."));
    CHECK_FALSE(holds(said, "Tick box"));
}
