#include "survey/import.h"

#include <fmt/format.h>

#include <algorithm>

#include "survey/checking/workbook_check.h"
#include "survey/reading/csv_folder.h"
#include "survey/reading/markdown.h"
#include "survey/reading/xlsx.h"

namespace harmony::survey {
namespace {

/// The last part of a path without its ending.
std::string stem_of(std::string name) {
    while (name.size() > 1 && name.back() == '/') {
        name.pop_back();
    }
    name.erase(0, name.rfind('/') + 1);
    for (const std::string_view ending : {".xlsx", ".xlsm", ".md"}) {
        if (name.ends_with(ending)) {
            name.resize(name.size() - ending.size());
        }
    }
    return name;
}

std::string counted(std::size_t number, const char* one, const char* many) {
    return fmt::format("{} {}", number, number == 1 ? one : many);
}

}  // namespace

bool Imported::publishable() const {
    const Counts counts = count(messages);
    return compiled.has_value() && counts.errors == 0 && counts.blocks == 0;
}

Imported import_workbook(const WorkbookSource& source, const ImportOptions& options) {
    if (is_markdown(source.name, source.bytes)) {
        return import_markdown(source, options);
    }
    return check_workbook(
        read_xlsx(source.bytes), source.name, stem_of(source.name), source.beside, options);
}

Imported import_markdown(const WorkbookSource& source, const ImportOptions& options) {
    return check_workbook(read_markdown(source.name, source.bytes),
                          source.name,
                          stem_of(source.name),
                          source.beside,
                          options);
}

Imported import_folder(const FolderSource& source, const ImportOptions& options) {
    return check_workbook(
        read_csv_folder(source.files), source.name, stem_of(source.name), source.files, options);
}

std::string summary_line(std::string_view file, const Imported& imported) {
    const Counts counts = count(imported.messages);
    std::string line = fmt::format("{}: ", file);
    if (imported.summary) {
        const FormSummary& form = *imported.summary;
        line += fmt::format("{}, {}, {}, about {}; ",
                            counted(form.questions, "question", "questions"),
                            counted(form.pages, "page", "pages"),
                            counted(form.languages.size(), "language", "languages"),
                            counted(form.minutes, "minute", "minutes"));
    }
    return line + fmt::format("{}, {}, {}",
                              counted(counts.errors, "error", "errors"),
                              counted(counts.blocks, "block", "blocks"),
                              counted(counts.warnings, "warning", "warnings"));
}

}  // namespace harmony::survey
