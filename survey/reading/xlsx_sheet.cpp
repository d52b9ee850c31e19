#include "survey/reading/xlsx_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "survey/expression/number.h"
#include "survey/reading/csv.h"
#include "survey/reading/number_format.h"

namespace harmony::survey {
namespace {

constexpr std::size_t gap_that_ends_a_sheet = 60;
constexpr std::size_t gap_that_ends_the_headers = 20;
constexpr std::size_t most_merges = 1'000;  // looked at; nobody merges so many by hand

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
    Number value{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

/// Column of `F14`, from 0.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    std::size_t letters = 0;
    for (; letters < reference.size() && letters < 4; ++letters) {
        const char letter = reference[letters];
        if (letter < 'A' || letter > 'Z') {
            break;
        }
        column = column * 26 + static_cast<std::size_t>(letter - 'A' + 1);
    }
    return letters == 0 ? std::nullopt : std::optional(column - 1);
}

/// Cells that a spreadsheet shows as one.
struct Area {
    std::size_t first_column = 0;
    std::size_t last_column = 0;
    std::size_t first_row = 1;
    std::size_t last_row = 1;

    [[nodiscard]] bool holds(std::size_t column) const {
        return first_column <= column && column <= last_column;
    }
};

/// Row of `F14`.
std::optional<std::size_t> row_of(std::string_view reference) {
    const std::size_t digits = reference.find_first_of("0123456789");
    return digits == std::string_view::npos ? std::nullopt
                                            : number_in<std::size_t>(reference.substr(digits));
}

/// `B2:C4`; nothing for a single cell and for what is no area.
std::optional<Area> area_of(std::string_view reference) {
    const std::size_t colon = reference.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view from = reference.substr(0, colon);
    const std::string_view to = reference.substr(colon + 1);
    const auto first_column = column_of(from);
    const auto last_column = column_of(to);
    const auto first_row = row_of(from);
    const auto last_row = row_of(to);
    if (!first_column || !last_column || !first_row || !last_row) {
        return std::nullopt;
    }
    return Area{*first_column, *last_column, *first_row, *last_row};
}

class SheetReader {
public:
    SheetReader(const std::string& name,
                const CellContext& context,
                WorkbookTotals& totals,
                std::vector<ReadingFault>& faults)
        : context_(context), totals_(totals), faults_(faults) {
        sheet_.name = name;
    }

    Sheet read(const XmlDocument& document) {
        std::size_t number = 0;
        for (XmlElement row = document.root().child("sheetData").first(); row; row = row.next()) {
            number = number_in<std::size_t>(row.attribute("r")).value_or(number + 1);
            if (!read_row(row, number)) {
                break;
            }
        }
        std::stable_sort(sheet_.rows.begin(),
                         sheet_.rows.end(),
                         [](const SheetRow& a, const SheetRow& b) { return a.number < b.number; });
        take_merges(document);
        cut_headers();
        note_hidden_rows();
        return std::move(sheet_);
    }

private:
    /// False when the rest of the sheet is left out.
    bool read_row(XmlElement element, std::size_t number) {
        SheetRow row{number, 0, {}};
        std::size_t column = 0;
        for (XmlElement cell = element.first(); cell; cell = cell.next()) {
            if (cell.name() != "c") {
                continue;
            }
            column = column_of(cell.attribute("r")).value_or(column);
            std::string text = clean_cell(text_of(cell, row, column));
            if (base::code_points(text) > sheet_limits.cell) {
                limit("characters in a cell", sheet_limits.cell);
            }
            if (!text.empty()) {
                row.cells.push_back({column, std::move(text)});
            }
            ++column;
        }
        if (row.cells.empty()) {
            return true;
        }
        const std::size_t last = sheet_.rows.empty() ? 0 : sheet_.rows.back().number;
        if (number > last + gap_that_ends_a_sheet) {
            warn("W108",
                 number,
                 fmt::format("text below {} empty rows is left out", number - last - 1),
                 "delete the empty rows, or the text below them");
            return false;
        }
        count(row);
        const std::string_view hidden = element.attribute("hidden");
        if (hidden == "1" || hidden == "true") {
            hidden_rows_.push_back(number);
        }
        sheet_.rows.push_back(std::move(row));
        return true;
    }

    /// Of a merged area the top left cell counts alone.
    void take_merges(const XmlDocument& document) {
        std::size_t taken = 0;
        for (const XmlElement merge : document.root().child("mergeCells").children()) {
            const auto area = area_of(merge.attribute("ref"));
            if (!area || ++taken > most_merges) {
                continue;
            }
            keep_first(*area);
            warn_of_merge(*area);
        }
        std::erase_if(sheet_.rows, [](const SheetRow& row) { return row.cells.empty(); });
    }

    void keep_first(const Area& area) {
        const auto by_number = [](const SheetRow& row, std::size_t number) {
            return row.number < number;
        };
        auto row =
            std::lower_bound(sheet_.rows.begin(), sheet_.rows.end(), area.first_row, by_number);
        for (; row != sheet_.rows.end() && row->number <= area.last_row; ++row) {
            std::erase_if(row->cells, [&](const SheetCell& cell) {
                return area.holds(cell.column) &&
                       (row->number != area.first_row || cell.column != area.first_column);
            });
        }
    }

