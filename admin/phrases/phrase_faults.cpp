// The rules of docs/formats/phrases.md for one text. assets/phrases/check_phrases.py holds the
// catalogues in the repository to the same rules, by the same tables;
// tests/admin/phrases_agree.py plants its faults here and demands that none passes.

#include <fmt/format.h>

#include <algorithm>

#include "admin/phrases/phrase_rules.h"
#include "base/text.h"
#include "survey/unicode.h"

namespace harmony::admin {

namespace {

using Faults = std::vector<PhraseFault>;

constexpr std::string_view non_joiner = "\u200c";
constexpr std::string_view no_break_space = "\u00a0";
constexpr std::string_view sentence_ends[] = {".", "?", "!", "\u06d4", "\u061f", "\u0964"};

std::vector<std::string> letters_of(std::string_view text) {
    std::vector<std::string> letters;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        (void)base::next_code_point(text, at);
        letters.emplace_back(text.substr(start, at - start));
    }
    return letters;
}

bool is_latin_letter(const std::string& letter) {
    return letter.size() == 1 &&
           ((letter[0] >= 'a' && letter[0] <= 'z') || (letter[0] >= 'A' && letter[0] <= 'Z'));
}

bool is_space(const std::string& letter) {
    return letter == " " || letter == "\n" || letter == "\t" || letter == no_break_space;
}

bool is_bidi_control(char32_t letter) {
    return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069) ||
           letter == 0x200E || letter == 0x200F || letter == 0x061C;
}

/// `language.pl`: the language's name in its own words.
bool is_own_name(std::string_view key) {
    constexpr std::string_view start = "language.";
    const std::string_view code = key.starts_with(start) ? key.substr(start.size()) : "";
    return (code.size() == 2 || code.size() == 3) &&
           std::all_of(code.begin(), code.end(), [](char letter) {
               return letter >= 'a' && letter <= 'z';
           });
}

std::size_t count_of(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// The names of `{name}` in order, and the text without them.
struct Placeholders {
    std::vector<std::string> names;
    std::string rest;
};

Placeholders placeholders_of(std::string_view text) {
    const auto is_name_letter = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || letter == '_';
    };
    Placeholders found;
    while (!text.empty()) {
        const std::size_t close = text.front() == '{' ? text.find('}') : std::string_view::npos;
        const std::string_view name =
            close == std::string_view::npos ? std::string_view() : text.substr(1, close - 1);
        if (!name.empty() && std::all_of(name.begin(), name.end(), is_name_letter)) {
            found.names.emplace_back(name);
            text.remove_prefix(close + 1);
        } else {
            found.rest += text.front();
            text.remove_prefix(1);
        }
    }
    return found;
}

std::size_t sentences_of(std::string_view text) {
    const std::vector<std::string> letters = letters_of(text);
    std::size_t count = 0;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        const bool ends =
            std::find(std::begin(sentence_ends), std::end(sentence_ends), letters[at]) !=
            std::end(sentence_ends);
        const bool is_last = at + 1 == letters.size() || is_space(letters[at + 1]);
        count += ends && is_last ? 1U : 0U;
    }
    return count;
}

void check_letters(const PhraseToCheck& phrase, Faults& faults) {
    if (base::trim(phrase.text) != phrase.text) {
        faults.push_back({"begins or ends with a space", "take the space away"});
    }
    if (!survey::is_nfc(phrase.text)) {
        faults.push_back({"is not in normal form C: a letter is written in two parts",
                          "type the letter again with the keyboard of the language"});
    }
    bool has_control = !survey::is_storable(phrase.text);
    for (std::size_t at = 0; at < phrase.text.size();) {
        has_control |= is_bidi_control(base::next_code_point(phrase.text, at));
    }
    if (has_control) {
        faults.push_back({"holds an invisible control character",
                          "type the text again: the kiosk sets the direction itself"});
    }
}

