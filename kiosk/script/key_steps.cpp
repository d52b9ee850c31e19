#include <fmt/format.h>

#include <charconv>

#include "kiosk/script/runner.h"
#include "ui/focus.h"

// Commands of keys, switches, scanners and unusual touches.
namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using std::chrono::milliseconds;
using ui::AssistKeys;
using ui::Key;

Error refused(std::string message) {
    return {ErrorKind::refused, std::move(message)};
}

int whole_number(const std::string& text, int otherwise) {
    int value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? value : otherwise;
}

/// The machine must have what the script presses, as it must on a real one.
Result<void> must_have(const App& app, std::initializer_list<AssistKeys> any_of) {
    for (const AssistKeys kind : any_of) {
        if (app.assist_keys() == kind) {
            return {};
        }
    }
    return refused(
        "this machine has no such keys: given assist_keys keypad|keyboard|switch|scanner");
}

/// Whether the control is on the page; else the page of tiles or rows that comes next is wanted.
bool is_here(ui::Driver& driver, const std::string& id) {
    driver.step();
    return driver.get(id) != nullptr;
}

Result<void> walk_to(ui::Driver& driver, const std::string& id) {
    constexpr int most_strokes = 150;
    for (int i = 0; i < most_strokes && driver.focused() != id; ++i) {
        driver.key(Key::tab);
    }
    return driver.focused() == id
               ? Result<void>{}
               : refused(fmt::format("the focus never comes to {} on {}", id, driver.screen()));
}

Result<void> select_by_keys(ui::Driver& driver, const std::string& id) {
    if (const Result<void> there = walk_to(driver, id); !there) {
        return there;
    }
    driver.key(Key::select);
    return {};
}

/// Waits for the highlight, as somebody with one switch does, and presses.
Result<void> select_by_switch(ui::Driver& driver, const std::string& id) {
    constexpr int most_looks = 600;
    constexpr milliseconds look{250};
    for (int i = 0; i < most_looks; ++i) {
        const ui::sem::Node* wanted = driver.get(id);
        const ui::sem::Node* at = driver.tree().focused();
        if (wanted == nullptr) {
            break;
        }
        const bool group = driver.tree().keys().whole_group;
        const bool ready =
            at != nullptr && (group ? ui::same_group(*at, *wanted) : at->id == wanted->id);
        if (ready) {
            const std::string before(at->id);
            driver.wait(look);  // past the time that counts for what was before
            if (driver.focused() != before) {
                continue;
            }
            driver.key(Key::switch_1);
            if (!group) {
                return {};
            }
            continue;
        }
        if (at == nullptr) {
            driver.key(Key::switch_1);
        }
        driver.wait(look);
    }
    return refused(fmt::format("the scan never comes to {} on {}", id, driver.screen()));
}

template <typename Select>
Result<void> select_somewhere(ui::Driver& driver, const std::string& id, const Select& select) {
    constexpr int most_pages = 20;
    for (int i = 0; i < most_pages && !is_here(driver, id); ++i) {
        if (driver.get("page.more") == nullptr) {
            break;
        }
        if (const Result<void> turned = select(driver, "page.more"); !turned) {
            return turned;
        }
    }
    return select(driver, id);
}

}  // namespace

Result<void> ScriptRunner::key(const Command& command) {
    const auto allowed = must_have(stage_->app(), {AssistKeys::keypad, AssistKeys::keyboard});
    const auto key = ui::key_named(command.arguments[0].text);
    if (!allowed || !key) {
        return !allowed ? allowed : refused(fmt::format("there is no key '{}'", command.shown()));
    }
    const int times = command.arguments.size() > 1 ? whole_number(command.arguments[1].text, 0) : 1;
    for (int i = 0; i < times; ++i) {
        stage_->driver().key(*key);
    }
    return {};
}

Result<void> ScriptRunner::keys(const Command& command) {
    if (auto allowed = must_have(stage_->app(), {AssistKeys::keyboard}); !allowed) {
        return allowed;
    }
    stage_->driver().keys(command.arguments[0].text);
    stage_->driver().wait(milliseconds{100});  // letters that might have been a code
    return {};
}

Result<void> ScriptRunner::press_switch(const Command& command) {
    if (auto allowed = must_have(stage_->app(), {AssistKeys::switches}); !allowed) {
        return allowed;
    }
    const int which = whole_number(command.arguments[0].text, 0);
    if (which != 1 && which != 2) {
        return refused("a switch is 1 or 2");
    }
    stage_->driver().key(which == 1 ? Key::switch_1 : Key::switch_2);
    return {};
}

Result<void> ScriptRunner::scan(const Command& command) {
    if (auto allowed = must_have(stage_->app(), {AssistKeys::keyboard, AssistKeys::scanner});
        !allowed) {
        return allowed;
    }
    stage_->driver().scan(command.arguments[0].text);
    return {};
}

Result<void> ScriptRunner::key_tap(const Command& command) {
    if (auto allowed = must_have(stage_->app(), {AssistKeys::keypad, AssistKeys::keyboard});
        !allowed) {
        return allowed;
    }
    return select_somewhere(stage_->driver(), command.arguments[0].text, select_by_keys);
}

Result<void> ScriptRunner::switch_tap(const Command& command) {
    if (auto allowed = must_have(stage_->app(), {AssistKeys::switches}); !allowed) {
        return allowed;
    }
    return select_somewhere(stage_->driver(), command.arguments[0].text, select_by_switch);
}

Result<void> ScriptRunner::drag(const Command& command) {
    const int dx = whole_number(command.arguments[1].text, 0);
    const int dy = whole_number(command.arguments[2].text, 0);
    return stage_->driver().drag(command.arguments[0].text, dx, dy);
}

Result<void> ScriptRunner::fingers(const Command& command) {
    const int count = whole_number(command.arguments[0].text, 0);
    if (count < 1 || count > 10) {
        return refused("a hand has 1 to 10 fingers here");
    }
    stage_->driver().fingers(count);
    return {};
}

Result<void> ScriptRunner::expect_focus(const Command& command) {
    const std::string& wanted = command.arguments[1].text;
    const std::string_view is = stage_->driver().focused();
    return is == wanted ? Result<void>{}
                        : refused(fmt::format("the focus is on {}", is.empty() ? "nothing" : is));
}

}  // namespace harmony::kiosk
