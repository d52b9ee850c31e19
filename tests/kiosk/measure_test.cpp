#include <catch2/catch.hpp>

#include "base/files.h"
#include "kiosk/settings.h"
#include "kiosk/staff/active_settings.h"
#include "kiosk/staff/calibration.h"
#include "kiosk/staff/local_settings.h"
#include "support/temporary_folder.h"

using namespace harmony;
using namespace harmony::kiosk;

TEST_CASE("a bank card tells how many pixels are a millimetre", "[kiosk][K2]") {
    // ISO/IEC 7810: 85.60 x 53.98 mm. At 5.56 pixels a millimetre: 475.9 x 300.1.
    CHECK(measure::px_per_mm(476, 300).value() == Approx(5.56).epsilon(0.002));
    // The sides may differ by 3 % of the larger: 476 px across are 5.561 px/mm, so down at least
    // 5.394 px/mm, which is 291.2 px.
    CHECK(measure::px_per_mm(476, 292));
    CHECK_FALSE(measure::px_per_mm(476, 291));
    CHECK_FALSE(measure::px_per_mm(476, 310));
    CHECK_FALSE(measure::px_per_mm(171, 108));   // 2.0 px/mm: no panel is so coarse
    CHECK_FALSE(measure::px_per_mm(1113, 702));  // 13 px/mm
    CHECK_FALSE(measure::sides_agree(0, 0));
}

TEST_CASE("nine crosses tell whether touch and picture agree", "[kiosk][K2]") {
    const ui::Size page{217.5, 136.0};
    std::vector<ui::Point> touched;
    for (std::size_t i = 0; i < measure::cross_count; ++i) {
        const ui::Point aim = measure::cross(i, page);
        CHECK(ui::Rect{0, 0, page.w, page.h}.contains(aim));
        touched.push_back(aim);
    }
    CHECK(measure::cross(4, page).x == Approx(108.75));  // the middle of the page
    CHECK(measure::cross(4, page).y == Approx(68.0));
    CHECK(measure::judge_touches(touched, page).good());
    touched[0].x += 5.1;  // one is off by more than 5 mm
    CHECK_FALSE(measure::judge_touches(touched, page).good());
    touched[0].x -= 0.2;
    CHECK(measure::judge_touches(touched, page).good());
    for (ui::Point& at : touched) {
        at.y += 3.1;  // all are off by more than 3 mm
    }
    const auto verdict = measure::judge_touches(touched, page);
    CHECK(verdict.mean_mm > 3);
    CHECK_FALSE(verdict.good());
}

TEST_CASE("measuring goes from the card to the loudness", "[kiosk][staff]") {
    Calibration calibration;
    calibration.begin(ui::panel_10_inch);
    CHECK(calibration.card_width_mm() == Approx(85.6).epsilon(0.005));
    calibration.widen(60);
    CHECK_FALSE(calibration.card_fits());
    CHECK_FALSE(calibration.take_card());
    CHECK(calibration.wrong);
    calibration.widen(-60);
    CHECK(calibration.take_card());
    CHECK(calibration.measured().px_per_mm.value() == Approx(5.884).epsilon(0.005));
    while (calibration.next_cross() < measure::cross_count) {
        CHECK_FALSE(calibration.verdict());
        calibration.touch(calibration.aim());
    }
    CHECK(calibration.verdict()->good());
    calibration.touch_again();
    CHECK(calibration.next_cross() == 0);
    for (const char* digit : {"2", "0", "0", "1", "9"}) {
        calibration.type(ui::KeyPress::typed(digit));
    }
    CHECK(calibration.digits() == "2001");  // four at most
    CHECK_FALSE(calibration.take_edge());
    ui::KeyPress back;
    back.kind = ui::KeyPress::Kind::back;
    calibration.type(back);
    CHECK(calibration.take_edge());  // nothing typed: not known
    CHECK(calibration.measured().lower_edge_mm == 0);
    calibration.type(ui::KeyPress::typed("7"));
    CHECK_FALSE(calibration.take_volume());
    calibration.type(ui::KeyPress::typed("2"));
    CHECK(calibration.take_volume());
    CHECK(calibration.measured().volume_cal == 72);
    calibration.take_no_meter();
    CHECK_FALSE(calibration.measured().volume_cal);
}

