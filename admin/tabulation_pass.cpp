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

/// Reads one version chunk by chunk.
class Pass {
public:
    Pass(const PassOrder& order, std::size_t engagements)
        : order_(order), engagements_(engagements) {}

    /// Which columns are wanted. Asked questions come after the two groupings, then conditions.
    void ask(const survey::Form& version, const db::TableInfo& table) {
        columns_ = {order_.rows.column, static_cast<std::size_t>(db::HeadColumn::engagement)};
        for (const summary::Question& question : order_.questions) {
            const auto column = db::OfficeStore::column_number(table, question.name);
            if (column &&
                same_series(version, table.table.questions[*column - db::head_columns], question)) {
                columns_.push_back(*column);
                asked_.push_back(&question);
            }
        }
        for (const Selection::ByColumn& condition : order_.selection.conditions) {
            columns_.push_back(condition.column);
        }
        columns_.push_back(static_cast<std::size_t>(db::HeadColumn::month));
        counts_.resize(asked_.size());
        units_ = Tabulation(rows() * engagements_, 0);
        if (!order_.weights.empty()) {
            for (const summary::Question* const question : asked_) {
                weights_.emplace_back(rows() * engagements_, summary::counted_cells(*question));
            }
        }
    }

    [[nodiscard]] const std::vector<std::size_t>& columns() const { return columns_; }

    [[nodiscard]] Result<void> take(const db::TableChunk& chunk) {
        std::vector<ChunkView> views;
        for (const db::ColumnChunk& column : chunk.columns) {
            views.push_back(chunk_view(column));
        }
        const bool all = order_.selection.all();
        if (all && order_.weights.empty()) {
            return count(views, views[0], rows());
        }
        std::vector<std::uint32_t> row_of = summary::codes_of(views[0]);
        const std::vector<std::uint32_t> engagement = summary::codes_of(views[1]);
        if (!all) {
            leave_out(views, engagement, row_of);
        }
        const ChunkView grouped = all ? views[0] : ChunkView::u32(row_of);
        if (auto counted = count(views, grouped, rows() + (all ? 0 : 1)); !counted) {
            return counted;
        }
        return order_.weights.empty() ? Result<void>() : weigh(views, row_of, engagement);
    }

    [[nodiscard]] PassCounts finish() {
        PassCounts all;
        std::size_t next = 0;
        for (const summary::Question& question : order_.questions) {
            const bool is_asked = next < asked_.size() && asked_[next] == &question;
            const bool counted = is_asked && counts_[next].groups() > 0;
            all.counts.push_back(counted ? std::move(counts_[next]) : not_asked(question, units_));
            if (!order_.weights.empty()) {
                all.weights.push_back(is_asked
                                          ? std::move(weights_[next])
                                          : summary::WeightTabulation(
                                                units_.groups(), summary::counted_cells(question)));
            }
            next += is_asked ? 1 : 0;
        }
        all.counts.push_back(std::move(units_));
        return all;
    }

private:
    [[nodiscard]] std::size_t rows() const { return order_.rows.row_of_code.size(); }

    /// Rows that do not count get the code behind all others.
    void leave_out(const std::vector<ChunkView>& views,
                   const std::vector<std::uint32_t>& engagement,
                   std::vector<std::uint32_t>& row_of) const {
        const auto out = static_cast<std::uint32_t>(rows());
        const Selection& selection = order_.selection;
        for (std::size_t i = 0; i < selection.conditions.size(); ++i) {
            const Selection::ByColumn& condition = selection.conditions[i];
            const ChunkView& view = views[2 + asked_.size() + i];
            const std::vector<bool> counts =
                condition.ticks ? ticked(view, condition.wanted) : coded(view, condition.wanted);
            for (std::size_t row = 0; row < row_of.size(); ++row) {
                row_of[row] = counts[row] ? row_of[row] : out;
            }
        }
        const std::vector<std::uint32_t> month = summary::codes_of(views.back());
        for (std::size_t row = 0; row < row_of.size(); ++row) {
            const bool other_day = !selection.days.empty() &&
                                   selection.days[month[row] * engagements_ + engagement[row]] == 0;
            row_of[row] = other_day || selection.nobody ? out : row_of[row];
        }
    }

