#include "admin/tabulation_pass.h"

#include <algorithm>
#include <optional>

#include "admin/counted_questions.h"
#include "admin/form_table.h"

namespace harmony::admin {

using base::Result;
using summary::ChunkView;
using summary::Tabulation;

namespace {

ChunkView view(const db::ColumnChunk& column) {
    switch (column.encoding()) {
        case db::Encoding::planes: return ChunkView::planes(column.rows(), column.all_planes());
        case db::Encoding::u8: return ChunkView::bytes(column.u8());
        case db::Encoding::u16: return ChunkView::u16(column.u16());
        case db::Encoding::u32: return ChunkView::u32(column.u32());
    }
    return ChunkView::bytes(column.u8());
}

/// Whether this version asks the question with the same choices in the same order, and its answers
/// lie in the column that they are counted from.
bool same_series(const survey::Form& version,
                 const db::QuestionColumn& column,
                 const summary::Question& question) {
    const auto at = version.find(question.name);
    return at && is_counted(version, version.node(*at)) &&
           counted_question(version, version.node(*at)) == question &&
           column == question_column(version, version.node(*at));
}

std::size_t engagement_codes(db::OfficeStore& store) {
    return store.dictionary(db::HeadColumn::engagement).size();
}

/// In a version without the question it was not asked of anybody.
Tabulation not_asked(const summary::Question& question, const Tabulation& units) {
    Tabulation counts(units.groups(), summary::counted_cells(question));
    for (std::size_t group = 0; group < units.groups(); ++group) {
        counts.add_not_asked(group, units.units(group));
    }
    return counts;
}

/// The responses themselves: five counts of any question add up to them. A survey without a
/// question that has choices is gone through row by row.
void add_units(const std::vector<Tabulation>& counts,
               const std::vector<ChunkView>& views,
               std::size_t engagements,
               Tabulation& units) {
    if (!counts.empty()) {
        for (std::size_t group = 0; group < units.groups(); ++group) {
            units.add_answered(group, counts.front().units(group));
        }
        return;
    }
    for (std::size_t row = 0; row < views[0].rows(); ++row) {
        units.add_answered(views[0].code(row) * engagements + views[1].code(row), 1);
    }
}

}  // namespace

std::size_t Keys::index(const std::string& name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at != names.end()) {
        return static_cast<std::size_t>(at - names.begin());
    }
    names.push_back(name);
    return names.size() - 1;
}

RowColumn row_column(db::OfficeStore& store,
                     const survey::Form& version,
                     const db::TableInfo& table,
                     CountBy by,
                     Keys& keys) {
    RowColumn rows;
    if (by == CountBy::place && version.place()) {
        const survey::Node& place = version.node(*version.place());
        rows.column =
            db::OfficeStore::column_number(table, column_name(version, place)).value_or(0);
        const std::size_t unknown = keys.index(std::string(unknown_key));
        rows.row_of_code.assign(summary::first_choice_code, unknown);
        for (const survey::Choice& choice : version.list_of(place.index).choices) {
            rows.row_of_code.push_back(keys.index(choice.name));
        }
        return rows;
    }
    const db::HeadColumn head = by == CountBy::month        ? db::HeadColumn::month
                                : by == CountBy::language   ? db::HeadColumn::language
                                : by == CountBy::engagement ? db::HeadColumn::engagement
                                                            : db::HeadColumn::place;
    rows.column = static_cast<std::size_t>(head);
    for (const std::string& value : store.dictionary(head)) {
        rows.row_of_code.push_back(keys.index(value.empty() ? std::string(unknown_key) : value));
    }
    return rows;
}

Result<std::vector<Tabulation>> tabulate_version(db::OfficeStore& store,
                                                 const survey::Form& version,
                                                 const db::TableInfo& table,
                                                 std::span<const summary::Question> questions,
                                                 const RowColumn& rows) {
    const std::size_t engagements = engagement_codes(store);
    std::vector<std::size_t> columns{rows.column,
                                     static_cast<std::size_t>(db::HeadColumn::engagement)};
    std::vector<const summary::Question*> asked;
    for (const summary::Question& question : questions) {
        const auto column = db::OfficeStore::column_number(table, question.name);
        if (column &&
            same_series(version, table.table.questions[*column - db::head_columns], question)) {
            columns.push_back(*column);
            asked.push_back(&question);
        }
    }
    std::vector<Tabulation> sums(asked.size(), Tabulation());
    Tabulation units(rows.row_of_code.size() * engagements, 0);
    std::optional<base::Error> fault;
    const auto take = [&](const db::TableChunk& chunk) {
        std::vector<ChunkView> views;
        for (const db::ColumnChunk& column : chunk.columns) {
            views.push_back(view(column));
        }
        const summary::Grouping groupings[] = {{std::span(&views[0], 1), rows.row_of_code.size()},
                                               {std::span(&views[1], 1), engagements}};
        std::vector<summary::QuestionColumn> question_columns;
        for (std::size_t at = 0; at < asked.size(); ++at) {
            question_columns.push_back({asked[at], std::span(&views[at + 2], 1)});
        }
        const auto counts = summary::tabulate_all(question_columns, groupings);
        if (!counts) {
            fault = counts.error();
            return;
        }
        for (std::size_t at = 0; at < asked.size(); ++at) {
            sums[at].groups() == 0 ? void(sums[at] = (*counts)[at])
                                   : void(sums[at] += (*counts)[at]);
        }
        add_units(*counts, views, engagements, units);
    };
    store.for_each_chunk(table.table.form, columns, take);
    if (fault) {
        return *fault;
    }
    std::vector<Tabulation> all;
    std::size_t next = 0;
    for (const summary::Question& question : questions) {
        const bool is_asked = next < asked.size() && asked[next] == &question;
        all.push_back(is_asked ? std::move(sums[next]) : not_asked(question, units));
        next += is_asked ? 1 : 0;
    }
    all.push_back(std::move(units));
    return all;
}

}  // namespace harmony::admin
