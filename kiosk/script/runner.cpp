#include "kiosk/script/runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <ostream>

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

int number_of(const std::string& text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void write_text(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

}  // namespace

ScriptRunner::ScriptRunner(MakeStage make,
                           base::ManualClock& clock,
                           Options options,
                           std::ostream& say)
    : make_(std::move(make)), clock_(clock), options_(std::move(options)), say_(say) {
    if (options_.out.empty()) {
        options_.out = ".";
    }
}

int ScriptRunner::run(const Script& script) {
    std::filesystem::create_directories(options_.out);
    remember_copies(script.steps);
    Result<std::unique_ptr<Stage>> stage = make_();
    if (!stage) {
        say_ << "not ok 0 # " << stage.error().message << std::endl;
        return 1;
    }
    stage_ = std::move(stage).value();
    if (options_.headphones) {
        stage_->app().leave_headphones_in();
    }
    const bool all = play(script.steps);
    say_totals();
    return all ? 0 : 1;
}

void ScriptRunner::say_totals() {
    const Result<OutboxCounts> counts = stage_->outbox().counts();
    if (counts) {
        say_ << fmt::format("residents {}, records {}", residents_, counts->records) << std::endl;
    }
}

/// What is looked for later is in the script itself, and so in memory: that many copies are known.
void ScriptRunner::remember_copies(const std::vector<Command>& commands) {
    for (const Command& command : commands) {
        if (command.word == "expect" && command.arguments[0].text == "wiped") {
            const std::string& text = command.arguments[1].text;
            known_.push_back({text, 0});
        }
        remember_copies(command.body);
    }
    for (Known& known : known_) {
        known.copies = copies_in_memory(Needle(known.text));
    }
}

/// Words that will be looked for in memory are not said: the output would be a copy of them.
std::string ScriptRunner::shown(const Command& command) const {
    for (const Argument& argument : command.arguments) {
        for (const Known& known : known_) {
            if (argument.text == known.text) {
                return command.word + " ...";
            }
        }
    }
    return command.shown();
}

bool ScriptRunner::play(const std::vector<Command>& commands) {
    for (const Command& command : commands) {
        if (options_.ended && options_.ended()) {
            return true;
        }
        if (command.word != "repeat") {
            if (!(command.word == "for-each" ? play_each(command) : play_one(command))) {
                return false;
            }
            continue;
        }
        for (int i = number_of(command.arguments[0].text); i > 0; --i) {
            if (!play(command.body)) {
                return false;
            }
        }
    }
    return true;
}

bool ScriptRunner::play_one(const Command& command) {
    ++played_;
    const Result<void> played = dispatch(command);
    if (!played) {
        report_failure(command, played.error());
        return false;
    }
    if (options_.after_step && stage_) {
        options_.after_step(*stage_);
    }
    say_ << fmt::format("ok {} {}", played_, shown(command)) << std::endl;
    return true;
}

Result<void> ScriptRunner::dispatch(const Command& command) {
    constexpr std::array steps = {
        Named{"touch", &ScriptRunner::touch},
        Named{"tap", &ScriptRunner::tap},
        Named{"tap-at", &ScriptRunner::tap_at},
        Named{"hold", &ScriptRunner::hold},
        Named{"type", &ScriptRunner::type},
        Named{"drag", &ScriptRunner::drag},
        Named{"fingers", &ScriptRunner::fingers},
        Named{"key", &ScriptRunner::key},
        Named{"key-tap", &ScriptRunner::key_tap},
        Named{"keys", &ScriptRunner::keys},
        Named{"switch", &ScriptRunner::press_switch},
        Named{"switch-tap", &ScriptRunner::switch_tap},
        Named{"scan", &ScriptRunner::scan},
        Named{"rank", &ScriptRunner::rank},
        Named{"date", &ScriptRunner::date},
        Named{"time", &ScriptRunner::time},
        Named{"wait", &ScriptRunner::wait},
        Named{"wait-for", &ScriptRunner::wait_for},
        Named{"clock", &ScriptRunner::set_clock},
        Named{"expect", &ScriptRunner::expect},
        Named{"plug", &ScriptRunner::plug},
        Named{"unplug", &ScriptRunner::unplug},
        Named{"screenshot", &ScriptRunner::screenshot},
        Named{"tree", &ScriptRunner::tree},
        Named{"lint", &ScriptRunner::lint},
        Named{"language", &ScriptRunner::language},
        Named{"size", &ScriptRunner::size},
        Named{"colours", &ScriptRunner::colours},
        Named{"panel", &ScriptRunner::panel},
        Named{"restart", &ScriptRunner::restart},
        Named{"kill", &ScriptRunner::restart},
        Named{"power-cut", &ScriptRunner::power_cut},
        Named{"usb", &ScriptRunner::usb},
        Named{"pull-usb", &ScriptRunner::pull_usb},
        Named{"fault", &ScriptRunner::fault},
        Named{"clock-jump", &ScriptRunner::clock_jump},
        Named{"staff", &ScriptRunner::staff},
        Named{"resident", &ScriptRunner::resident},
    };
    for (const Named& named : steps) {
        if (named.word == command.word) {
            return (this->*named.step)(command);
        }
    }
    return Error{ErrorKind::absent, fmt::format("nothing plays '{}'", command.word)};
}

void ScriptRunner::report_failure(const Command& command, const Error& error) {
    say_ << fmt::format(
                "not ok {} {} # line {}: {}", played_, command.shown(), command.line, error.message)
         << std::endl;
    if (!stage_) {
        return;
    }
    write_text(options_.out / "failed.tree", stage_->driver().tree().dump());
    if (const auto drawn = stage_->driver().screenshot(options_.out / "failed.png"); !drawn) {
        say_ << "# " << drawn.error().message << std::endl;
    }
}

}  // namespace harmony::kiosk
