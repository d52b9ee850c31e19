#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "kiosk/script/runner.h"

// What a script may expect of the page, the journal and the memory.
namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using ui::sem::Node;

Error found(std::string message) {
    return {ErrorKind::refused, std::move(message)};
}

/// Without the isolates that inserted values are wrapped in: a person does not see them. Leaves no
/// copy behind, since `expect wiped` looks for copies.
base::SecretText as_seen(std::string_view text) {
    base::SecretText seen;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t letter = base::next_code_point(text, at);
        if (letter < 0x2066 || letter > 0x2069) {
            seen.append(text.substr(from, at - from));
        }
    }
    return seen;
}

struct StateWord {
    std::string_view word;
    ui::sem::State state;
};
constexpr StateWord state_words[] = {
    {"focused", ui::sem::focused},
    {"checked", ui::sem::checked},
    {"disabled", ui::sem::disabled},
    {"pressed", ui::sem::pressed},
    {"required", ui::sem::required},
    {"invalid", ui::sem::invalid},
    {"live", ui::sem::live},
    {"expanded", ui::sem::expanded},
};

/// "+checked,-disabled" against a node.
Result<void> compare_states(const Node& node, std::string_view wanted) {
    for (const std::string& part : base::split(wanted, ',')) {
        const bool on = part.starts_with('+');
        const std::string_view word = std::string_view(part).substr(part.empty() ? 0 : 1);
        const auto* const known = std::find_if(
            std::begin(state_words), std::end(state_words), [&](const StateWord& state) {
                return state.word == word;
            });
        if (known == std::end(state_words) || (!on && !part.starts_with('-'))) {
            return found(fmt::format("write a state as +checked or -checked, not '{}'", part));
        }
        if (node.is(known->state) != on) {
            return found(fmt::format("{} is {}{}", node.id, on ? "not " : "", word));
        }
    }
    return {};
}

Result<void> compare(const Node& node, const Argument& wanted) {
    base::SecretText is;
    if (wanted.key == "name") {
        is = as_seen(node.name.view());
    } else if (wanted.key == "value") {
        is = as_seen(node.value.view());
    } else if (wanted.key == "role") {
        is.assign(ui::sem::name_of(node.role));
    } else if (wanted.key == "state") {
        return compare_states(node, wanted.text);
    } else {
        return found(fmt::format("'{}' is none of name, value, role, state", wanted.key));
    }
    if (is.view() == wanted.text) {
        return {};
    }
    return found(fmt::format("the {} of {} is \"{}\"", wanted.key, node.id, is.view()));
}

/// The number of `what = N` or `what=N`.
std::optional<int> number_in(const Command& command) {
    const std::string& text = command.arguments.back().text;
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} ? std::optional(number) : std::nullopt;
}

}  // namespace

Result<void> ScriptRunner::expect(const Command& command) {
    stage_->driver().step();
    const std::string& what = command.arguments[0].text;
    // A view, not a copy: `expect wiped` would find the copy.
    const std::string_view argument = command.arguments.size() > 1
                                          ? std::string_view(command.arguments[1].text)
                                          : std::string_view();
    if (what == "speech" || what == "sound") {
        return what == "speech" ? expect_speech(command) : expect_sound(command);
    }
    const bool needs_more = what == "screen" || what == "focus" || what == "missing" ||
                            what == "text" || what == "no" || what == "count" || what == "wiped" ||
                            what == "exit" || what == "picture" || what == "fault";
    if (needs_more && command.arguments.size() < 2) {
        return found(fmt::format("what is expected of '{}'?", what));
    }
    if (what == "screen") {
        const std::string_view is = stage_->driver().screen();
        return is == argument ? Result<void>{} : found(fmt::format("the screen is {}", is));
    }
    if (what == "focus") {
        return expect_focus(command);
    }
    if (what == "missing") {
        return stage_->driver().get(argument) == nullptr
                   ? Result<void>{}
                   : found(fmt::format("{} is on {}", argument, stage_->driver().screen()));
    }
    if (what == "text" || what == "no") {
        return expect_text(command);
    }
    if (what == "count") {
        return expect_count(command);
    }
    if (what == "picture") {
        return expect_picture(command);
    }
    if (what == "wiped") {
        return expect_wiped(command);
    }
    if (what == "fault") {
        return expect_fault(command);
    }
    return what == "exit" ? expect_exit(command) : expect_node(command);
}

/// `expect fault ID`: it stands. `expect fault ID off`: it does not.
Result<void> ScriptRunner::expect_fault(const Command& command) {
    const std::string& name = command.arguments[1].text;
    const auto id = fault_named(name);
    if (!id) {
        return found(fmt::format("there is no fault '{}'", name));
    }
    const bool wanted = command.arguments.size() < 3 || command.arguments[2].text != "off";
    const auto& faults = stage_->app().faults();
    const bool stands = std::any_of(faults.begin(), faults.end(), [&](const ListedFault& fault) {
        return fault.id == *id && fault.stands();
    });
    return stands == wanted
               ? Result<void>{}
               : found(fmt::format("{} {}", name, stands ? "stands" : "does not stand"));
}

