#include "admin/report_texts.h"

#include <fmt/format.h>

#include "admin/counted_questions.h"
#include "admin/form_table.h"
#include "admin/numbers/benchmarks.h"
#include "admin/numbers/free_words.h"
#include "admin/numbers/markers.h"
#include "admin/report/words.h"
#include "admin/tabulation_pass.h"

namespace harmony::admin {

namespace {

/// Below this nobody's words stand in a report: who came is known.
constexpr std::uint64_t fewest_for_words = 10;

void put_choices(const survey::Form& form, const survey::Node& node, QuestionTexts& texts) {
    for (const survey::Choice& choice : form.list_of(node.index).choices) {
        texts.choices[choice.name] = form.text(choice.label, form.default_language());
    }
}

/// A value of a scale that the form has words for reads "5: Very good".
void put_values(const survey::Form& form, const survey::Node& node, QuestionTexts& texts) {
    for (const survey::ChoiceList& list : form.lists()) {
        if (node.range->tick_labels.empty() || list.name != node.range->tick_labels) {
            continue;
        }
        for (const survey::Choice& choice : list.choices) {
            const std::string label = form.text(choice.label, form.default_language());
            texts.choices[choice.name] = choice.name + (label.empty() ? "" : ": " + label);
        }
    }
}

QuestionTexts question_texts(const survey::Form& form, const survey::Node& node) {
    const survey::LanguageTag& language = form.default_language();
    QuestionTexts texts{form.text(node.label, language), form.text(node.hint, language), {}};
    if (node.has_choices()) {
        put_choices(form, node, texts);
    } else if (node.range) {
        put_values(form, node, texts);
    } else if (node.answer_kind() == survey::AnswerKind::part) {
        texts.choices = {{"morning", "Morning"},
                         {"afternoon", "Afternoon"},
                         {"evening", "Evening"},
                         {"night", "Night"}};
    }
    return texts;
}

/// "2026-05" reads "May 2026".
std::string month_label(const std::string& month) {
    const auto first = base::day_from_iso(month + "-01");
    return first ? month_and_year(*first) : month;
}

std::map<std::string, std::string> month_labels(db::OfficeStore& store) {
    std::map<std::string, std::string> labels;
    for (const std::string& month : store.dictionary(db::HeadColumn::month)) {
        labels[month] = month_label(month);
    }
    return labels;
}

std::map<std::string, std::string> place_labels(const survey::Form& form) {
    std::map<std::string, std::string> labels;
    if (form.place()) {
        for (const survey::Choice& choice : form.list_of(*form.place()).choices) {
            labels[choice.name] = form.text(choice.label, form.default_language());
        }
    }
    return labels;
}

std::map<std::string, std::string> engagement_labels(db::OfficeStore& store) {
    std::map<std::string, std::string> labels;
    for (const Engagement& engagement : engagements_on_shelf(store)) {
        const auto english = engagement.title.find("en");
        const auto& title =
            english == engagement.title.end() ? *engagement.title.begin() : *english;
        labels[engagement.id.hex()] =
            fmt::format("{}, {}", title.second, base::to_iso(engagement.day));
    }
    return labels;
}

}  // namespace

ReportTexts report_texts(Office& office, const SurveyTables& survey, base::Day today) {
    const survey::Form& form = survey.form;
    ReportTexts texts;
    texts.title = form.title(form.default_language());
    texts.organisation = office.settings().organisation;
    texts.made = today;
    for (const survey::NodeIndex index : form.questions()) {
        const survey::Node& node = form.node(index);
        if (node.is_visible() || is_counted(form, node)) {
            texts.questions[column_name(form, node)] = question_texts(form, node);
        }
    }
    texts.groups["place"] = place_labels(form);
    texts.groups["month"] = month_labels(office.store());
    texts.groups["engagement"] = engagement_labels(office.store());
    texts.groups["mode"] = {
        {"1", "Alone"}, {"2", "With help from staff"}, {"3", "On paper, entered by staff"}};
    for (const summary::Wave& wave : survey.fieldwork.waves) {
        texts.groups[summary::wave_grouping][wave.id] = wave.name;
    }
    for (const auto& [question, words] : texts.questions) {
        if (!words.choices.empty() && texts.groups.count(question) == 0) {
            texts.groups[question] = words.choices;
        }
    }
    for (const survey::Language& language : form.languages()) {
        texts.groups["language"][language.tag] = language.name;
    }
    for (auto& [grouping, labels] : texts.groups) {
        labels[std::string(unknown_key)] = "Not known";
    }
    if (auto markers = load_markers(office.store())) {
        texts.markers = std::move(*markers);
    }
    if (survey.fieldwork.responses >= fewest_for_words) {
        texts.words = released_words(office.store(), form.id());
    }
    if (const auto pack = kept_benchmarks(office.store())) {
        texts.outside = outside_figures(*pack, survey, today);
    }
    texts.area = area_on_shelf(office.store());
    texts.method.emplace_back(
        "Survey",
        fmt::format("{}, version {}, form {}", form.id(), form.version(), form.name().hex()));
    texts.method.emplace_back("Made with", "Harmony " HARMONY_VERSION);
    return texts;
}

summary::Fieldwork with_labels(summary::Fieldwork fieldwork, const ReportTexts& texts) {
    const auto labels = texts.groups.find("place");
    if (labels == texts.groups.end()) {
        return fieldwork;
    }
    for (std::string& place : fieldwork.places) {
        const auto label = labels->second.find(place);
        if (label != labels->second.end()) {
            place = label->second;
        }
    }
    return fieldwork;
}

}  // namespace harmony::admin
