// The manual and the completion are read off the command line's own table, so that they say what
// the program does. `harmony-admin manual page|bash` prints them; the packages hold what it
// printed.
#include "admin/cli/manual.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/cli/verb.h"

namespace harmony::admin {

namespace {

/// `{a,b}`, as CLI11 describes a list of choices.
std::vector<std::string> choices_of(const std::string& type) {
    std::vector<std::string> choices;
    const std::size_t begin = type.find('{');
    const std::size_t end = type.find('}', begin);
    if (begin == std::string::npos || end == std::string::npos) {
        return choices;
    }
    std::string word;
    for (const char letter : type.substr(begin + 1, end - begin - 1) + ',') {
        if (letter != ',') {
            word += letter;
            continue;
        }
        choices.push_back(word.substr(0, word.find("->")));
        word.clear();
    }
    return choices;
}

ManualOption option_of(const CLI::Option& option) {
    ManualOption said;
    for (const std::string& name : option.get_snames()) {
        said.words.push_back('-' + name);
    }
    for (const std::string& name : option.get_lnames()) {
        said.words.push_back("--" + name);
    }
    said.about = option.get_description();
    if (option.get_items_expected_max() > 0) {
        said.choices = choices_of(option.get_type_name());
        said.value =
            said.choices.empty() ? "VALUE" : fmt::format("{}", fmt::join(said.choices, "|"));
    }
    if (said.words.empty()) {
        said.value = option.get_name(true);
    }
    return said;
}

/// With those of its groups of options, which CLI11 keeps as parts without a name.
void add_options(const CLI::App& at, ManualEntry& entry) {
    for (const CLI::Option* option : at.get_options()) {
        if (!option->get_group().empty()) {
            entry.options.push_back(option_of(*option));
        }
    }
    for (const CLI::App* part :
         at.get_subcommands([](const CLI::App* app) { return app->get_name().empty(); })) {
        add_options(*part, entry);
    }
}

void walk(const CLI::App& at, std::vector<std::string> words, std::vector<ManualEntry>& entries) {
    ManualEntry entry{std::move(words), {}, {}, at.get_description(), at.get_footer()};
    add_options(at, entry);
    const auto below = at.get_subcommands(
        [](const CLI::App* app) { return !app->get_group().empty() && !app->get_name().empty(); });
    for (const CLI::App* app : below) {
        entry.next.push_back(app->get_name());
    }
    if (!entries.empty() && entry.example == entries.front().example) {
        entry.example.clear();  // the program's, which each part shows that has none
    }
    const std::vector<std::string> here = entry.words;
    entries.push_back(std::move(entry));
    for (const CLI::App* app : below) {
        std::vector<std::string> there = here;
        there.push_back(app->get_name());
        walk(*app, std::move(there), entries);
    }
}

/// Text for troff: no line begins with a command, no backslash is one.
std::string plain(std::string_view text) {
    std::string out;
    bool line_begins = true;
    for (const char letter : text) {
        if (line_begins && (letter == '.' || letter == '\'')) {
            out += "\\&";
        }
        line_begins = letter == '\n';
        if (letter == '\\') {
            out += "\\e";
        } else if (letter == '-') {
            out += "\\-";
        } else {
            out += letter;
        }
    }
    return out;
}

/// As it stands, line by line.
std::string verbatim(const std::string& text) {
    return text.empty() ? "" : ".nf\n" + plain(text) + "\n.fi\n";
}

std::string option_lines(const ManualOption& option) {
    std::string head = fmt::format("{}", fmt::join(option.words, ", "));
    if (!option.value.empty()) {
        head += (head.empty() ? "" : " ") + option.value;
    }
    return ".TP\n.B " + plain(head) + '\n' + plain(option.about) + '\n';
}

bool is_help(const ManualOption& option) {
    return std::find(option.words.begin(), option.words.end(), "--help") != option.words.end();
}

/// A verb, or a word that only holds further ones.
bool is_verb(const ManualEntry& entry) {
    return entry.next.empty() || !std::all_of(entry.options.begin(), entry.options.end(), is_help);
}

std::string verb_lines(const ManualEntry& entry) {
    std::string out = ".SS " +
                      plain(fmt::format("\"harmony-admin {}\"", fmt::join(entry.words, " "))) +
                      '\n' + plain(entry.about) + '\n';
    for (const ManualOption& option : entry.options) {
        if (!is_help(option)) {
            out += option_lines(option);
        }
    }
    return entry.example.empty() ? out : out + ".PP\n" + verbatim(entry.example);
}

std::string words_of(const ManualEntry& entry) {
    std::string words = fmt::format("{}", fmt::join(entry.next, " "));
    for (const ManualOption& option : entry.options) {
        for (const std::string& word : option.words) {
            words += (words.empty() ? "" : " ") + word;
        }
    }
    return words;
}

/// What may follow the option that stands before the cursor: `kiosk enrol --format` -> csv, json.
std::string value_cases(const std::vector<ManualEntry>& entries) {
    std::string out;
    for (const ManualEntry& entry : entries) {
        for (const ManualOption& option : entry.options) {
            for (const std::string& word : option.words) {
                if (option.value.empty()) {
                    continue;
                }
                out += fmt::format("        \"{} {}\") values=\"{}\" ;;\n",
                                   fmt::join(entry.words, " "),
                                   word,
                                   fmt::join(option.choices, " "));
            }
        }
    }
    return out;
}

/// `harmony-admin manual page` and `harmony-admin manual bash`: for the packages, not in the help.
class ManualVerb final : public Verb {
public:
    [[nodiscard]] CLI::App& declare(CLI::App& app) override {
        program_ = &app;
        CLI::App& own = *app.add_subcommand("manual", "Prints the manual page or the completion");
        own.group("");
        own.add_option("which", which_, "page or bash")
            ->required()
            ->check(CLI::IsMember({"page", "bash"}));
        return own;
    }

