// 500 taps as a touch screen sends them, kept in tests/data/ui/taps.txt: a finger's event and
// beside it the mouse event that SDL would make of it, presses of 20 ms, no pauses. One line an
// event: milliseconds, finger|mouse, down|up, x and y as shares of the screen, and on "down" of a
// finger the widget that was meant. `ui_tests '[.record]'` writes the file anew.
#include <SDL.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "ui/platform.h"
#include "ui/sample_page.h"

using namespace harmony;
using namespace harmony::ui;
using std::chrono::milliseconds;

namespace {

constexpr const char* recording = HARMONY_SOURCE_DIR "/tests/data/ui/taps.txt";
constexpr int taps = 500;

struct Recorded {
    int when_ms = 0;
    bool finger = false;
    bool down = false;
    float x = 0;
    float y = 0;
    std::string meant;
};

std::vector<Recorded> read_recording() {
    std::ifstream file(recording);
    std::vector<Recorded> events;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') {
            continue;
        }
        std::istringstream words(line);
        Recorded event;
        std::string device;
        std::string kind;
        words >> event.when_ms >> device >> kind >> event.x >> event.y >> event.meant;
        event.finger = device == "finger";
        event.down = kind == "down";
        events.push_back(event);
    }
    return events;
}

SDL_Event sdl_of(const Recorded& recorded) {
    SDL_Event event{};
    if (recorded.finger) {
        event.type = recorded.down ? SDL_FINGERDOWN : SDL_FINGERUP;
        event.tfinger.touchId = 7;
        event.tfinger.fingerId = 3;
        event.tfinger.x = recorded.x;
        event.tfinger.y = recorded.y;
        return event;
    }
    event.type = recorded.down ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP;
    event.button.which = SDL_TOUCH_MOUSEID;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = static_cast<int>(recorded.x * panel_15_inch.width_px);
    event.button.y = static_cast<int>(recorded.y * panel_15_inch.height_px);
    return event;
}

/// The page with the keyboard, on SDL's driver without a display.
struct Replay {
    Replay() : kiosk("en") {
        ::setenv("SDL_VIDEODRIVER", "dummy", 1);
        platform = Platform::open({.show = Platform::Show::window,
                                   .way = Platform::Way::surface,
                                   .title = "Harmony",
                                   .panel = panel_15_inch},
                                  kiosk.clock)
                       .value();
        kiosk.app.page = "words";
        turn();
        kiosk.clock.advance(milliseconds{1000});
        start = kiosk.clock.monotonic();
    }

    void turn() {
        REQUIRE(platform->turn(
            *kiosk.toolkit,
            [this](Frame& frame) { kiosk.app.draw(frame, kiosk.toolkit->keyboards()); },
            milliseconds{0}));
    }

    void play(const Recorded& recorded) {
        const milliseconds when = start + milliseconds{recorded.when_ms};
        if (when > kiosk.clock.monotonic()) {
            kiosk.clock.advance(when - kiosk.clock.monotonic());
        }
        SDL_Event event = sdl_of(recorded);
        SDL_PushEvent(&event);
    }

    tests::SampleKiosk kiosk;
    std::unique_ptr<Platform> platform;
    milliseconds start{0};
};

}  // namespace

TEST_CASE("500 recorded taps are 500 presses of what was meant", "[ui][platform][K1]") {
    Replay replay;
    std::string meant;
    std::size_t waiting = 0;
    for (const Recorded& recorded : read_recording()) {
        if (recorded.meant.starts_with("nav.")) {
            break;  // the end of the recording leaves the page
        }
        if (!recorded.meant.empty()) {
            meant += recorded.meant.substr(std::string_view("key.gb.").size());
        }
        replay.play(recorded);
        if (++waiting % 40 == 0) {  // ten taps wait in the queue
            replay.turn();
        }
    }
    replay.turn();
    REQUIRE(meant.size() == taps);
    CHECK(replay.kiosk.app.presses == taps);
    CHECK(replay.kiosk.app.typed.text() == meant);
}

TEST_CASE("no recorded tap is carried over to the next screen", "[ui][platform][K1]") {
    Replay replay;
    std::size_t leaving = 0;
    for (const Recorded& recorded : read_recording()) {
        replay.play(recorded);
        leaving += recorded.meant == "nav.continue" ? 1 : 0;
    }
    REQUIRE(leaving == 5);  // the recording ends with five touches of Continue without a pause
    replay.turn();          // all of them wait in the queue
    CHECK(replay.kiosk.driver->screen() == "number");
    CHECK(replay.kiosk.app.typed.text().size() == taps);
    CHECK(replay.kiosk.app.number.empty());
}

// All 512 scancodes with 8 modifiers, down and up, and letters beside them: kiosk.md 15, K9.
TEST_CASE("a machine without assistive keys is not moved by any key", "[ui][platform][K9]") {
    Replay replay;
    const std::string tree = replay.kiosk.toolkit->tree().dump();
    const std::string picture = replay.kiosk.driver->hash();
    constexpr std::array<unsigned, 8> modifiers{KMOD_NONE,
                                                KMOD_SHIFT,
                                                KMOD_CTRL,
                                                KMOD_ALT,
                                                KMOD_GUI,
                                                KMOD_CTRL | KMOD_ALT,
                                                KMOD_CTRL | KMOD_SHIFT,
                                                KMOD_ALT | KMOD_SHIFT};
    for (int code = 0; code < SDL_NUM_SCANCODES; ++code) {
        for (const unsigned modifier : modifiers) {
            for (const std::uint32_t type : {SDL_KEYDOWN, SDL_KEYUP}) {
                SDL_Event event{};
                event.type = type;
                event.key.keysym.scancode = static_cast<SDL_Scancode>(code);
                event.key.keysym.mod = static_cast<std::uint16_t>(modifier);
                SDL_PushEvent(&event);
            }
        }
        SDL_Event letters{};
        letters.type = SDL_TEXTINPUT;
        letters.text.text[0] = 'x';
        SDL_PushEvent(&letters);
        replay.kiosk.clock.advance(milliseconds{300});
        replay.turn();
    }
    CHECK(replay.kiosk.toolkit->tree().dump() == tree);
    CHECK(replay.kiosk.driver->hash() == picture);
    CHECK(replay.kiosk.app.typed.empty());
}

TEST_CASE("the recording of taps is written", "[.record]") {
    Replay replay;
    std::ofstream file(recording);
    file << "# Written by: ui_tests '[.record]' (tests/ui/replay_test.cpp)\n";
    const std::string keys = "qwertyuiopasdfghjklzxcvbnm";
    int now = 0;
    const auto tap = [&](const std::string& id) {
        const Point middle = replay.kiosk.toolkit->tree().find(id)->rect.centre();
        const double x = middle.x / panel_15_inch.width_mm();
        const double y = middle.y / panel_15_inch.height_mm();
        for (const char* kind : {"down", "up"}) {
            const std::string place = std::to_string(x) + ' ' + std::to_string(y);
            const std::string meant = kind == std::string_view("down") ? ' ' + id : "";
            file << now << " finger " << kind << ' ' << place << meant << '\n'
                 << now << " mouse " << kind << ' ' << place << '\n';
            now += 20;
        }
    };
    for (std::size_t i = 0; i < taps; ++i) {
        tap(std::string("key.gb.") + keys[i * 7 % keys.size()]);
    }
    for (int i = 0; i < 5; ++i) {
        tap("nav.continue");
    }
}
