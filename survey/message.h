#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace harmony::survey {

/// error: cannot be compiled. block: may be compiled only when waived by name. warning, note:
/// allowed.
enum class Level { error, block, warning, note };

[[nodiscard]] std::string_view level_name(Level level);

/// What is wrong with a survey, where, and how to mend it. Parts that do not apply are empty.
struct Message {
    Level level = Level::error;
    std::string code;                 ///< `R502`
    std::string file;                 ///< as the person named it
    std::string sheet;                ///< `settings`, `survey`, `choices`, or a data file
    std::optional<std::size_t> row;   ///< as the spreadsheet numbers it: headers are row 1
    std::string column;               ///< header as written
    std::string cell;                 ///< `F14`; empty for CSV
    std::optional<std::size_t> line;  ///< CSV: line of the file where the record starts
    std::string what;                 ///< a sentence without its full stop
    std::string mend;                 ///< a sentence without its full stop

    bool operator==(const Message&) const = default;
};

/// Two lines: place, level, code and what; then four spaces and how to mend it.
[[nodiscard]] std::string text_form(const Message& message);

/// All of them in the order of the report, at most 200 and then how many more there are. Ends with
/// a line feed unless there are none.
[[nodiscard]] std::string text_form(std::span<const Message> messages);

struct Counts {
    std::size_t errors = 0;
    std::size_t blocks = 0;
    std::size_t warnings = 0;
    std::size_t notes = 0;

    bool operator==(const Counts&) const = default;
};

[[nodiscard]] Counts count(std::span<const Message> messages);

}  // namespace harmony::survey
