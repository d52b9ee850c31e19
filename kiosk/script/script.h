#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace harmony::kiosk {

/// One word of a command: a plain word or id, a quoted text, or `key=value`.
struct Argument {
    int column = 0;    ///< from 1
    std::string key;   ///< of `key=value`; else empty
    std::string text;  ///< unquoted
    bool quoted = false;

    bool operator==(const Argument&) const = default;
};

/// One command of a script; `repeat` and `for-each` hold those up to their `end`.
struct Command {
    int line = 0;  ///< from 1
    std::string word;
    std::vector<Argument> arguments;
    std::vector<Command> body;

    /// The command as a person would write it, for output.
    [[nodiscard]] std::string shown() const;

    /// The value of `key=...`; nothing when it was not given.
    [[nodiscard]] std::optional<std::string> value_of(std::string_view key) const;
};

/// A script: its name, what is given, its steps (docs/formats/script.md).
struct Script {
    std::string name;
    std::vector<Command> given;
    std::vector<Command> steps;
};

/// Errors: unreadable, with "line L, column C" and, for a misspelt command, the nearest one.
[[nodiscard]] base::Result<Script> parse_script(std::string_view text);

/// Puts the steps of every `include FILE` in its place, also in blocks and in what is included;
/// files are looked for beside the script's own `folder`. Errors: absent (no such file), unreadable
/// (a fault in it, or files that include one another without end).
[[nodiscard]] base::Result<Script> with_includes(Script script,
                                                 const std::filesystem::path& folder);

/// Whether a command of this word is among them, in blocks too.
[[nodiscard]] bool uses(const std::vector<Command>& commands, std::string_view word);

/// "250ms", "30s", "2min", "1h"; nothing else.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace harmony::kiosk
