#include "admin/form_table.h"

#include "admin/published_shelf.h"

namespace harmony::admin {

using base::Result;
using survey::AnswerKind;

namespace {

constexpr std::uint32_t parts_of_day = 4;

db::ColumnKind kind_of(survey::AnswerKind kind) {
    switch (kind) {
        case AnswerKind::one:
        case AnswerKind::part:
        case AnswerKind::acknowledged: return db::ColumnKind::choice;
        case AnswerKind::many: return db::ColumnKind::choices;
        case AnswerKind::whole:
        case AnswerKind::minute: return db::ColumnKind::integer;
        case AnswerKind::day: return db::ColumnKind::day;
        case AnswerKind::ranked:
        case AnswerKind::decimal:
        case AnswerKind::day_and_minute:
        case AnswerKind::text: break;
    }
    return db::ColumnKind::text;
}

std::uint32_t choices_of(const survey::Form& form, const survey::Node& node) {
    switch (node.answer_kind()) {
        case AnswerKind::one:
        case AnswerKind::many:
        case AnswerKind::ranked:
            return static_cast<std::uint32_t>(form.list_of(node.index).choices.size());
        case AnswerKind::part: return parts_of_day;
        case AnswerKind::acknowledged: return 1;
        default: return 0;
    }
}

}  // namespace

std::string column_name(const survey::Form& form, const survey::Node& node) {
    const auto found = form.find(node.name);
    return found && *found == node.index ? node.name : node.path;
}

db::FormTable form_table(const survey::Form& form) {
    db::FormTable table{form.name(), {}};
    for (const survey::NodeIndex index : form.questions()) {
        const survey::Node& node = form.node(index);
        db::QuestionColumn column;
        column.name = column_name(form, node);
        column.kind = kind_of(node.answer_kind());
        column.choices = choices_of(form, node);
        table.questions.push_back(std::move(column));
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
        tables.push_back(form_table(*form));
    }
    std::vector<db::EngagementInfo> engagements;
    for (const Engagement& engagement : engagements_on_shelf(store)) {
        engagements.push_back({engagement.id, engagement.place, engagement.venue});
    }
    return db::StageContext(std::move(tables), std::move(engagements));
}

}  // namespace harmony::admin
