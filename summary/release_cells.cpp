#include "summary/release_cells.h"

#include <numeric>

// 1. Responses are the sum of the units of each grouping.
// 2. The base of a question and the sum of its bases by groups are one number. Units of a group are
//    its base and those who gave no answer, whom anybody may count.
// 3. Answers add up to their base, and rows to the question's own table. Where people could choose
//    more than one, those who chose it and those who did not add up to the base; the latter are
//    printed nowhere and follow.
// 4. Everybody who ranked has one choice at each place: answers and places both add up to the base,
//    but for those who were not offered an answer, who are printed nowhere. By groups a ranking
//    shows who put what first, and that is a question of one choice.
// 5. Where a grouping is a question, the units of a row are those who gave that answer.
// 6. In a row that is hidden whole a reader cannot rule out zeros, unless nobody anywhere gave that
//    answer: those are known.

namespace harmony::summary {
namespace {

std::int64_t count(std::uint64_t n) {
    return static_cast<std::int64_t>(n);
}

constexpr const char* all_responses = "*";
constexpr const char* all_units = "";

std::size_t cell_of(const Question& question, std::size_t choice, std::size_t place = 0) {
    return question.kind == QuestionKind::ranking ? place_cell(question, choice, place) : choice;
}

std::uint64_t chosen_by_all(const Table& table, std::size_t choice) {
    std::uint64_t sum = 0;
    for (std::size_t row = 0; row < table.counts().groups(); ++row) {
        sum += table.counts().chose(row, cell_of(table.question(), choice));
    }
    return sum;
}

}  // namespace

std::vector<std::size_t> answer_choices(const Question& question) {
    std::vector<std::size_t> choices;
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
        if (question.choices[i].role == ChoiceRole::answer && question.choices[i].offered) {
            choices.push_back(i);
        }
    }
    return choices;
}

std::string base_name(const Question& question) {
    return question.name;
}

std::string answer_name(const Question& question, std::size_t choice, std::size_t place) {
    const std::string name = question.name + "=" + question.choices[choice].name;
    return question.kind == QuestionKind::ranking ? name + "@" + std::to_string(place + 1) : name;
}

std::string row_name(const std::string& what, const std::string& grouping, const std::string& key) {
    return what + "|" + grouping + "=" + key;
}

ReleaseCells::ReleaseCells(std::uint64_t responses, const ReleaseContext& context)
    : context_(context) {
    add({all_responses, count(responses), CellRole::always_published}, {});
}

std::size_t ReleaseCells::add(SumCell cell, const CellOrigin& origin) {
    if (context_.known.count(cell.id) > 0) {
        cell.role = CellRole::always_published;
        cell.withheld = cell.may_be_zero = false;
    }
    const auto until = context_.hidden_until.find(cell.id);
    if (cell.role == CellRole::open && cell.count > 0 && until != context_.hidden_until.end() &&
        cell.count < until->second) {
        cell.withheld = true;
    }
    const std::size_t index = cells_.add(cell);
    if (index == origins_.size()) {
        origins_.push_back(origin);
    }
    return index;
}

std::size_t ReleaseCells::at(const std::string& name) const {
    const std::optional<std::size_t> found = cells_.find(name);
    base::promise(found.has_value(), "a number is added before the sums that name it");
    return *found;
}

/// The rest of a filter is printed nowhere.
bool ReleaseCells::is_left_out(const Table& table, std::size_t row) const {
    for (const Coarsening& coarsening : context_.coarsenings) {
        if (coarsening.coarse == table.grouping() && !coarsening.left_out.empty() &&
            coarsening.left_out == table.keys()[row]) {
            return true;
        }
    }
    return false;
}

std::size_t ReleaseCells::add_row_cell(const std::string& what,
                                       const Table& table,
                                       std::size_t row,
                                       SumCell cell) {
    cell.id = row_name(what, table.grouping(), table.keys()[row]);
    if (is_left_out(table, row) && cell.role != CellRole::unprotected) {
        cell.role = CellRole::implied;
        cell.withheld = false;
    }
    const std::size_t index = add(cell, {&table, row, what == all_units});
    rows_[{what, table.grouping()}].emplace_back(table.keys()[row], index);
    return index;
}