    static std::vector<bool> coded(const ChunkView& view, const std::vector<bool>& wanted) {
        std::vector<bool> counts;
        for (const std::uint32_t code : summary::codes_of(view)) {
            counts.push_back(code < wanted.size() && wanted[code]);
        }
        return counts;
    }

    static std::vector<bool> ticked(const ChunkView& view, const std::vector<bool>& wanted) {
        std::vector<bool> counts(view.rows(), false);
        for (std::size_t choice = 0; choice < wanted.size(); ++choice) {
            if (!wanted[choice]) {
                continue;
            }
            const auto plane = view.plane(summary::first_choice_plane + choice);
            for (std::size_t row = 0; row < counts.size(); ++row) {
                counts[row] = counts[row] || ((plane[row / 64] >> (row % 64)) & 1U) != 0;
            }
        }
        return counts;
    }

    /// `row_codes`: how many there are, with the one of rows that do not count.
    [[nodiscard]] Result<void> count(const std::vector<ChunkView>& views,
                                     const ChunkView& grouped,
                                     std::size_t row_codes) {
        const summary::Grouping groupings[] = {{std::span(&grouped, 1), row_codes},
                                               {std::span(&views[1], 1), engagements_}};
        std::vector<summary::QuestionColumn> columns;
        for (std::size_t at = 0; at < asked_.size(); ++at) {
            columns.push_back({asked_[at], std::span(&views[at + 2], 1)});
        }
        auto counts = summary::tabulate_all(columns, groupings);
        if (!counts) {
            return counts.error();
        }
        for (std::size_t at = 0; at < asked_.size(); ++at) {
            (*counts)[at].keep_first(rows() * engagements_);
        }
        if (counts->empty()) {
            add_units(grouped, views[1]);
        }
        for (std::size_t group = 0; !counts->empty() && group < units_.groups(); ++group) {
            units_.add_answered(group, counts->front().units(group));
        }
        for (std::size_t at = 0; at < asked_.size(); ++at) {
            counts_[at].groups() == 0 ? void(counts_[at] = std::move((*counts)[at]))
                                      : void(counts_[at] += (*counts)[at]);
        }
        return {};
    }

    /// Row by row, of a survey without a question that is counted; elsewhere the five counts of any
    /// question add up to the responses.
    void add_units(const ChunkView& grouped, const ChunkView& engagements) {
        const std::vector<std::uint32_t> row_of = summary::codes_of(grouped);
        const std::vector<std::uint32_t> engagement = summary::codes_of(engagements);
        for (std::size_t row = 0; row < row_of.size(); ++row) {
            if (row_of[row] < rows()) {
                units_.add_answered(row_of[row] * engagements_ + engagement[row], 1);
            }
        }
    }

    [[nodiscard]] Result<void> weigh(const std::vector<ChunkView>& views,
                                     const std::vector<std::uint32_t>& row_of,
                                     const std::vector<std::uint32_t>& engagement) {
        std::vector<double> weight(row_of.size(), 0);
        std::vector<std::uint32_t> group(row_of.size(), 0);
        for (std::size_t row = 0; row < row_of.size(); ++row) {
            if (row_of[row] < rows()) {
                group[row] =
                    static_cast<std::uint32_t>(row_of[row] * engagements_ + engagement[row]);
                weight[row] = order_.weights[rows_before_ + row];
            }
        }
        rows_before_ += row_of.size();
        const summary::WeighedRows weighed{group, weight};
        for (std::size_t at = 0; at < asked_.size(); ++at) {
            if (auto done = summary::weigh(*asked_[at], views[at + 2], weighed, weights_[at]);
                !done) {
                return done;
            }
        }
        return {};
    }