TEST_CASE("saving settings changes their lines and leaves every other as it was",
          "[kiosk][settings]") {
    const std::string before =
        "# the library's kiosk\n"
        "panel = \"15.6\"   # measured by Ana\n"
        "px_per_mm = 5.5\n"
        "\n";
    CHECK(with_settings(before, {{"px_per_mm", "5.561"}, {"lower_edge_mm", "940"}}) ==
          "# the library's kiosk\n"
          "panel = \"15.6\"   # measured by Ana\n"
          "px_per_mm = 5.561\n"
          "\n"
          "lower_edge_mm = 940\n");
    CHECK(with_settings("", {{"mount", "\"stand\""}}) == "mount = \"stand\"\n");
    CHECK(with_settings("a = 1\n[t]\nb = 2", {{"b", "3"}}) == "a = 1\nb = 3\n[t]\nb = 2\n");
}

TEST_CASE("settings are written whole or not at all and can be read again", "[kiosk][settings]") {
    const tests::TemporaryFolder folder;
    base::SystemRandom random;
    base::RealFiles files(random);
    const auto text = [&] {
        return std::string(base::as_text(*files.read(folder.path() / "kiosk.toml", 4096)));
    };
    Measured measured;
    measured.px_per_mm = 5.5611;
    measured.lower_edge_mm = 940;
    measured.volume_cal = 72;
    measured.on = *base::day_from_iso("2026-03-30");
    REQUIRE(save_settings(files, folder.path(), settings_of(measured)).ok());
    const auto settings = read_settings(base::as_bytes(text()));
    REQUIRE(settings.ok());
    CHECK(settings->px_per_mm == Approx(5.561));
    CHECK(settings->lower_edge_mm == 940);
    CHECK(settings->volume_cal == 72);
    CHECK(settings->measured_on == base::day_from_iso("2026-03-30"));
    const std::string before = text();
    const auto refused = save_settings(files, folder.path(), {{"px_per_mm", "99.0"}});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message.find("px_per_mm") != std::string::npos);
    CHECK(text() == before);
}

TEST_CASE("settings of the machine are refused with file, line and what they may be",
          "[kiosk][settings]") {
    const auto refusal = [](const char* line) {
        const auto read = read_settings(base::as_bytes(std::string("\n") + line));
        return read ? std::string() : read.error().message;
    };
    const char* wrong[] = {"mount = \"wall\"",
                           "rotation = 45",
                           "lower_edge_mm = 2001",
                           "lower_edge_mm = 1.5",
                           "volume_cal = 20.0",
                           "loudspeaker = \"on\"",
                           "assist_keys = 1",
                           "rotation = \"90\"",
                           "measured_on = \"spring\"",
                           "setup_pin = \"123456\"",
                           "text_start = \"XS\""};
    for (const char* line : wrong) {
        INFO(line);
        CHECK(refusal(line).find("kiosk.toml, line 2") != std::string::npos);
    }
    CHECK(refusal("asist_keys = true").find("there is 'assist_keys'") != std::string::npos);
    const auto good = read_settings(base::as_bytes(
        "mount = \"stand\"\nrotation = 90\nlower_edge_mm = 0\nassist_keys = \"keypad\"\n"
        "loudspeaker = false\nvolume_cal = 70\n"));
    REQUIRE(good.ok());
    CHECK(good->start_size() == ui::TextSize::l);  // kiosk.md 2.2: a stand begins at L
    CHECK(good->rotation == ui::rotation_of(90));
    CHECK_FALSE(good->loudspeaker);
    CHECK(Settings{}.start_size() == ui::TextSize::m);
}

TEST_CASE("the active settings say where each comes from and no PIN", "[kiosk][settings]") {
    Settings local;
    local.mount = Mount::stand;
    local.staff_pin = "$argon2id$secret";
    const auto all = active_settings(local, {70, 95});
    const auto of = [&](const char* name) {
        const auto at = std::find_if(
            all.begin(), all.end(), [&](const ActiveSetting& one) { return one.name == name; });
        return at == all.end() ? ActiveSetting{} : *at;
    };
    CHECK(of("mount") == ActiveSetting{"mount", "stand", SettingOrigin::local});
    CHECK(of("text_start") == ActiveSetting{"text_start", "L", SettingOrigin::built_in});
    CHECK(of("storage.warn_pct").origin == SettingOrigin::pack);
    CHECK(of("storage.stop_pct").origin == SettingOrigin::built_in);
    for (const ActiveSetting& one : all) {
        CHECK(one.value.find("secret") == std::string::npos);
    }
}
