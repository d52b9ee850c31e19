#include "admin/form_table.h"

#include <algorithm>

#include "admin/published_shelf.h"
#include "db/value_codes.h"

namespace harmony::admin {

using base::Result;
using survey::AnswerKind;

namespace {

constexpr std::uint32_t parts_of_day = 4;
constexpr std::uint32_t minutes_of_day = 24 * 60;

std::uint32_t list_length(const survey::Form& form, const survey::Node& node) {
    return static_cast<std::uint32_t>(form.list_of(node.index).choices.size());
}

void set_kind(const survey::Form& form, const survey::Node& node, db::QuestionColumn& column) {
    using db::ColumnKind;
    switch (node.answer_kind()) {
        case AnswerKind::one:
            column.kind = ColumnKind::choice;
            column.choices = list_length(form, node);
            return;
        case AnswerKind::many:
            column.kind = ColumnKind::choices;
            column.choices = list_length(form, node);
            return;
        case AnswerKind::ranked:
            column.choices = list_length(form, node);
            column.kind =
                column.choices <= db::most_ranked ? ColumnKind::ranked : ColumnKind::answered;
            return;
        case AnswerKind::part:
            column.kind = ColumnKind::choice;
            column.choices = parts_of_day;
            return;
        case AnswerKind::acknowledged:
            column.kind = ColumnKind::choice;
            column.choices = 1;
            return;
        case AnswerKind::minute:
            column.kind = ColumnKind::number;
            column.choices = minutes_of_day;
            return;
        case AnswerKind::whole: column.kind = ColumnKind::integer; return;
        case AnswerKind::decimal: column.kind = ColumnKind::decimal; return;
        case AnswerKind::day: column.kind = ColumnKind::day; return;
        case AnswerKind::day_and_minute: column.kind = ColumnKind::moment; return;
        case AnswerKind::text: column.kind = ColumnKind::text; return;
    }
}

unsigned places_of(std::string_view decimal) {
    const std::size_t point = decimal.find('.');
    return point == std::string_view::npos ? 0 : static_cast<unsigned>(decimal.size() - point - 1);
}

/// A range of a few values is kept by their places on it.
void set_steps(const survey::Node& node, db::QuestionColumn& column) {
    const std::vector<std::string> values = node.range->values(db::most_steps + 1);
    if (values.empty() || values.size() > db::most_steps) {
        return;
    }
    db::Steps steps;
    for (const std::string& value : values) {
        steps.places = std::max(steps.places, places_of(value));
    }
    const auto start = db::decimal_units(values.front(), steps.places);
    const auto second =
        db::decimal_units(values[std::min<std::size_t>(1, values.size() - 1)], steps.places);
    if (!start || !second) {
        return;
    }
    steps.start = *start;
    steps.step = values.size() > 1 ? *second - *start : 1;
    steps.decimal = node.answer_kind() == AnswerKind::decimal;
    column.kind = db::ColumnKind::step;
    column.choices = static_cast<std::uint32_t>(values.size());
    column.steps = steps;
}

/// The columns of a form that has responses are those that its first response made: a later Harmony
/// may keep the same answers in another way, and does once the store is made anew.
db::FormTable stored_or_fresh(db::OfficeStore& store, const survey::Form& form) {
    db::FormTable fresh = form_table(form);
    const auto stored = store.table(form.name());
    for (std::size_t at = 0; stored && at < fresh.questions.size(); ++at) {
        if (!(stored->table.questions.at(at) == fresh.questions[at])) {
            fresh.questions[at] = stored->table.questions[at];
        }
    }
    return fresh;
}

}  // namespace

std::string column_name(const survey::Form& form, const survey::Node& node) {
    const auto found = form.find(node.name);
    return found && *found == node.index ? node.name : node.path;
}

db::QuestionColumn question_column(const survey::Form& form, const survey::Node& node) {
    db::QuestionColumn column;
    column.name = column_name(form, node);
    set_kind(form, node, column);
    if (node.type == survey::NodeType::range) {
        set_steps(node, column);
    }
    return column;
}

db::FormTable form_table(const survey::Form& form) {
    db::FormTable table{form.name(), {}};
    for (const survey::NodeIndex index : form.questions()) {
        table.questions.push_back(question_column(form, form.node(index)));
    }
    return table;
}

Result<db::StageContext> stage_context(db::OfficeStore& store) {
    std::vector<db::FormTable> tables;
    for (const base::FormName& name : store.forms()) {
        const Result<survey::Form> form = form_on_shelf(store, name);
        if (!form) {
            return form.error();
        }
        tables.push_back(stored_or_fresh(store, *form));
    }
    std::vector<db::EngagementInfo> engagements;
    for (const Engagement& engagement : engagements_on_shelf(store)) {
        engagements.push_back({engagement.id, engagement.place, engagement.venue});
    }
    return db::StageContext(std::move(tables), std::move(engagements));
}

}  // namespace harmony::admin
