#include <catch2/catch.hpp>

#include "kiosk/watch.h"

using namespace harmony::kiosk;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

WatchState after(Screen screen,
                 milliseconds since,
                 bool typing = false,
                 bool private_page = false) {
    Untouched untouched;
    untouched.screen = screen;
    untouched.typing = typing;
    untouched.private_page = private_page;
    untouched.since = since;
    return watch(untouched, Times{});
}

constexpr milliseconds tick{1};

}  // namespace

TEST_CASE("a page where nothing was entered asks after 60 s", "[kiosk][session]") {
    CHECK(after(Screen::language, seconds{60} - tick).watch == Watch::quiet);
    CHECK(after(Screen::language, seconds{60}).watch == Watch::countdown);
    CHECK(after(Screen::language, seconds{60}).left == seconds{30});
    CHECK(after(Screen::language, seconds{90} - tick).left == seconds{1});
    CHECK(after(Screen::language, seconds{90}).watch == Watch::over);
}

TEST_CASE("a question asks after 120 s and typing after 180 s", "[kiosk][session]") {
    CHECK(after(Screen::question, seconds{120} - tick).watch == Watch::quiet);
    CHECK(after(Screen::question, seconds{120}).watch == Watch::countdown);
    CHECK(after(Screen::question, seconds{150}).watch == Watch::over);
    CHECK(after(Screen::question, seconds{180} - tick, true).watch == Watch::quiet);
    CHECK(after(Screen::question, seconds{180}, true).watch == Watch::countdown);
    CHECK(after(Screen::question, seconds{210}, true).watch == Watch::over);
}

TEST_CASE("a page that shows answers is hidden after 45 s", "[kiosk][session]") {
    CHECK(after(Screen::check, seconds{45} - tick, false, true).watch == Watch::quiet);
    CHECK(after(Screen::check, seconds{45}, false, true).watch == Watch::curtain);
    CHECK(after(Screen::check, seconds{120}, false, true).watch == Watch::countdown);
}

TEST_CASE("thanks is quiet for 15 s and then counts 20 s down", "[kiosk][session]") {
    CHECK(after(Screen::thanks, seconds{15} - tick).watch == Watch::quiet);
    CHECK(after(Screen::thanks, seconds{15}).left == seconds{20});
    CHECK(after(Screen::thanks, seconds{35}).watch == Watch::over);
    Untouched kept;
    kept.screen = Screen::thanks;
    kept.since = seconds{74};
    kept.kept = seconds{60};
    CHECK(watch(kept, Times{}).watch == Watch::quiet);
}

TEST_CASE("nobody watches the attract page or one that waits for staff", "[kiosk][session]") {
    for (const Screen screen :
         {Screen::attract, Screen::saving, Screen::setup_needed, Screen::out_of_order}) {
        CHECK(after(screen, std::chrono::hours{24}).watch == Watch::quiet);
        CHECK(after(screen, std::chrono::hours{24}).next_change == milliseconds{0});
    }
}

TEST_CASE("the watch says when it must be looked at again", "[kiosk][session]") {
    CHECK(after(Screen::question, seconds{100}).next_change == seconds{20});
    CHECK(after(Screen::question, seconds{120}).next_change == seconds{1});
    CHECK(after(Screen::question, milliseconds{120'300}).next_change == milliseconds{700});
    CHECK(after(Screen::check, seconds{40}, false, true).next_change == seconds{5});
}
