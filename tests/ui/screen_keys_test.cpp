#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "ui/driver.h"
#include "ui/language.h"
#include "ui/widgets.h"

using namespace harmony;
using namespace harmony::ui;

namespace {

const KeyboardWords words{"space", "done", "delete", "capitals"};

/// A page with nothing but a keyboard, and the text typed on it.
struct Desk {
    explicit Desk(const std::string& layout,
                  const std::string& language,
                  const Panel& panel = panel_10_inch) {
        toolkit = Toolkit::open({panel, HARMONY_SOURCE_DIR "/assets"}, clock).value();
        look.language = language;
        keys.layout = layout;
        driver = std::make_unique<Driver>(*toolkit, clock, [this](Frame& frame) { draw(frame); });
        driver->step();
    }

    void draw(Frame& frame) {
        frame.begin_screen("desk", "desk", look);
        Rect page = frame.page().grown(-sizes::margin);
        heading(frame, page.take_top(12), "desk.head", "desk");
        const double height = keyboard_height(toolkit->keyboards(), keys);
        const KeyboardEvent event =
            keyboard(frame, page.take_bottom(height), toolkit->keyboards(), keys, words);
        if (event.press.has_value()) {
            typed.apply(*event.press);
        }
        keys = event.next;
    }

    [[nodiscard]] std::string text() const { return std::string(typed.text()); }

    base::ManualClock clock{base::Moment{std::chrono::seconds{1'775'000'000}}};
    Look look;
    KeyboardState keys;
    EditBuffer typed;
    std::unique_ptr<Toolkit> toolkit;
    std::unique_ptr<Driver> driver;
};

constexpr std::chrono::milliseconds at_once{500};
constexpr std::chrono::milliseconds later{1500};

const std::string alef = "key.fa.u0627";
const std::string alef_hamza = "key.fa.u0623";

}  // namespace

TEST_CASE("a key touched again within a second offers its other letters", "[ui][keyboard][K6]") {
    Desk desk("fa", "fa");
    REQUIRE(desk.driver->tap(alef).ok());
    CHECK(desk.driver->get(alef_hamza) == nullptr);
    desk.driver->wait(at_once);
    REQUIRE(desk.driver->tap(alef).ok());
    CHECK(desk.text() == "اا");  // a double letter is typed as ever
    REQUIRE(desk.driver->tap(alef_hamza).ok());
    CHECK(desk.text() == "أ");
    CHECK(desk.driver->get(alef_hamza) == nullptr);
    CHECK(desk.driver->lint().empty());
}

TEST_CASE("the other letters stay away from slow hands, and go with the next key",
          "[ui][keyboard]") {
    Desk desk("fa", "fa");
    REQUIRE(desk.driver->tap(alef).ok());
    desk.driver->wait(later);
    REQUIRE(desk.driver->tap(alef).ok());
    CHECK(desk.driver->get(alef_hamza) == nullptr);
    desk.driver->wait(at_once);
    REQUIRE(desk.driver->tap(alef).ok());
    CHECK(desk.driver->get(alef_hamza) != nullptr);
    CHECK(desk.driver->lint().empty());
    REQUIRE(desk.driver->tap("key.fa.u0646").ok());  // noon
    CHECK(desk.driver->get(alef_hamza) == nullptr);
    CHECK(desk.text() == "ااان");
}

TEST_CASE("the key of the language leads to English and back", "[ui][keyboard][K6]") {
    for (const char* code : {"ur", "ar", "fa", "ckb", "pa"}) {
        const std::string layout(language_of(code).keyboard);
        Desk desk(layout, code);
        INFO(code);
        REQUIRE(desk.driver->tap("key." + layout + ".lang").ok());
        CHECK(desk.driver->get("key.gb.q") != nullptr);
        CHECK(desk.driver->get("key.gb.lang")->name.view() == language_of(code).own_name);
        CHECK(desk.driver->get("key.gb.lang")->language == code);
        REQUIRE(desk.driver->tap("key.gb.lang").ok());
        CHECK(desk.driver->get("key.gb.q") == nullptr);
        CHECK(desk.driver->get("key." + layout + ".lang")->name.view() == "English");
    }
}

TEST_CASE("an address is typed with its endings in one touch", "[ui][keyboard]") {
    Desk desk("email", "en");
    REQUIRE(desk.driver->type("sam_1").ok());
    REQUIRE(desk.driver->tap("key.email.u0040_0067_006d_0061_0069_006c_002e_0063_006f_006d").ok());
    CHECK(desk.text() == "sam_1@gmail.com");
}

TEST_CASE("a switch user has the letters of the language, most used first", "[ui][keyboard][K7]") {
    Desk desk("scan", "pa");
    desk.look.access.keypad = true;  // its layout comes by itself
    desk.driver->step();
    CHECK(desk.keys.layout == "scan");
    CHECK(desk.keys.home == "pa");
    REQUIRE(desk.driver->tap("key.scan.u0a3e").ok());
    REQUIRE(desk.driver->tap("key.scan.alt").ok());
    CHECK(desk.keys.layer == "pa_alt");
    REQUIRE(desk.driver->tap("key.scan.abc").ok());
    REQUIRE(desk.driver->tap("key.scan.123").ok());
    REQUIRE(desk.driver->tap("key.scan.abc").ok());
    CHECK(desk.keys.layer == "pa");
    CHECK(desk.driver->get("key.scan.u0a3e")->language == "pa");
    CHECK(desk.text() == "\u0A3E");
}

TEST_CASE("every keyboard stands whole on the smallest panel", "[ui][keyboard][layout][K2]") {
    const char* const pictures = std::getenv("HARMONY_GALLERY");
    for (const Language& language : languages()) {
        for (const std::string& layout : {std::string(language.keyboard), std::string("scan")}) {
            Desk desk(layout, std::string(language.code));
            const auto& layers = desk.toolkit->keyboards().at(layout).layers;
            for (const KeyLayer& layer : layers) {
                if (layer.language != language.code) {
                    continue;
                }
                desk.keys.layer = layer.name;
                desk.driver->step();
                std::string faults;
                for (const std::string& fault : desk.driver->lint()) {
                    faults += fault + "\n";
                }
                INFO(layout << " " << layer.name << "\n" << faults);
                CHECK(faults.empty());
                if (pictures != nullptr) {
                    REQUIRE(desk.driver
                                ->screenshot(std::filesystem::path(pictures) /
                                             ("keys-" + layout + "-" + layer.name + ".png"))
                                .ok());
                }
            }
        }
    }
}
