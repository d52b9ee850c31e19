#include "kiosk/narration.h"

#include <catch2/catch.hpp>

#include "kiosk/clips.h"
#include "kiosk/loudness.h"
#include "kiosk/pack_clips.h"
#include "kiosk/pack_content.h"
#include "kiosk/sample_pages.h"
#include "kiosk/settings.h"
#include "kiosk/watch.h"
#include "support/temporary_folder.h"
#include "sync/crypto.h"
#include "ui/speech/speech_log.h"

using namespace harmony;
using kiosk::Narration;
using kiosk::SoundTrouble;

namespace fs = std::filesystem;

namespace {

/// A narration over a page of one heading.
struct Told {
    explicit Told(Narration::Options options = {}) : narration(log, options) {
        narration.use(phrases);
        ui::sem::Node screen;
        screen.id = "home";
        screen.role = ui::sem::Role::screen;
        screen.name.assign("Home");
        screen.language = "en";
        tree.add(std::move(screen));
        narration.begin(look);
    }

    std::string said() {
        narration.serve(look);
        narration.listener().page_stands(tree);
        const std::string text(log.text().view());
        static_cast<void>(log.take());
        return text;
    }

    kiosk::Phrases phrases = tests::shipped_phrases();
    ui::SpeechLog log;
    Narration narration;
    ui::sem::Tree tree;
    ui::Look look;
};

bool holds(const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("the button starts reading, and stops it", "[kiosk][speech][K7]") {
    Told told;
    told.narration.toggle_reading(told.look);
    CHECK(told.look.access.read_aloud);
    CHECK(holds(told.said(), "Home."));
    told.narration.toggle_reading(told.look);
    CHECK_FALSE(told.look.access.read_aloud);
    CHECK(told.said().empty());
}

TEST_CASE("Listen reads a part of the page once, while reading aloud is off",
          "[kiosk][speech][K7]") {
    Told told;
    ui::sem::Node code;
    code.id = "thanks.receipt";
    code.role = ui::sem::Role::text;
    code.name.assign("\u20664829 1736 5191\u2069");
    code.language = "en";
    code.spell = true;
    told.tree.add(std::move(code));
    told.narration.listen("thanks.receipt", told.look);
    // Digit by digit in groups, twice (kiosk.md 6.2).
    CHECK(told.said() == "4 8 2 9, 1 7 3 6, 5 1 9 1. Once more. 4 8 2 9, 1 7 3 6, 5 1 9 1.\n");
    CHECK_FALSE(told.look.access.read_aloud);
    CHECK(told.said().empty());
}

TEST_CASE("Listen reads no name out to everybody", "[kiosk][speech][K7]") {
    Told told;
    ui::sem::Node name;
    name.id = "check.name";
    name.role = ui::sem::Role::text;
    name.name.assign("zofia");
    name.language = "en";
    name.personal = true;
    told.tree.add(std::move(name));
    told.narration.listen("check.name", told.look);
    CHECK_FALSE(holds(told.said(), "zofia"));
    told.narration.plug(true, told.look, true);
    static_cast<void>(told.said());
    told.narration.listen("check.name", told.look);
    CHECK(holds(told.said(), "zofia"));
}

TEST_CASE("Listen tells why nothing is heard", "[kiosk][speech][K7]") {
    Told broken;
    broken.log.break_sound();
    broken.narration.listen("home", broken.look);
    CHECK(broken.narration.trouble() == SoundTrouble::broken);

    Told quiet({false});
    quiet.narration.listen("home", quiet.look);
    CHECK(quiet.narration.trouble() == SoundTrouble::headphones_only);

    Told sorani;
    sorani.look.language = "ckb";
    sorani.narration.listen("home", sorani.look);
    CHECK(sorani.narration.trouble() == SoundTrouble::no_voice);
}

TEST_CASE("the languages that nothing can say are told, on a machine that has sound",
          "[kiosk][speech][K7]") {
    // kiosk.md 6.3: espeak-ng has a voice for all of them but Sorani.
    Told told;
    CHECK(told.narration.silent() == std::vector<std::string>{"ckb"});
    told.log.break_sound();
    CHECK(told.narration.silent().empty());
}

TEST_CASE("of a thing in a language without a voice it is said in English that there is none",
          "[kiosk][speech][K7]") {
    Told told;
    ui::sem::Node tile;
    tile.id = "language.ckb";
    tile.role = ui::sem::Role::button;
    tile.action = ui::sem::Action::press;
    tile.name.assign("Sorani");
    tile.language = "ckb";
    told.tree.add(std::move(tile));
    told.narration.toggle_reading(told.look);
    CHECK(holds(told.said(), "There is no voice for this language yet."));
}

TEST_CASE("where headphones are out and no loudspeaker is allowed, reading stops",
          "[kiosk][speech][K7]") {
    Told told({false});
    told.narration.use_headphones(told.look);
    REQUIRE(told.look.access.read_aloud);
    told.narration.use_loudspeaker(told.look);
    CHECK_FALSE(told.look.access.read_aloud);
    CHECK(told.narration.trouble() == SoundTrouble::headphones_only);
}

TEST_CASE("a machine without sound says so on the page", "[kiosk][speech][K7]") {
    Told told;
    told.log.break_sound();
    told.narration.toggle_reading(told.look);
    CHECK_FALSE(told.look.access.read_aloud);
    CHECK(told.narration.trouble() == SoundTrouble::broken);
}

TEST_CASE("where the loudspeaker is off, somebody must have headphones", "[kiosk][speech]") {
    Told told({false});
    told.narration.toggle_reading(told.look);
    CHECK(told.narration.trouble() == SoundTrouble::headphones_only);
    told.narration.use_headphones(told.look);
    CHECK(told.look.access.read_aloud);
    CHECK_FALSE(told.narration.trouble().has_value());
}

TEST_CASE("changed settings are said, in the language of the page", "[kiosk][speech][K7]") {
    Told told;
    told.narration.toggle_reading(told.look);
    static_cast<void>(told.said());
    told.look.text = ui::TextSize::xl;
    CHECK(told.said() == "Text size: very large.\n");
    told.look.access.volume = 6;
    CHECK(told.said() == "Volume 6 of 10.\n");
    told.look.access.speed_percent = 150;
    CHECK(told.said() == "Speed: 150 percent.\n");
    told.look.access.blank = true;
    CHECK(told.said() == "Dark screen: on.\n");
    told.look.colours = ui::ColourMode::high_dark;
    CHECK(told.said() == "Colours: white on black.\n");
    CHECK(told.said().empty());
    CHECK(told.log.setting().speed_percent == 150);
}

TEST_CASE("a countdown is said at its start, every 10 s and at 5 s", "[kiosk][speech][K7][K3]") {
    // kiosk.md 2.4.
    Told told;
    told.narration.toggle_reading(told.look);
    static_cast<void>(told.said());
    std::vector<int> heard;
    for (int left = 45; left >= 0; --left) {
        told.narration.count_down(left);
        if (!told.said().empty()) {
            heard.push_back(left);
        }
    }
    CHECK(heard == std::vector<int>{45, 40, 30, 20, 10, 5});
    told.narration.count_down(std::nullopt);
    told.narration.count_down(45);
    CHECK(told.said() == "Seconds left: 45.\n");
}

TEST_CASE("headphones plugged in start reading, in private", "[kiosk][speech][K7]") {
    Told told;
    told.narration.plug(true, told.look, true);
    CHECK(told.look.access.read_aloud);
    CHECK(told.look.access.headphones);
    static_cast<void>(told.said());
    CHECK(told.log.setting().listening == ui::Listening::headphones);
}

TEST_CASE("headphones pulled out silence at once, and the page says so", "[kiosk][speech][K7]") {
    Told told;
    told.narration.plug(true, told.look, true);
    static_cast<void>(told.said());
    const int before = told.log.stops();
    told.narration.plug(false, told.look, true);
    CHECK(told.log.stops() > before);
    CHECK(told.look.access.volume == 0);
    CHECK_FALSE(told.look.access.headphones);
    CHECK(told.narration.trouble() == SoundTrouble::off);
    told.narration.use_loudspeaker(told.look);
    CHECK(told.look.access.volume == 5);
    CHECK_FALSE(told.narration.trouble().has_value());
}

TEST_CASE("headphones pulled out by who does not listen change nothing", "[kiosk][speech]") {
    Told told;
    told.narration.plug(true, told.look, true);
    told.narration.toggle_reading(told.look);
    told.narration.plug(false, told.look, true);
    CHECK(told.look.access.volume == 5);
    CHECK_FALSE(told.narration.trouble().has_value());
}

TEST_CASE("the next session begins with the headphones that are in", "[kiosk][speech]") {
    Told told;
    told.narration.plug(true, told.look, false);
    CHECK_FALSE(told.look.access.read_aloud);  // nobody is there
    ui::Look next;
    told.narration.begin(next);
    CHECK(next.access.headphones);
    CHECK_FALSE(next.access.read_aloud);
}

TEST_CASE("a language without a voice is said once, in English", "[kiosk][speech][K7]") {
    Told told;
    told.look.language = "ckb";
    told.narration.toggle_reading(told.look);
    const std::string said = told.said();
    CHECK(holds(said, "There is no voice for this language yet."));
    CHECK(told.narration.trouble() == SoundTrouble::no_voice);
    told.narration.close_trouble();
    CHECK_FALSE(holds(told.said(), "There is no voice"));
    CHECK_FALSE(told.narration.trouble().has_value());
    told.narration.end();
    told.narration.begin(told.look);
    CHECK(holds(told.said(), "There is no voice for this language yet."));  // to the next person
}

TEST_CASE("who listens has 300 s and a countdown of 45 s, and no curtain", "[kiosk][session][K3]") {
    // kiosk.md 2.4.
    using std::chrono::milliseconds;
    using std::chrono::seconds;
    const auto after = [](milliseconds since) {
        kiosk::Untouched untouched;
        untouched.screen = kiosk::Screen::check;
        untouched.private_page = true;
        untouched.helped = true;
        untouched.since = since;
        return kiosk::watch(untouched, kiosk::Times{});
    };
    CHECK(after(seconds{300} - milliseconds{1}).watch == kiosk::Watch::quiet);
    CHECK(after(seconds{300}).watch == kiosk::Watch::countdown);
    CHECK(after(seconds{300}).left == seconds{45});
    CHECK(after(seconds{345} - milliseconds{1}).watch == kiosk::Watch::countdown);
    CHECK(after(seconds{345}).watch == kiosk::Watch::over);
}

TEST_CASE("the loudest step of the loudspeaker is 75 dBA", "[kiosk][speech]") {
    // kiosk.md 6.1 and 7.7: 6 dB are half of the sound.
    CHECK(kiosk::loudspeaker_gain(75.0) == Approx(1));
    CHECK(kiosk::loudspeaker_gain(81.02) == Approx(0.5).epsilon(0.01));
    CHECK(kiosk::loudspeaker_gain(60.0) == Approx(1));  // it cannot be made louder than it is
    CHECK(kiosk::loudspeaker_gain(std::nullopt) == Approx(0.5));
}

TEST_CASE("kiosk.toml says whether there is a loudspeaker, and how loud it is",
          "[kiosk][settings]") {
    const auto read = [](std::string_view toml) {
        return kiosk::read_settings(base::as_bytes(toml));
    };
    const auto settings = read("loudspeaker = false\nvolume_cal = 82.5\n");
    REQUIRE(settings);
    CHECK_FALSE(settings->loudspeaker);
    CHECK(settings->volume_cal == 82.5);
    CHECK(read("")->loudspeaker);
    CHECK_FALSE(read("loudspeaker = \"off\"\n"));
    CHECK_FALSE(read("volume_cal = 7.5\n"));
}

TEST_CASE("a clip is found by its language and what it says", "[kiosk][speech]") {
    REQUIRE(sync::start());
    base::SystemRandom random;
    base::RealFiles files(random);
    const tests::TemporaryFolder folder;
    // The name as docs/formats/clips.md has it, worked out with Python's hashlib.
    CHECK(kiosk::clip_name("Continue") == "5d3964a8a4c1.opus");
    const std::string clip = "clip";
    REQUIRE(files.write(folder.path() / "ckb" / kiosk::clip_name("Continue"),
                        base::as_bytes(clip),
                        base::IfPresent::replace,
                        base::public_mode));
    const kiosk::ClipFolder clips(files, folder.path());
    CHECK(clips.has("ckb", "Continue"));
    CHECK_FALSE(clips.has("pl", "Continue"));
    CHECK_FALSE(clips.has("ckb", "Back"));
    REQUIRE(clips.read("ckb", "Continue"));
    CHECK(base::as_text(*clips.read("ckb", "Continue")) == "clip");
    CHECK_FALSE(clips.read("ckb", "Back"));
}

TEST_CASE("a clip that a pack brings is heard before one of the program, until the pack goes",
          "[kiosk][speech]") {
    const tests::TemporaryFolder folder;
    base::SystemRandom random;
    base::RealFiles files(random);
    const auto put = [&](const fs::path& file, std::string_view text) {
        REQUIRE(files.write(folder.path() / file,
                            base::as_bytes(text),
                            base::IfPresent::replace,
                            base::public_mode));
    };
    const std::string name = kiosk::clip_name("Continue");
    put(fs::path("shipped/ckb") / name, "shipped");
    put(fs::path("shipped/ckb") / kiosk::clip_name("Back"), "shipped back");
    put("pack/clips/ckb-" + name, "brought");
    const kiosk::ClipFolder shipped(files, folder.path() / "shipped");
    kiosk::ClipShelves clips(shipped);
    const auto said = [&](std::string_view text) {
        const auto clip = clips.read("ckb", text);
        return clip ? std::string(base::as_text(*clip)) : std::string();
    };
    CHECK(said("Continue") == "shipped");
    clips.use(std::make_shared<kiosk::PackClips>(
        kiosk::PackClips{{"ckb-" + name}, kiosk::files_of_folder(files, folder.path() / "pack")}));
    CHECK(said("Continue") == "brought");
    CHECK(said("Back") == "shipped back");
    CHECK(clips.has("ckb", "Continue"));
    CHECK_FALSE(clips.has("pl", "Continue"));
    clips.use(nullptr);
    CHECK(said("Continue") == "shipped");
}

TEST_CASE("only the name of a clip is the name of a clip", "[kiosk][speech]") {
    CHECK(kiosk::is_clip_file("ckb-5d3964a8a4c1.opus"));
    for (const char* name : {"",
                             "ckb",
                             "5d3964a8a4c1.opus",
                             "xx-5d3964a8a4c1.opus",
                             "ckb-5D3964A8A4C1.opus",
                             "ckb-5d3964a8a4c1.ogg",
                             "ckb-5d3964a8a4c.opus",
                             "ckb-../../etc/passwd"}) {
        INFO(name);
        CHECK_FALSE(kiosk::is_clip_file(name));
    }
}
