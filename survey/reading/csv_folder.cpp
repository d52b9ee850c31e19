#include "survey/reading/csv_folder.h"

#include <fmt/format.h>

#include "base/text.h"
#include "survey/reading/csv.h"

namespace harmony::survey {
namespace {

void read_sheet(Workbook& workbook, const std::string& name, base::ByteView bytes) {
    auto records = read_csv(bytes, sheet_limits);
    if (const auto* fault = std::get_if<CsvFault>(&records)) {
        ReadingFault told{
            fault->code, fault->what, fault->mend, name + ".csv", {}, {}, {}, {}, false};
        if (fault->line > 0) {
            told.line = fault->line;
        }
        workbook.faults.push_back(std::move(told));
        return;
    }
    Sheet sheet{name, {}};
    std::size_t number = 0;
    for (CsvRecord& record : std::get<std::vector<CsvRecord>>(records)) {
        SheetRow row{++number, record.line, {}};
        for (std::size_t column = 0; column < record.cells.size(); ++column) {
            std::string text = clean_cell(std::move(record.cells[column]));
            if (!text.empty()) {
                row.cells.push_back({column, std::move(text)});
            }
        }
        if (!row.cells.empty()) {
            sheet.rows.push_back(std::move(row));
        }
    }
    workbook.sheets.emplace(name, std::move(sheet));
}

}  // namespace

Workbook read_csv_folder(const FileSet& files) {
    Workbook workbook;
    std::map<std::string, std::string> seen;
    for (const auto& [name, bytes] : files) {
        const std::string lower = base::lower_ascii(name);
        if (const auto [other, fresh] = seen.emplace(lower, name); !fresh) {
            workbook.faults.push_back(
                {"F106",
                 fmt::format(
                     "\"{}\" and \"{}\" differ only in capital letters", other->second, name),
                 "rename or remove one of them",
                 "",
                 {},
                 {},
                 {},
                 {},
                 false});
        }
    }
    for (const std::string& name : sheet_names()) {
        const auto found = files.find(name + ".csv");
        if (found != files.end()) {
            read_sheet(workbook, name, found->second);
        }
    }
    for (const auto& [name, bytes] : files) {
        if (name.ends_with(".csv")) {
            workbook.other_sheets.push_back(name.substr(0, name.size() - 4));
        }
    }
    return workbook;
}

}  // namespace harmony::survey
