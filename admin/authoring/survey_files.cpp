#include "admin/authoring/survey_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "admin/authoring/shipped_surveys.h"
#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace fs = std::filesystem;

namespace {

// One byte over the importer's own limit would do: it says which limit was passed, and how to mend
// it.
constexpr std::size_t sheet_cap = std::size_t{64} << 20U;
constexpr std::size_t most_files = 200;

bool ends_with(std::string_view name, std::string_view ending) {
    return name.size() > ending.size() &&
           base::lower_ascii(name.substr(name.size() - ending.size())) == ending;
}

bool is_beside(std::string_view name) {
    return ends_with(name, ".csv") || ends_with(name, ".png") || ends_with(name, ".jpg") ||
           ends_with(name, ".jpeg");
}

}  // namespace

Result<survey::FileSet> read_beside(base::Files& files, const fs::path& folder) {
    const auto names = files.list(folder);
    if (!names) {
        return names.error().while_doing("reading " + folder.string());
    }
    survey::FileSet set;
    for (const std::string& name : *names) {
        std::error_code ignored;
        if (!is_beside(name) || fs::is_directory(folder / name, ignored)) {
            continue;
        }
        if (set.size() == most_files) {
            return Error{
                ErrorKind::refused,
                fmt::format("{} holds more than {} files; keep a survey in a folder of its own",
                            folder.string(),
                            most_files)};
        }
        Result<base::Bytes> bytes = files.read(folder / name, sheet_cap);
        if (!bytes) {
            return bytes.error().while_doing("reading " + (folder / name).string());
        }
        set.emplace(name, std::move(*bytes));
    }
    return set;
}

Result<SurveyFile> read_survey(base::Files& files,
                               const fs::path& path,
                               const survey::ImportOptions& given) {
    std::error_code trouble;
    const fs::path named = path.has_filename() ? path : path.parent_path();
    const fs::file_status status = fs::status(named, trouble);
    if (!fs::exists(status)) {
        return Error{
            ErrorKind::absent,
            fmt::format("there is no survey {}: name a workbook (.xlsx), a folder of CSV sheets or "
                        "Markdown tables (.md)",
                        path.string())};
    }
    const survey::BenchmarkLibrary shipped = shipped_benchmarks();
    survey::ImportOptions options = given;
    options.benchmarks = given.benchmarks == nullptr ? &shipped : given.benchmarks;
    if (!options.other_words) {
        options.other_words = shipped_other_words;
    }
    SurveyFile survey{named.filename().string(), {}, {}};
    const bool folder = fs::is_directory(status);
    const fs::path around =
        folder ? named : (named.has_parent_path() ? named.parent_path() : fs::path("."));
    Result<survey::FileSet> beside = read_beside(files, around);
    if (!beside) {
        return beside.error();
    }
    survey.beside = std::move(*beside);
    if (folder) {
        survey.imported = survey::import_folder({survey.name, survey.beside}, options);
        return survey;
    }
    Result<base::Bytes> bytes = files.read(named, sheet_cap);
    if (!bytes) {
        return bytes.error().while_doing("reading " + path.string());
    }
    survey.imported =
        survey::import_workbook({survey.name, std::move(*bytes), survey.beside}, options);
    return survey;
}

Result<survey::Waiver> read_waiver(const std::string& text, const std::string& by) {
    const std::size_t colon = text.find(':');
    survey::Waiver waiver{
        text.substr(0, colon), colon == std::string::npos ? "" : text.substr(colon + 1), by};
    const bool code = waiver.code.size() == 4 && waiver.code[0] >= 'A' && waiver.code[0] <= 'Z' &&
                      std::all_of(waiver.code.begin() + 1, waiver.code.end(), [](char at) {
                          return at >= '0' && at <= '9';
                      });
    if (!code) {
        return Error{
            ErrorKind::refused,
            fmt::format("--waive {}: name the code of a block, and where if not everywhere: "
                        "--waive L802 or --waive L801:pl",
                        text)};
    }
    return waiver;
}

}  // namespace harmony::admin