bool ScriptRunner::page_says(std::string_view words) const {
    for (const Node& node : stage_->driver().tree().nodes()) {
        if (as_seen(node.name.view()).view().find(words) != std::string::npos ||
            as_seen(node.value.view()).view().find(words) != std::string::npos) {
            return true;
        }
    }
    return false;
}

Result<void> ScriptRunner::expect_text(const Command& command) {
    const bool wanted = command.arguments[0].text == "text";
    const std::string& words = command.arguments.back().text;
    if (page_says(words) == wanted) {
        return {};
    }
    return found(fmt::format(
        "{} {} \"{}\"", stage_->driver().screen(), wanted ? "does not say" : "says", words));
}

/// What was said since the last such line, in this order.
Result<void> ScriptRunner::expect_speech(const Command& command) {
    ui::SpeechLog& log = stage_->speech();
    const base::SecretText said = log.text();
    static_cast<void>(log.take());
    if (command.arguments.size() < 2) {
        return found("write it as: expect speech \"Continue. Button.\", or: expect speech none");
    }
    const Argument& first = command.arguments[1];
    if (!first.quoted && first.text == "none") {
        return said.empty() ? Result<void>{} : found(fmt::format("it said \"{}\"", said.view()));
    }
    std::size_t at = 0;
    for (std::size_t i = 1; i < command.arguments.size(); ++i) {
        const std::string& words = command.arguments[i].text;
        at = said.view().find(words, at);
        if (at == std::string_view::npos) {
            return found(fmt::format("\"{}\" was not said but \"{}\"", words, said.view()));
        }
        at += words.size();
    }
    return {};
}

/// Whether one person alone hears what is said.
Result<void> ScriptRunner::expect_sound(const Command& command) {
    const bool wanted = command.arguments.size() == 2 && command.arguments[1].text == "private";
    if (!wanted) {
        return found("write it as: expect sound private");
    }
    const ui::SoundSetting& sound = stage_->speech().setting();
    return sound.listening == ui::Listening::headphones
               ? Result<void>{}
               : found("everybody near the machine hears it");
}

Result<void> ScriptRunner::expect_count(const Command& command) {
    const Argument& what = command.arguments[1];
    const std::string name = what.key.empty() ? what.text : what.key;
    const std::optional<int> wanted = number_in(command);
    const Result<OutboxCounts> counts = stage_->outbox().counts();
    if (!counts) {
        return counts.error();
    }
    if (!wanted || (name != "responses" && name != "unsent" && name != "signups")) {
        return found("write it as: expect count responses = 3");
    }
    const int is = name == "unsent"    ? counts->unsent
                   : name == "signups" ? counts->sign_ups_today
                                       : counts->records;
    return is == *wanted ? Result<void>{} : found(fmt::format("there are {}", is));
}

/// The hash of the picture, as a person has looked at it and written it into the script.
Result<void> ScriptRunner::expect_picture(const Command& command) {
    const std::string& wanted = command.arguments[1].text;
    const std::string now = stage_->driver().hash();
    if (now == wanted) {
        return {};
    }
    static_cast<void>(stage_->driver().screenshot(options_.out / "picture.png").ok());
    return found(fmt::format("the picture is {} (picture.png), not {}", now, wanted));
}

Result<void> ScriptRunner::expect_wiped(const Command& command) {
    const std::string& text = command.arguments[1].text;
    const auto known = std::find_if(
        known_.begin(), known_.end(), [&](const Known& one) { return one.text == text; });
    base::promise(known != known_.end(), "what is looked for was counted at the start");
    const std::size_t copies = copies_in_memory(Needle(text));
    return copies <= known->copies
               ? Result<void>{}
               : found(fmt::format("{} copies are still in memory", copies - known->copies));
}

Result<void> ScriptRunner::expect_exit(const Command& command) {
    const std::optional<int> is = stage_->app().exit_code();
    if (is && is == number_in(command)) {
        return {};
    }
    return found(is ? fmt::format("it ends with {}", *is) : "the program goes on");
}

Result<void> ScriptRunner::expect_node(const Command& command) {
    const std::string& id = command.arguments[0].text;
    const Node* node = stage_->driver().get(id);
    if (node == nullptr) {
        const std::vector<std::string> near = stage_->driver().tree().near(id);
        return found(fmt::format("no {} on {}{}{}",
                                 id,
                                 stage_->driver().screen(),
                                 near.empty() ? "" : "; there is ",
                                 fmt::join(near, ", ")));
    }
    for (std::size_t i = 1; i < command.arguments.size(); ++i) {
        if (const Result<void> same = compare(*node, command.arguments[i]); !same) {
            return same;
        }
    }
    return {};
}

}  // namespace harmony::kiosk
