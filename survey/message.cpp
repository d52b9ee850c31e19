#include "survey/message.h"

#include <fmt/format.h>

#include <array>

namespace harmony::survey {
namespace {

constexpr std::size_t most_listed = 200;
constexpr std::array<std::string_view, 4> names = {"error", "block", "warning", "note"};

/// `survey row 14, column relevant (F14): `, without the parts that do not apply.
std::string place_of(const Message& message) {
    std::string place = message.sheet;
    if (message.row) {
        place += fmt::format("{}row {}", place.empty() ? "" : " ", *message.row);
    }
    if (!message.column.empty()) {
        place += fmt::format("{}column {}", place.empty() ? "" : ", ", message.column);
    }
    if (!message.cell.empty()) {
        place += fmt::format(" ({})", message.cell);
    } else if (message.line) {
        place += fmt::format("{}line {}", place.empty() ? "" : ", ", *message.line);
    }
    return place.empty() ? place : place + ": ";
}

}  // namespace

std::string_view level_name(Level level) {
    return names.at(static_cast<std::size_t>(level));
}

std::string text_form(const Message& message) {
    return fmt::format("{}: {}{} {}: {}.\n    Mend: {}.",
                       message.file,
                       place_of(message),
                       level_name(message.level),
                       message.code,
                       message.what,
                       message.mend);
}

std::string text_form(std::span<const Message> messages) {
    std::string text;
    for (const Message& message : messages.first(std::min(messages.size(), most_listed))) {
        text += text_form(message) + "\n";
    }
    if (messages.size() > most_listed) {
        text += fmt::format("and {} more\n", messages.size() - most_listed);
    }
    return text;
}

Counts count(std::span<const Message> messages) {
    Counts counts;
    for (const Message& message : messages) {
        switch (message.level) {
            case Level::error: ++counts.errors; break;
            case Level::block: ++counts.blocks; break;
            case Level::warning: ++counts.warnings; break;
            case Level::note: ++counts.notes; break;
        }
    }
    return counts;
}

}  // namespace harmony::survey