    const PassOrder& order_;
    std::size_t engagements_;
    std::vector<std::size_t> columns_;
    std::vector<const summary::Question*> asked_;
    std::vector<Tabulation> counts_;
    std::vector<summary::WeightTabulation> weights_;
    Tabulation units_;
    std::size_t rows_before_ = 0;
};

}  // namespace

std::size_t Keys::index(const std::string& name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (at != names.end()) {
        return static_cast<std::size_t>(at - names.begin());
    }
    names.push_back(name);
    return names.size() - 1;
}

ChunkView chunk_view(const db::ColumnChunk& column) {
    switch (column.encoding()) {
        case db::Encoding::planes: return ChunkView::planes(column.rows(), column.all_planes());
        case db::Encoding::u8: return ChunkView::bytes(column.u8());
        case db::Encoding::u16: return ChunkView::u16(column.u16());
        case db::Encoding::u32: return ChunkView::u32(column.u32());
    }
    return ChunkView::bytes(column.u8());
}

namespace {

db::HeadColumn head_of(CountBy by) {
    switch (by) {
        case CountBy::month: return db::HeadColumn::month;
        case CountBy::language: return db::HeadColumn::language;
        case CountBy::engagement: return db::HeadColumn::engagement;
        case CountBy::venue: return db::HeadColumn::venue;
        case CountBy::mode: return db::HeadColumn::mode;
        default: return db::HeadColumn::place;
    }
}

/// A row an answer of a question; who gave none, did not know or preferred not to say stands under
/// `unknown_key`: how many they are together follows from the question's base.
RowColumn by_answers(const survey::Form& version,
                     const db::TableInfo& table,
                     survey::NodeIndex index,
                     Keys& keys) {
    const survey::Node& node = version.node(index);
    RowColumn rows;
    rows.column = db::OfficeStore::column_number(table, column_name(version, node)).value_or(0);
    rows.row_of_code.assign(summary::first_choice_code, keys.index(std::string(unknown_key)));
    for (const survey::Choice& choice : version.list_of(index).choices) {
        const bool says_none = choice.role == survey::ChoiceRole::dont_know ||
                               choice.role == survey::ChoiceRole::prefer_not;
        rows.row_of_code.push_back(keys.index(says_none ? std::string(unknown_key) : choice.name));
    }
    return rows;
}

}  // namespace

RowColumn row_column(db::OfficeStore& store,
                     const survey::Form& version,
                     const db::TableInfo& table,
                     const Breakdown& by,
                     Keys& keys) {
    if (by.by == CountBy::place && version.place()) {
        return by_answers(version, table, *version.place(), keys);
    }
    RowColumn rows;
    if (by.by == CountBy::question) {
        const auto index = version.find(by.question);
        if (index && version.node(*index).answer_kind() == survey::AnswerKind::one) {
            return by_answers(version, table, *index, keys);
        }
        rows.column = static_cast<std::size_t>(db::HeadColumn::month);
        rows.row_of_code.assign(store.dictionary(db::HeadColumn::month).size(),
                                keys.index(std::string(unknown_key)));
        return rows;
    }
    const db::HeadColumn head = head_of(by.by);
    rows.column = static_cast<std::size_t>(head);
    for (const std::string& value : store.dictionary(head)) {
        rows.row_of_code.push_back(keys.index(value.empty() ? std::string(unknown_key) : value));
    }
    return rows;
}

Result<PassCounts> tabulate_version(db::OfficeStore& store,
                                    const survey::Form& version,
                                    const db::TableInfo& table,
                                    const PassOrder& order) {
    Pass pass(order, engagement_codes(store));
    pass.ask(version, table);
    std::optional<base::Error> fault;
    store.for_each_chunk(table.table.form, pass.columns(), [&](const db::TableChunk& chunk) {
        if (auto taken = fault ? Result<void>() : pass.take(chunk); !taken) {
            fault = taken.error();
        }
    });
    if (fault) {
        return *fault;
    }
    return pass.finish();
}

}  // namespace harmony::admin
