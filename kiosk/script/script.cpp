#include "kiosk/script/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// What a command takes, so that a slip is found before anything runs.
struct Usage {
    std::string_view word;
    std::size_t least;
    std::size_t most;
    std::string_view form;
    bool opens = false;  ///< holds the commands up to its `end`
};

constexpr std::array usages = {
    Usage{"touch", 0, 0, "touch"},
    Usage{"tap", 1, 1, "tap ID"},
    Usage{"tap-at", 2, 2, "tap-at X Y"},
    Usage{"hold", 2, 2, "hold ID 5s"},
    Usage{"type", 1, 1, "type \"text\""},
    Usage{"drag", 3, 3, "drag ID DX DY"},
    Usage{"fingers", 1, 1, "fingers N"},
    Usage{"key", 1, 2, "key NAME [TIMES]"},
    Usage{"key-tap", 1, 1, "key-tap ID"},
    Usage{"keys", 1, 1, "keys \"text\""},
    Usage{"switch", 1, 1, "switch 1|2"},
    Usage{"switch-tap", 1, 1, "switch-tap ID"},
    Usage{"scan", 1, 1, "scan \"HT1:...\""},
    Usage{"rank", 1, 40, "rank CHOICE CHOICE ..."},
    Usage{"date", 1, 1, "date 2026-03-14"},
    Usage{"time", 1, 1, "time 18:15"},
    Usage{"wait", 1, 1, "wait 30s"},
    Usage{"wait-for", 1, 3, "wait-for ID within 5s"},
    Usage{"plug", 1, 1, "plug headphones"},
    Usage{"unplug", 1, 1, "unplug headphones"},
    Usage{"clock", 1, 1, "clock 2026-03-30T10:00:00+01:00"},
    Usage{"expect",
          1,
          8,
          "expect screen|text|no|missing|focus|speech|sound|picture|count|fault|wiped|exit|ID ..."},
    Usage{"screenshot", 1, 1, "screenshot NAME"},
    Usage{"tree", 1, 1, "tree NAME"},
    Usage{"lint", 0, 0, "lint"},
    Usage{"language", 1, 1, "language CODE"},
    Usage{"size", 1, 1, "size S|M|L|XL"},
    Usage{"colours", 1, 1, "colours standard|high_light|high_dark|low"},
    Usage{"panel", 1, 1, "panel 10.1|15.6|21.5|WxH@PX_PER_MM"},
    Usage{"restart", 0, 0, "restart"},
    Usage{"kill", 0, 0, "kill"},
    Usage{"power-cut", 0, 0, "power-cut"},
    Usage{"usb", 1, 1, "usb DIR"},
    Usage{"pull-usb", 0, 0, "pull-usb"},
    Usage{"fault", 2, 2, "fault disk-full|fsync|db-bad|clock|ID on|off"},
    Usage{"clock-jump", 1, 1, "clock-jump +2h"},
    Usage{"staff", 1, 1, "staff PIN"},
    Usage{"resident",
          1,
          10,
          "resident LANGUAGE [survey=ID] [seed=N] [mood=M] [equality=E] [pictures=yes] "
          "[by=ear] [event=TITLE people=N name=TEXT phone=TEXT email=TEXT way=WAY need=NEED "
          "declines=TEXT]"},
    Usage{"repeat", 1, 1, "repeat N ... end", true},
    Usage{"for-each", 1, 1, "for-each language|size|colours|panel ... end", true},
    Usage{"include", 1, 1, "include FILE"},
};

constexpr std::array givens = {
    Usage{"panel", 1, 1, "given panel 10.1"},
    Usage{"pack", 1, 1, "given pack DIR"},
    Usage{"data", 1, 1, "given data DIR"},
    Usage{"clock", 1, 1, "given clock ISO"},
    Usage{"seed", 1, 1, "given seed N"},
    Usage{"engagement", 1, 1, "given engagement HEX"},
    Usage{"assist_keys", 1, 1, "given assist_keys off|keypad|keyboard|switch|scanner"},
    Usage{"mount", 1, 1, "given mount table|stand"},
    Usage{"headphones", 1, 1, "given headphones on|off"},
    Usage{"usb", 1, 1, "given usb DIR"},
};

Error wrong(int line, int column, std::string_view what) {
    return {ErrorKind::unreadable, fmt::format("line {}, column {}: {}", line, column, what)};
}

/// Reads the words of one line from left to right.
class LineReader {
public:
    LineReader(std::string_view text, int line) : text_(text), line_(line) {}

