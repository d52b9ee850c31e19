#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "admin/stats/csv.h"
#include "admin/stats/frame.h"
#include "admin/stats/spec_reader.h"
#include "base/error.h"

namespace harmony::admin::stats {

/// Most lines and columns of a file.
inline constexpr std::size_t most_lines = 5'000'000;
inline constexpr std::size_t most_columns = 2'000;

/// Where a cell stands, for what is said about it.
struct CellPlace {
    std::size_t line = 0;
    std::string_view column;
    bool weight = false;  ///< must be 0 or more
};

/// A cell as a number: digits with a "." and an exponent, nothing else.
/// Errors: unreadable ("data: line 2, column 'w': 'E1' is not a number").
[[nodiscard]] base::Result<double> read_number(std::string_view cell, const CellPlace& place);

/// A data file of which the header has been read. Borrows the text.
struct DataFile {
    Csv csv;
    std::vector<std::string> header;
};

/// Opens the text of file `name`. Errors: unreadable ("data: ... is empty", "data: cannot read
/// ...: line 3 is not UTF-8").
[[nodiscard]] base::Result<DataFile> open_data(std::string_view text, const std::string& name);

/// The rows, in the columns that are needed, and each row's line.
struct LoadedRows {
    Frame frame;
    std::vector<std::uint32_t> lines;
};

/// Reads what comes after the header. Needs of columns that are not in the header are passed over.
/// Errors: unreadable ("data: line 7 has 3 cells, the header has 4", or as `read_number`).
[[nodiscard]] base::Result<LoadedRows> load_rows(DataFile file,
                                                 const std::string& name,
                                                 const std::map<std::string, Need>& needs,
                                                 const std::vector<std::string>& missing);

}  // namespace harmony::admin::stats
