#include "kiosk/frame_server.h"

#include <chrono>
#include <istream>
#include <ostream>
#include <sstream>
#include <string>

namespace harmony::kiosk {

namespace {

constexpr int longest_wait_ms = 60'000;

/// From the attract page, or any other, to the home page in this language.
void choose_language(const std::string& code, ui::Driver& driver) {
    constexpr int most_pages = 8;
    const std::string tile = "language." + code;
    static_cast<void>(driver.tap("bar.language"));
    if (driver.screen() == "attract") {
        driver.tap_at({20, 20});
        driver.step();
    }
    for (int page = 0; page < most_pages && driver.get(tile) == nullptr; ++page) {
        if (!driver.tap("page.more")) {
            return;
        }
        driver.step();
    }
    static_cast<void>(driver.tap(tile));
}

/// Steps that cannot be taken (no such widget, a letter that no key types) leave the page as it is:
/// the frame that follows shows that.
void take_step(const std::string& line, ui::Driver& driver, double px_per_mm) {
    std::istringstream words(line);
    std::string what;
    words >> what;
    if (what == "tap") {
        double x = 0;
        double y = 0;
        if (words >> x >> y) {
            driver.tap_at({x / px_per_mm, y / px_per_mm});
        }
    } else if (what == "press") {
        std::string id;
        words >> id;
        static_cast<void>(driver.tap(id));
    } else if (what == "language") {
        std::string code;
        words >> code;
        choose_language(code, driver);
    } else if (what == "keys") {
        std::string rest;
        std::getline(words >> std::ws, rest);
        driver.keys(rest);
    } else if (what == "wait") {
        int ms = 0;
        if (words >> ms && ms > 0 && ms <= longest_wait_ms) {
            driver.wait(std::chrono::milliseconds{ms});
        }
    }
    driver.step();
}

}  // namespace

void serve_frames(std::istream& in, std::ostream& out, Stage& stage) {
    ui::Driver& driver = stage.driver();
    std::string shown;
    std::string line;
    while (std::getline(in, line)) {
        take_step(line, driver, driver.px_per_mm());
        const ui::Image& frame = driver.frame();
        std::string hash = ui::hash_of(frame);
        if (hash == shown) {
            out << "same\n";
        } else {
            shown = std::move(hash);
            out << "frame " << frame.width_px << ' ' << frame.height_px << '\n';
            out.write(reinterpret_cast<const char*>(frame.pixels.data()),
                      static_cast<std::streamsize>(frame.pixels.size() * sizeof(std::uint32_t)));
        }
        out.flush();
    }
}

}  // namespace harmony::kiosk
