#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "survey/form.h"
#include "survey/message.h"

namespace harmony::survey {

/// Files by their name without a folder.
using FileSet = std::map<std::string, base::Bytes>;

/// A survey as an author keeps it. Room for one of two shapes.
struct WorkbookSource {
    std::string name;   ///< as the person typed it, for messages; its stem is the default form id
    base::Bytes bytes;  ///< the .xlsx or .md
    FileSet beside;     ///< what lies in the same folder: data files, pictures
};

struct FolderSource {
    std::string name;
    FileSet files;  ///< survey.csv, choices.csv, settings.csv, data files, pictures
};

/// What the importer writes for `or_other`.
struct OtherWords {
    std::string other = "Other";             ///< label of the choice
    std::string specify = "Specify other.";  ///< label of the text question behind it
};

/// The words of the phrase catalogue for a language; asked only when a survey needs them.
using OtherWordsSource = std::function<OtherWords(const LanguageTag&)>;

class BenchmarkLibrary;

struct ImportOptions {
    std::vector<Waiver> waivers;
    OtherWordsSource other_words;  ///< empty: the English ones in every language
    /// Data files that will be there although their content is not at hand: columns are not
    /// checked.
    std::vector<std::string> expected_files;
    /// What locked wordings are compared with (`survey/benchmarks.h`); null: they are not compared.
    const BenchmarkLibrary* benchmarks = nullptr;
};

/// What `survey check` says of the form in its last line.
struct FormSummary {
    std::string id;
    std::string title;
    std::string version;
    std::size_t questions = 0;
    std::size_t groups = 0;
    std::size_t pages = 0;
    std::size_t lists = 0;
    std::size_t minutes = 0;  ///< rounded up
    std::vector<Language> languages;
    std::map<LanguageTag, std::size_t> complete_pct;  ///< of the texts of the default language
    std::vector<std::string> files;  ///< data files and pictures that must travel with it
};

struct Imported {
    std::vector<Message> messages;  ///< sorted: settings, survey, choices, files; row; column; code
    std::optional<std::string> compiled;  ///< canonical text; absent when there is an error
    std::optional<FormSummary> summary;   ///< absent when there is an error

    /// No error, and no block that nobody waived.
    [[nodiscard]] bool publishable() const;
};

/// Reads and checks a workbook (.xlsx, .xlsm; macros never run), or Markdown tables: which of them
/// it is is told by content. Never throws on bad input: what is wrong is in the messages.
[[nodiscard]] Imported import_workbook(const WorkbookSource& source,
                                       const ImportOptions& options = {});

/// Reads and checks Markdown tables, whose name ends in .md; anything else is refused.
[[nodiscard]] Imported import_markdown(const WorkbookSource& source,
                                       const ImportOptions& options = {});

/// Reads and checks a folder of CSV sheets.
[[nodiscard]] Imported import_folder(const FolderSource& source, const ImportOptions& options = {});

/// `ward.xlsx: 27 questions, 9 pages, 4 languages, about 4 minutes; 0 errors, 1 block, 3 warnings`.
[[nodiscard]] std::string summary_line(std::string_view file, const Imported& imported);

}  // namespace harmony::survey
