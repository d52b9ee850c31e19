#include "admin/gui/models/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "admin/form_table.h"
#include "admin/published_shelf.h"
#include "admin/tables.h"

namespace harmony::admin::gui {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

/// Of all surveys that have answers.
Result<std::vector<FreeWords>> all_words(Reader& reader) {
    db::OfficeStore& store = reader.office().store();
    std::vector<FreeWords> all;
    for (const SurveyCount& survey : count_responses(store)) {
        if (survey.responses == 0) {
            continue;
        }
        Result<std::vector<FreeWords>> words =
            load_words(store, survey.id, reader.desk.resources.random);
        if (!words) {
            return words.error();
        }
        std::move(words->begin(), words->end(), std::back_inserter(all));
    }
    return all;
}

WordCounts counts_of(const std::vector<FreeWords>& all) {
    const auto in = [&](WordState state) {
        return static_cast<std::size_t>(std::count_if(
            all.begin(), all.end(), [&](const FreeWords& one) { return one.state == state; }));
    };
    return {in(WordState::held),
            in(WordState::released),
            in(WordState::redacted),
            in(WordState::refused)};
}

/// "survey:question" to what is asked, by the newest version that has it.
std::map<std::string, std::string> questions_in(db::OfficeStore& store) {
    std::map<std::string, std::string> asked;
    for (const ShelvedSurvey& survey : surveys_on_shelf(store)) {
        const Result<survey::Form> form = form_on_shelf(store, survey.name);
        if (!form) {
            continue;  // then the question's name is shown
        }
        for (const survey::NodeIndex index : form->questions()) {
            const survey::Node& node = form->node(index);
            const std::string label = form->text(node.label, form->default_language());
            if (node.item && !label.empty()) {
                asked[survey.id + ':' + column_name(*form, node)] = label;
            }
        }
    }
    return asked;
}

bool is_space(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

/// Punctuation of ASCII at either end does not belong to a word that is taken out.
std::string_view trimmed(std::string_view text) {
    constexpr std::string_view marks = ".,;:!?()\"'";
    const std::size_t first = text.find_first_not_of(marks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(marks) - first + 1);
}

std::string_view verb_of(WordState state) {
    switch (state) {
        case WordState::released: return "release";
        case WordState::redacted: return "redact";
        case WordState::refused: return "refuse";
        case WordState::held: break;
    }
    return "hold";
}

std::string done_words(WordState state) {
    switch (state) {
        case WordState::released: return "Released as it was written.";
        case WordState::redacted: return "Released without what was taken out.";
        case WordState::refused: return "Refused: no report shows it.";
        case WordState::held: break;
    }
    return "It waits again: no report shows it.";
}

}  // namespace

std::size_t WordCounts::of(WordState state) const {
    switch (state) {
        case WordState::held: return held;
        case WordState::released: return released;
        case WordState::redacted: return redacted;
        case WordState::refused: break;
    }
    return refused;
}

std::size_t WordsModel::find(std::string_view id) const {
    const auto at = std::find_if(
        texts.begin(), texts.end(), [&](const auto& text) { return text.words.id == id; });
    return static_cast<std::size_t>(at - texts.begin());
}

Result<WordCounts> count_words(Reader& reader) {
    const Result<std::vector<FreeWords>> all = all_words(reader);
    return all ? Result<WordCounts>(counts_of(*all)) : all.error();
}

Result<WordsModel> read_words(Reader& reader, const std::string& reason, NoteLook note) {
    if (reason.empty()) {
        return Error{ErrorKind::refused,
                     "say why you read what people wrote: it is kept in the office's books"};
    }
    if (note == NoteLook::now) {
        const Result<void> noted =
            reader.facts.note_look(reader.desk, "words read", "all surveys", reason);
        if (!noted) {
            return noted.error();
        }
    }
    Result<std::vector<FreeWords>> all = all_words(reader);
    if (!all) {
        return all.error();
    }
    WordsModel model;
    model.counts = counts_of(*all);
    const auto asked = questions_in(reader.office().store());
    for (FreeWords& words : *all) {
        const auto at = asked.find(words.survey + ':' + words.question);
        std::string label = at == asked.end() ? words.question : at->second;
        model.texts.push_back({std::move(words), std::move(label)});
    }
    return model;
}

std::vector<WordPiece> pieces_of(const FreeWords& words) {
    const std::string& text = words.text;
    std::vector<WordPiece> pieces;
    std::size_t at = 0;
    while (at < text.size()) {
        if (is_space(text[at])) {
            const bool line = text[at] == '\n';
            if (line && !pieces.empty()) {
                pieces.back().ends_line = true;
            }
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && !is_space(text[end])) {
            ++end;
        }
        const bool marked =
            std::any_of(words.marks.begin(), words.marks.end(), [&](const auto& mark) {
                return mark.first < end && at < mark.first + mark.length;
            });
        pieces.push_back({at, end - at, marked, false});
        at = end;
    }
    return pieces;
}

std::vector<std::string> phrases_of(const FreeWords& words,
                                    const std::vector<WordPiece>& pieces,
                                    const std::set<std::size_t>& taken) {
    std::vector<std::string> phrases;
    std::optional<std::size_t> begun;  ///< piece
    for (std::size_t at = 0; at <= pieces.size(); ++at) {
        const bool in = at < pieces.size() && taken.contains(at) && !pieces[at].marked;
        if (in && !begun) {
            begun = at;
        }
        if (!in && begun) {
            const WordPiece& last = pieces[at - 1];
            const std::size_t first = pieces[*begun].first;
            const std::string_view phrase = trimmed(
                std::string_view(words.text).substr(first, last.first + last.length - first));
            if (!phrase.empty()) {
                phrases.emplace_back(phrase);
            }
            begun.reset();
        }
    }
    return phrases;
}

std::string marks_in_words(const FreeWords& words) {
    std::vector<std::string> parts;
    for (const summary::TextMark& mark : words.marks) {
        parts.push_back(fmt::format(
            "{} ({})", words.text.substr(mark.first, mark.length), mark_in_words(mark.kind)));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

Order decide_order(const FreeWords& words,
                   WordState state,
                   const std::string& reason,
                   const std::vector<std::string>& out) {
    Order order;
    order.doing = "Keeping what you decided";
    order.words = {"words", std::string(verb_of(state)), words.id, "--reason=" + reason};
    for (const std::string& phrase : out) {
        order.words.push_back("--words=" + phrase);
    }
    order.done = done_words(state);
    if (state != WordState::held) {
        order.undo = {"words", "hold", words.id, "--reason=taken back at once"};
    }
    return order;
}

}  // namespace harmony::admin::gui
