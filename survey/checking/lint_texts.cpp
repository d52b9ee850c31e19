#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "survey/checking/lint.h"
#include "survey/checking/personal_words.h"

namespace harmony::survey {
namespace {

// Design: kiosk, section 4.11; letters are code points.
constexpr std::size_t longest_question = 200;
constexpr std::size_t longest_hint = 200;
constexpr std::size_t longest_choice = 80;

/// Calls that look like an expression in a text. Texts fill in `${}` and work out nothing else.
constexpr auto calls = std::to_array<std::string_view>(
    {"instance(", "jr:choice-name(", "pulldata(", "selected(", "count-selected("});

class TextLint {
public:
    explicit TextLint(const LintInput& in) : in_(in), english_(english_of(in.check.content)) {}

    void run() {
        for (const Node& node : in_.check.content.nodes) {
            const SheetRow& row = *in_.check.survey.rows[node.index.value];
            const bool is_note = node.type == NodeType::note;
            texts(row, "label", node.label, is_note ? 0 : longest_question, "question");
            texts(row, "hint", node.hint, longest_hint, "hint");
            texts(row, "required_message", node.required_message, 0, "message");
            texts(row, "constraint_message", node.constraint_message, 0, "message");
            personal(node, row);
        }
        for (const auto& [name, list] : in_.lists) {
            for (std::size_t i = 0; i < list.list.choices.size(); ++i) {
                choice(list.list.choices[i], *list.rows[i]);
            }
        }
    }

private:
    /// `longest`: 0 for no limit.
    void texts(const SheetRow& row,
               const char* key,
               const Wording& wording,
               std::size_t longest,
               const char* what) {
        for (const auto& [tag, line] : wording) {
            const auto spot = [&, tag = tag] {
                return text_spot(in_.check.table, row, key, tag, in_.languages);
            };
            text(line, longest, what, spot);
            if (key == std::string_view("label") &&
                plain_text(line).find('*') != std::string::npos) {
                in_.check.report.warning(
                    spot(),
                    "S527",
                    "an asterisk in a question means nothing to residents",
                    "take it out: the kiosk itself says when an answer is needed");
            }
        }
    }

    template <typename MakeSpot>
    void text(const Line& line, std::size_t longest, const char* what, const MakeSpot& spot) {
        const std::string plain = plain_text(line);
        if (const std::size_t letters = base::code_points(plain);
            longest > 0 && letters > longest) {
            in_.check.report.warning(spot(),
                                     "S501",
                                     fmt::format("the {} has {} letters", what, letters),
                                     fmt::format("say it in {} letters or fewer", longest));
        }
        for (const std::string_view call : calls) {
            if (plain.find(call) != std::string::npos) {
                in_.check.report.warning(
                    spot(),
                    "S517",
                    fmt::format("\"{}...)\" in a text is shown as it stands", call),
                    "put it in a calculation, and refer to that with ${name}");
                break;
            }
        }
        for (const Piece& piece : line) {
            if (piece.value_of && in_.check.content.nodes[piece.value_of->value].list) {
                names_a_choice(in_.check.content.nodes[piece.value_of->value], spot());
            }
        }
    }

    /// A calculation that is stored must not hold a label (S505 as a block): a note stores nothing.
    void names_a_choice(const Node& select, const Spot& spot) {
        const std::string mention = mention_of(select);
        in_.check.report.warning(
            spot,
            "S505",
            fmt::format("{} in a text shows the name of the choice, not its label", mention),
            fmt::format(
                "add a note with the calculation jr:choice-name({0}, '{0}'), and refer to it",
                mention));
    }

    void choice(const Choice& choice, const SheetRow& row) {
        for (const auto& [tag, line] : choice.label) {
            text(line, longest_choice, "choice", [&, tag = tag] {
                return text_spot(*in_.choices, row, "label", tag, in_.languages);
            });
        }
    }

    /// Only where it would be typed; a contact form is there to ask it.
    void personal(const Node& node, const SheetRow& row) {
        if (!english_ || in_.check.settings.settings.purpose == Purpose::contact ||
            !is_asked(node) || node.list || node.type == NodeType::acknowledge ||
            node.kiosk.widget == Widget::place_map) {
            return;
        }
        const Line* line = line_in(node.label, *english_);
        const auto kind = line == nullptr ? std::nullopt : personal_kind(plain_text(*line));
        if (kind) {
            in_.check.report.warning(
                text_spot(in_.check.table, row, "label", *english_, in_.languages),
                "S525",
                fmt::format("this seems to ask for {}", *kind),
                "take the question out: a survey never asks who somebody is");
        }
    }

    const LintInput& in_;
    std::optional<LanguageTag> english_;
};

}  // namespace

void lint_texts(const LintInput& in) {
    TextLint(in).run();
}

}  // namespace harmony::survey
