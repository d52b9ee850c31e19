#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "survey/reading/package.h"
#include "survey/reading/xml.h"

namespace harmony::survey {

/// A relationship of a part: what it points to, as a name inside the package.
struct Relationship {
    std::string type;    ///< its last part: `worksheet`
    std::string target;  ///< empty when it leaves the package or is external
};

/// Thrown inside the reader and returned at its edge (`read_xlsx`).
struct Refused {
    ReadingFault fault;
};

/// The relationships of a part, by id; of the package when `part` is empty. Throws `Refused`.
[[nodiscard]] std::map<std::string, Relationship> relationships_of(Package& package,
                                                                   const std::string& part);

/// Reads and parses a part. Throws `Refused`.
[[nodiscard]] XmlDocument document_of(Package& package, const std::string& part);

/// As `document_of`, for a sheet: without the rows and cells that hold nothing.
[[nodiscard]] XmlDocument sheet_of(Package& package, const std::string& part);

/// What cells need beside their sheet.
struct CellContext {
    std::vector<std::string> shared;  ///< shared strings
    std::vector<bool> date_style;     ///< by index of the cell format
    bool from_1904 = false;
};

[[nodiscard]] std::vector<std::string> shared_strings(const XmlDocument& document);
[[nodiscard]] std::vector<bool> date_styles(const XmlDocument& document);

/// Text of `si` or `is`: its `t`, or its runs joined, without phonetic runs; `_xHHHH_` decoded.
[[nodiscard]] std::string rich_text(XmlElement element);

}  // namespace harmony::survey
