#include "admin/gui/models/surveys.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "admin/authoring/content.h"
#include "admin/authoring/shipped_surveys.h"
#include "admin/cli/survey_report.h"

namespace harmony::admin::gui {

using base::Result;

namespace {

constexpr std::size_t content_cap = std::size_t{4} << 20U;

std::string place_of(const survey::Message& message) {
    std::vector<std::string> parts;
    if (!message.sheet.empty()) {
        parts.push_back(message.sheet);
    }
    if (!message.cell.empty()) {
        parts.push_back("cell " + message.cell);
    } else if (message.row) {
        parts.push_back(fmt::format("row {}", *message.row));
    }
    if (!message.column.empty()) {
        parts.push_back(message.column);
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

SurveyOnDisk look_at(base::Files& files,
                     const std::string& path,
                     const std::set<std::string>& shelved) {
    const SurveyFile read = read_or_report(files, path, {});
    SurveyOnDisk survey;
    survey.path = path;
    survey.title = read.name;
    survey.publishable = read.imported.publishable();
    const survey::Counts counts = survey::count(read.imported.messages);
    survey.errors = counts.errors;
    survey.blocks = counts.blocks;
    survey.warnings = counts.warnings;
    for (const survey::Message& message : read.imported.messages) {
        survey.remarks.push_back({std::string(survey::level_name(message.level)),
                                  place_of(message),
                                  message.what,
                                  message.mend});
    }
    std::stable_sort(
        survey.remarks.begin(), survey.remarks.end(), [](const auto& a, const auto& b) {
            const auto rank = [](const std::string& level) {
                return level == "error" ? 0 : level == "block" ? 1 : level == "warning" ? 2 : 3;
            };
            return rank(a.level) < rank(b.level);
        });
    if (!read.imported.summary) {
        return survey;
    }
    const survey::FormSummary& form = *read.imported.summary;
    const std::string hash = form_hash(read.imported);
    survey.id = form.id;
    survey.title = form.title;
    survey.version = shown_version(form.version, hash);
    survey.questions = form.questions;
    survey.minutes = form.minutes;
    survey.published = shelved.count(hash) > 0;
    for (const survey::Language& language : form.languages) {
        const auto percent = form.complete_pct.find(language.tag);
        survey.languages.push_back({language.tag,
                                    language.name,
                                    percent == form.complete_pct.end() ? 0 : percent->second,
                                    language.is_draft()});
    }
    return survey;
}

void look_at_content(Reader& reader, const WindowSettings& settings, SurveysModel& model) {
    if (settings.content.empty()) {
        return;
    }
    base::Files& files = reader.desk.resources.files;
    const auto bytes = files.read(settings.content, content_cap);
    model.has_content = bytes.ok();
    if (!bytes) {
        model.content_trouble = bytes.error().message;
        return;
    }
    const auto content = read_content(*bytes, settings.content, reader.desk.resources.random);
    if (content) {
        model.languages = content->languages;
    } else {
        model.content_trouble = content.error().message;
    }
}

}  // namespace

Result<SurveysModel> read_surveys(Reader& reader, const WindowSettings& settings) {
    SurveysModel model;
    std::set<std::string> shelved;
    for (const ShelvedSurvey& survey : surveys_on_shelf(reader.office().store())) {
        shelved.insert(survey.name.hex());
    }
    for (const std::string& path : settings.surveys) {
        model.surveys.push_back(look_at(reader.desk.resources.files, path, shelved));
    }
    for (const ShippedSurvey& shipped : shipped_surveys()) {
        model.templates.push_back({shipped.id, shipped.purpose});
    }
    look_at_content(reader, settings, model);
    const auto newest = reader.office().store().newest_published("pack:main");
    model.version = newest ? newest->version : 0;
    return model;
}

}  // namespace harmony::admin::gui
