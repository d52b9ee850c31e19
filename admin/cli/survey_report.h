#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "admin/authoring/survey_files.h"
#include "admin/cli/terminal.h"
#include "survey/form.h"

namespace harmony::admin {

/// As `read_survey`; what cannot be read at all becomes a message too (F101), so that a list of
/// surveys is checked to its end.
[[nodiscard]] SurveyFile read_or_report(base::Files& files,
                                        const std::filesystem::path& path,
                                        const survey::ImportOptions& options);

/// Makes a block of each warning that none of the waivers lets through.
void make_strict(survey::Imported& imported, const std::vector<survey::Waiver>& waivers);

/// Errors, and the messages about columns of one language: translations that it lacks first of all.
/// All messages when `tag` is empty.
[[nodiscard]] std::vector<survey::Message> concerning(const survey::Imported& imported,
                                                      const survey::LanguageTag& tag);

/// What a language of a form is called: `Polish (pl)`; the bare tag when the form has no such
/// language.
[[nodiscard]] std::string language_name(const survey::FormSummary& form,
                                        const survey::LanguageTag& tag);

/// The version as officers see it: the form's own, else the first 8 letters of its hash.
[[nodiscard]] std::string shown_version(const std::string& version, const std::string& hash);

/// The name of a compiled form in hexadecimal; empty when there is none.
[[nodiscard]] std::string form_hash(const survey::Imported& imported);

/// `harmony.survey-check.1`, one line. With a language only the messages that concern it are
/// listed; the counts are those of the whole survey.
[[nodiscard]] std::string report_json(const SurveyFile& survey,
                                      const survey::LanguageTag& language = {});

/// Messages, what kiosks will step over, and the summary line.
[[nodiscard]] std::string report_text(const SurveyFile& survey,
                                      const survey::LanguageTag& language = {});

}  // namespace harmony::admin
