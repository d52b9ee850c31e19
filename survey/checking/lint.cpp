#include "survey/checking/lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "survey/checking/trial.h"

namespace harmony::survey {
namespace {

/// A form without languages reads like English when it has this many of these words.
constexpr std::size_t enough_english = 2;
constexpr auto english_words = std::to_array<std::string_view>(
    {"the", "you", "your", "what", "how", "do", "are", "did", "have", "where", "which", "this"});

constexpr std::string_view english = "en";
constexpr std::string_view undetermined = "und";

bool is_english_word(std::string_view word) {
    return std::find(english_words.begin(), english_words.end(), base::lower_ascii(word)) !=
           english_words.end();
}

bool reads_like_english(const FormContent& content, const LanguageTag& tag) {
    std::size_t found = 0;
    for (const Node& node : content.nodes) {
        const Line* line = line_in(node.label, tag);
        if (line == nullptr) {
            continue;
        }
        for (const std::string& word : base::words(plain_text(*line))) {
            found += is_english_word(word) ? 1 : 0;
        }
        if (found >= enough_english) {
            return true;
        }
    }
    return false;
}

}  // namespace

void lint_form(const LintInput& in) {
    check_benchmarks(in);
    lint_texts(in);
    lint_reading(in);
    lint_choices(in);
    lint_defaults(in);
    if (in.logic != nullptr) {
        lint_expressions(in);
        lint_values(in);
        lint_empty_numbers(in);
        Trial trial(in.check.content, *in.logic);
        lint_reach(in, trial);
        lint_pages(in, trial);
    }
}

Spot node_spot(const LintInput& in, const Node& node, std::string_view key) {
    return in.check.table.spot(*in.check.survey.rows[node.index.value], key);
}

Spot text_spot(const Table& table,
               const SheetRow& row,
               std::string_view key,
               const LanguageTag& tag,
               const WorkbookLanguages& languages) {
    for (const Column& column : table.columns()) {
        if (column.key == key && languages.tag_of(column) == tag) {
            return table.spot(row, column);
        }
    }
    return table.spot(row, key);
}

std::string mention_of(const Node& node) {
    return fmt::format("${{{}}}", node.name);
}

std::string plain_text(const Line& line) {
    std::string text;
    for (const Piece& piece : line) {
        text += piece.value_of ? "…" : piece.words;
    }
    return text;
}

const Line* line_in(const Wording& wording, const LanguageTag& tag) {
    const auto found = wording.find(tag);
    return found == wording.end() ? nullptr : &found->second;
}

std::optional<LanguageTag> english_of(const FormContent& content) {
    for (const Language& language : content.languages) {
        const std::string_view tag = language.tag;
        if (tag == english || tag.starts_with("en-")) {
            return language.tag;
        }
    }
    for (const Language& language : content.languages) {
        if (language.tag == undetermined && reads_like_english(content, language.tag)) {
            return language.tag;
        }
    }
    return std::nullopt;
}

std::string collapsed(std::string_view text) {
    std::string result;
    for (const std::string& word : base::words(text)) {
        result += (result.empty() ? "" : " ") + word;
    }
    return result;
}

bool is_worked_out(const Node& node) {
    return !node.calculation.empty() && node.triggers.empty();
}

bool is_asked(const Node& node) {
    return node.is_visible() && node.type != NodeType::note && !is_worked_out(node);
}

}  // namespace harmony::survey
