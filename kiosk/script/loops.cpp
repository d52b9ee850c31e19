#include <fmt/format.h>

#include "kiosk/script/runner.h"

// `for-each`: the same steps in every language, size, mode of colours, or on every panel.
namespace harmony::kiosk {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<std::vector<std::string>> ScriptRunner::values_of(std::string_view kind) const {
    if (kind == "size") {
        return std::vector<std::string>{"S", "M", "L", "XL"};
    }
    if (kind == "colours") {
        return std::vector<std::string>{"standard", "high_light", "high_dark", "low"};
    }
    if (kind == "panel") {
        return std::vector<std::string>{"10.1", "15.6", "21.5"};
    }
    if (kind == "language") {
        return stage_->app().languages();
    }
    return Error{
        ErrorKind::refused,
        fmt::format("for-each goes over language, size, colours or panel, not '{}'", kind)};
}

bool ScriptRunner::play_each(const Command& block) {
    const std::string& kind = block.arguments[0].text;
    const Result<std::vector<std::string>> values = values_of(kind);
    if (!values) {
        ++played_;
        report_failure(block, values.error());
        return false;
    }
    for (const std::string& value : *values) {
        const Command set{block.line, kind, {{0, {}, value, false}}, {}};
        loop_.push_back(value);
        const bool played = play_one(set) && play(block.body);
        loop_.pop_back();
        if (!played) {
            return false;
        }
    }
    return true;
}

/// "question" in a loop over languages is "question-ur" when it is Urdu's turn.
std::string ScriptRunner::name_in_loop(std::string_view name) const {
    std::string whole(name);
    for (const std::string& value : loop_) {
        whole += "-" + value;
    }
    return whole;
}

Result<void> ScriptRunner::panel(const Command& command) {
    const Result<ui::Panel> panel = ui::read_panel(command.arguments[0].text);
    if (!panel) {
        return panel.error();
    }
    stage_->toolkit().set_panel(*panel);
    stage_->driver().step();
    return {};
}

}  // namespace harmony::kiosk