namespace {

/// A number whose fate is still open, or one that is decided.
SumCell sum_cell(std::int64_t n, bool hidden, Stage stage) {
    SumCell cell{"", n};
    if (stage == Stage::decided) {
        cell.role = hidden ? CellRole::open : CellRole::always_published;
    }
    cell.withheld = hidden;
    return cell;
}

}  // namespace

void ReleaseCells::add_units(const Table& table, const RowStates& rows, Stage stage) {
    if (!table.answers_of().empty()) {
        answers_of_[table.grouping()] = table.answers_of();
    }
    std::vector<std::size_t> parts;
    for (std::size_t row = 0; row < table.counts().groups(); ++row) {
        parts.push_back(add_row_cell(
            all_units,
            table,
            row,
            sum_cell(count(table.counts().units(row)), rows[row].units_hidden, stage)));
    }
    cells_.add_sum(at(all_responses), parts);
}

void ReleaseCells::add_bases(const Table& table, const RowStates& rows, Stage stage) {
    std::vector<std::size_t> parts;
    const std::string base = base_name(table.question());
    std::int64_t all = 0;
    for (std::size_t row = 0; row < table.counts().groups(); ++row) {
        const std::int64_t n = count(table.counts().answered(row));
        const std::int64_t none = count(table.counts().units(row)) - n;
        const bool hidden = stage == Stage::decided
                                ? rows[row].base_hidden
                                : rows[row].units_hidden || rows[row].base_must_hide;
        SumCell cell = sum_cell(n, hidden, stage);
        cell.may_be_zero = rows[row].units_hidden;
        parts.push_back(add_row_cell(base, table, row, cell));
        const std::size_t rest =
            add_row_cell(base + " none", table, row, {"", none, CellRole::unprotected});
        cells_.add_sum(at(row_name(all_units, table.grouping(), table.keys()[row])),
                       {parts.back(), rest});
        all += n;
    }
    cells_.add_sum(add({base, all, CellRole::always_published}, {}), parts);
}

void ReleaseCells::add_ranking(const Table& table) {
    const Question& question = table.question();
    const std::vector<std::size_t> choices = answer_choices(question);
    const std::size_t base = at(base_name(question));
    std::vector<std::vector<std::size_t>> columns(choices.size());
    for (const std::size_t choice : choices) {
        std::vector<std::size_t> parts;
        std::int64_t left = count(table.counts().answered(0));
        for (std::size_t place = 0; place < choices.size(); ++place) {
            const std::int64_t n =
                count(table.counts().chose(0, place_cell(question, choice, place)));
            left -= n;
            parts.push_back(add({answer_name(question, choice, place), n}, {}));
            columns[place].push_back(parts.back());
        }
        parts.push_back(
            add({answer_name(question, choice) + " not ranked", left, CellRole::implied}, {}));
        cells_.add_sum(base, parts);
    }
    for (std::size_t place = 0; place < choices.size(); ++place) {
        std::int64_t sum = 0;
        for (const std::size_t cell : columns[place]) {
            sum += cells_.table().cells[cell].count;
        }
        const std::size_t total = add({base_name(question) + "@" + std::to_string(place + 1),
                                       sum,
                                       CellRole::always_published},
                                      {});
        cells_.add_sum(total, columns[place]);
    }
}

void ReleaseCells::add_yes_and_no(const Table& table, std::size_t choice) {
    const std::string name = answer_name(table.question(), choice);
    const std::int64_t yes = count(table.counts().chose(0, choice));
    const std::int64_t no = count(table.counts().answered(0)) - yes;
    const std::size_t chose = add({name, yes}, {});
    const std::size_t did_not = add({name + " not", no, CellRole::implied}, {});
    cells_.add_sum(at(base_name(table.question())), {chose, did_not});
}

void ReleaseCells::add_whole(const Table& table) {
    const Question& question = table.question();
    add({base_name(question), count(table.counts().answered(0)), CellRole::always_published}, {});
    if (question.kind == QuestionKind::ranking) {
        add_ranking(table);
        return;
    }
    std::vector<std::size_t> parts;
    for (const std::size_t choice : answer_choices(question)) {
        if (question.kind == QuestionKind::several_choices) {
            add_yes_and_no(table, choice);
        } else {
            parts.push_back(
                add({answer_name(question, choice), count(table.counts().chose(0, choice))}, {}));
        }
    }
    if (!parts.empty()) {
        cells_.add_sum(at(base_name(question)), parts);
    }
}

