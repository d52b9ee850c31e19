#include "survey/benchmarks.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "survey/data_list.h"
#include "survey/reading/csv.h"
#include "survey/reading/sheet.h"

namespace harmony::survey {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view english = "en";

/// A column of the file: what it holds, and in which language.
struct WordingColumn {
    std::string key;
    LanguageTag tag;
};

std::string spaced(const std::string& cell) {
    std::string result;
    for (const std::string& word : base::words(clean_cell(cell))) {
        result += (result.empty() ? "" : " ") + word;
    }
    return result;
}

std::vector<std::string> parts(const std::string& cell) {
    std::vector<std::string> result;
    for (const std::string& part : base::split(cell, '|')) {
        result.push_back(spaced(part));
    }
    return result;
}

std::vector<WordingColumn> columns_of(const CsvRecord& header) {
    std::vector<WordingColumn> result;
    for (const std::string& cell : header.cells) {
        const std::string text = spaced(cell);
        const std::size_t colons = text.find("::");
        const std::string tag =
            colons == std::string::npos ? std::string(english) : bracketed_tag(text);
        result.push_back({text.substr(0, colons), tag});
    }
    return result;
}

void put(BenchmarkWording& wording, const WordingColumn& column, const std::string& cell) {
    if (column.key == "wording_id") {
        wording.id = spaced(cell);
    } else if (column.key == "choice_names") {
        wording.choice_names = parts(cell);
    } else if (cell.empty() || column.tag.empty()) {
        return;
    } else if (column.key == "question") {
        wording.question[column.tag] = spaced(cell);
    } else if (column.key == "hint") {
        wording.hint[column.tag] = spaced(cell);
    } else if (column.key == "choice_labels") {
        wording.choice_labels[column.tag] = parts(cell);
    }
}

/// What is wrong with a wording; nothing when it can be used.
std::optional<std::string> fault_of(const BenchmarkWording& wording) {
    if (wording.id.empty()) {
        return "has no wording_id";
    }
    if (!wording.question.contains(LanguageTag(english))) {
        return "has no question";
    }
    for (const auto& [tag, labels] : wording.choice_labels) {
        if (labels.size() != wording.choice_names.size()) {
            return fmt::format("has {} choice_names and {} choice_labels",
                               wording.choice_names.size(),
                               labels.size());
        }
    }
    return std::nullopt;
}

}  // namespace

BenchmarkLibrary::BenchmarkLibrary(std::vector<BenchmarkWording> wordings) {
    for (BenchmarkWording& wording : wordings) {
        std::string id = wording.id;
        wordings_.emplace(std::move(id), std::move(wording));
    }
}

const BenchmarkWording* BenchmarkLibrary::find(std::string_view id) const {
    const auto found = wordings_.find(id);
    return found == wordings_.end() ? nullptr : &found->second;
}

std::vector<std::string> BenchmarkLibrary::ids() const {
    std::vector<std::string> result;
    for (const auto& [id, wording] : wordings_) {
        result.push_back(id);
    }
    return result;
}

Result<BenchmarkLibrary> read_benchmarks(base::ByteView bytes) {
    auto records = read_csv(bytes, data_limits);
    if (const auto* fault = std::get_if<CsvFault>(&records)) {
        return Error{ErrorKind::unreadable, fault->what};
    }
    const auto& rows = std::get<std::vector<CsvRecord>>(records);
    const std::vector<WordingColumn> columns =
        rows.empty() ? std::vector<WordingColumn>() : columns_of(rows.front());
    std::vector<BenchmarkWording> wordings;
    for (std::size_t row = 1; row < rows.size(); ++row) {
        const std::vector<std::string>& cells = rows[row].cells;
        if (std::all_of(cells.begin(), cells.end(), [](const auto& c) { return c.empty(); })) {
            continue;
        }
        BenchmarkWording wording;
        for (std::size_t i = 0; i < std::min(cells.size(), columns.size()); ++i) {
            put(wording, columns[i], cells[i]);
        }
        if (const auto fault = fault_of(wording)) {
            return Error{ErrorKind::unreadable,
                         fmt::format("the wording in line {} {}", rows[row].line, *fault)};
        }
        wordings.push_back(std::move(wording));
    }
    return BenchmarkLibrary(std::move(wordings));
}

}  // namespace harmony::survey
