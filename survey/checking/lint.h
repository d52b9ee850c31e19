#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "survey/checking/choices_sheet.h"
#include "survey/checking/form_checks.h"
#include "survey/checking/languages.h"

namespace harmony::survey {

class BenchmarkLibrary;
class Trial;

/// What the warnings of a whole form read; all of it outlives the call.
struct LintInput {
    const CheckInput& check;
    const Table* choices;   ///< null without a choices sheet
    const Table* settings;  ///< null without a settings sheet
    const std::map<std::string, SheetList>& lists;
    const WorkbookLanguages& languages;
    const FormLogic* logic;              ///< null when an expression is wrong
    const BenchmarkLibrary* benchmarks;  ///< null: locked wordings are not compared
};

/// Says what an author may not have meant, and what residents would stumble over (design: survey
/// profile, section 11.4), and where a locked wording was changed (K904). Each part is linear in
/// the size of the form, or stops at a budget of its own.
void lint_form(const LintInput& input);

// The parts of `lint_form`, one a file.

/// Lengths, asterisks, expressions and values of selects in texts, personal data asked for (S501,
/// S505, S517, S525, S527).
void lint_texts(const LintInput& in);

/// How hard the English is to read (S502).
void lint_reading(const LintInput& in);

/// What expressions do that their author may not expect (S503 to S507, S509, S510, S512).
void lint_expressions(const LintInput& in);

/// Defaults that are read otherwise than they look, columns without effect, times of day (S514,
/// S518, S520).
void lint_defaults(const LintInput& in);

/// Chance, the clock and personal data in what is worked out or stored (S505 as a block, S513,
/// S521, S522).
void lint_values(const LintInput& in);

/// Numbers that may be empty where that spoils the result (S508).
void lint_empty_numbers(const LintInput& in);

/// Lists and what is asked with them (S501, S511, S519, S524, S526).
void lint_choices(const LintInput& in);

/// Questions that nobody can reach, and constraints that nothing meets (S528, S529). `trial` knows
/// no answers, before and after.
void lint_reach(const LintInput& in, Trial& trial);

/// Questions that look alike on one page, and too many pages (S501, S526). Fills `trial` with
/// answers.
void lint_pages(const LintInput& in, Trial& trial);

/// Locked wordings that differ from the library, and scales that lost their middle (K904, S523).
void check_benchmarks(const LintInput& in);

// What they share.

/// The cell of a node in a column, whatever its language.
[[nodiscard]] Spot node_spot(const LintInput& in, const Node& node, std::string_view key);

/// The cell of a row in a column of one language.
[[nodiscard]] Spot text_spot(const Table& table,
                             const SheetRow& row,
                             std::string_view key,
                             const LanguageTag& tag,
                             const WorkbookLanguages& languages);

/// As an author writes it: `${age}`.
[[nodiscard]] std::string mention_of(const Node& node);

/// The words of a line, each value of another question as `…`.
[[nodiscard]] std::string plain_text(const Line& line);

/// The text in a language; null when there is none.
[[nodiscard]] const Line* line_in(const Wording& wording, const LanguageTag& tag);

/// The language of the form that is English, if any: `en`, `en-GB`; a form without languages counts
/// as English when it reads like it.
[[nodiscard]] std::optional<LanguageTag> english_of(const FormContent& content);

/// Runs of white space become one space, none at the ends.
[[nodiscard]] std::string collapsed(std::string_view text);

/// Whether its value follows from other answers at all times.
[[nodiscard]] bool is_worked_out(const Node& node);

/// Whether the question is shown and can be typed, chosen or ticked.
[[nodiscard]] bool is_asked(const Node& node);

}  // namespace harmony::survey
