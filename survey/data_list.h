#pragma once

#include <string_view>
#include <variant>

#include "base/bytes.h"
#include "survey/form.h"
#include "survey/reading/csv.h"

namespace harmony::survey {

/// A data file read into a list, and what the compiled form says of it.
struct DataList {
    ChoiceList list;
    DataFile file;
};

/// Reads a data file. `value` and `label` name its columns; a column `label::Polish (pl)` holds the
/// labels in that language. Rows without a value are left out; with an empty `value` all rows stay
/// and no column is special.
[[nodiscard]] std::variant<DataList, CsvFault> read_data_list(base::ByteView bytes,
                                                              std::string_view name,
                                                              const std::string& value,
                                                              const std::string& label,
                                                              const LanguageTag& default_language);

/// A data file that no select uses, before it is read: `value` and `label` are empty.
[[nodiscard]] ChoiceList plain_data_list(std::string name);

/// The tag in brackets at the end of `Urdu (ur)`; empty when there is none.
[[nodiscard]] std::string bracketed_tag(std::string_view language);

}  // namespace harmony::survey
