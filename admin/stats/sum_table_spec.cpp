#include "admin/stats/sum_table_spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "summary/linked.h"

namespace harmony::admin::stats {
namespace {

constexpr double most_people = 1e9;

std::map<std::string, std::size_t> index_of(const summary::SumTable& table) {
    std::map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < table.cells.size(); ++i) {
        index.emplace(table.cells[i].id, i);
    }
    return index;
}

}  // namespace

summary::DisclosurePolicy read_policy(const SpecObject& analysis) {
    const SpecObject object = analysis.object("policy");
    object.only({"threshold", "rule", "attacker_min", "singleton"});
    for (const char* const key : {"threshold", "attacker_min"}) {
        static_cast<void>(object.number(key));  // needed
    }
    static_cast<void>(object.text("rule"));
    if (!object.has("singleton")) {
        object.must_be("singleton", "true or false");
    }
    summary::DisclosurePolicy policy;
    policy.threshold = static_cast<std::int64_t>(object.count_or("threshold", 1, 1));
    policy.rule = object.one_of("rule", {"exact", "interval"}) == "exact"
                      ? summary::DisclosureRule::exact
                      : summary::DisclosureRule::interval;
    policy.attacker_minimum = static_cast<std::int64_t>(object.count_or("attacker_min", 0, 0));
    if (policy.attacker_minimum > 1) {
        object.must_be("attacker_min", "0 or 1");
    }
    policy.singleton = object.flag_or("singleton", true);
    return policy;
}

std::vector<std::size_t> read_cells(const SpecObject& object,
                                    std::string_view key,
                                    const summary::SumTable& table) {
    const std::map<std::string, std::size_t> index = index_of(table);
    std::vector<std::size_t> cells;
    for (const std::string& id : object.texts(key)) {
        const auto found = index.find(id);
        if (found == index.end()) {
            object.reader().fail(
                fmt::format("{}: no cell '{}' in the table", object.pointer_to(key), id));
            return {};
        }
        cells.push_back(found->second);
    }
    return cells;
}

namespace {

summary::CellSum read_sum(const SpecObject& object,
                          const summary::SumTable& table,
                          const std::map<std::string, std::size_t>& index) {
    object.only({"total", "parts"});
    const auto total = index.find(object.text("total"));
    if (total == index.end()) {
        object.reader().fail(fmt::format(
            "{}: no cell '{}' in the table", object.pointer_to("total"), object.text("total")));
        return {};
    }
    return {total->second, read_cells(object, "parts", table)};
}

}  // namespace

summary::SumTable read_table(const SpecObject& analysis) {
    summary::SumTable table;
    const SpecObject object = analysis.object("table");
    object.only({"cells", "sums", "always_published"});
    const SpecObject cells = object.object("cells");
    for (const auto& [id, count] : object.number_map("cells")) {
        if (count < 0 || count != std::floor(count) || count > most_people) {
            cells.must_be(id, "a whole number of 0 or more");
            return {};
        }
        table.cells.push_back({id, static_cast<std::int64_t>(count)});
    }
    const std::map<std::string, std::size_t> index = index_of(table);
    for (const SpecObject& sum : object.objects("sums")) {
        table.sums.push_back(read_sum(sum, table, index));
    }
    if (object.has("always_published")) {
        for (const std::size_t cell : read_cells(object, "always_published", table)) {
            table.cells[cell].role = summary::CellRole::always_published;
        }
    }
    return table;
}

CountedTable::CountedTable(const SpecObject& analysis) {
    const SpecObject object = analysis.object("from");
    object.only({"rows", "cols", "row_levels", "col_levels", "always_published"});
    rows_ = object.column("rows", Use::text);
    columns_ = object.column("cols", Use::text);
    if (object.has("row_levels")) {
        row_levels_ = object.texts("row_levels");
    }
    if (object.has("col_levels")) {
        column_levels_ = object.texts("col_levels");
    }
    always_published_ = object.texts_or("always_published", {"*|*"});
}