void check_placeholders(const PhraseToCheck& phrase, Faults& faults) {
    const Placeholders here = placeholders_of(phrase.text);
    const Placeholders there = placeholders_of(phrase.english);
    const auto count = [](const Placeholders& in, const std::string& name) {
        return std::count(in.names.begin(), in.names.end(), name);
    };
    for (const std::string& name : there.names) {
        if (count(here, name) == 0) {
            faults.push_back({fmt::format("lacks the placeholder {{{}}}", name),
                              "put it where the number, date or name belongs"});
        }
    }
    std::set<std::string> said;
    for (const std::string& name : here.names) {
        if (!said.insert(name).second) {
            continue;
        }
        if (count(there, name) == 0) {
            faults.push_back({fmt::format("has a placeholder {{{}}} that English has not", name),
                              "leave placeholders untranslated, as they are in the English"});
        }
        if (count(here, name) > 1) {
            faults.push_back({fmt::format("has the placeholder {{{}}} twice", name), "keep one"});
        }
    }
    if (here.rest.find_first_of("{}") != std::string::npos) {
        faults.push_back({"has a brace that belongs to no placeholder",
                          "write placeholders as in the English, with both braces"});
    }
}

void check_stop(const PhraseRules& rules, const PhraseToCheck& phrase, Faults& faults) {
    const auto kind = [&](std::string_view text) {
        const std::vector<std::string> letters = letters_of(text);
        const auto at = letters.empty() ? rules.stops.end() : rules.stops.find(letters.back());
        return at == rules.stops.end() ? std::string() : at->second;
    };
    const std::string here = kind(phrase.text);
    const std::string there = kind(phrase.english);
    if (here != there) {
        const auto name = [](const std::string& stop) { return stop.empty() ? "no stop" : stop; };
        faults.push_back(
            {fmt::format("ends with {} where English ends with {}", name(here), name(there)),
             "end with the same kind of stop, in the language's own sign"});
    }
}

void check_length(const PhraseRules& rules, const PhraseToCheck& phrase, Faults& faults) {
    const std::size_t longest =
        rules.longest_times * std::max(rules.short_text, base::code_points(phrase.english));
    if (const std::size_t letters = base::code_points(phrase.text); letters > longest) {
        faults.push_back(
            {fmt::format(
                 "has {} letters: more than {} are a slip, or will not fit", letters, longest),
             "say it shorter"});
    }
}

void check_same(const PhraseRules& rules, const PhraseToCheck& phrase, Faults& faults) {
    const bool is_name = is_own_name(phrase.key);
    if (is_name && phrase.text != phrase.english) {
        faults.push_back({"is a language's own name and must not differ",
                          fmt::format("write {}", phrase.english)});
    }
    if (!is_name && phrase.text == phrase.english && !rules.same_as_english.contains(phrase.key)) {
        faults.push_back({"is the same as in English", "translate it"});
    }
}

void check_numbers(const PhraseRules& rules, const PhraseToCheck& phrase, Faults& faults) {
    const auto language = rules.languages.find(phrase.language);
    const bool turns = language != rules.languages.end() && language->second.right_to_left;
    const std::string text = replaced(std::string(phrase.text), no_break_space, " ");
    for (const std::string& number : rules.safety_numbers) {
        if (count_of(phrase.english, number) != count_of(text, number)) {
            faults.push_back({fmt::format("changes the number {}", number),
                              "write it as often as in the English, in digits 0 to 9"});
        }
        if (turns && number.find(' ') != std::string::npos &&
            phrase.text.find(number) != std::string_view::npos) {
            faults.push_back(
                {fmt::format("has a plain space in {}: its groups would change places", number),
                 "write a no-break space (U+00A0) between the groups"});
        }
    }
    const bool is_whole =
        std::any_of(rules.whole.begin(), rules.whole.end(), [&](const auto& start) {
            return phrase.key.starts_with(start);
        });
    const std::size_t sentences = sentences_of(phrase.english);
    if (is_whole && sentences_of(phrase.text) < sentences) {
        faults.push_back({fmt::format("has fewer than the {} sentences of English", sentences),
                          "say each of them: people rely on it"});
    }
}

