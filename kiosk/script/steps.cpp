#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <ostream>

#include "kiosk/script/answering.h"
#include "kiosk/script/listener.h"
#include "kiosk/script/resident.h"
#include "kiosk/script/runner.h"
#include "kiosk/script/sign_up_listener.h"

// What each command of a script does, except expectations.
namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::chrono::seconds staff_hold{5};
constexpr std::chrono::seconds patience{5};

Error refused(std::string message) {
    return {ErrorKind::refused, std::move(message)};
}

template <typename Value>
struct Choice {
    std::string_view word;
    Value value;
};

template <typename Value, std::size_t Count>
std::optional<Value> chosen(const std::array<Choice<Value>, Count>& choices,
                            std::string_view word) {
    for (const Choice<Value>& choice : choices) {
        if (choice.word == word) {
            return choice.value;
        }
    }
    return std::nullopt;
}

constexpr std::array moods = {Choice<Mood>{"worried", Mood::worried},
                              Choice<Mood>{"mixed", Mood::mixed},
                              Choice<Mood>{"content", Mood::content}};
constexpr std::array equalities = {Choice<EqualityAnswers>{"yes", EqualityAnswers::yes},
                                   Choice<EqualityAnswers>{"no", EqualityAnswers::no},
                                   Choice<EqualityAnswers>{"some", EqualityAnswers::some}};
constexpr std::array text_sizes = {Choice<ui::TextSize>{"S", ui::TextSize::s},
                                   Choice<ui::TextSize>{"M", ui::TextSize::m},
                                   Choice<ui::TextSize>{"L", ui::TextSize::l},
                                   Choice<ui::TextSize>{"XL", ui::TextSize::xl}};
constexpr std::array colour_modes = {
    Choice<ui::ColourMode>{"standard", ui::ColourMode::standard},
    Choice<ui::ColourMode>{"high_light", ui::ColourMode::high_light},
    Choice<ui::ColourMode>{"high_dark", ui::ColourMode::high_dark},
    Choice<ui::ColourMode>{"low", ui::ColourMode::low}};

const std::string& first(const Command& command) {
    return command.arguments[0].text;
}

/// Of a resident who asks for a place at an event.
SignUpPlan sign_up_plan(const Command& command) {
    const auto text = [&](std::string_view key) { return command.value_of(key).value_or(""); };
    SignUpPlan plan{.language = first(command), .event = text("event")};
    plan.people = std::max(1, std::atoi(text("people").c_str()));
    plan.name = text("name");
    plan.phone = text("phone");
    plan.email = text("email");
    plan.way = text("way");
    plan.declines = text("declines");
    if (const std::string need = text("need"); !need.empty()) {
        plan.needs.push_back(need);
    }
    return plan;
}

}  // namespace

Result<void> ScriptRunner::touch(const Command&) {
    ui::Driver& driver = stage_->driver();
    driver.step();
    if (driver.get("attract.touch") != nullptr) {
        return driver.tap("attract.touch");
    }
    const ui::Panel& panel = stage_->toolkit().panel();
    driver.tap_at({panel.width_mm() / 2, panel.height_mm() / 2});
    return {};
}

Result<void> ScriptRunner::tap(const Command& command) {
    return tap_somewhere(stage_->driver(), first(command));
}

Result<void> ScriptRunner::tap_at(const Command& command) {
    const double x = std::strtod(first(command).c_str(), nullptr);
    const double y = std::strtod(command.arguments[1].text.c_str(), nullptr);
    stage_->driver().tap_at({x, y});
    return {};
}

Result<void> ScriptRunner::hold(const Command& command) {
    const auto how_long = parse_duration(command.arguments[1].text);
    if (!how_long) {
        return refused("write how long as 5s");
    }
    return stage_->driver().hold(first(command), *how_long);
}

