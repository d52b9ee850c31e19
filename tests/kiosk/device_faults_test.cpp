// Faults of devices, of content and of heat, from what is read to what people notice (kiosk.md 9.3,
// criterion K10).
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "kiosk/backend.h"
#include "kiosk/backing.h"
#include "kiosk/faults/device_watch.h"
#include "kiosk/faults/fault_words.h"
#include "kiosk/faults/self_check.h"
#include "kiosk/pack_texts.h"
#include "kiosk/sample_pack.h"
#include "kiosk/sample_pages.h"
#include "kiosk/staff/kiosk_desk.h"
#include "support/small_survey.h"
#include "sync/frame.h"

using namespace harmony;
using namespace harmony::kiosk;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const std::filesystem::path assets = HARMONY_SOURCE_DIR "/assets";

/// A whole kiosk with a real desk, on the sample pack, whose devices a test holds in its hands.
struct Kiosk {
    Kiosk() {
        base::promise(sync::start().ok(), "libsodium");
        tests::write_sample_pack(folder.path() / "pack", {"neighbourhood"});
        ContentFrom content{(folder.path() / "pack").string(), assets};
        auto backing = *KioskBacking::open({files, random, clock, log},
                                           {{folder.path() / "state"}, {}, content});
        const auto library = *backing->load();
        App::Options app;
        app.staff.panel = ui::panel_15_inch;
        app.staff.measured = true;
        stage = *Stage::open(
            {ui::panel_15_inch, assets, app}, clock, random, std::move(backing), library);
    }

    [[nodiscard]] ui::Driver& driver() const { return stage->driver(); }