void check_alphabet(const WrittenLanguage& language, std::string_view text, Faults& faults) {
    std::set<char32_t> seen;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t letter = base::next_code_point(text, at);
        if (!seen.insert(letter).second) {
            continue;
        }
        const std::string named = fmt::format(
            "{} (U+{:04X})", text.substr(start, at - start), static_cast<unsigned>(letter));
        const std::string script = survey::letter_script(letter);
        if (language.strange.contains(letter) ||
            (!script.empty() && !language.scripts.contains(script))) {
            faults.push_back({"holds a letter of another alphabet: " + named,
                              "type it with the keyboard of the language"});
        }
        if (letter > 0x7F && survey::is_digit_of_any_script(letter)) {
            faults.push_back({"has the digit " + named, "write digits 0 to 9"});
        }
    }
}

void check_latin(const PhraseRules& rules, std::string_view text, Faults& faults) {
    std::string run;
    std::vector<std::string> letters = letters_of(placeholders_of(text).rest);
    letters.emplace_back(" ");
    for (const std::string& letter : letters) {
        if (is_latin_letter(letter)) {
            run += letter;
            continue;
        }
        if (run.size() > rules.longest_latin_run && !rules.latin_names.contains(run)) {
            faults.push_back({"has the long Latin word " + run, "translate it"});
        }
        run.clear();
    }
}

void check_signs(const WrittenLanguage& language, std::string_view text, Faults& faults) {
    const std::vector<std::string> letters = letters_of(text);
    std::set<std::string> said;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        const auto own = language.signs.find(letters[at]);
        const bool ends = at + 1 == letters.size() || is_space(letters[at + 1]);
        const bool after_latin = at > 0 && is_latin_letter(letters[at - 1]);
        if (own != language.signs.end() && ends && !after_latin && said.insert(own->first).second) {
            faults.push_back(
                {fmt::format("has the sign {} where the language has {}", own->first, own->second),
                 fmt::format("write {}", own->second)});
        }
    }
    for (std::size_t at = 0; at < letters.size(); ++at) {
        const bool at_edge = at == 0 || at + 1 == letters.size() || is_space(letters[at - 1]) ||
                             is_space(letters[at + 1]);
        if (letters[at] == non_joiner && (!language.non_joiner || at_edge)) {
            faults.push_back({language.non_joiner
                                  ? "has a zero-width non-joiner beside a space"
                                  : "holds a zero-width non-joiner, which only Persian needs",
                              "take it away"});
            break;
        }
    }
    for (const std::string& word : base::words(text)) {
        if (std::find(language.apart.begin(), language.apart.end(), word) != language.apart.end()) {
            faults.push_back({fmt::format("parts {} from its word with a space", word),
                              "join it with a zero-width non-joiner"});
        }
    }
}

}  // namespace

std::vector<PhraseFault> faults_of_phrase(const PhraseRules& rules, const PhraseToCheck& phrase) {
    if (!base::is_utf8(phrase.text)) {
        return {{"is not UTF-8", "save the file again as \"CSV UTF-8\""}};
    }
    if (base::trim(phrase.text).empty()) {
        return {{"is empty", "write the translation"}};
    }
    Faults faults;
    check_letters(phrase, faults);
    check_placeholders(phrase, faults);
    check_stop(rules, phrase, faults);
    check_length(rules, phrase, faults);
    check_same(rules, phrase, faults);
    check_numbers(rules, phrase, faults);
    const auto language = rules.languages.find(phrase.language);
    if (language == rules.languages.end() || is_own_name(phrase.key)) {
        return faults;
    }
    check_alphabet(language->second, phrase.text, faults);
    if (language->second.own_script) {
        check_latin(rules, phrase.text, faults);
    }
    check_signs(language->second, phrase.text, faults);
    return faults;
}

}  // namespace harmony::admin
