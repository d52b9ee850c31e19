#include "summary/column_check.h"
#include "summary/runs.h"
#include "summary/tabulate.h"

// The reference: one row at a time, as the specification says it in words. Slow on purpose.

namespace harmony::summary {
namespace {

using base::Result;

Result<void> count_row(const QuestionColumn& column,
                       const ChunkView& chunk,
                       std::size_t row,
                       std::size_t group,
                       Tabulation& table) {
    const std::vector<Choice>& choices = column.question->choices;
    const std::uint32_t code = chunk.code(row);
    if (code == not_asked_code) {
        table.add_not_asked(group, 1);
        return {};
    }
    if (code == skipped_code) {
        table.add_skipped(group, 1);
        return {};
    }
    if (code - first_choice_code >= choices.size()) {
        return unknown_code(*column.question);
    }
    table.add_choice(group, code - first_choice_code, 1);
    switch (choices[code - first_choice_code].role) {
        case ChoiceRole::answer: table.add_answered(group, 1); break;
        case ChoiceRole::dont_know: table.add_dont_know(group, 1); break;
        case ChoiceRole::prefer_not: table.add_prefer_not(group, 1); break;
        case ChoiceRole::no_answer: table.add_skipped(group, 1); break;
    }
    return {};
}

bool bit(const ChunkView& chunk, std::size_t plane, std::size_t row) {
    return ((chunk.plane(plane)[row / 64] >> (row % 64)) & 1U) != 0;
}

void count_ticks(const QuestionColumn& column,
                 const ChunkView& chunk,
                 std::size_t row,
                 std::size_t group,
                 Tabulation& table) {
    if (!bit(chunk, asked_plane, row)) {
        table.add_not_asked(group, 1);
        return;
    }
    const std::vector<Choice>& choices = column.question->choices;
    bool has_role[4] = {false, false, false, false};
    if (bit(chunk, answered_plane, row)) {
        for (std::size_t i = 0; i < choices.size(); ++i) {
            if (bit(chunk, first_choice_plane + i, row)) {
                table.add_choice(group, i, 1);
                has_role[static_cast<std::size_t>(choices[i].role)] = true;
            }
        }
    }
    if (has_role[static_cast<std::size_t>(ChoiceRole::answer)]) {
        table.add_answered(group, 1);
    } else if (has_role[static_cast<std::size_t>(ChoiceRole::dont_know)]) {
        table.add_dont_know(group, 1);
    } else if (has_role[static_cast<std::size_t>(ChoiceRole::prefer_not)]) {
        table.add_prefer_not(group, 1);
    } else {
        table.add_skipped(group, 1);
    }
}

Result<void> count_places(const QuestionColumn& column,
                          const ChunkView& chunk,
                          std::size_t row,
                          std::size_t group,
                          Tabulation& table) {
    const Question& question = *column.question;
    const std::size_t bits = position_bits(question.choices.size());
    if (!bit(chunk, asked_plane, row)) {
        table.add_not_asked(group, 1);
        return {};
    }
    if (!bit(chunk, answered_plane, row)) {
        table.add_skipped(group, 1);
        return {};
    }
    table.add_answered(group, 1);
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
        const std::uint32_t place = chunk.part(first_choice_plane + i * bits, bits).code(row);
        if (place > question.choices.size()) {
            return unknown_code(question);
        }
        if (place > 0) {
            table.add_choice(group, place_cell(question, i, place - 1), 1);
        }
    }
    return {};
}

Result<void> count_one(const QuestionColumn& column,
                       const ChunkView& chunk,
                       std::size_t row,
                       std::size_t group,
                       Tabulation& table) {
    switch (column.question->kind) {
        case QuestionKind::several_choices:
            count_ticks(column, chunk, row, group, table);
            return {};
        case QuestionKind::ranking: return count_places(column, chunk, row, group, table);
        default: return count_row(column, chunk, row, group, table);
    }
}

Result<std::size_t> group_of(std::span<const Grouping> groupings,
                             std::size_t chunk,
                             std::size_t row) {
    std::size_t group = 0;
    for (const Grouping& grouping : groupings) {
        const std::size_t code = grouping.chunks[chunk].code(row);
        if (code >= grouping.groups) {
            return unknown_group();
        }
        group = group * grouping.groups + code;
    }
    return group;
}

Result<Tabulation> count_question(const QuestionColumn& column,
                                  std::span<const Grouping> groupings) {
    Tabulation table(crossed_groups(groupings), counted_cells(*column.question));
    for (std::size_t i = 0; i < column.chunks.size(); ++i) {
        for (std::size_t row = 0; row < column.chunks[i].rows(); ++row) {
            const Result<std::size_t> group = group_of(groupings, i, row);
            if (!group) {
                return group.error();
            }
            if (Result<void> counted = count_one(column, column.chunks[i], row, *group, table);
                !counted) {
                return counted.error();
            }
        }
    }
    return table;
}

}  // namespace

Result<std::vector<Tabulation>> tabulate_plainly(std::span<const QuestionColumn> questions,
                                                 std::span<const Grouping> groupings) {
    if (Result<void> fits = check_columns(questions, groupings); !fits) {
        return fits.error();
    }
    std::vector<Tabulation> tables;
    for (const QuestionColumn& column : questions) {
        Result<Tabulation> table = count_question(column, groupings);
        if (!table) {
            return table.error();
        }
        tables.push_back(std::move(*table));
    }
    return tables;
}

}  // namespace harmony::summary
