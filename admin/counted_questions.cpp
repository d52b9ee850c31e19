#include "admin/counted_questions.h"

#include <cstdlib>

#include "admin/export/answer_value.h"
#include "admin/form_table.h"
#include "base/random.h"
#include "db/columns.h"
#include "survey/draft.h"

namespace harmony::admin {

namespace {

summary::ChoiceRole role_of(const survey::Choice& choice) {
    switch (choice.role) {
        case survey::ChoiceRole::dont_know: return summary::ChoiceRole::dont_know;
        case survey::ChoiceRole::prefer_not: return summary::ChoiceRole::prefer_not;
        case survey::ChoiceRole::none:
        case survey::ChoiceRole::exclusive:
        case survey::ChoiceRole::other: return summary::ChoiceRole::answer;
    }
    return summary::ChoiceRole::answer;
}

/// Takes the choices that a filter never offers out of the tables: a place list holds wards and
/// streets, and a street under "Where do you live?" would look like a street where nobody lives.
/// Only a filter that looks at no other question says so beforehand.
void leave_out_what_is_never_offered(const survey::Form& form,
                                     const survey::Node& node,
                                     summary::Question& question) {
    const bool depends_on_answers = node.choice_filter.find('/') != std::string::npos;
    if (node.choice_filter.empty() || depends_on_answers) {
        return;
    }
    base::SeededRandom unused(0);
    const survey::Draft draft(form, survey::Start{}, unused);
    for (summary::Choice& choice : question.choices) {
        choice.offered = false;
    }
    for (const survey::Offered& offered : draft.state(node.index).offered) {
        question.choices[offered.choice].offered = true;
    }
}

/// Nobody is kept out of the base of a ranking: whoever answered put all in order.
void add_choices(const survey::Form& form, const survey::Node& node, summary::Question& question) {
    const bool is_ranking = question.kind == summary::QuestionKind::ranking;
    for (const survey::Choice& choice : form.list_of(node.index).choices) {
        question.choices.push_back(
            {choice.name, is_ranking ? summary::ChoiceRole::answer : role_of(choice)});
        question.choices.back().score = is_ranking ? std::nullopt : choice.score;
    }
    leave_out_what_is_never_offered(form, node, question);
}

/// The values of a scale, and behind them what is none of them.
void add_values(const survey::Node& node, summary::Question& question) {
    for (const std::string& value : node.range->values(most_scale_values)) {
        question.choices.push_back(
            {value, summary::ChoiceRole::answer, true, std::strtod(value.c_str(), nullptr)});
    }
    question.choices.push_back({"", summary::ChoiceRole::no_answer, false});
}

bool is_small_scale(const survey::Form& form, const survey::Node& node) {
    return node.range && node.range->values(most_scale_values + 1).size() <= most_scale_values &&
           question_column(form, node).kind == db::ColumnKind::step;
}

}  // namespace

bool is_counted(const survey::Form& form, const survey::Node& node) {
    if (!node.item) {
        return false;
    }
    switch (node.answer_kind()) {
        case survey::AnswerKind::one:
        case survey::AnswerKind::many:
        case survey::AnswerKind::part: return true;
        case survey::AnswerKind::ranked:
            return form.list_of(node.index).choices.size() <= db::most_ranked;
        default: return is_small_scale(form, node);
    }
}

summary::Question counted_question(const survey::Form& form, const survey::Node& node) {
    summary::Question question;
    question.name = column_name(form, node);
    question.cap = cap_of(node.kiosk.report);
    switch (node.answer_kind()) {
        case survey::AnswerKind::many:
            question.kind = summary::QuestionKind::several_choices;
            break;
        case survey::AnswerKind::ranked: question.kind = summary::QuestionKind::ranking; break;
        default: question.kind = summary::QuestionKind::one_choice; break;
    }
    if (node.has_choices()) {
        add_choices(form, node, question);
    } else if (node.range) {
        add_values(node, question);
    } else {
        for (const char* part : part_names) {
            question.choices.push_back({part});
        }
    }
    return question;
}

std::vector<summary::Question> counted_questions(const survey::Form& form) {
    std::vector<summary::Question> questions;
    for (const survey::NodeIndex index : form.questions()) {
        if (is_counted(form, form.node(index))) {
            questions.push_back(counted_question(form, form.node(index)));
        }
    }
    return questions;
}

summary::ReportCap cap_of(survey::ReportClass report) {
    switch (report) {
        case survey::ReportClass::internal: return summary::ReportCap::internal;
        case survey::ReportClass::open: return summary::ReportCap::open;
        case survey::ReportClass::never: return summary::ReportCap::never;
    }
    return summary::ReportCap::internal;
}

}  // namespace harmony::admin
