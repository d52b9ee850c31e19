#include "ui/platform.h"

#include <SDL.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <cstring>

#include "ui/sample_page.h"

using namespace harmony;
using namespace harmony::ui;
using std::chrono::milliseconds;

namespace {

/// The real event path of SDL on its driver without a display.
struct Window {
    Window() : kiosk("en") {
        ::setenv("SDL_VIDEODRIVER", "dummy", 1);
        platform = Platform::open({.show = Platform::Show::window,
                                   .way = Platform::Way::surface,
                                   .title = "Harmony",
                                   .panel = panel_15_inch},
                                  kiosk.clock)
                       .value();
        draw = [this](Frame& frame) { kiosk.app.draw(frame, kiosk.toolkit->keyboards()); };
        kiosk.app.page = "words";
        turn();
        kiosk.clock.advance(milliseconds{1000});
    }

    void turn() { REQUIRE(platform->turn(*kiosk.toolkit, draw, milliseconds{0})); }

    void finger(std::uint32_t type, Point mm) {
        SDL_Event event{};
        event.type = type;
        event.tfinger.touchId = 7;
        event.tfinger.fingerId = 3;
        event.tfinger.x = static_cast<float>(mm.x / panel_15_inch.width_mm());
        event.tfinger.y = static_cast<float>(mm.y / panel_15_inch.height_mm());
        SDL_PushEvent(&event);
        // The mouse that SDL would make out of it.
        SDL_Event copy{};
        copy.type = type == SDL_FINGERDOWN ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP;
        copy.button.which = SDL_TOUCH_MOUSEID;
        copy.button.button = SDL_BUTTON_LEFT;
        copy.button.x = static_cast<int>(mm.x * panel_15_inch.px_per_mm);
        copy.button.y = static_cast<int>(mm.y * panel_15_inch.px_per_mm);
        SDL_PushEvent(&copy);
    }

    tests::SampleKiosk kiosk;
    std::unique_ptr<Platform> platform;
    DrawApp draw;
};

/// Rows of the window that are not what was drawn.
int wrong_rows(Window& window) {
    const Image& frame = window.kiosk.toolkit->render();
    SDL_Window* shown = nullptr;
    for (std::uint32_t id = 1; id < 1000 && shown == nullptr; ++id) {
        shown = SDL_GetWindowFromID(id);
    }
    REQUIRE(shown != nullptr);
    const SDL_Surface* surface = SDL_GetWindowSurface(shown);
    REQUIRE(surface->w == frame.width_px);
    int wrong = 0;
    for (int y = 0; y < frame.height_px; ++y) {
        const auto* row =
            static_cast<const std::byte*>(surface->pixels) + std::ptrdiff_t{y} * surface->pitch;
        const auto* drawn = frame.pixels.data() + std::ptrdiff_t{y} * frame.width_px;
        wrong += std::memcmp(row, drawn, static_cast<std::size_t>(frame.width_px) * 4) != 0 ? 1 : 0;
    }
    return wrong;
}

void spoil_window(int row) {
    for (std::uint32_t id = 1; id < 1000; ++id) {
        if (SDL_Window* shown = SDL_GetWindowFromID(id)) {
            SDL_Surface* surface = SDL_GetWindowSurface(shown);
            std::memset(
                static_cast<std::byte*>(surface->pixels) + std::ptrdiff_t{row} * surface->pitch,
                0x5A,
                static_cast<std::size_t>(surface->pitch));
        }
    }
}

}  // namespace

TEST_CASE("the window shows every frame whole though only changed rows are sent",
          "[ui][platform]") {
    Window window;
    CHECK(wrong_rows(window) == 0);
    for (const char letter : {'a', 'q', 'm', 'p'}) {
        const auto* key = window.kiosk.toolkit->tree().find(std::string("key.gb.") + letter);
        REQUIRE(key != nullptr);
        const Point middle = key->rect.centre();
        window.finger(SDL_FINGERDOWN, middle);
        window.turn();
        CHECK(wrong_rows(window) == 0);
        window.finger(SDL_FINGERUP, middle);
        window.turn();
        CHECK(wrong_rows(window) == 0);
        window.kiosk.clock.advance(milliseconds{500});
    }
    spoil_window(700);
    CHECK(wrong_rows(window) == 1);  // the check can see it
    SDL_Event exposed{};
    exposed.type = SDL_WINDOWEVENT;
    exposed.window.event = SDL_WINDOWEVENT_EXPOSED;
    SDL_PushEvent(&exposed);
    window.turn();
    CHECK(wrong_rows(window) == 0);
}

TEST_CASE("500 recorded taps with their mouse copies are 500 presses", "[ui][platform][K1]") {
    Window window;
    const std::string keys = "qwertyuiopasdfghjkl";
    for (std::size_t tap = 0; tap < 500; ++tap) {
        const std::string id = std::string("key.gb.") + keys[tap % keys.size()];
        const Point middle = window.kiosk.toolkit->tree().find(id)->rect.centre();
        window.finger(SDL_FINGERDOWN, middle);
        window.kiosk.clock.advance(milliseconds{20});
        window.finger(SDL_FINGERUP, middle);
        if (tap % 5 == 4) {  // several taps wait in the queue
            window.turn();
        }
    }
    window.turn();
    CHECK(window.kiosk.app.presses == 500);
    CHECK(window.kiosk.app.typed.text().size() == 500);
}

TEST_CASE("a closed window ends the loop only where that is allowed", "[ui][platform]") {
    Window window;
    SDL_Event event{};
    event.type = SDL_QUIT;
    SDL_PushEvent(&event);
    int ticks = 0;
    const auto ran = window.platform->run(
        *window.kiosk.toolkit, window.draw, [&] { return ticks < 5; }, [&] { ++ticks; });
    CHECK(ran);
    CHECK(ticks == 1);
}

TEST_CASE("another thread's wake brings a turn at once", "[ui][platform]") {
    Window window;
    window.turn();
    window.platform->wake();
    // Without the wake this would sleep for a minute, and the test would run out of time.
    REQUIRE(window.platform->turn(*window.kiosk.toolkit, window.draw, milliseconds{60'000}));
}

TEST_CASE("a window without a display says so", "[ui][platform]") {
    base::ManualClock clock{base::Moment{}};
    ::setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
    const auto opened = Platform::open({}, clock);
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == base::ErrorKind::unreachable);
}
