#include "summary/release_reading.h"

#include <algorithm>

// Nothing here knows how the tables were decided.

namespace harmony::summary {

namespace {

/// Reads tables as anybody does.
class Printed {
public:
    explicit Printed(std::span<const PublishedTable> published) {
        for (const PublishedTable& table : published) {
            if (!table.withheld) {
                read(table);
            }
        }
    }

    [[nodiscard]] std::map<std::string, std::uint64_t> take() { return std::move(printed_); }

private:
    void print(const std::string& name, const Cell& cell) {
        if (const Shown* shown = std::get_if<Shown>(&cell)) {
            printed_[name] = shown->count;
        }
    }

    void read(const PublishedTable& table) {
        for (const PublishedRow& row : table.rows) {
            const bool whole = table.grouping.empty();
            if (whole && table.question.kind == QuestionKind::units) {
                continue;  // all responses
            }
            const auto name = [&](const std::string& what) {
                return whole ? what : row_name(what, table.grouping, row.key);
            };
            print(name(base_name(table.question)), row.answered);
            for (std::size_t j = 0; j < row.choices.size(); ++j) {
                print(name(answer_name(table.question, j)), row.choices[j]);
            }
            for (std::size_t j = 0; whole && j < row.places.size(); ++j) {
                for (std::size_t place = 0; place < row.places[j].places.size(); ++place) {
                    print(answer_name(table.question, j, place), row.places[j].places[place]);
                }
            }
        }
        if (table.no_answer) {
            const std::string base = base_name(table.question);
            print(base + " don't know", table.no_answer->dont_know);
            print(base + " prefer not to say", table.no_answer->prefer_not);
            print(base + " skipped", table.no_answer->skipped);
            print(base + " not asked", table.no_answer->not_asked);
        }
    }

    std::map<std::string, std::uint64_t> printed_;
};

}  // namespace

std::map<std::string, std::uint64_t> printed_numbers(std::span<const PublishedTable> published) {
    return Printed(published).take();
}

std::map<std::string, std::uint64_t> published_numbers(const Publishable& numbers) {
    return printed_numbers(numbers.tables());
}

ReleaseReading::ReleaseReading(std::span<const PublishedTable> published,
                               std::span<const Table> tables,
                               const UnitsByGrouping& units,
                               const Scope& scope)
    : published_(published),
      tables_(tables),
      units_(units),
      cells_(scope.responses, scope.context),
      printed_(printed_numbers(published)) {
    collect();
    hidden_ = what_is_hidden();
}

const PublishedTable* ReleaseReading::published_of(const Table& table) const {
    for (const PublishedTable& one : published_) {
        if (one.question.name == table.question().name && one.grouping == table.grouping() &&
            !one.withheld) {
            return &one;
        }
    }
    return nullptr;
}

/// A row in which nothing is printed could hold zeros.
RowStates ReleaseReading::states_of(const Table& table) const {
    RowStates rows = units_.at(table.grouping()).rows;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto printed = [&](const std::string& what) {
            return printed_.count(row_name(what, table.grouping(), table.keys()[row])) > 0;
        };
        rows[row].base_hidden =
            !printed(base_name(table.question())) && table.counts().units(row) > 0;
        const std::vector<std::size_t> choices = answer_choices(table.question());
        rows[row].veiled = table.counts().units(row) > 0 &&
                           std::none_of(choices.begin(), choices.end(), [&](std::size_t choice) {
                               return printed(answer_name(table.question(), choice));
                           });
    }
    return rows;
}

namespace {

/// Decision 8: where none of the kinds is told there is nothing to protect but their sum, which
/// stands on every report.
bool any_kind_is_told(const NoAnswer& kinds) {
    const auto told = [](const Cell& cell) { return std::holds_alternative<Shown>(cell); };
    return told(kinds.dont_know) || told(kinds.prefer_not) || told(kinds.skipped) ||
           told(kinds.not_asked);
}

bool is_too_few(const PublishedTable& table) {
    return table.grouping.empty() && std::holds_alternative<TooFew>(table.rows.front().answered);
}

}  // namespace

/// Tables of questions; those over all units come first.
void ReleaseReading::collect(const Table& table, const PublishedTable& published) {
    if (table.grouping().empty()) {
        cells_.add_whole(table);
        if (published.no_answer && any_kind_is_told(*published.no_answer)) {
            cells_.add_kinds(table);
        }
        return;
    }
    const RowStates rows = states_of(table);
    cells_.add_bases(table, rows, Stage::decided);
    cells_.add_answers(table, rows);
}

void ReleaseReading::collect() {
    for (const auto& [grouping, decision] : units_) {
        if (const Table* table = any_by(grouping); table != nullptr && !decision.withheld) {
            cells_.add_units(*table, decision.rows, Stage::decided);
        }
    }
    for (const bool by_groups : {false, true}) {
        for (const Table& table : tables_) {
            const PublishedTable* published = published_of(table);
            if (published != nullptr && table.question().kind != QuestionKind::units &&
                table.grouping().empty() != by_groups && !is_too_few(*published)) {
                collect(table, *published);
            }
        }
    }
    cells_.link();
}

const Table* ReleaseReading::any_by(const std::string& grouping) const {
    for (const Table& table : tables_) {
        if (table.grouping() == grouping) {
            return &table;
        }
    }
    return nullptr;
}

/// Everything that is not printed, but for the zeros of groups that have no row.
HiddenCells ReleaseReading::what_is_hidden() const {
    HiddenCells hidden;
    for (std::size_t i = 0; i < cells_.cells().table().cells.size(); ++i) {
        const SumCell& cell = cells_.cells().table().cells[i];
        const auto printed = printed_.find(cell.id);
        base::promise(
            printed == printed_.end() || static_cast<std::int64_t>(printed->second) == cell.count,
            "a number is published that is not the table's");
        hidden.push_back(cell.role == CellRole::open &&
                         (printed == printed_.end() ? !is_absent(i) : false));
    }
    return hidden;
}

bool ReleaseReading::is_absent(std::size_t cell) const {
    const CellOrigin& origin = cells_.origin(cell);
    return origin.table != nullptr && origin.table->counts().units(origin.row) == 0;
}

}  // namespace harmony::summary
