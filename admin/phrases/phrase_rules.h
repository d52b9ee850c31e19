#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"

namespace harmony::admin {

/// How one language is written.
struct WrittenLanguage {
    std::set<std::string, std::less<>> scripts;  ///< of its letters, as Unicode names them
    std::set<char32_t> strange;                  ///< look-alikes of other languages
    std::map<std::string, std::string> signs;    ///< "?" -> its own
    std::vector<std::string> apart;              ///< words that never stand alone
    bool right_to_left = false;
    bool own_script = false;  ///< Latin words in it are names, and short
    bool non_joiner = false;  ///< joins with U+200C
};

/// The tables of `assets/languages/phrase_rules.toml`, which assets/phrases/check_phrases.py reads
/// too.
struct PhraseRules {
    std::set<std::string, std::less<>> same_as_english;
    std::vector<std::string> read_by_staff;  ///< how their keys begin
    std::vector<std::string> whole;          ///< how keys begin that keep each sentence
    std::vector<std::string> safety_numbers;
    std::set<std::string, std::less<>> latin_names;
    std::size_t longest_latin_run = 0;
    std::size_t longest_times = 0;
    std::size_t short_text = 0;
    std::map<std::string, std::string, std::less<>> stops;  ///< closing stop -> its Latin kind
    std::map<std::string, WrittenLanguage, std::less<>> languages;
};

/// Errors: unreadable (no TOML, or a table that is missing).
[[nodiscard]] base::Result<PhraseRules> read_phrase_rules(base::ByteView toml);

/// The tables inside the program.
[[nodiscard]] PhraseRules shipped_phrase_rules();

/// A translation beside the English text it was made from. The views must outlive it.
struct PhraseToCheck {
    std::string_view language;
    std::string_view key;
    std::string_view text;
    std::string_view english;
};

/// What is wrong with a text, and what a translator does about it.
struct PhraseFault {
    std::string what;
    std::string mend;
};

/// Every rule of docs/formats/phrases.md that needs no font and no page. A language that the tables
/// do not know is held to the rules for all languages. Text that is not UTF-8 is one fault.
[[nodiscard]] std::vector<PhraseFault> faults_of_phrase(const PhraseRules& rules,
                                                        const PhraseToCheck& phrase);

/// Whether only staff reads the phrase, in English.
[[nodiscard]] bool is_read_by_staff(const PhraseRules& rules, std::string_view key);

/// The `from` of a translation of this English text: 6 bytes of its BLAKE2b-256, in hexadecimal.
[[nodiscard]] std::string source_mark(std::string_view english);

}  // namespace harmony::admin
