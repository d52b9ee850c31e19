#include "admin/phrases/phrase_sheet.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/export/csv.h"
#include "base/text.h"
#include "survey/reading/csv.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::array<std::string_view, 4> needed_columns = {"key", "english", "text", "status"};

/// Undoes what `without_formula` did, and what spreadsheet programs make of line breaks.
std::string cell_text(std::string cell) {
    if (cell.size() > 1 && cell.front() == '\'' && without_formula(cell.substr(1)) == cell) {
        cell.erase(0, 1);
    }
    cell.erase(std::remove(cell.begin(), cell.end(), '\r'), cell.end());
    return cell;
}

Result<std::array<std::size_t, needed_columns.size()>> columns_of(const survey::CsvRecord& header) {
    std::array<std::size_t, needed_columns.size()> columns{};
    for (std::size_t index = 0; index < needed_columns.size(); ++index) {
        const auto at =
            std::find_if(header.cells.begin(), header.cells.end(), [&](const std::string& cell) {
                return base::lower_ascii(base::trim(cell)) == needed_columns[index];
            });
        if (at == header.cells.end()) {
            return Error{ErrorKind::unreadable,
                         fmt::format("row 1: there is no column '{}'. Keep the first row as "
                                     "`harmony-admin phrases export` writes it",
                                     needed_columns[index])};
        }
        columns[index] = static_cast<std::size_t>(at - header.cells.begin());
    }
    return columns;
}

}  // namespace

std::string phrase_sheet(const PhraseRules& rules,
                         const PhraseFile& master,
                         const PhraseFile& translation) {
    TextRows rows{{"key", "note", "English", "text", "status"}};
    for (const std::string& key : master.keys()) {
        if (is_read_by_staff(rules, key)) {
            continue;
        }
        const PhraseEntry english = master.entry(key);
        const PhraseEntry entry = translation.has(key) ? translation.entry(key) : PhraseEntry{};
        const bool is_stale = !entry.text.empty() && entry.from != source_mark(english.text);
        const std::string status = entry.text.empty() ? "draft" : entry.status;
        rows.push_back({key, english.note, english.text, entry.text, is_stale ? "stale" : status});
    }
    return csv_text(rows);
}

Result<std::vector<PhraseRow>> read_phrase_sheet(base::ByteView bytes) {
    const auto read = survey::read_csv(bytes, survey::sheet_limits);
    if (const auto* fault = std::get_if<survey::CsvFault>(&read)) {
        return Error{ErrorKind::unreadable, fmt::format("{}: {}", fault->what, fault->mend)};
    }
    const auto& records = std::get<std::vector<survey::CsvRecord>>(read);
    if (records.empty()) {
        return Error{ErrorKind::unreadable, "the file is empty: export it again"};
    }
    const auto columns = columns_of(records.front());
    if (!columns) {
        return columns.error();
    }
    std::vector<PhraseRow> rows;
    for (std::size_t index = 1; index < records.size(); ++index) {
        const auto cell = [&](std::size_t column) {
            const std::vector<std::string>& cells = records[index].cells;
            const std::size_t at = (*columns)[column];
            return at < cells.size() ? cell_text(cells[at]) : std::string();
        };
        PhraseRow row{index + 1, cell(0), cell(1), cell(2), cell(3)};
        row.key = base::trim(row.key);
        row.status = base::lower_ascii(base::trim(row.status));
        if (!(row.key + row.english + row.text + row.status).empty()) {
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

}  // namespace harmony::admin