    /// The fault of this name as it is listed; nothing when it is not.
    [[nodiscard]] std::optional<ListedFault> listed(FaultId id) const {
        for (const ListedFault& fault : stage->app().faults()) {
            if (fault.id == id) {
                return fault;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] bool stands(FaultId id) const {
        const auto fault = listed(id);
        return fault && fault->stands();
    }

    /// What staff read about it.
    [[nodiscard]] std::string text(FaultId id) const {
        const Words words(stage->app().phrases(), "en");
        return fault_text(id, listed(id).value().details, words, clock);
    }

    tests::TemporaryFolder folder;
    base::SystemRandom random;
    base::RealFiles files{random};
    base::SilentLog log;
    base::ManualClock clock{base::moment_from_iso("2026-03-30T10:00:00Z")->moment};
    std::unique_ptr<Stage> stage;
};

}  // namespace

TEST_CASE("touch counts as lost after 60 s and a used key or mouse is another way in",
          "[kiosk][K10]") {
    base::ManualClock clock(base::moment_from_iso("2026-03-30T10:00:00Z")->moment);
    DeviceWatch devices(clock);
    ScreenFacts screen;
    devices.tell(screen);
    CHECK(screen.touch_gone_for == seconds{0});
    devices.note_touch(false, std::nullopt);
    clock.advance(seconds{60});
    CHECK_FALSE(devices.changed());  // patience is not over
    clock.advance(milliseconds{1});
    CHECK(devices.changed());
    devices.tell(screen);
    CHECK(screen.touch_gone_for > touch_patience);
    CHECK_FALSE(screen.other_input);
    CHECK_FALSE(devices.changed());
    devices.note_touch(false, clock.monotonic());  // a key
    CHECK(devices.changed());
    devices.tell(screen);
    CHECK(screen.other_input);
    clock.advance(seconds{60});
    CHECK_FALSE(devices.changed());
    clock.advance(milliseconds{1});
    CHECK(devices.changed());
    devices.note_touch(true, std::nullopt);
    devices.tell(screen);
    CHECK(screen.touch_gone_for == seconds{0});
}

TEST_CASE("a picture that was away between two checks is still told", "[kiosk][K10]") {
    const base::ManualClock clock(base::moment_from_iso("2026-03-30T10:00:00Z")->moment);
    DeviceWatch devices(clock);
    devices.note_display_gone();
    devices.note_display_back();
    ScreenFacts screen;
    CHECK(devices.changed());
    devices.tell(screen);
    CHECK(screen.display_gone);
    CHECK(devices.changed());  // and that it is back, at the next
    devices.tell(screen);
    CHECK_FALSE(screen.display_gone);
    CHECK_FALSE(devices.changed());
}

TEST_CASE("a lost touch layer puts the kiosk out of order until it or a key is back",
          "[kiosk][K10]") {
    Kiosk at;
    at.stage->devices().note_touch(false, std::nullopt);
    at.driver().wait(seconds{59});
    CHECK(at.driver().screen() == "attract");
    CHECK_FALSE(at.listed(FaultId::touch_lost));
    at.driver().wait(minutes{1});  // here a pass comes with the check of each minute
    CHECK(at.driver().screen() == "out_of_order");
    CHECK(at.text(FaultId::touch_lost) == "Touch is not answering. Check its cable.");
    at.stage->devices().note_touch(false, at.clock.monotonic());
    at.driver().step();
    at.driver().step();  // the worker's answer comes with the next pass
    CHECK(at.driver().screen() == "attract");
    CHECK(at.stands(FaultId::touch_lost));  // staff still read it
    at.stage->devices().note_touch(true, std::nullopt);
    at.driver().wait(seconds{3});
    CHECK_FALSE(at.stands(FaultId::touch_lost));
    CHECK(at.listed(FaultId::touch_lost));  // for 24 h
}

TEST_CASE("something that lies on the glass is told to staff and to nobody else", "[kiosk][K10]") {
    Kiosk at;
    ui::InputQueue& input = at.stage->toolkit().input();
    input.push({ui::PointerEvent::Kind::down, {5, 700}, at.clock.monotonic(), 7});
    at.driver().wait(seconds{40});
    CHECK(at.stands(FaultId::touch_stuck));
    CHECK(at.text(FaultId::touch_stuck) ==
          "Something lies on the glass, or touch is stuck. Wipe the screen.");
    CHECK(at.driver().screen() != "out_of_order");
    input.push({ui::PointerEvent::Kind::up, {5, 700}, at.clock.monotonic(), 7});
    at.driver().wait(minutes{2});
    CHECK_FALSE(at.stands(FaultId::touch_stuck));
}

TEST_CASE("a display that is gone is listed and its session goes on", "[kiosk][K4][K10]") {
    Kiosk at;
    REQUIRE(at.driver().tap("attract.touch").ok());
    REQUIRE(at.driver().tap("language.en").ok());
    at.stage->devices().note_display_gone();
    at.driver().wait(seconds{3});
    CHECK(at.stands(FaultId::display_lost));
    CHECK(at.text(FaultId::display_lost) == "The picture is gone. Check the cable of the screen.");
    CHECK(at.driver().screen() == "home");
    at.stage->devices().note_display_back();
    at.driver().wait(seconds{3});
    CHECK_FALSE(at.stands(FaultId::display_lost));
    CHECK(at.listed(FaultId::display_lost));
}

TEST_CASE("without a sound device reading aloud says so", "[kiosk][K10]") {
    Kiosk at;
    at.stage->devices().note_sound(false);
    at.driver().wait(seconds{3});
    CHECK(at.text(FaultId::audio) == "No sound. Check the loudspeaker and the socket.");
    REQUIRE(at.driver().tap("attract.touch").ok());
    REQUIRE(at.driver().tap("language.en").ok());
    REQUIRE(at.driver().tap("bar.read").ok());
    CHECK(at.driver().screen() == "sound");
    CHECK(at.driver().get("sound.text") != nullptr);
    CHECK_FALSE(at.stage->app().look().access.read_aloud);
}

namespace {

/// A desk with an enrolled kiosk behind it and sensors in a folder.
struct HotDesk {
    HotDesk() {
        kiosk.enrol();
        kiosk.open_outbox();
        KioskDesk::Parts parts{kiosk.files,
                               kiosk.clock,
                               kiosk.log,
                               *kiosk.journal,
                               *kiosk.machine,
                               *kiosk.packs,
                               *kiosk.outbox,
                               settings};
        parts.thermal = kiosk.folder.path() / "thermal";
        desk = std::make_unique<KioskDesk>(parts);
        heat("cooling_device0", "");
        heat("thermal_zone0", "41000\n");
    }

    /// As the kernel writes it: thousandths of a degree.
    void heat(const std::string& zone, const std::string& value) const {
        const auto place = kiosk.folder.path() / "thermal" / zone;
        std::filesystem::create_directories(place);
        std::ofstream(place / "temp") << value;
    }

    std::vector<ListedFault> check(bool once = false) const {
        errand::CheckFaults what{{345.4, 194.3, 1920, 1080, true}, nullptr, {}};
        what.once = once;
        return std::get<desk::FaultsListed>(*desk->run(what)).faults;
    }

    static bool hot(const std::vector<ListedFault>& faults) {
        return std::any_of(faults.begin(), faults.end(), [](const ListedFault& fault) {
            return fault.id == FaultId::temp && fault.stands();
        });
    }

