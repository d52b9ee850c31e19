#include "conformance/imported_form.h"

#include <fmt/format.h>

#include <algorithm>

#include "survey/compiled.h"

namespace harmony::conformance {

survey::Imported import_table(std::string_view table, const survey::FileSet& files) {
    return survey::import_markdown({"case.md", base::copy_bytes(base::as_bytes(table)), files});
}

base::Result<survey::Form> load(const survey::Imported& imported, const survey::FileSet& files) {
    if (!imported.compiled) {
        return base::Error{base::ErrorKind::refused, told_of(imported)};
    }
    // The name is a matter between the pack and the kiosk; the loader does not look at it.
    const auto name = *base::FormName::from_hex("0000000000000000");
    return survey::load_form(base::as_bytes(*imported.compiled), name, files);
}

std::string told_of(const survey::Imported& imported) {
    const auto& messages = imported.messages;
    if (messages.empty()) {
        return "nothing";
    }
    const auto first =
        std::find_if(messages.begin(), messages.end(), [](const survey::Message& message) {
            return message.level == survey::Level::error;
        });
    const survey::Message& told = first == messages.end() ? messages.front() : *first;
    const std::string row = told.row ? fmt::format(" row {}", *told.row) : std::string();
    return fmt::format("{} {} at {}{}: {}",
                       survey::level_name(told.level),
                       told.code,
                       told.sheet.empty() ? "the file" : told.sheet,
                       row,
                       told.what);
}

std::string path_below_root(const survey::Form& form, const survey::Node& node) {
    return node.path.substr(form.content().root.size() + 1);
}

std::optional<survey::NodeIndex> node_at(const survey::Form& form,
                                         std::string_view path_below_root) {
    return form.find("/" + form.content().root + std::string(path_below_root));
}

}  // namespace harmony::conformance