    void warn_of_merge(const Area& area) {
        if (sheet_.rows.empty() || sheet_.rows.front().number != 1) {
            return;
        }
        const std::vector<SheetCell>& headers = sheet_.rows.front().cells;
        const bool used = std::any_of(headers.begin(), headers.end(), [&](const SheetCell& cell) {
            return area.holds(cell.column);
        });
        if (used) {
            warn("W110",
                 area.first_row,
                 "merged cells: only the top left one counts",
                 "take the cells apart, and write the text into each that needs it");
            faults_.back().cell = cell_name(area.first_column, area.first_row);
        }
    }

    /// A filter that was left on hides rows, and an author forgets them.
    void note_hidden_rows() {
        if (hidden_rows_.empty()) {
            return;
        }
        const std::size_t more = hidden_rows_.size() - 1;
        ReadingFault told = file_fault(
            "W113",
            more == 0 ? "this row is hidden and counts all the same"
                      : fmt::format("this row and {} more are hidden and count all the same", more),
            "show them, or delete them");
        told.sheet = sheet_.name;
        told.row = *std::min_element(hidden_rows_.begin(), hidden_rows_.end());
        told.is_note = true;
        faults_.push_back(std::move(told));
    }

    void count(const SheetRow& row) {
        totals_.cells += row.cells.size();
        if (totals_.cells > most_cells) {
            limit("cells", most_cells);
        }
        if (sheet_.rows.size() > sheet_limits.rows) {
            limit("rows", sheet_limits.rows);
        }
        if (row.cells.size() > sheet_limits.columns) {
            limit("columns", sheet_limits.columns);
        }
    }

    std::string text_of(XmlElement cell, const SheetRow& row, std::size_t column) {
        const std::string_view type = cell.attribute("t");
        if (type == "inlineStr") {
            return cell.child("is") ? rich_text(cell.child("is")) : std::string();
        }
        const XmlElement value = cell.child("v");
        if (!value) {
            if (cell.child("f")) {
                fault("F110",
                      row,
                      column,
                      "the formula has no value",
                      "open the file in the spreadsheet program and save it");
            }
            return {};
        }
        const std::string text = value.text();
        if (type == "s") {
            return shared(text, row, column);
        }
        if (type == "b") {
            return text == "1" || text == "true" ? "TRUE" : "FALSE";
        }
        if (type == "e") {
            fault(
                "F111", row, column, fmt::format("the cell shows {}", text), "correct the formula");
            return {};
        }
        return type.empty() || type == "n" ? number(cell, text) : text;
    }

    std::string shared(const std::string& text, const SheetRow& row, std::size_t column) {
        const auto index = number_in<std::size_t>(text);
        if (!index || *index >= context_.shared.size()) {
            fault("F109",
                  row,
                  column,
                  "the cell refers to text that is not there",
                  "open the file in the spreadsheet program and save it again");
            return {};
        }
        return context_.shared[*index];
    }

    std::string number(XmlElement cell, const std::string& text) const {
        double value = 0;
        const std::string_view digits = base::trim(text);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) {
            return text;
        }
        const auto style = number_in<std::size_t>(cell.attribute("s")).value_or(0);
        if (style < context_.date_style.size() && context_.date_style[style]) {
            return text_from_serial(value, context_.from_1904);
        }
        return text_from_number(value);
    }

    /// After 20 empty header cells the columns beyond are left out.
    void cut_headers() {
        if (sheet_.rows.empty() || sheet_.rows.front().number != 1) {
            return;
        }
        std::size_t end = 0;
        for (const SheetCell& cell : sheet_.rows.front().cells) {
            if (cell.column >= end + gap_that_ends_the_headers) {
                warn("W108",
                     1,
                     "columns beyond 20 empty headers are left out",
                     "delete the empty columns");
                break;
            }
            end = cell.column + 1;
        }
        for (SheetRow& row : sheet_.rows) {
            std::erase_if(row.cells, [&](const SheetCell& cell) {
                return cell.column >= end + gap_that_ends_the_headers;
            });
        }
    }

    void fault(const char* code,
               const SheetRow& row,
               std::size_t column,
               std::string what,
               std::string mend) {
        ReadingFault told = file_fault(code, std::move(what), std::move(mend));
        told.sheet = sheet_.name;
        told.row = row.number;
        told.cell = cell_name(column, row.number);
        faults_.push_back(std::move(told));
    }

    void warn(const char* code, std::size_t row, std::string what, std::string mend) {
        ReadingFault told = file_fault(code, std::move(what), std::move(mend));
        told.sheet = sheet_.name;
        told.row = row;
        told.is_warning = true;
        faults_.push_back(std::move(told));
    }

    [[noreturn]] void limit(const char* what, std::size_t most) const {
        ReadingFault told = file_fault("F112",
                                       fmt::format("it has more than {} {}", most, what),
                                       "take out what the survey does not need");
        told.sheet = sheet_.name;
        throw Refused{std::move(told)};
    }

    const CellContext& context_;
    WorkbookTotals& totals_;
    std::vector<ReadingFault>& faults_;
    std::vector<std::size_t> hidden_rows_;
    Sheet sheet_;
};

}  // namespace

Sheet read_xlsx_sheet(const XmlDocument& document,
                      const std::string& name,
                      const CellContext& context,
                      WorkbookTotals& totals,
                      std::vector<ReadingFault>& faults) {
    return SheetReader(name, context, totals, faults).read(document);
}

}  // namespace harmony::survey
