#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"

namespace harmony::survey {

/// One record of a CSV file: RFC 4180, quoted cells may hold line breaks.
struct CsvRecord {
    std::size_t line = 1;  ///< where it starts
    std::vector<std::string> cells;
};

struct CsvLimits {
    std::size_t bytes = 0;
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::size_t cell = 0;  ///< characters
};

inline constexpr CsvLimits sheet_limits{8U << 20U, 20'000, 1'024, 32'767};
inline constexpr CsvLimits data_limits{16U << 20U, 200'000, 64, 4'096};

struct CsvFault {
    std::string code;  ///< F112, F113
    std::string what;
    std::string mend;
    std::size_t line = 0;  ///< 0: the file as a whole
};

/// Reads all records, the header first; wholly empty lines are records without text. The separator
/// is the one of `,` `;` TAB that occurs most outside quotes in the header line.
[[nodiscard]] std::variant<std::vector<CsvRecord>, CsvFault> read_csv(base::ByteView bytes,
                                                                      const CsvLimits& limits);

}  // namespace harmony::survey
