#include "kiosk/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "kiosk/app.h"
#include "kiosk/version.h"

namespace harmony::kiosk {
namespace {

/// The program and the formats that it reads and writes.
std::string version_text() {
    return fmt::format("harmony-kiosk {}\nbuild {}\nform 1, pack kiosk/1, records HK1, journal 1",
                       sync::app_version_text(app_version),
                       base::to_iso(release_day()));
}

}  // namespace

ParsedLine parse_command_line(int argc, char** argv) {
    ParsedLine parsed;
    CommandLine& line = parsed.line;
    CLI::App app(
        "The resident's program of Harmony: surveys at a touchscreen.\n"
        "Example: harmony-kiosk --data kiosk-a --window 1280x800");
    app.set_version_flag("--version", version_text());
    app.add_option("--data", line.data, "the folder with this kiosk's keys, journal and packs");
    app.add_option("--pack", line.pack, "shows a folder of content that nobody signed (previews)");
    app.add_option("--courier", line.courier, "folder:/path or usb:, instead of kiosk.toml's");
    app.add_option("--stick-door",
                   line.stick_door,
                   "where the system answers when staff ask for a stick (/run/harmony)");
    app.add_option("--panel", line.panel, "10.1, 15.6, 21.5 or WxH@PX_PER_MM");
    app.add_option("--window", line.window, "WxH: a window instead of the whole screen");
    app.add_option("--engagement", line.engagement, "the engagement it stands at, 16 hex digits");
    app.add_option("--assets", line.assets, "the folder with fonts.json, keyboards and phrases");
    auto* script = app.add_option("--script", line.script, "plays a script without a window");
    auto* demo = app.add_option(
        "--demo", line.demo, "plays a script on the screen at human speed, again and again");
    demo->excludes(script);
    app.add_option("--demo-rounds", line.demo_rounds, "how often; 0: until it is stopped")
        ->needs(demo)
        ->check(CLI::NonNegativeNumber);
    app.add_option("--demo-speed", line.demo_speed, "so many times as fast as a person")
        ->needs(demo)
        ->check(CLI::Range(0.1, 10'000.0));
    app.add_option("--out", line.out, "where a script puts pictures and trees")->needs(script);
    app.add_option("--seed", line.seed, "of everything that a script leaves to chance");
    app.add_flag("--memory", line.memory, "draws into memory alone (with --script)")->needs(script);
    app.add_option("--profile", line.profile, "writes measurements as JSON at the end");
    app.add_option(
        "--enrol-request", line.enrol_request, "writes a request to the office, and ends");
    auto* welcome =
        app.add_option("--welcome", line.welcome, "takes the office's answer, and ends");
    app.add_option("--digits", line.digits, "the office's 12 digits, instead of being asked")
        ->needs(welcome);
    auto* check =
        app.add_flag("--self-check",
                     line.self_check,
                     "looks at everything that can be wrong, and ends: 0 well, 1 warnings, "
                     "2 do not use");
    app.add_flag("--layout-report",
                 line.layout_report,
                 "looks at every page of the content in every language and size, and ends: "
                 "0 whole, 1 with what is not");
    app.add_flag("--frames", line.frames, "draws for the program that started it (previews)")
        ->excludes(script)
        ->excludes(demo);
    app.add_flag("--json", line.json, "of the self-check, for programs")->needs(check);
    app.add_flag("--count", line.count, "prints how many responses are here, and ends");
    app.add_flag("--unsent",
                 line.unsent,
                 "prints how many records of any kind the office has not acknowledged, and ends");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        parsed.exit = app.exit(error) == 0 ? exit_code::stopped : exit_code::bad_settings;
    }
    return parsed;
}

}  // namespace harmony::kiosk
