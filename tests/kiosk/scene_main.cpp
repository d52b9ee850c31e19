// kiosk_scene FILE [OUT]: plays one script of tests/scenes through the real program, on a sample
// pack in a fresh folder. Exit code as `harmony-kiosk --script`.
// kiosk_scene FILE --demo: shows it twice, in a window, at a thousand times the speed of a person.
#include <cstdio>
#include <exception>
#include <utility>

#include "base/log.h"
#include "kiosk/program.h"
#include "kiosk/sample_map.h"
#include "kiosk/sample_office.h"
#include "kiosk/sample_pack.h"
#include "support/temporary_folder.h"
#include "sync/crypto.h"

namespace {

int play(const char* script, const std::string& out) {
    using namespace harmony;
    base::promise(sync::start().ok(), "libsodium starts");
    const tests::TemporaryFolder folder;
    // Scenes whose name ends in _two offer two surveys; those that end in _answers, one that asks
    // for every kind of answer; those that end in _map, one with a place on the map. Those that
    // end in _office run on a machine that an office has set up, whose pack lies on the folder
    // `stick`.
    const std::string_view name(script);
    std::vector<std::string> surveys = {"neighbourhood"};
    if (name.ends_with("_two.script")) {
        surveys.emplace_back("town_centre_pspo");
    } else if (name.ends_with("_answers.script")) {
        surveys = {"every_answer"};
    } else if (name.ends_with("_map.script")) {
        surveys = {"little_things"};
    } else if (name.ends_with("_widgets.script")) {
        surveys = {"all_widgets"};
    }
    tests::write_sample_pack(folder.path() / "pack", surveys);
    if (name.ends_with("_map.script")) {
        tests::write_sample_map(folder.path() / "pack");
    }
    tests::write_sample_state(folder.path() / "state");
    kiosk::CommandLine line;
    line.script = script;
    line.pack = (folder.path() / "pack").string();
    line.data = folder.path() / "state";
    line.out = out.empty() ? (folder.path() / "out").string() : out;
    if (name.ends_with("_office.script")) {
        tests::enrol_at_office(line.data, line.pack, std::filesystem::path(line.out) / "stick");
        line.pack.clear();
        line.engagement = "00000000000000aa";
    }
    line.assets = HARMONY_SOURCE_DIR "/assets";
    if (out == "--demo") {
        line.demo = std::exchange(line.script, {});
        line.out.clear();
        line.window = "1280x800";
        line.demo_rounds = 2;
        line.demo_speed = 1000;
    }
    base::StderrLog log;
    return kiosk::run_program(line, log);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "kiosk_scene FILE [OUT]\n");
        return 2;
    }
    try {
        return play(argv[1], argc > 2 ? argv[2] : "");
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "kiosk_scene: %s\n", fault.what());
        return 3;
    }
}
