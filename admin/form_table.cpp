#include "admin/form_table.h"

#include "admin/published_shelf.h"

namespace harmony::admin {

using base::Result;
using survey::NodeType;

namespace {

db::ColumnKind calculation_kind(survey::Stored stored) {
    return stored == survey::Stored::whole ? db::ColumnKind::integer : db::ColumnKind::text;
}

db::ColumnKind kind_of(const survey::Node& node) {
    switch (node.type) {
        case NodeType::select_one:
        case NodeType::acknowledge: return db::ColumnKind::choice;
        case NodeType::select_multiple: return db::ColumnKind::choices;
        case NodeType::integer: return db::ColumnKind::integer;
        case NodeType::calculate: return calculation_kind(node.stored);
        case NodeType::group:
        case NodeType::note:
        case NodeType::text:
        case NodeType::decimal:
        case NodeType::hidden: return db::ColumnKind::text;
    }
    return db::ColumnKind::text;
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
        column.kind = kind_of(node);
        if (node.is_select()) {
            column.choices = static_cast<std::uint32_t>(form.list_of(index).choices.size());
        } else if (node.type == NodeType::acknowledge) {
            column.choices = 1;
        }
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
