#include "admin/numbers/free_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "admin/form_table.h"
#include "admin/numbers/response_marks.h"
#include "admin/published_shelf.h"
#include "admin/tables.h"
#include "sync/crypto.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::size_t id_letters = 8;
constexpr std::array<std::string_view, 4> state_words = {"held", "released", "redacted", "refused"};

constexpr std::array<std::string_view, 11> mark_names = {"a phone number",
                                                         "an e-mail address",
                                                         "a postcode",
                                                         "a National Insurance number",
                                                         "a car's number",
                                                         "a web address",
                                                         "a handle",
                                                         "a date of birth",
                                                         "an address",
                                                         "a name",
                                                         "a name of the list"};

std::string value_name(const std::string& id) {
    return "words/" + id;
}

std::string id_of(base::ByteView salt,
                  const std::string& survey,
                  const std::string& question,
                  const std::string& text) {
    base::Bytes message(salt.begin(), salt.end());
    const std::string said = survey + '\n' + question + '\n' + text;
    const base::ByteView bytes = base::as_bytes(said);
    message.insert(message.end(), bytes.begin(), bytes.end());
    return sync::plain_hash(message).hex().substr(0, id_letters);
}

/// What was decided. Anything that cannot be read leaves the text held.
void take_decision(db::OfficeStore& store, FreeWords& words) {
    const auto kept = store.value(value_name(words.id));
    const json object = kept ? json::parse(base::as_text(*kept), nullptr, false) : json();
    if (!object.is_object()) {
        return;
    }
    const auto state = word_state_of(object.value("state", ""));
    words.state = state.value_or(WordState::held);
    words.reason = object.value("reason", "");
    if (words.state == WordState::released) {
        words.shown = words.text;
    } else if (words.state == WordState::redacted) {
        words.shown = object.value("shown", "");
    }
}

/// Columns of a version that hold people's own words, and may be read by others at all.
std::vector<std::pair<std::string, std::size_t>> text_columns(const survey::Form& form,
                                                              const db::TableInfo& table) {
    std::vector<std::pair<std::string, std::size_t>> columns;
    for (const survey::NodeIndex index : form.questions()) {
        const survey::Node& node = form.node(index);
        const bool words = node.is_visible() && node.item &&
                           node.answer_kind() == survey::AnswerKind::text &&
                           node.kiosk.report != survey::ReportClass::never;
        const auto column =
            words ? db::OfficeStore::column_number(table, column_name(form, node)) : std::nullopt;
        if (column) {
            columns.emplace_back(column_name(form, node), *column);
        }
    }
    return columns;
}

Result<std::vector<FreeWords>> words_of(db::OfficeStore& store,
                                        const std::string& survey,
                                        base::ByteView salt) {
    std::map<std::string, FreeWords> by_id;
    bool known = false;
    for (const ShelvedSurvey& shelved : surveys_on_shelf(store)) {
        const auto table = shelved.id == survey ? store.table(shelved.name) : std::nullopt;
        known = known || shelved.id == survey;
        if (!table) {
            continue;
        }
        const Result<survey::Form> form = form_on_shelf(store, shelved.name);
        if (!form) {
            return form.error();
        }
        for (const auto& [question, column] : text_columns(*form, *table)) {
            for (std::size_t chunk = 0; chunk < table->chunks; ++chunk) {
                for (const std::string& text : store.texts(shelved.name, column, chunk).texts) {
                    const std::string id = id_of(salt, survey, question, text);
                    FreeWords words{
                        id, survey, question, text, summary::scan_text(text), {}, "", ""};
                    take_decision(store, words);
                    by_id.emplace(id, std::move(words));
                }
            }
        }
    }
    if (!known) {
        return no_responses(store, survey);
    }
    std::vector<FreeWords> all;
    for (auto& [id, words] : by_id) {
        all.push_back(std::move(words));
    }
    return all;
}

}  // namespace

std::string_view state_word(WordState state) {
    return state_words.at(static_cast<std::size_t>(state));
}

std::optional<WordState> word_state_of(std::string_view word) {
    const auto* const at = std::find(state_words.begin(), state_words.end(), word);
    return at == state_words.end()
               ? std::nullopt
               : std::optional(static_cast<WordState>(at - state_words.begin()));
}

std::string_view mark_in_words(summary::TextMarkKind kind) {
    return mark_names.at(static_cast<std::size_t>(kind));
}

Result<std::vector<FreeWords>> load_words(db::OfficeStore& store,
                                          const std::string& survey,
                                          base::RandomSource& random) {
    const Result<base::Bytes> salt = office_salt(store, random);
    return salt ? words_of(store, survey, *salt) : salt.error();
}

Result<void> decide_words(db::OfficeStore& store, const WordDecision& decision) {
    const json kept{{"state", state_word(decision.state)},
                    {"shown", decision.shown},
                    {"reason", decision.reason},
                    {"day", base::to_iso(decision.day)}};
    if (auto noted = store.note({decision.day,
                                 fmt::format("words {}", state_word(decision.state)),
                                 decision.id,
                                 decision.reason});
        !noted) {
        return noted;
    }
    return store.set_value(value_name(decision.id), base::as_bytes(kept.dump()));
}

Result<std::string> take_out(const FreeWords& words, const std::vector<std::string>& out) {
    std::string text = summary::redacted(words.text, words.marks);
    for (const std::string& word : out) {
        std::size_t at = word.empty() ? std::string::npos : text.find(word);
        if (at == std::string::npos && words.text.find(word) == std::string::npos) {
            return Error{ErrorKind::absent, fmt::format("'{}' does not stand in that text", word)};
        }
        for (; at != std::string::npos; at = text.find(word, at)) {
            constexpr std::string_view removed = "[removed]";
            text.replace(at, word.size(), removed);
            at += removed.size();
        }
    }
    return text;
}

std::map<std::string, std::vector<std::string>> released_words(db::OfficeStore& store,
                                                               const std::string& survey) {
    std::map<std::string, std::vector<std::string>> released;
    const auto salt = store.value(office_salt_name);
    const auto all =
        salt ? words_of(store, survey, *salt) : Result<std::vector<FreeWords>>(Error{});
    for (std::size_t i = 0; all && i < all->size(); ++i) {
        const FreeWords& words = (*all)[i];
        if (!words.shown.empty()) {
            released[words.question].push_back(words.shown);
        }
    }
    return released;
}

}  // namespace harmony::admin
