#include "summary/decide.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>

#include "summary/search.h"

// 1. Responses by group are decided once and bind every table of that grouping.
// 2. Bases by group, between the responses of each group and the base of the question. A row whose
//    base is hidden is hidden whole.
// 3. Answers, all tables of the question together. A base just above the threshold can be too small
//    for the numbers below it: none of them could be the threshold beside the others. Then the row
//    is hidden whole too, zeros and all: the rows of the numbers that nothing protects, with their
//    bases where that is not enough (whoever is the only one who said yes knows from the base how
//    many said no); where those are hidden, the smallest rows, more each time.
// 4. What cannot be protected even so is withheld: the last table by groups first.

namespace harmony::summary {
namespace {

/// Hides the most it can of what stands in the way.
class Deciding {
public:
    Deciding(const QuestionTables& question,
             const UnitsByGrouping& units,
             const std::vector<std::string>& left_out,
             const Scope& scope)
        : question_(question), scope_(scope) {
        for (const Table* table : question.by_groups) {
            const std::string& grouping = table->grouping();
            GroupsDecision& groups = decision_.by_groups[grouping];
            groups.rows = units.at(grouping).rows;
            groups.withheld =
                units.at(grouping).withheld ||
                std::find(left_out.begin(), left_out.end(), grouping) != left_out.end();
        }
    }

    [[nodiscard]] QuestionDecision run() {
        if (!is_protected_alone()) {
            decision_.withheld = true;
            return std::move(decision_);
        }
        do {
            while (!decide_bases()) {
            }
        } while (!decide_answers());
        return std::move(decision_);
    }

private:
    [[nodiscard]] std::vector<const Table*> open_tables() const {
        std::vector<const Table*> open;
        for (const Table* table : question_.by_groups) {
            if (!decision_.by_groups.at(table->grouping()).withheld) {
                open.push_back(table);
            }
        }
        return open;
    }

    [[nodiscard]] GroupsDecision& groups(const Table& table) {
        return decision_.by_groups.at(table.grouping());
    }

    [[nodiscard]] bool is_protected_alone() const {
        ReleaseCells cells(scope_.responses, scope_.context);
        cells.add_whole(*question_.whole);
        return search_hiding(cells.cells().table(), scope_.policy).plan.has_value();
    }

    /// False: a table was withheld and it has to be tried again.
    [[nodiscard]] bool decide_bases() {
        ReleaseCells cells(scope_.responses, scope_.context);
        for (const Table* table : open_tables()) {
            cells.add_units(*table, groups(*table).rows, Stage::decided);
            cells.add_bases(*table, groups(*table).rows, Stage::open);
        }
        cells.link();
        const HidingSearch found = search_hiding(cells.cells().table(), scope_.policy);
        if (!found.plan) {
            withhold(cells.origin(found.stuck.front()).table);
            return false;
        }
        for (const Table* table : open_tables()) {
            RowStates& rows = groups(*table).rows;
            for (std::size_t row = 0; row < rows.size(); ++row) {
                const auto cell = cells.cells().find(
                    row_name(base_name(table->question()), table->grouping(), table->keys()[row]));
                rows[row].base_hidden = found.plan->hidden[*cell];
            }
        }
        return true;
    }

    /// False: more had to be hidden first and it has to be tried again.
    [[nodiscard]] bool decide_answers() {
        ReleaseCells cells(scope_.responses, scope_.context);
        cells.add_whole(*question_.whole);
        for (const Table* table : open_tables()) {
            const RowStates& rows = groups(*table).rows;
            cells.add_units(*table, rows, Stage::decided);
            cells.add_bases(*table, rows, Stage::decided);
            cells.add_answers(*table, rows);
        }
        cells.link();
        const HidingSearch found = search_hiding(cells.cells().table(), scope_.policy);
        if (found.plan) {
            take(cells.cells(), found.plan->hidden);
            return true;
        }
        return !hide_rows_of(cells, found.stuck) && !hide_smallest_rows() && withhold_last();
    }

    /// False: their rows are hidden whole already, bases and all.
    [[nodiscard]] bool hide_rows_of(const ReleaseCells& cells,
                                    const std::vector<std::size_t>& stuck) {
        std::set<std::pair<const Table*, std::size_t>> found;
        for (const std::size_t cell : stuck) {
            const CellOrigin& origin = cells.origin(cell);
            if (origin.table != nullptr) {
                found.emplace(origin.table, origin.row);
            }
        }
        bool more = false;
        for (const auto& [table, at] : found) {
            RowState& row = groups(*table).rows[at];
            if (!row.base_hidden && !row.base_must_hide) {
                row.base_must_hide = row.veiled;
                row.veiled = more = true;
            }
        }
        return more;
    }

