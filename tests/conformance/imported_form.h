#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "survey/form.h"
#include "survey/import.h"

namespace harmony::conformance {

/// The survey of a Markdown table.
[[nodiscard]] survey::Imported import_table(std::string_view table, const survey::FileSet& files);

/// The form of a survey that was imported. Errors: refused (it has an error; the first is told),
/// or those of `survey::load_form`.
[[nodiscard]] base::Result<survey::Form> load(const survey::Imported& imported,
                                              const survey::FileSet& files);

/// The first error of a survey, else its first message.
[[nodiscard]] std::string told_of(const survey::Imported& imported);

/// `/group/question`: the path of a node without the root.
[[nodiscard]] std::string path_below_root(const survey::Form& form, const survey::Node& node);

[[nodiscard]] std::optional<survey::NodeIndex> node_at(const survey::Form& form,
                                                       std::string_view path_below_root);

}  // namespace harmony::conformance