    [[nodiscard]] base::Result<Exit> run(Desk& desk) override {
        const std::vector<ManualEntry> entries = manual_entries(*program_);
        desk.resources.terminal.print(which_ == "page" ? manual_page(entries, HARMONY_VERSION)
                                                       : bash_completion(entries));
        return Exit::done;
    }

private:
    const CLI::App* program_ = nullptr;
    std::string which_;
};

}  // namespace

std::vector<ManualEntry> manual_entries(const CLI::App& program) {
    std::vector<ManualEntry> entries;
    walk(program, {}, entries);
    return entries;
}

std::string manual_page(const std::vector<ManualEntry>& entries, const std::string& version) {
    const ManualEntry& program = entries.front();
    std::string out =
        ".\\\" Written by harmony-admin manual page.\n.TH HARMONY\\-ADMIN 1 2026-11-27 \"Harmony " +
        version +
        "\" \"Harmony\"\n.SH NAME\nharmony\\-admin \\- the officer's tool of Harmony\n"
        ".SH SYNOPSIS\n.B harmony\\-admin\n[options] verb [options of the verb]\n"
        ".SH DESCRIPTION\n" +
        plain(program.about) + "\n.SH OPTIONS\n";
    for (const ManualOption& option : program.options) {
        out += option_lines(option);
    }
    out += ".SH VERBS\n";
    for (const ManualEntry& entry : entries) {
        if (!entry.words.empty() && is_verb(entry)) {
            out += verb_lines(entry);
        }
    }
    return out + ".SH EXAMPLES\n" + verbatim(program.example) +
           ".SH SEE ALSO\n.BR harmony\\-kiosk (1),\n.BR harmony\\-courier (1)\n";
}

std::string bash_completion(const std::vector<ManualEntry>& entries) {
    std::string paths;
    std::string words;
    for (const ManualEntry& entry : entries) {
        const std::string path = fmt::format("{}", fmt::join(entry.words, " "));
        words += fmt::format("        \"{}\") words=\"{}\" ;;\n", path, words_of(entry));
        if (!entry.words.empty()) {
            paths += fmt::format("{}\"{}\"", paths.empty() ? "" : " | ", path);
        }
    }
    return "# Written by harmony-admin manual bash.\n"
           "_harmony_admin() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    local path=\"\" longer word words values=\"no such option\" at\n"
           "    for ((at = 1; at < COMP_CWORD; at++)); do\n"
           "        word=${COMP_WORDS[at]}\n"
           "        longer=${path:+$path }$word\n"
           "        case $longer in\n            " +
           paths +
           ") path=$longer ;;\n        esac\n    done\n"
           "    COMPREPLY=()\n"
           "    case \"$path $before\" in\n" +
           value_cases(entries) +
           "    esac\n"
           "    if [[ $values != \"no such option\" ]]; then\n"
           "        mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$current\")\n"
           "        return  # and files, where there are no choices\n"
           "    fi\n"
           "    case $path in\n" +
           words +
           "    esac\n"
           "    [[ $path == \"\" || $current == -* || $words != -* ]] || return\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
           "}\n"
           "complete -o default -F _harmony_admin harmony-admin\n";
}

std::unique_ptr<Verb> make_manual_verb() {
    return std::make_unique<ManualVerb>();
}

}  // namespace harmony::admin