void ReleaseCells::add_answer(const Table& table, const RowStates& rows, std::size_t choice) {
    const std::string name = answer_name(table.question(), choice);
    std::vector<std::size_t> parts;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        SumCell cell{"", count(table.counts().chose(row, cell_of(table.question(), choice)))};
        cell.withheld = cell.may_be_zero = rows[row].whole();
        parts.push_back(add_row_cell(name, table, row, cell));
    }
    cells_.add_sum(at(name), parts);
}

void ReleaseCells::add_refusals(const Table& table, const RowStates& rows, std::size_t choice) {
    const std::string name = answer_name(table.question(), choice);
    std::vector<std::size_t> parts;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string& key = table.keys()[row];
        const std::int64_t no =
            count(table.counts().answered(row)) - count(table.counts().chose(row, choice));
        parts.push_back(add_row_cell(name + " not", table, row, {"", no, CellRole::implied}));
        std::vector<std::size_t> both = {parts.back()};
        if (const auto yes = cells_.find(row_name(name, table.grouping(), key))) {
            both.push_back(*yes);
        }
        cells_.add_sum(at(row_name(base_name(table.question()), table.grouping(), key)), both);
    }
    cells_.add_sum(at(name + " not"), parts);
}

void ReleaseCells::add_answers(const Table& table, const RowStates& rows) {
    const Question& question = table.question();
    std::vector<std::size_t> given;
    for (const std::size_t choice : answer_choices(question)) {
        if (chosen_by_all(table, choice) > 0) {
            given.push_back(choice);
            add_answer(table, rows, choice);
        }
        if (question.kind == QuestionKind::several_choices) {
            add_refusals(table, rows, choice);
        }
    }
    if (question.kind == QuestionKind::several_choices) {
        return;
    }
    for (const std::string& key : table.keys()) {
        std::vector<std::size_t> parts;
        for (const std::size_t choice : given) {
            parts.push_back(at(row_name(answer_name(question, choice), table.grouping(), key)));
        }
        cells_.add_sum(at(row_name(base_name(question), table.grouping(), key)), parts);
    }
}

void ReleaseCells::add_kinds(const Table& table) {
    const Tabulation& counts = table.counts();
    const std::vector<std::pair<const char*, std::uint64_t>> kinds = {
        {" don't know", counts.dont_know(0)},
        {" prefer not to say", counts.prefer_not(0)},
        {" skipped", counts.skipped(0)},
        {" not asked", counts.not_asked(0)}};
    const std::string base = base_name(table.question());
    std::vector<std::size_t> parts;
    std::int64_t sum = 0;
    for (const auto& [kind, n] : kinds) {
        parts.push_back(add({base + kind, count(n)}, {}));
        sum += count(n);
    }
    cells_.add_sum(add({base + " no answer", sum, CellRole::always_published}, {}), parts);
}

/// Units in a row of a grouping by a question, and those who gave that answer.
void ReleaseCells::link_answers() {
    for (const auto& [grouping, question] : answers_of_) {
        const auto units = rows_.find({all_units, grouping});
        if (units == rows_.end()) {
            continue;
        }
        for (const auto& [key, cell] : units->second) {
            const auto answer = cells_.find(question + "=" + key);
            if (answer && cells_.table().cells[*answer].count == cells_.table().cells[cell].count) {
                cells_.add_sum(cell, {*answer});
            }
        }
    }
}

void ReleaseCells::link() {
    link_answers();
    for (const Coarsening& coarsening : context_.coarsenings) {
        for (const auto& [what, coarse] : std::map(rows_)) {
            const auto fine = rows_.find({what.first, coarsening.fine});
            if (what.second != coarsening.coarse || fine == rows_.end()) {
                continue;
            }
            for (const auto& [key, total] : coarse) {
                std::vector<std::size_t> parts;
                for (const auto& [fine_key, cell] : fine->second) {
                    const auto to = coarsening.of.find(fine_key);
                    if (to != coarsening.of.end() && to->second == key) {
                        parts.push_back(cell);
                    }
                }
                cells_.add_sum(total, parts);
            }
        }
    }
}

}  // namespace harmony::summary