/// Where the keyboard has a page of its own, the field is touched first and Done afterwards.
Result<void> ScriptRunner::type(const Command& command) {
    ui::Driver& driver = stage_->driver();
    driver.step();
    const auto key_named = [&](std::string_view name) -> std::string {
        for (const ui::sem::Node& node : driver.tree().nodes()) {
            if (node.role == ui::sem::Role::key && node.id.ends_with(name)) {
                return node.id;
            }
        }
        return {};
    };
    const std::string field = std::string(driver.screen()) + ".field";
    const bool own_page = key_named("").empty() && driver.get(field) != nullptr;
    if (own_page) {
        if (const Result<void> opened = driver.tap(field); !opened) {
            return opened;
        }
    }
    if (const Result<void> typed = driver.type(first(command)); !typed) {
        return typed;
    }
    return own_page ? driver.tap(key_named(".done")) : Result<void>{};
}

Result<void> ScriptRunner::rank(const Command& command) {
    std::vector<std::string> choices;
    for (const Argument& argument : command.arguments) {
        choices.push_back(argument.text);
    }
    stage_->driver().step();
    return answer_rank(stage_->driver(), choices);
}

Result<void> ScriptRunner::date(const Command& command) {
    stage_->driver().step();
    return answer_date(stage_->driver(), first(command));
}

Result<void> ScriptRunner::time(const Command& command) {
    stage_->driver().step();
    return answer_time(stage_->driver(), first(command));
}

Result<void> ScriptRunner::wait(const Command& command) {
    const auto how_long = parse_duration(first(command));
    if (!how_long) {
        return refused("write how long as 30s");
    }
    stage_->driver().wait(*how_long);
    return {};
}

Result<void> ScriptRunner::wait_for(const Command& command) {
    std::chrono::milliseconds within = patience;
    if (command.arguments.size() == 3) {
        within = parse_duration(command.arguments[2].text).value_or(within);
    }
    return stage_->driver().wait_for(first(command), within);
}

Result<void> ScriptRunner::set_clock(const Command& command) {
    const auto moment = base::moment_from_iso(first(command));
    if (!moment) {
        return refused("write the time as 2026-03-30T10:00:00+01:00");
    }
    clock_.set(moment->moment);
    return {};
}

Result<void> ScriptRunner::plug(const Command& command) {
    if (first(command) != "headphones") {
        return refused("write it as: plug headphones");
    }
    stage_->app().plug_headphones(true);
    stage_->driver().step();
    return {};
}

Result<void> ScriptRunner::unplug(const Command& command) {
    if (first(command) != "headphones") {
        return refused("write it as: unplug headphones");
    }
    stage_->app().plug_headphones(false);
    stage_->driver().step();
    return {};
}

Result<void> ScriptRunner::screenshot(const Command& command) {
    return stage_->driver().screenshot(options_.out / (name_in_loop(first(command)) + ".png"));
}

Result<void> ScriptRunner::tree(const Command& command) {
    stage_->driver().step();
    std::ofstream file(options_.out / (name_in_loop(first(command)) + ".tree"), std::ios::binary);
    file << stage_->driver().tree().dump();
    return file ? Result<void>{} : refused("the tree could not be written");
}

Result<void> ScriptRunner::lint(const Command&) {
    stage_->driver().step();
    const std::vector<std::string> found = stage_->driver().lint();
    return found.empty() ? Result<void>{} : refused(fmt::format("{}", fmt::join(found, "; ")));
}

Result<void> ScriptRunner::language(const Command& command) {
    ui::Look look = stage_->app().look();
    look.language = first(command);
    stage_->app().set_look(look);
    stage_->driver().step();
    return {};
}

Result<void> ScriptRunner::size(const Command& command) {
    const auto size = chosen(text_sizes, first(command));
    if (!size) {
        return refused("a size is one of S M L XL");
    }
    ui::Look look = stage_->app().look();
    look.text = *size;
    stage_->app().set_look(look);
    stage_->driver().step();
    return {};
}

Result<void> ScriptRunner::colours(const Command& command) {
    const auto mode = chosen(colour_modes, first(command));
    if (!mode) {
        return refused("colours are one of standard high_light high_dark low");
    }
    ui::Look look = stage_->app().look();
    look.colours = *mode;
    stage_->app().set_look(look);
    stage_->driver().step();
    return {};
}

/// `kill` is the same: what is saved is saved when `submit` returns, and nothing is saved at an
/// end.
Result<void> ScriptRunner::restart(const Command&) {
    stage_.reset();
    Result<std::unique_ptr<Stage>> stage = make_();
    if (!stage) {
        return stage.error();
    }
    stage_ = std::move(stage).value();
    put_faults();
    return {};
}

