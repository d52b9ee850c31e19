#include "kiosk/script/demo.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "kiosk/script/runner.h"
#include "support/memory_kiosk.h"
#include "ui/presenter.h"

using namespace harmony;
using std::chrono::milliseconds;

namespace {

/// A display in memory, whose time passes at once.
struct Glass {
    kiosk::Demo::Screen screen() {
        return {[this](const ui::Image& frame) { return memory.present(frame, frame.whole()); },
                [this](milliseconds by) {
                    passed += by;
                    return --pauses_left != 0;
                }};
    }

    ui::MemoryPresenter memory;
    milliseconds passed{0};
    int pauses_left = -1;
};

}  // namespace

TEST_CASE("a demo lets each page stand, and a touch take its time", "[kiosk][demo][N1]") {
    tests::MemoryKiosk kiosk;
    Glass glass;
    kiosk::Demo demo(glass.screen(), {});
    demo.watch(kiosk.stage());
    CHECK(glass.passed == milliseconds{2500});  // the waiting page, until it has been read
    REQUIRE(kiosk.driver().tap("attract.touch").ok());
    demo.stand();
    CHECK(kiosk.driver().screen() == "language");
    CHECK(glass.passed == milliseconds{2500 + 700 + 2500});
    CHECK(ui::hash_of(glass.memory.shown()) == kiosk.driver().hash());
    REQUIRE(kiosk.driver().tap("language.pl").ok());
    CHECK(glass.passed == milliseconds{2500 + 700 + 2500 + 700});
}

TEST_CASE("a demo does not wait as long as a script", "[kiosk][demo]") {
    tests::MemoryKiosk kiosk;
    Glass glass;
    kiosk::Demo demo(glass.screen(), {.speed = 10});
    demo.watch(kiosk.stage());
    REQUIRE(kiosk.driver().tap("attract.touch").ok());
    demo.stand();
    const milliseconds before = glass.passed;
    kiosk.driver().wait(std::chrono::seconds{180});
    CHECK(glass.passed - before <= milliseconds{400});
    CHECK(glass.passed > before);
}

TEST_CASE("a demo that somebody ended is not shown any more", "[kiosk][demo]") {
    tests::MemoryKiosk kiosk;
    Glass glass;
    glass.pauses_left = 2;
    kiosk::Demo demo(glass.screen(), {});
    demo.watch(kiosk.stage());
    CHECK_FALSE(demo.stopped());
    REQUIRE(kiosk.driver().tap("attract.touch").ok());
    CHECK(demo.stopped());
    const int frames = demo.frames();
    demo.stand();
    REQUIRE(kiosk.driver().tap("language.pl").ok());
    CHECK(demo.frames() == frames);
}
