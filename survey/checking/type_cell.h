#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "survey/form.h"

namespace harmony::survey {

/// What a cell of the column `type` says.
struct TypeCell {
    enum class Kind {
        question,
        begin_group,
        end_group,
        begin_refused,  ///< a repeat or loop: its rows are checked as if it were a group
        end_refused,    ///< its end
        data_file,      ///< names a data file for expressions; no node
        refused,        ///< `code`, `what` and `mend` say why
    };

    Kind kind = Kind::refused;
    NodeType type = NodeType::text;
    std::string list;  ///< name of the list or of the data file
    bool from_file = false;
    bool or_other = false;  ///< "Other" is offered, with a text question after it
    bool is_other = false;  ///< that text question, which has no row of its own
    std::string code;
    std::string what;
    std::string mend;
};

/// REQUIRES: `cell` is trimmed and not empty.
[[nodiscard]] TypeCell read_type_cell(std::string_view cell);

}  // namespace harmony::survey