void ScriptRunner::put_faults() {
    if (StaffDesk* desk = stage_->desk()) {
        desk->pretend(faults_);
    }
    stage_->outbox_faults() = {faults_.contains(FaultId::disk_95), save_fails_};
    stage_->app().check_faults();
    stage_->driver().step();
}

Result<void> ScriptRunner::fault(const Command& command) {
    constexpr std::array words = {Choice<FaultId>{"disk-full", FaultId::disk_95},
                                  Choice<FaultId>{"db-bad", FaultId::db_bad},
                                  Choice<FaultId>{"clock", FaultId::clock}};
    const std::string& name = first(command);
    const std::string& state = command.arguments[1].text;
    if (state != "on" && state != "off") {
        return refused("a fault is on or off");
    }
    if (name == "fsync") {  // a commit fails; the fault stands once one has
        save_fails_ = state == "on";
        put_faults();
        return {};
    }
    std::optional<FaultId> id = chosen(words, name);
    id = id ? id : fault_named(name);
    if (!id) {
        return refused(fmt::format("there is no fault '{}'", name));
    }
    if (state == "on") {
        faults_.insert(*id);
    } else {
        faults_.erase(*id);
    }
    put_faults();
    return {};
}

Result<void> ScriptRunner::clock_jump(const Command& command) {
    const std::string& text = first(command);
    const bool back = text.starts_with('-');
    const auto by = parse_duration(text.starts_with('+') || back ? text.substr(1) : text);
    if (!by) {
        return refused("write how far as +2h or -5min");
    }
    clock_.set(clock_.now() + (back ? -*by : *by));
    stage_->app().check_faults();
    stage_->driver().step();
    return {};
}

Result<void> ScriptRunner::staff(const Command& command) {
    ui::Driver& driver = stage_->driver();
    driver.step();
    if (driver.screen() != "staff.pin") {
        const bool attract = driver.get("attract.logo") != nullptr;
        const std::string_view logo = attract ? "attract.logo" : "bar.logo";
        if (const Result<void> held = driver.hold(logo, staff_hold + patience / 10); !held) {
            return held;
        }
    }
    for (const char digit : first(command)) {
        if (const Result<void> typed = driver.tap(fmt::format("key.num.{}", digit)); !typed) {
            return typed;
        }
    }
    return driver.tap("key.num.done");
}

Result<void> ScriptRunner::resident(const Command& command) {
    if (command.value_of("event")) {
        SignUpListener person(*stage_, sign_up_plan(command));
        return person.walk();
    }
    ResidentPlan plan;
    plan.language = first(command);
    plan.survey = command.value_of("survey").value_or("");
    plan.seed = options_.seed * 1'000'003 + static_cast<std::uint64_t>(played_);
    if (const auto seed = command.value_of("seed")) {
        plan.seed = std::strtoull(seed->c_str(), nullptr, 10) + options_.seed * 1'000'003;
    }
    const auto mood = chosen(moods, command.value_of("mood").value_or("mixed"));
    const auto equality = chosen(equalities, command.value_of("equality").value_or("some"));
    if (!mood || !equality) {
        return refused("mood is worried, mixed or content; equality is yes, no or some");
    }
    plan.mood = *mood;
    plan.equality = *equality;
    const auto thanked = [this] {
        ++residents_;
        const App& app = stage_->app();
        say_ << fmt::format("acknowledged {} {}", app.saved().hex(), app.records()) << std::endl;
    };
    if (command.value_of("by") == "ear") {
        Listener person(*stage_, plan, thanked);
        return person.walk();
    }
    const bool pictures = command.value_of("pictures") == "yes";
    int page = 0;
    const auto sees = [&](std::string_view screen) {
        if (pictures) {
            const std::string name = fmt::format("{}-{:02}-{}.png", plan.language, ++page, screen);
            static_cast<void>(stage_->driver().screenshot(options_.out / name).ok());
        }
    };
    Resident person(*stage_, plan, thanked, sees);
    return person.walk();
}

}  // namespace harmony::kiosk
