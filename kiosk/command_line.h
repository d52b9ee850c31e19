#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace harmony::kiosk {

/// What a person typed behind `harmony-kiosk`.
struct CommandLine {
    std::filesystem::path data = "/var/lib/harmony-kiosk";
    std::string pack;     ///< a folder of content that nobody signed; empty: the pack in use
    std::string courier;  ///< instead of the one in kiosk.toml
    std::string
        stick_door;  ///< where the system answers about sticks; empty: they are mounted openly
    std::string panel;
    std::string window;  ///< `WxH`; empty: the whole screen
    std::string engagement;
    std::string assets;  ///< empty: those that belong to this program
    std::string script;
    std::string demo;
    int demo_rounds = 0;    ///< 0: until it is stopped
    double demo_speed = 1;  ///< so many times as fast as a person
    std::string out;
    std::uint64_t seed = 1;
    bool memory = false;      ///< no window; needs a script
    std::string assist_keys;  ///< of a script, instead of the one in kiosk.toml
    std::string mount;        ///< of a script: table or stand
    std::string profile;
    std::string enrol_request;
    std::string welcome;  ///< the file, or a folder that holds it
    std::string digits;
    bool count = false;
    bool unsent = false;
    bool self_check = false;
    bool layout_report = false;
    bool frames = false;  ///< draws for another program, over standard input and output
    bool json = false;  ///< of the self-check
};

/// Either what was typed, or the exit code with which the program ends at once: 0 after `--help`
/// and
/// `--version`, 10 when the call was wrong (a sentence is on standard error).
struct ParsedLine {
    CommandLine line;
    std::optional<int> exit;
};
[[nodiscard]] ParsedLine parse_command_line(int argc, char** argv);

}  // namespace harmony::kiosk