    tests::Backend kiosk;
    Settings settings;
    std::unique_ptr<KioskDesk> desk;
};

}  // namespace

TEST_CASE("a machine over 80 degrees for five minutes is hot", "[kiosk][K10]") {
    const HotDesk at;
    auto& clock = const_cast<HotDesk&>(at).kiosk.clock;
    at.heat("thermal_zone1", "80000\n");
    CHECK_FALSE(HotDesk::hot(at.check(true)));  // not over
    at.heat("thermal_zone1", "80500\n");
    CHECK_FALSE(HotDesk::hot(at.check()));
    clock.advance(minutes{5} - seconds{1});
    CHECK_FALSE(HotDesk::hot(at.check()));
    clock.advance(seconds{1});
    CHECK(HotDesk::hot(at.check()));
    CHECK(has_effect(at.check(), FaultEffect::dim));
    at.heat("thermal_zone1", "79000\n");
    CHECK_FALSE(HotDesk::hot(at.check()));
    at.heat("thermal_zone1", "90000\n");
    CHECK_FALSE(HotDesk::hot(at.check()));  // counted anew
    CHECK(HotDesk::hot(at.check(true)));    // a look that is the only one does not wait
}

namespace {

/// A pack with one sentence of its own.
std::map<std::string, std::string> pack_that_says(const std::string& text) {
    const std::string form = tests::small_survey();
    const std::string name = sync::form_name(base::as_bytes(form)).hex();
    return {{"kiosk.json",
             R"({"harmony":"kiosk/1","organisation":"Council","partners":"p","area":"a",)"
             R"("readers":"r","keep_until":"2027-03-30","languages":["en"],"what_next":{"en":")" +
                 text +
                 R"("},"look_again":"2026-05-01","surveys":[{"id":"small",)"
                 R"("form":"forms/small.json","name":")" +
                 name + R"(","files":{}}],"engagements":[]})"},
            {"forms/small.json", form},
            {"phrases/en.toml", "[\"thanks.finish\"]\ntext = \"Finish\"\n"},
            {"notices/en.txt", "We ask because we care."}};
}

}  // namespace

TEST_CASE("a pack with letters that no font has is refused with their list", "[kiosk][K10]") {
    HotDesk at;
    const ui::FontLetters letters = *ui::FontLetters::read(assets);
    at.kiosk.packs->check_letters([&](std::string_view text) { return letters.missing(text); });
    sync::FolderCourier place = at.kiosk.place();
    at.kiosk.office.publish(place, 1, pack_that_says("We meet in June."));
    REQUIRE(at.kiosk.outbox->sync_now()->new_content);
    const auto fonts = [&]() -> std::optional<ListedFault> {
        for (const ListedFault& fault : at.check()) {
            if (fault.id == FaultId::fonts && fault.stands()) {
                return fault;
            }
        }
        return std::nullopt;
    };
    CHECK_FALSE(fonts());
    at.kiosk.office.publish(place, 2, pack_that_says("Cherokee \u13A0 and \u13A1 and \u13A0."));
    const SyncReport report = *at.kiosk.outbox->sync_now();
    CHECK(report.content_refused == "2 characters cannot be drawn: \u13A0\u13A1");
    CHECK(at.kiosk.packs->version() == 1);  // the old one goes on
    REQUIRE(fonts());
    const Phrases phrases = tests::shipped_phrases();
    CHECK(fault_text(FaultId::fonts, fonts()->details, {phrases, "en"}, at.kiosk.clock) ==
          "2 characters cannot be drawn: \u13A0\u13A1");
    CHECK(self_check_code(at.check()) == 2);
    at.kiosk.office.publish(place, 3, pack_that_says("We meet in July."));
    CHECK(at.kiosk.outbox->sync_now()->new_content);
    CHECK_FALSE(fonts());
}

TEST_CASE("the fonts draw the eight languages and never miss what is not drawn", "[kiosk][K10]") {
    const ui::FontLetters letters = *ui::FontLetters::read(assets);
    CHECK(letters.missing("Zażółć gęślą jaźń, Ștefan. اردو کی ڈائری ہے۔ ئەم ژوورە ڕوون ەیە ੳੲਪੰਜਾਬੀ")
              .empty());
    CHECK(letters.missing("line\n\ttab \u200C\u2068\u2069\uFEFF").empty());
    CHECK(letters.missing("a\u4E2D\u4E2Db\u13A0") == "\u4E2D\u13A0");
    CHECK_FALSE(letters.draws(0x1F600));
}