    Result<std::vector<Argument>> words() {
        std::vector<Argument> found;
        for (skip_space(); !at_end(); skip_space()) {
            Result<Argument> word = next_word();
            if (!word) {
                return word.error();
            }
            found.push_back(std::move(word).value());
        }
        return found;
    }

private:
    [[nodiscard]] bool at_end() const { return at_ >= text_.size() || text_[at_] == '#'; }
    [[nodiscard]] int column() const { return static_cast<int>(at_) + 1; }

    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) {
            ++at_;
        }
    }

    Result<Argument> next_word() {
        Argument word;
        word.column = column();
        while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != '\t') {
            const char letter = text_[at_];
            if (letter == ';') {
                return lone_semicolon(std::move(word));
            }
            if (letter == '"') {
                if (auto read = quoted(word.text); !read) {
                    return read.error();
                }
                word.quoted = true;
            } else if (letter == '=' && word.key.empty() && !word.text.empty() && !word.quoted) {
                word.key = std::exchange(word.text, {});
                ++at_;
            } else {
                word.text += letter;
                ++at_;
            }
        }
        return word;
    }

    /// A `;` stands for itself; one at the end of a word is read again as the next word.
    Result<Argument> lone_semicolon(Argument word) {
        if (word.text.empty() && word.key.empty()) {
            word.text.assign(1, ';');
            ++at_;
        }
        return word;
    }

    Result<void> quoted(std::string& into) {
        const int start = column();
        ++at_;
        while (at_ < text_.size() && text_[at_] != '"') {
            if (text_[at_] != '\\') {
                into += text_[at_++];
                continue;
            }
            if (auto read = escape(into); !read) {
                return read;
            }
        }
        if (at_ >= text_.size()) {
            return wrong(line_, start, "this \" has no closing \"");
        }
        ++at_;
        return {};
    }

    Result<void> escape(std::string& into) {
        const int start = column();
        const char letter = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        at_ += 2;
        switch (letter) {
            case '"':
            case '\\': into += letter; return {};
            case 'n': into += '\n'; return {};
            case 'u': return code_point(into, start);
            default: return wrong(line_, start, "after \\ comes one of: \" \\ n u{...}");
        }
    }

    Result<void> code_point(std::string& into, int start) {
        const std::size_t close = text_.find('}', at_);
        unsigned value = 0;
        if (at_ >= text_.size() || text_[at_] != '{' || close == std::string_view::npos) {
            return wrong(line_, start, "\\u needs a number in braces, like \\u{6AF}");
        }
        const char* const first = text_.data() + at_ + 1;
        const char* const last = text_.data() + close;
        const auto read = std::from_chars(first, last, value, 16);
        if (read.ec != std::errc{} || read.ptr != last || value > 0x10FFFF) {
            return wrong(line_, start, "\\u needs a number in braces, like \\u{6AF}");
        }
        base::append_utf8(into, static_cast<char32_t>(value));
        at_ = close + 1;
        return {};
    }

    std::string_view text_;
    int line_;
    std::size_t at_ = 0;
};

template <std::size_t Count>
Result<Usage> usage_of(const std::array<Usage, Count>& table, int line, const Argument& word) {
    const auto at = std::find_if(
        table.begin(), table.end(), [&](const Usage& usage) { return usage.word == word.text; });
    if (at != table.end()) {
        return *at;
    }
    std::vector<std::string> names;
    for (const Usage& usage : table) {
        names.emplace_back(usage.word);
    }
    const auto near = base::nearest(word.text, names);
    return wrong(line,
                 word.column,
                 near ? fmt::format("there is no '{}'; there is '{}'", word.text, *near)
                      : fmt::format("there is no '{}'", word.text));
}

template <std::size_t Count>
Result<Command> command_of(const std::array<Usage, Count>& table,
                           int line,
                           std::vector<Argument> words) {
    const Result<Usage> usage = usage_of(table, line, words.front());
    if (!usage) {
        return usage.error();
    }
    Command command{line, words.front().text, {words.begin() + 1, words.end()}, {}};
    if (command.arguments.size() < usage->least || command.arguments.size() > usage->most) {
        return wrong(line, words.front().column, fmt::format("write it as: {}", usage->form));
    }
    return command;
}

bool opens_block(std::string_view word) {
    return std::any_of(usages.begin(), usages.end(), [&](const Usage& usage) {
        return usage.opens && usage.word == word;
    });
}

/// Puts each line where it belongs: the name, what is given, the steps, and blocks inside blocks.
class ScriptBuilder {
public:
    Result<void> add(int line, std::vector<Argument> words) {
        const std::string& first = words.front().text;
        if (first == "scenario") {
            return name_it(line, words);
        }
        if (script_.name.empty()) {
            return wrong(line, 1, "a script begins with: scenario \"name\"");
        }
        if (first == "given") {
            return give(line, words);
        }
        return first == "end" ? close(line, words.front()) : step(line, std::move(words));
    }

