// Brightness by the hour, by hand and when the machine is hot; the tone of the calibration.
#include "kiosk/staff/brightness.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>

#include "kiosk/test_tone.h"
#include "support/temporary_folder.h"

using namespace harmony;
using namespace harmony::kiosk;

TEST_CASE("the plan goes by the civil hour", "[kiosk][S3]") {
    BrightnessPlan plan;
    plan.by_hour[9] = 80;
    plan.by_hour[10] = 30;
    const base::ManualClock summer(base::Moment{}, std::chrono::hours{1});
    const auto at = [&](const char* when) {
        return plan.at(base::moment_from_iso(when)->moment, summer);
    };
    CHECK(at("2026-03-30T09:00:00+01:00") == 80);
    CHECK(at("2026-03-30T09:59:59+01:00") == 80);
    CHECK(at("2026-03-30T10:00:00+01:00") == 30);
    CHECK(at("2026-03-30T00:00:00+01:00") == 100);
}

TEST_CASE("a hot machine is at most 60 percent bright, whatever staff chose", "[kiosk][K10]") {
    CHECK(brightness_now(80, std::nullopt, false) == 80);
    CHECK(brightness_now(80, 100, false) == 100);
    CHECK(brightness_now(80, 100, true) == 60);
    CHECK(brightness_now(40, std::nullopt, true) == 40);
    CHECK(brightness_now(100, 3, false) == 10);  // never dark
}

TEST_CASE("every backlight of the kernel is set in its own steps", "[kiosk][staff]") {
    const tests::TemporaryFolder folder;
    const auto device = [&](const std::string& name, const std::string& most) {
        std::filesystem::create_directories(folder.path() / name);
        std::ofstream(folder.path() / name / "max_brightness") << most << "\n";
        std::ofstream(folder.path() / name / "brightness") << "1\n";
    };
    const auto value = [&](const std::string& name) {
        int read = -1;
        std::ifstream(folder.path() / name / "brightness") >> read;
        return read;
    };
    device("intel_backlight", "1515");
    device("acpi_video0", "7");
    std::filesystem::create_directories(folder.path() / "no_light");
    const Backlight light(folder.path());
    CHECK(light.set(60) == 2);
    CHECK(value("intel_backlight") == 909);  // 1515 * 60 / 100
    CHECK(value("acpi_video0") == 4);
    CHECK(light.set(1) == 2);
    CHECK(value("acpi_video0") == 1);
    CHECK(Backlight(folder.path() / "nowhere").set(50) == 0);
}

TEST_CASE("the tone is one second of 1 kHz at full sound", "[kiosk][staff]") {
    const ui::Samples tone = test_tone();
    REQUIRE(tone.size() == static_cast<std::size_t>(ui::sound_rate));
    int loudest = 0;
    int crossings = 0;
    for (std::size_t i = 1; i < tone.size(); ++i) {
        loudest = std::max(loudest, std::abs(static_cast<int>(tone[i])));
        crossings += (tone[i - 1] < 0) != (tone[i] < 0) ? 1 : 0;
    }
    CHECK(loudest == Approx(32767).margin(40));
    CHECK(crossings == Approx(2000).margin(4));  // two a period
    ui::SoundStream stream;
    stream.set_gain(0.1);  // what a resident would hear
    play_test_tone(stream);
    std::vector<std::int16_t> taken(tone.size() + 10);
    stream.take(taken);
    CHECK(*std::max_element(taken.begin(), taken.end()) ==
          *std::max_element(tone.begin(), tone.end()));
    CHECK(taken.back() == 0);  // one second, no more
    CHECK(tone.front() == 0);
    CHECK(std::abs(static_cast<int>(tone.back())) < 400);
}
