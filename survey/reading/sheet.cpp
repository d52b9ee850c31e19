#include "survey/reading/sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/unicode.h"

namespace harmony::survey {
namespace {

const std::string no_text;  // what `SheetRow::at` refers to for an empty cell
constexpr std::size_t largest_file = 8U << 20U;

ReadingFault warning(const char* code, std::string what, std::string mend) {
    ReadingFault fault = file_fault(code, std::move(what), std::move(mend));
    fault.is_warning = true;
    return fault;
}

}  // namespace

const std::string& SheetRow::at(std::size_t column) const {
    const auto found = std::find_if(
        cells.begin(), cells.end(), [&](const SheetCell& cell) { return cell.column == column; });
    return found == cells.end() ? no_text : found->text;
}

ReadingFault file_fault(const char* code, std::string what, std::string mend) {
    ReadingFault fault;
    fault.code = code;
    fault.what = std::move(what);
    fault.mend = std::move(mend);
    return fault;
}

std::optional<ReadingFault> size_fault(base::ByteView bytes) {
    if (bytes.size() <= largest_file) {
        return std::nullopt;
    }
    return file_fault("F102",
                      "the file is larger than 8 MiB",
                      "delete the empty rows below the last question and save it again");
}

ReadingFault not_a_spreadsheet() {
    return file_fault(
        "F105", "the file is not a spreadsheet", "give an .xlsx file, or a folder with survey.csv");
}

Workbook refused_workbook(ReadingFault fault) {
    Workbook workbook;
    workbook.faults.push_back(std::move(fault));
    return workbook;
}

std::string clean_cell(std::string text) {
    std::string clean;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            clean += '\n';
            i += i + 1 < text.size() && text[i + 1] == '\n' ? 1 : 0;
        } else if (text.compare(i, 2, "\xC2\xA0") == 0) {
            clean += ' ';
            ++i;
        } else {
            clean += text[i];
        }
    }
    return nfc(base::trim(clean));
}

std::string cell_name(std::size_t column, std::size_t row) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return letters + std::to_string(row);
}

std::vector<std::string> sheet_names() {
    return {"survey", "choices", "settings", "entities", "external_choices", "osm"};
}

std::vector<std::string> sheets_taken_as(const std::vector<std::string>& names,
                                         std::vector<ReadingFault>& faults) {
    if (names.size() == 1 && base::lower_ascii(names.front()) != "survey") {
        faults.push_back(
            warning("W112",
                    fmt::format("the only sheet, \"{}\", is taken as survey", names.front()),
                    "call it survey"));
        return {"survey"};
    }
    const std::vector<std::string> known = sheet_names();
    std::vector<std::string> result;
    for (const std::string& name : names) {
        result.push_back(base::lower_ascii(name));
        if (std::find(known.begin(), known.end(), result.back()) != known.end()) {
            continue;
        }
        if (const auto near = base::nearest(result.back(), known); near && !name.starts_with('_')) {
            faults.push_back(warning("W109",
                                     fmt::format("the sheet \"{}\" is not read", name),
                                     fmt::format("rename it to {} if it is meant", *near)));
        }
        result.back().clear();
    }
    return result;
}

}  // namespace harmony::survey
