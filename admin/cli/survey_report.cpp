#include "admin/cli/survey_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sync/crypto.h"

namespace harmony::admin {

namespace {

using nlohmann::json;
using survey::Imported;
using survey::Level;
using survey::Message;

constexpr std::size_t shown_hash_letters = 8;

/// A part of a message that may not apply: an empty one is null.
json or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

json or_null(const std::optional<std::size_t>& number) {
    return number ? json(*number) : json();
}

json message_json(const Message& message) {
    return {{"level", survey::level_name(message.level)},
            {"code", message.code},
            {"sheet", or_null(message.sheet)},
            {"row", or_null(message.row)},
            {"column", or_null(message.column)},
            {"cell", or_null(message.cell)},
            {"line", or_null(message.line)},
            {"what", message.what},
            {"mend", message.mend}};
}

json form_json(const Imported& imported) {
    if (!imported.compiled || !imported.summary) {
        return json();
    }
    const survey::FormSummary& form = *imported.summary;
    const std::string hash = form_hash(imported);
    json languages = json::array();
    for (const survey::Language& language : form.languages) {
        languages.push_back({{"tag", language.tag},
                             {"name", language.name},
                             {"complete_pct", form.complete_pct.at(language.tag)}});
    }
    return {{"id", form.id},
            {"title", form.title},
            {"version", shown_version(form.version, hash)},
            {"hash", hash},
            {"questions", form.questions},
            {"groups", form.groups},
            {"pages", form.pages},
            {"lists", form.lists},
            {"languages", languages},
            {"files", form.files},
            {"minutes", form.minutes}};
}

bool fits(const survey::Waiver& waiver, const Message& message) {
    const std::string row = message.row ? std::to_string(*message.row) : std::string();
    return waiver.code == message.code && (waiver.where.empty() || waiver.where == row);
}

}  // namespace

SurveyFile read_or_report(base::Files& files,
                          const std::filesystem::path& path,
                          const survey::ImportOptions& options) {
    base::Result<SurveyFile> survey = read_survey(files, path, options);
    if (survey) {
        return std::move(*survey);
    }
    Message message;
    message.code = "F101";
    message.file = path.string();
    message.what = survey.error().message;
    message.mend = "check the name, and that you may read it";
    SurveyFile unread{path.string(), {}, {}};
    unread.imported.messages.push_back(std::move(message));
    return unread;
}

void make_strict(Imported& imported, const std::vector<survey::Waiver>& waivers) {
    for (Message& message : imported.messages) {
        if (message.level != Level::warning) {
            continue;
        }
        const bool waived = std::any_of(waivers.begin(), waivers.end(), [&](const auto& waiver) {
            return fits(waiver, message);
        });
        message.level = waived ? Level::warning : Level::block;
    }
}

std::vector<Message> concerning(const Imported& imported, const survey::LanguageTag& tag) {
    std::vector<Message> messages = imported.messages;
    std::erase_if(messages, [&](const Message& message) {
        return !tag.empty() && message.level != Level::error &&
               !message.column.ends_with(" (" + tag + ")");
    });
    return messages;
}

std::string language_name(const survey::FormSummary& form, const survey::LanguageTag& tag) {
    for (const survey::Language& language : form.languages) {
        if (language.tag == tag) {
            return fmt::format("{} ({})", language.name, tag);
        }
    }
    return tag;
}

std::string shown_version(const std::string& version, const std::string& hash) {
    return version.empty() ? hash.substr(0, shown_hash_letters) : version;
}

std::string form_hash(const Imported& imported) {
    return imported.compiled ? sync::form_name(base::as_bytes(*imported.compiled)).hex()
                             : std::string();
}

std::string report_json(const SurveyFile& survey, const survey::LanguageTag& language) {
    const survey::Counts counts = survey::count(survey.imported.messages);
    json messages = json::array();
    for (const Message& message : concerning(survey.imported, language)) {
        messages.push_back(message_json(message));
    }
    return json{{"schema", "harmony.survey-check.1"},
                {"file", survey.name},
                {"ok", counts.errors == 0},
                {"publishable", survey.imported.publishable()},
                {"counts",
                 {{"error", counts.errors},
                  {"block", counts.blocks},
                  {"warning", counts.warnings},
                  {"note", counts.notes}}},
                {"messages", messages},
                {"form", form_json(survey.imported)}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string report_text(const SurveyFile& survey, const survey::LanguageTag& language) {
    return survey::text_form(concerning(survey.imported, language)) +
           survey::summary_line(survey.name, survey.imported) + '\n';
}

}  // namespace harmony::admin
