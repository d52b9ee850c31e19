#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"
#include "survey/checking/lint.h"

namespace harmony::survey {
namespace {

constexpr std::size_t most_choices = 40;  // design: kiosk, section 4.11
constexpr std::size_t fewest_scored = 3;  // a scale has this many values at least

/// Words of a question that asks what somebody thinks.
constexpr auto opinion_words = std::to_array<std::string_view>({"feel",
                                                                "think",
                                                                "agree",
                                                                "opinion",
                                                                "satisfied",
                                                                "worried",
                                                                "trust",
                                                                "confident",
                                                                "likely",
                                                                "safe",
                                                                "rate",
                                                                "happy",
                                                                "prefer"});

/// Labels that let somebody out, whatever the role says; without marks and in small letters.
constexpr auto ways_out = std::to_array<std::string_view>({"not sure",
                                                           "unsure",
                                                           "dont know",
                                                           "do not know",
                                                           "i dont know",
                                                           "prefer not to say",
                                                           "i would rather not say",
                                                           "no opinion"});

/// Small ASCII letters and single spaces alone, so that `Don’t know` is `dont know`.
std::string bare(std::string_view text) {
    std::string result;
    for (const char letter : base::lower_ascii(text)) {
        const bool kept = (letter >= 'a' && letter <= 'z') || letter == ' ';
        result += kept ? std::string(1, letter) : std::string();
    }
    return collapsed(result);
}

template <std::size_t Size>
bool is_one_of(const std::string& word, const std::array<std::string_view, Size>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

class ChoiceLint {
public:
    explicit ChoiceLint(const LintInput& in)
        : in_(in), english_(english_of(in.check.content)), users_(in.check.content.lists.size()) {
        for (const Node& node : in.check.content.nodes) {
            if (node.list) {
                users_[*node.list].push_back(&node);
            }
        }
    }

    void run() {
        for (std::size_t i = 0; i < users_.size(); ++i) {
            if (!users_[i].empty()) {
                check_length(in_.check.content.lists[i], users_[i]);
                check_labels(in_.check.content.lists[i], users_[i]);
            }
        }
        for (const Node& node : in_.check.content.nodes) {
            check_way_out(node);
            check_other(node);
            check_shown_calculation(node);
        }
    }

private:
    using Users = std::vector<const Node*>;

    /// A place list is found by its letters, a filter leaves few.
    void check_length(const ChoiceList& list, const Users& users) {
        const auto shown_whole = std::find_if(users.begin(), users.end(), [](const Node* node) {
            return node->choice_filter.empty() && node->kiosk.widget != Widget::place_list &&
                   node->kiosk.widget != Widget::place_map;
        });
        if (list.choices.size() <= most_choices || shown_whole == users.end()) {
            return;
        }
        in_.check.report.warning(
            node_spot(in_, **shown_whole, "type"),
            "S501",
            fmt::format("the list {} has {} choices, and nobody reads so many",
                        in_quotes(list.name),
                        list.choices.size()),
            fmt::format("offer {} or fewer, or let a question before it choose some of them",
                        most_choices));
    }

    /// Choices that look alike. Where every question filters the list, they may differ in a column
    /// that the filters ask for.
    void check_labels(const ChoiceList& list, const Users& users) {
        const bool filtered = std::all_of(users.begin(), users.end(), [](const Node* node) {
            return !node->choice_filter.empty();
        });
        const LanguageTag& tag = in_.check.content.languages.front().tag;
        std::unordered_map<std::string, std::size_t> seen;
        for (std::size_t i = 0; i < list.choices.size(); ++i) {
            const Choice& choice = list.choices[i];
            const Line* line = line_in(choice.label, tag);
            if (line == nullptr || !choice.image.empty()) {
                continue;
            }
            const auto [first, fresh] = seen.emplace(looks(choice, *line, filtered), i);
            const bool again = !fresh && list.choices[first->second].name != choice.name;
            if (again) {
                alike(list, i, users, tag);
            }
            if (again && list.from_file) {
                return;  // a file is told once: its rows have no place of their own in a message
            }
        }
    }

    static std::string looks(const Choice& choice, const Line& label, bool filtered) {
        std::string text = collapsed(plain_text(label));
        for (const auto& [column, cell] : choice.extra) {
            text += filtered ? '\n' + cell : std::string();
        }
        return text;
    }

    void alike(const ChoiceList& list,
               std::size_t place,
               const Users& users,
               const LanguageTag& tag) {
        const auto sheet_list = in_.lists.find(list.name);
        const bool on_sheet = !list.from_file && sheet_list != in_.lists.end();
        const Spot spot =
            on_sheet
                ? text_spot(
                      *in_.choices, *sheet_list->second.rows[place], "label", tag, in_.languages)
                : node_spot(in_, *users.front(), "type");
        in_.check.report.warning(
            spot,
            "S526",
            fmt::format("the list {} has two choices labelled {}",
                        in_quotes(list.name),
                        in_quotes(plain_text(*line_in(list.choices[place].label, tag)))),
            "word one of them differently, or take it out");
    }

    /// `or_other` adds a choice to the list, and so to every question that uses it. What was added
    /// has no row of its own: it stands at that of the choice before it.
    void check_other(const Node& node) {
        if (!in_.check.survey.types[node.index.value].or_other || !node.list) {
            return;
        }
        const auto list = in_.lists.find(in_.check.content.lists[*node.list].name);
        if (list == in_.lists.end() || list->second.rows.size() < 2 ||
            list->second.rows.back() != list->second.rows[list->second.rows.size() - 2]) {
            return;
        }
        for (const Node* user : users_[*node.list]) {
            if (!in_.check.survey.types[user->index.value].or_other) {
                in_.check.report.warning(
                    node_spot(in_, node, "type"),
                    "S519",
                    fmt::format("\"or_other\" adds a choice to the list {}, which {} uses too",
                                in_quotes(list->first),
                                in_quotes(user->name)),
                    "give this question a list of its own, or write the choice into the list");
                return;
            }
        }
    }

    void check_way_out(const Node& node) {
        if (node.type != NodeType::select_one || node.required.empty() || !node.list ||
            !is_asked(node)) {
            return;
        }
        const ChoiceList& list = in_.check.content.lists[*node.list];
        const bool leaves = std::any_of(list.choices.begin(),
                                        list.choices.end(),
                                        [&](const Choice& c) { return is_way_out(c); });
        if (leaves || !asks_opinion(node, list)) {
            return;
        }
        in_.check.report.warning(
            node_spot(in_, node, "required"),
            "S524",
            fmt::format("{} asks for an opinion, must be answered, and has no way out",
                        in_quotes(node.name)),
            "add a choice \"Not sure\" (kiosk_role dont_know) or \"Prefer not to say\" "
            "(prefer_not), or let it be left empty");
    }

    bool is_way_out(const Choice& choice) const {
        if (choice.role == ChoiceRole::dont_know || choice.role == ChoiceRole::prefer_not) {
            return true;
        }
        const Line* line = english_ ? line_in(choice.label, *english_) : nullptr;
        return line != nullptr && is_one_of(bare(plain_text(*line)), ways_out);
    }

    bool asks_opinion(const Node& node, const ChoiceList& list) const {
        const auto scored = std::count_if(
            list.choices.begin(), list.choices.end(), [](const Choice& c) { return c.score; });
        if (static_cast<std::size_t>(scored) >= fewest_scored) {
            return true;
        }
        const Line* line = english_ ? line_in(node.label, *english_) : nullptr;
        const std::vector<std::string> words =
            line == nullptr ? std::vector<std::string>() : base::words(bare(plain_text(*line)));
        return std::any_of(words.begin(), words.end(), [](const std::string& word) {
            return is_one_of(word, opinion_words);
        });
    }

    /// Other tools let somebody change it until the next recalculation, unless it is read-only.
    void check_shown_calculation(const Node& node) {
        if (!node.is_visible() || node.type == NodeType::note || !is_worked_out(node) ||
            node.read_only == "true()") {
            return;
        }
        in_.check.report.warning(
            node_spot(in_, node, "calculation"),
            "S511",
            fmt::format("{} is shown with a calculation, so nobody can answer it",
                        in_quotes(node.name)),
            "write yes in read_only if that is meant, or move the expression to default");
    }

    const LintInput& in_;
    std::optional<LanguageTag> english_;
    std::vector<Users> users_;
};

}  // namespace

void lint_choices(const LintInput& in) {
    ChoiceLint(in).run();
}

}  // namespace harmony::survey