    Result<Script> finish() {
        if (script_.name.empty()) {
            return wrong(1, 1, "a script begins with: scenario \"name\"");
        }
        if (!open_.empty()) {
            return wrong(
                open_.back().line, 1, fmt::format("this '{}' has no 'end'", open_.back().word));
        }
        return std::move(script_);
    }

private:
    Result<void> name_it(int line, const std::vector<Argument>& words) {
        if (words.size() != 2 || !words[1].quoted || words[1].text.empty()) {
            return wrong(line, words.front().column, "write it as: scenario \"name\"");
        }
        script_.name = words[1].text;
        return {};
    }

    Result<void> give(int line, const std::vector<Argument>& words) {
        if (!script_.steps.empty() || !open_.empty()) {
            return wrong(line, words.front().column, "'given' comes before the first step");
        }
        std::vector<Argument> part;
        for (std::size_t i = 1; i <= words.size(); ++i) {
            if (i < words.size() && (words[i].quoted || words[i].text != ";")) {
                if (!(part.empty() && words[i].text == "given")) {
                    part.push_back(words[i]);
                }
                continue;
            }
            if (part.empty()) {
                return wrong(line, words.front().column, "write it as: given panel 10.1");
            }
            Result<Command> command = command_of(givens, line, std::exchange(part, {}));
            if (!command) {
                return command.error();
            }
            script_.given.push_back(std::move(command).value());
        }
        return {};
    }

    Result<void> step(int line, std::vector<Argument> words) {
        Result<Command> command = command_of(usages, line, std::move(words));
        if (!command) {
            return command.error();
        }
        if (opens_block(command->word)) {
            open_.push_back(std::move(command).value());
        } else {
            here().push_back(std::move(command).value());
        }
        return {};
    }

    Result<void> close(int line, const Argument& word) {
        if (open_.empty()) {
            return wrong(line, word.column, "this 'end' closes nothing");
        }
        Command block = std::move(open_.back());
        open_.pop_back();
        here().push_back(std::move(block));
        return {};
    }

    std::vector<Command>& here() { return open_.empty() ? script_.steps : open_.back().body; }

    Script script_;
    std::vector<Command> open_;
};

}  // namespace

std::string Command::shown() const {
    std::string text = word;
    for (const Argument& argument : arguments) {
        const std::string_view quote = argument.quoted ? "\"" : "";
        const std::string_view equals = argument.key.empty() ? "" : "=";
        text += fmt::format(" {}{}{}{}{}", argument.key, equals, quote, argument.text, quote);
    }
    return text;
}

std::optional<std::string> Command::value_of(std::string_view key) const {
    for (const Argument& argument : arguments) {
        if (argument.key == key) {
            return argument.text;
        }
    }
    return std::nullopt;
}

Result<Script> parse_script(std::string_view text) {
    if (const auto bad = base::first_bad_utf8(text)) {
        const auto before = text.substr(0, *bad);
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        return wrong(static_cast<int>(line), 1, "this line is not UTF-8");
    }
    ScriptBuilder builder;
    int number = 0;
    for (const std::string& line : base::split(text, '\n')) {
        ++number;
        std::string_view shown = line;
        if (shown.ends_with('\r')) {
            shown.remove_suffix(1);
        }
        Result<std::vector<Argument>> words = LineReader(shown, number).words();
        if (!words) {
            return words.error();
        }
        if (words->empty()) {
            continue;
        }
        if (const Result<void> added = builder.add(number, std::move(words).value()); !added) {
            return added.error();
        }
    }
    return builder.finish();
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
    int count = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
    if (read.ec != std::errc{} || count < 0) {
        return std::nullopt;
    }
    const std::string_view unit(read.ptr,
                                static_cast<std::size_t>(text.data() + text.size() - read.ptr));
    if (unit == "ms") {
        return std::chrono::milliseconds{count};
    }
    if (unit == "s") {
        return std::chrono::seconds{count};
    }
    if (unit == "min") {
        return std::chrono::minutes{count};
    }
    if (unit == "h") {
        return std::chrono::hours{count};
    }
    return std::nullopt;
}

bool uses(const std::vector<Command>& commands, std::string_view word) {
    return std::any_of(commands.begin(), commands.end(), [&](const Command& command) {
        return command.word == word || uses(command.body, word);
    });
}

}  // namespace harmony::kiosk
