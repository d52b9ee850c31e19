#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace harmony::survey {

/// A cell with text.
struct SheetCell {
    std::size_t column = 0;  ///< from 0
    std::string text;
};

struct SheetRow {
    std::size_t number = 1;  ///< as the spreadsheet numbers it
    std::size_t line = 0;    ///< CSV only: line of the file; else 0
    std::vector<SheetCell> cells;

    /// Empty when the cell has no text.
    [[nodiscard]] const std::string& at(std::size_t column) const;
};

/// One sheet: rows with text only; row 1, when it is there, holds the headers.
struct Sheet {
    std::string name;  ///< `survey`
    std::vector<SheetRow> rows;
};

/// A fault met while reading, before sheets had a meaning.
struct ReadingFault {
    std::string code;
    std::string what;
    std::string mend;
    std::string sheet;
    std::optional<std::size_t> row;
    std::string column;
    std::string cell;
    std::optional<std::size_t> line;
    bool is_warning = false;
    bool is_note = false;
};

struct Workbook {
    std::map<std::string, Sheet> sheets;  ///< by the name that has a meaning, in lower case
    std::vector<std::string> other_sheets;
    std::vector<ReadingFault> faults;
};

/// A fault of the file as a whole.
[[nodiscard]] ReadingFault file_fault(const char* code, std::string what, std::string mend);

/// F102 when the file is larger than any survey may be.
[[nodiscard]] std::optional<ReadingFault> size_fault(base::ByteView bytes);

/// F105: neither a workbook nor tables.
[[nodiscard]] ReadingFault not_a_spreadsheet();

/// A workbook that could not be read, and why.
[[nodiscard]] Workbook refused_workbook(ReadingFault fault);

/// Line ends become LF, no-break spaces become spaces, white space at the ends goes, NFC.
[[nodiscard]] std::string clean_cell(std::string text);

/// `F14` for column 5, row 14.
[[nodiscard]] std::string cell_name(std::size_t column, std::size_t row);

/// Names of sheets that have a meaning.
[[nodiscard]] std::vector<std::string> sheet_names();

/// What each sheet of a file is taken as: a name that has a meaning, or empty when it is not read.
/// An only sheet is the survey, whatever its name; a likely slip is told in `faults`.
[[nodiscard]] std::vector<std::string> sheets_taken_as(const std::vector<std::string>& names,
                                                       std::vector<ReadingFault>& faults);

/// Most cells with text in all sheets of a workbook.
inline constexpr std::size_t most_cells = 400'000;

}  // namespace harmony::survey
