#include "admin/phrases/phrase_rules.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <sstream>

#include "admin/authoring/shipped_files.h"
#include "base/text.h"
#include "sync/crypto.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

std::vector<std::string> words_of(const toml::table& table, std::string_view name) {
    std::vector<std::string> words;
    if (const toml::array* list = table[name].as_array()) {
        for (const toml::node& word : *list) {
            words.push_back(word.value_or(std::string()));
        }
    }
    return words;
}

std::set<std::string, std::less<>> set_of(const toml::table& table, std::string_view name) {
    const std::vector<std::string> words = words_of(table, name);
    return {words.begin(), words.end()};
}

template <typename Map>
Map pairs_of(const toml::table& table, std::string_view name) {
    Map pairs;
    if (const toml::table* inner = table[name].as_table()) {
        for (const auto& [key, value] : *inner) {
            pairs.emplace(std::string(key.str()), value.value_or(std::string()));
        }
    }
    return pairs;
}

std::size_t number_of(const toml::table& table, std::string_view name) {
    return static_cast<std::size_t>(
        std::max(std::int64_t{0}, table[name].value_or(std::int64_t{0})));
}

std::set<char32_t> letters_of(std::string_view text) {
    std::set<char32_t> letters;
    for (std::size_t at = 0; at < text.size();) {
        letters.insert(base::next_code_point(text, at));
    }
    return letters;
}

WrittenLanguage language_of(const toml::table& table) {
    WrittenLanguage language;
    language.scripts = set_of(table, "scripts");
    language.strange = letters_of(table["strange"].value_or(std::string()));
    language.signs = pairs_of<std::map<std::string, std::string>>(table, "signs");
    language.apart = words_of(table, "apart");
    language.right_to_left = table["right_to_left"].value_or(false);
    language.own_script = table["own_script"].value_or(false);
    language.non_joiner = table["non_joiner"].value_or(false);
    return language;
}

Result<PhraseRules> rules_of(const toml::table& table) {
    PhraseRules rules;
    rules.same_as_english = set_of(table, "same_as_english");
    rules.read_by_staff = words_of(table, "read_by_staff");
    rules.whole = words_of(table, "whole");
    rules.safety_numbers = words_of(table, "safety_numbers");
    rules.latin_names = set_of(table, "latin_names");
    rules.longest_latin_run = number_of(table, "longest_latin_run");
    rules.longest_times = number_of(table, "longest_times");
    rules.short_text = number_of(table, "short_text");
    rules.stops = pairs_of<std::map<std::string, std::string, std::less<>>>(table, "stops");
    if (const toml::table* languages = table["language"].as_table()) {
        for (const auto& [code, language] : *languages) {
            if (const toml::table* inner = language.as_table()) {
                rules.languages.emplace(std::string(code.str()), language_of(*inner));
            }
        }
    }
    const bool is_whole = !rules.safety_numbers.empty() && !rules.whole.empty() &&
                          !rules.stops.empty() && rules.longest_latin_run > 0 &&
                          rules.longest_times > 0 && !rules.languages.empty();
    if (!is_whole) {
        return Error{ErrorKind::unreadable, "the rules of phrases lack a table"};
    }
    return rules;
}

}  // namespace

Result<PhraseRules> read_phrase_rules(base::ByteView toml) {
    try {
        return rules_of(toml::parse(base::as_text(toml)));
    } catch (const toml::parse_error& fault) {  // the library's way of saying "no"
        return Error{ErrorKind::unreadable,
                     fmt::format("the rules of phrases, line {}: {}",
                                 fault.source().begin.line,
                                 fault.description())};
    }
}

PhraseRules shipped_phrase_rules() {
    for (const ShippedFile& file : shipped_files()) {
        if (file.name == "phrase_rules.toml") {
            return *read_phrase_rules(std::as_bytes(file.bytes));
        }
    }
    throw base::BrokenPromise("the program holds no rules of phrases");
}

bool is_read_by_staff(const PhraseRules& rules, std::string_view key) {
    return std::any_of(rules.read_by_staff.begin(),
                       rules.read_by_staff.end(),
                       [&](const std::string& start) { return key.starts_with(start); });
}

std::string source_mark(std::string_view english) {
    return base::to_hex(sync::plain_hash(base::as_bytes(english)).view().first(6));
}

}  // namespace harmony::admin
