#include "admin/export/csv.h"

#include <algorithm>
#include <array>

namespace harmony::admin {

namespace {

constexpr const char* not_asked = "n/a";
constexpr const char* line_end = "\r\n";
constexpr std::string_view begins_a_formula = "=+-@\t\r";
/// The same signs in full width, which some spreadsheets take for them.
constexpr std::array<std::string_view, 4> wide_formula = {
    "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

void append_quoted(std::string& text, std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        text += cell;
        return;
    }
    text += '"';
    for (const char letter : cell) {
        text += letter == '"' ? "\"\"" : std::string(1, letter);
    }
    text += '"';
}

std::string csv_cell(const ExportCell& cell) {
    switch (cell.kind) {
        case ExportCell::Kind::not_asked: return not_asked;
        case ExportCell::Kind::empty: return "";
        case ExportCell::Kind::words: return without_formula(cell.text);
        default: return cell.text;
    }
}

void append_line(std::string& text, const std::vector<std::string>& cells) {
    bool is_first = true;
    for (const std::string& cell : cells) {
        text += is_first ? "" : ",";
        append_quoted(text, cell);
        is_first = false;
    }
    text += line_end;
}

}  // namespace

std::string csv_start() {
    return "\xEF\xBB\xBF";
}

std::string without_formula(std::string_view text) {
    const bool is_wide = std::any_of(wide_formula.begin(),
                                     wide_formula.end(),
                                     [&](std::string_view sign) { return text.starts_with(sign); });
    const bool is_risky =
        is_wide || (!text.empty() && begins_a_formula.find(text.front()) != std::string_view::npos);
    return (is_risky ? "'" : "") + std::string(text);
}

void append_csv_names(std::string& text, const std::vector<std::string>& names) {
    std::vector<std::string> cells;
    for (const std::string& name : names) {
        cells.push_back(without_formula(name));
    }
    append_line(text, cells);
}

void append_csv_row(std::string& text, const std::vector<ExportCell>& cells) {
    std::vector<std::string> written;
    for (const ExportCell& cell : cells) {
        written.push_back(csv_cell(cell));
    }
    append_line(text, written);
}

std::string csv_text(const TextRows& rows) {
    std::string text = csv_start();
    for (const std::vector<std::string>& row : rows) {
        append_csv_names(text, row);
    }
    return text;
}

}  // namespace harmony::admin
