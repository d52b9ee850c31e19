#include "admin/authoring/workbook_files.h"

#include <fmt/format.h>

#include "admin/authoring/survey_files.h"
#include "admin/authoring/workbook_writer.h"
#include "survey/reading/csv.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

Result<SheetText> read_sheet(const std::string& name, const base::Bytes& bytes) {
    auto records = survey::read_csv(bytes, survey::sheet_limits);
    if (const auto* fault = std::get_if<survey::CsvFault>(&records)) {
        return Error{ErrorKind::refused,
                     fmt::format("{}.csv: {}. Mend: {}", name, fault->what, fault->mend)};
    }
    SheetText sheet{name, {}};
    for (survey::CsvRecord& record : std::get<std::vector<survey::CsvRecord>>(records)) {
        sheet.rows.push_back(std::move(record.cells));
    }
    return sheet;
}

bool is_same(base::Files& files, const std::filesystem::path& file, base::ByteView bytes) {
    const Result<base::Bytes> there = files.read(file, bytes.size());
    return there && base::equal(*there, bytes);
}

bool is_sheet(const std::string& name) {
    return name == "survey.csv" || name == "choices.csv" || name == "settings.csv";
}

}  // namespace

Result<base::Bytes> join_sheets(const survey::FileSet& files) {
    std::vector<SheetText> sheets;
    for (const char* name : {"survey", "choices", "settings"}) {
        const auto file = files.find(std::string(name) + ".csv");
        if (file == files.end()) {
            continue;
        }
        Result<SheetText> sheet = read_sheet(name, file->second);
        if (!sheet) {
            return sheet.error();
        }
        sheets.push_back(std::move(*sheet));
    }
    if (!files.contains("survey.csv")) {
        return Error{ErrorKind::refused, "there is no survey.csv; a survey needs one"};
    }
    return make_workbook(sheets);
}

Result<LaidBeside> lay_beside(base::Files& files,
                              const survey::FileSet& set,
                              const std::filesystem::path& workbook) {
    const std::filesystem::path folder =
        workbook.has_parent_path() ? workbook.parent_path() : std::filesystem::path(".");
    LaidBeside laid;
    for (const auto& [name, bytes] : set) {
        if (is_sheet(name)) {
            continue;
        }
        const Result<base::Delivery> written =
            files.write(folder / name, bytes, base::IfPresent::skip, base::public_mode);
        if (!written) {
            return written.error().while_doing("writing " + (folder / name).string());
        }
        const bool same = *written == base::Delivery::fresh || is_same(files, folder / name, bytes);
        (same ? laid.written : laid.kept).push_back(name);
    }
    return laid;
}

std::string beside_sentences(const LaidBeside& laid) {
    std::string text;
    for (const std::string& name : laid.written) {
        text += fmt::format("Beside it lies {}, which the survey reads: keep both in one folder.\n",
                            name);
    }
    for (const std::string& name : laid.kept) {
        text += fmt::format(
            "Beside it lies your own {}: it was left as it is, and the survey reads it.\n", name);
    }
    return text;
}

}  // namespace harmony::admin