namespace {

/// Where each code of a column stands among the levels; the number of levels for none of them.
struct Levels {
    std::vector<std::string> names;
    std::vector<std::size_t> place_of_code;
};

Levels levels_of(const TextColumn& column, const std::optional<std::vector<std::string>>& listed) {
    Levels levels{listed.value_or(column.names), {}};
    for (const std::string& name : column.names) {
        const auto found = std::find(levels.names.begin(), levels.names.end(), name);
        levels.place_of_code.push_back(static_cast<std::size_t>(found - levels.names.begin()));
    }
    return levels;
}

/// Refused for the first code, in byte order, that rows with a mark hold and no level names.
std::optional<Refusal> unlisted(const std::string& name,
                                const TextColumn& column,
                                const Levels& levels,
                                const std::vector<std::uint8_t>& marks) {
    std::vector<std::size_t> people(column.names.size());
    for (std::size_t row = 0; row < marks.size(); ++row) {
        if (marks[row] != 0 && column.codes[row] != missing_code) {
            ++people[column.codes[row]];
        }
    }
    for (std::size_t code = 0; code < people.size(); ++code) {
        if (people[code] > 0 && levels.place_of_code[code] == levels.names.size()) {
            return Refusal{"unlisted_level",
                           fmt::format("{} = '{}' is in the answers ({} people) but is not one of "
                                       "the listed answers.",
                                       name,
                                       column.names[code],
                                       people[code])};
        }
    }
    return std::nullopt;
}

using Counts = std::vector<std::vector<std::int64_t>>;

/// With the totals as last row and column.
summary::SumTable with_totals(const std::vector<std::string>& rows,
                              const std::vector<std::string>& columns,
                              const Counts& counts) {
    summary::LinkedCells cells;
    std::vector<std::vector<std::size_t>> by_column(columns.size() + 1);
    for (std::size_t r = 0; r <= rows.size(); ++r) {
        std::vector<std::size_t> by_row;
        for (std::size_t c = 0; c <= columns.size(); ++c) {
            const std::size_t cell = cells.add(
                {(r < rows.size() ? rows[r] : "*") + "|" + (c < columns.size() ? columns[c] : "*"),
                 counts[r][c]});
            by_column[c].push_back(cell);
            by_row.push_back(cell);
        }
        const std::size_t total = by_row.back();
        by_row.pop_back();
        cells.add_sum(total, by_row);
    }
    for (std::vector<std::size_t>& column : by_column) {
        const std::size_t total = column.back();
        column.pop_back();
        cells.add_sum(total, column);
    }
    return cells.table();
}

}  // namespace

std::variant<summary::SumTable, Refusal> CountedTable::count(const Workspace& workspace,
                                                             const Common& common) const {
    const TextColumn& rows = workspace.frame().text(rows_);
    const TextColumn& columns = workspace.frame().text(columns_);
    const Levels row_levels = levels_of(rows, row_levels_);
    const Levels column_levels = levels_of(columns, column_levels_);
    const std::vector<std::uint8_t> marks = workspace.rows_of(common);
    for (const auto& [name, column, levels] : {std::tuple(&rows_, &rows, &row_levels),
                                               std::tuple(&columns_, &columns, &column_levels)}) {
        if (const auto refused = unlisted(*name, *column, *levels, marks)) {
            return *refused;
        }
    }
    const std::size_t last_row = row_levels.names.size();
    const std::size_t last_column = column_levels.names.size();
    Counts counts(last_row + 1, std::vector<std::int64_t>(last_column + 1));
    for (std::size_t row = 0; row < marks.size(); ++row) {
        if (marks[row] == 0 || rows.codes[row] == missing_code ||
            columns.codes[row] == missing_code) {
            continue;
        }
        const std::size_t r = row_levels.place_of_code[rows.codes[row]];
        const std::size_t c = column_levels.place_of_code[columns.codes[row]];
        ++counts[r][c];
        ++counts[r][last_column];
        ++counts[last_row][c];
        ++counts[last_row][last_column];
    }
    summary::SumTable table = with_totals(row_levels.names, column_levels.names, counts);
    const std::map<std::string, std::size_t> index = index_of(table);
    for (const std::string& id : always_published_) {
        if (const auto found = index.find(id); found != index.end()) {
            table.cells[found->second].role = summary::CellRole::always_published;
        }
    }
    return table;
}

std::optional<Refusal> refusal_of(const summary::SumTable& table) {
    if (const auto fits = summary::check(table); !fits) {
        return Refusal{"table_does_not_fit", fits.error().message};
    }
    const std::vector<bool> all(table.cells.size(), true);
    if (const auto fits = summary::check_size(summary::parts_of(table, all)); !fits) {
        return Refusal{"too_many_cells", fits.error().message};
    }
    return std::nullopt;
}

Json json_bounds(const summary::SumTable& table,
                 const summary::HiddenCells& hidden,
                 const summary::DisclosurePolicy& policy) {
    summary::Attacker attacker(table, policy);
    const auto bounds = attacker.bounds(hidden);
    Json json = Json::object();
    for (const auto& [id, cell] : index_of(table)) {
        if (bounds[cell]) {
            json[id] = {json_number(bounds[cell]->low),
                        bounds[cell]->high ? json_number(*bounds[cell]->high) : Json(nullptr)};
        }
    }
    return json;
}

Json json_ids(std::vector<std::string> ids) {
    std::sort(ids.begin(), ids.end());
    Json json = Json::array();
    for (std::string& id : ids) {
        json.push_back(std::move(id));
    }
    return json;
}

}  // namespace harmony::admin::stats