    /// More of them each time. False: all rows are hidden whole.
    [[nodiscard]] bool hide_smallest_rows() {
        std::vector<std::tuple<std::uint64_t, std::string, std::size_t>> shown;
        for (const Table* table : open_tables()) {
            const RowStates& rows = groups(*table).rows;
            for (std::size_t row = 0; row < rows.size(); ++row) {
                if (!rows[row].whole() && table->counts().answered(row) > 0) {
                    shown.emplace_back(table->counts().answered(row), table->grouping(), row);
                }
            }
        }
        std::sort(shown.begin(), shown.end());
        for (std::size_t i = 0; i < std::min(smallest_rows_, shown.size()); ++i) {
            const auto& [answered, grouping, row] = shown[i];
            decision_.by_groups.at(grouping).rows[row].veiled = true;
        }
        smallest_rows_ *= 2;
        return !shown.empty();
    }

    /// The table of a number that nothing protects, or all where it belongs to none.
    void withhold(const Table* table) {
        if (table != nullptr) {
            groups(*table).withheld = true;
            return;
        }
        for (auto& [grouping, decision] : decision_.by_groups) {
            decision.withheld = true;
        }
    }

    /// True: there was no table left to withhold, and nothing is said of the question.
    [[nodiscard]] bool withhold_last() {
        const std::vector<const Table*> open = open_tables();
        if (open.empty()) {
            decision_.withheld = true;
            return true;
        }
        groups(*open.back()).withheld = true;
        for (const Table* table : open_tables()) {  // they are tried afresh without it
            for (RowState& row : groups(*table).rows) {
                row.veiled = row.base_must_hide = false;
            }
        }
        smallest_rows_ = 1;
        return false;
    }

    void take(const LinkedCells& cells, const HiddenCells& hidden) {
        const Question& question = question_.whole->question();
        const std::vector<std::size_t> choices = answer_choices(question);
        const bool ranked = question.kind == QuestionKind::ranking;
        for (const std::size_t choice : choices) {
            std::vector<bool> places;
            for (std::size_t place = 0; place < (ranked ? choices.size() : 1); ++place) {
                places.push_back(hidden[*cells.find(answer_name(question, choice, place))]);
            }
            decision_.whole.choice_hidden.push_back(places.front());
            if (ranked) {
                decision_.places.push_back(std::move(places));
            }
        }
        for (const Table* table : open_tables()) {
            take_rows(*table, cells, hidden);
        }
    }

    void take_rows(const Table& table, const LinkedCells& cells, const HiddenCells& hidden) {
        GroupsDecision& decided = groups(table);
        for (std::size_t row = 0; row < decided.rows.size(); ++row) {
            RowPattern pattern{decided.rows[row].base_hidden, {}};
            for (const std::size_t choice : answer_choices(table.question())) {
                const auto cell = cells.find(row_name(
                    answer_name(table.question(), choice), table.grouping(), table.keys()[row]));
                pattern.choice_hidden.push_back(decided.rows[row].whole() ||
                                                (cell && hidden[*cell]));
            }
            decided.pattern.push_back(std::move(pattern));
        }
    }

    const QuestionTables& question_;
    const Scope& scope_;
    QuestionDecision decision_;
    std::size_t smallest_rows_ = 1;
};

}  // namespace

UnitsByGrouping decide_units(const std::map<std::string, const Table*>& tables,
                             const Scope& scope) {
    UnitsByGrouping units;
    for (const auto& [grouping, table] : tables) {
        units[grouping].rows.resize(table->counts().groups());
    }
    while (true) {
        ReleaseCells cells(scope.responses, scope.context);
        for (const auto& [grouping, table] : tables) {
            if (!units[grouping].withheld) {
                cells.add_units(*table, units[grouping].rows, Stage::open);
            }
        }
        cells.link();
        const HidingSearch found = search_hiding(cells.cells().table(), scope.policy);
        if (!found.plan) {
            units[cells.origin(found.stuck.front()).table->grouping()].withheld = true;
            continue;
        }
        for (std::size_t i = 1; i < found.plan->hidden.size(); ++i) {
            const CellOrigin& origin = cells.origin(i);
            units[origin.table->grouping()].rows[origin.row].units_hidden = found.plan->hidden[i];
        }
        return units;
    }
}

QuestionDecision decide_question(const QuestionTables& question,
                                 const UnitsByGrouping& units,
                                 const std::vector<std::string>& left_out,
                                 const Scope& scope) {
    return Deciding(question, units, left_out, scope).run();
}

std::vector<bool> decide_kinds(const Table& table, const Scope& scope) {
    ReleaseCells cells(scope.responses, scope.context);
    cells.add_kinds(table);
    const HidingSearch found = search_hiding(cells.cells().table(), scope.policy);
    // Where the few who gave no answer cannot be hidden among others, none of the kinds is told.
    std::vector<bool> hidden(4, true);
    for (std::size_t kind = 0; found.plan && kind < hidden.size(); ++kind) {
        hidden[kind] = found.plan->hidden[1 + kind];
    }
    return hidden;
}

}  // namespace harmony::summary
