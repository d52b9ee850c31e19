// Reading Markdown tables (design: survey profile, section 1.4):
//  1. A line counts when it begins with a bar and holds another; what stands between two bars is a
//     cell, and what follows the last one is not. `\|` is a bar in a cell.
//  2. A line that begins with `#` is a comment; one of bars and hyphens only is a rule.
//  3. A first cell with text begins the sheet of that name. Other cells of its line are a row, as
//     are those after an empty first cell; the first row of a sheet is its header.
//  4. Rows that hold nothing are not counted, so a row is called by its place among the others.
#include "survey/reading/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "base/text.h"
#include "survey/reading/csv.h"

namespace harmony::survey {
namespace {

constexpr std::size_t fewest_bars = 5;
constexpr std::size_t characters_looked_at = 5'000;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_rule(std::string_view line) {
    return line.find_first_not_of("|-") == std::string_view::npos;
}

/// What stands between the bars of a line that begins with one, cleaned.
std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    std::string cell;
    for (std::size_t at = 1; at < line.size(); ++at) {
        if (line[at] == '\\' && at + 1 < line.size() && line[at + 1] == '|') {
            cell += line[++at];
        } else if (line[at] == '|') {
            cells.push_back(clean_cell(std::exchange(cell, {})));
        } else {
            cell += line[at];
        }
    }
    return cells;
}

class Tables {
public:
    std::variant<std::vector<Sheet>, ReadingFault> read(std::string_view text) {
        std::size_t number = 0;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const std::string_view line = base::trim(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
            ++number;
            if (!line.starts_with('|') || is_rule(line)) {
                continue;
            }
            if (auto fault = take(cells_of(line), number)) {
                return *std::move(fault);
            }
        }
        return std::move(sheets_);
    }

private:
    std::optional<ReadingFault> take(std::vector<std::string> cells, std::size_t line) {
        if (!cells.empty() && !cells.front().empty()) {
            if (auto fault = begin_sheet(std::move(cells.front()), line)) {
                return fault;
            }
        }
        if (sheets_.empty()) {
            return std::nullopt;
        }
        SheetRow row{sheets_.back().rows.size() + 1, line, {}};
        for (std::size_t i = 1; i < cells.size(); ++i) {
            if (!cells[i].empty()) {
                row.cells.push_back({i - 1, std::move(cells[i])});
            }
        }
        return row.cells.empty() ? std::nullopt : add(std::move(row));
    }

    std::optional<ReadingFault> begin_sheet(std::string name, std::size_t line) {
        const bool twice = std::any_of(sheets_.begin(), sheets_.end(), [&](const Sheet& sheet) {
            return base::lower_ascii(sheet.name) == base::lower_ascii(name);
        });
        if (twice) {
            ReadingFault fault = file_fault("F106",
                                            fmt::format("the sheet {} begins twice", name),
                                            "put all its rows in one table");
            fault.line = line;
            return fault;
        }
        sheets_.push_back({std::move(name), {}});
        return std::nullopt;
    }

    std::optional<ReadingFault> add(SheetRow row) {
        Sheet& sheet = sheets_.back();
        cells_ += row.cells.size();
        if (cells_ > most_cells) {
            return limit("cells", most_cells);
        }
        if (sheet.rows.size() > sheet_limits.rows) {
            return limit("rows", sheet_limits.rows);
        }
        if (row.cells.size() > sheet_limits.columns) {
            return limit("columns", sheet_limits.columns);
        }
        for (const SheetCell& cell : row.cells) {
            if (base::code_points(cell.text) > sheet_limits.cell) {
                return limit("characters in a cell", sheet_limits.cell);
            }
        }
        sheet.rows.push_back(std::move(row));
        return std::nullopt;
    }

    [[nodiscard]] ReadingFault limit(const char* what, std::size_t most) const {
        ReadingFault fault = file_fault("F112",
                                        fmt::format("it has more than {} {}", most, what),
                                        "take out what the survey does not need");
        fault.sheet = sheets_.back().name;
        return fault;
    }

    std::vector<Sheet> sheets_;
    std::size_t cells_ = 0;
};

Workbook workbook_of(std::vector<Sheet> sheets) {
    Workbook workbook;
    for (const Sheet& sheet : sheets) {
        workbook.other_sheets.push_back(sheet.name);
    }
    const auto taken_as = sheets_taken_as(workbook.other_sheets, workbook.faults);
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (!taken_as[i].empty()) {
            sheets[i].name = taken_as[i];
            workbook.sheets.emplace(taken_as[i], std::move(sheets[i]));
        }
    }
    return workbook;
}

}  // namespace

bool is_markdown(std::string_view name, base::ByteView bytes) {
    const std::string_view text = base::as_text(bytes);
    if (!base::lower_ascii(name).ends_with(".md") || !base::is_utf8(text)) {
        return false;
    }
    std::size_t bars = 0;
    std::size_t looked_at = 0;
    for (std::size_t at = 0; at < text.size() && looked_at < characters_looked_at; ++looked_at) {
        bars += base::next_code_point(text, at) == U'|' ? 1U : 0U;
    }
    return bars >= fewest_bars;
}

Workbook read_markdown(std::string_view name, base::ByteView bytes) {
    if (auto fault = size_fault(bytes)) {
        return refused_workbook(*std::move(fault));
    }
    if (!is_markdown(name, bytes)) {
        return refused_workbook(not_a_spreadsheet());
    }
    std::string_view text = base::as_text(bytes);
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    auto sheets = Tables().read(text);
    if (auto* fault = std::get_if<ReadingFault>(&sheets)) {
        return refused_workbook(std::move(*fault));
    }
    return workbook_of(std::get<std::vector<Sheet>>(std::move(sheets)));
}

}  // namespace harmony::survey