TEST_CASE("what can come to the screen from a file of a pack are its texts", "[kiosk][K10]") {
    CHECK(texts_of_pack_file("kiosk.json",
                             base::as_bytes(R"({"name":["\u13a0",{"x":"two"}],"n":4})")) ==
          "\u13A0\ntwo\n");
    CHECK(texts_of_pack_file("notices/en.txt", base::as_bytes("words")) == "words\n");
    CHECK(texts_of_pack_file("data/picture.png", base::as_bytes("words")).empty());
    CHECK(texts_of_pack_file("kiosk.json", base::as_bytes("{")).empty());
}

namespace {

std::shared_ptr<const Library> library_without(const std::string& key) {
    base::SystemRandom random;
    base::RealFiles files(random);
    std::vector<Catalogue> shipped = *shipped_catalogues(files, assets);
    for (Catalogue& catalogue : shipped) {
        if (catalogue.code == "pl") {
            catalogue.texts.erase(key);
        }
    }
    PackContent content;
    content.languages = {"en", "pl", "ur"};
    content.notices = {{"en", "Notice."}, {"pl", "Tekst."}, {"ur", "متن"}};
    return *Library::make(content, shipped);
}

std::string offered(const Library& library) {
    std::string codes;
    for (const Language& language : library.languages()) {
        codes += language.code + " ";
    }
    return codes;
}

}  // namespace

TEST_CASE("a language without a text of safety, consent or notice is hidden and told",
          "[kiosk][K10]") {
    CHECK(offered(*library_without("no.such.key")) == "en pl ur ");
    CHECK(library_without("no.such.key")->gaps().empty());
    CHECK(offered(*library_without("home.survey")) == "en pl ur ");  // shown in English
    const std::vector<LanguageGap> harmless = {{"Polski", 1, false}};
    CHECK(library_without("home.survey")->gaps() == harmless);
    const std::vector<LanguageGap> hidden = {{"Polski", 1, true}};
    for (const char* key : {"help.danger", "notice.survey", "signup.consent", "privacy.no"}) {
        INFO(key);
        CHECK(offered(*library_without(key)) == "en ur ");
        CHECK(library_without(key)->gaps() == hidden);
    }
    Readings readings;
    readings.languages = {{"Polski", 12, false}, {"Română", 1, true}};
    const auto found = judge(readings, {});
    const auto at = std::find_if(found.begin(), found.end(), [](const FoundFault& fault) {
        return fault.id == FaultId::lang;
    });
    REQUIRE(at != found.end());
    CHECK(at->details.at("language") == "Română");  // the hidden one first
}

TEST_CASE("a self-check ends with the code of a fault that was really read", "[kiosk][K10]") {
    const HotDesk at;
    errand::CheckFaults check{{345.4, 194.3, 1920, 1080, true}, library_without("help.danger"), {}};
    check.screen.sound = false;
    std::ostringstream said;
    static_cast<void>(run_self_check(*at.desk, check, at.kiosk.clock, false, said));
    CHECK(said.str().find("lang: Polski: 1 texts missing.") != std::string::npos);
    CHECK(said.str().find("audio: No sound.") != std::string::npos);
}

TEST_CASE("behind its walls the kiosk tells the system how bright the screen is to be",
          "[kiosk][staff]") {
    std::error_code none;
    const std::filesystem::path lights = "/sys/class/backlight";
    if (std::filesystem::exists(lights, none) && !std::filesystem::is_empty(lights, none)) {
        return;  // a machine with a light of its own: it is not the tests' to set
    }
    const tests::TemporaryFolder folder;
    base::SystemRandom random;
    base::RealFiles files{random};
    base::SilentLog log;
    const base::ManualClock clock{base::moment_from_iso("2026-03-30T10:00:00Z")->moment};
    base::promise(sync::start().ok(), "libsodium");
    const std::filesystem::path state = folder.path() / "state";
    const auto backing =
        *KioskBacking::open({files, random, clock, log}, {{state}, {}, {"", assets}});
    static_cast<void>(backing->desk()->run(errand::SetBrightness{40}));
    CHECK_FALSE(std::filesystem::exists(state / "run" / "brightness"));  // a desktop has no unit
    std::filesystem::create_directory(state / "run");
    static_cast<void>(backing->desk()->run(errand::SetBrightness{70}));
    CHECK(base::as_text(*files.read(state / "run" / "brightness", 100)) == "70\n");
}
