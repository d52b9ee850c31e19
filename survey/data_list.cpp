#include "survey/data_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/expression/sha256.h"
#include "survey/unicode.h"

namespace harmony::survey {
namespace {

std::string cell_of(const CsvRecord& record, std::size_t column) {
    return column < record.cells.size() ? nfc(base::trim(record.cells[column])) : std::string();
}

/// Labels of a choice by column: the default one, and one a language.
std::vector<std::pair<std::size_t, LanguageTag>> label_columns(
    const std::vector<std::string>& header,
    const std::string& label,
    const LanguageTag& default_language) {
    std::vector<std::pair<std::size_t, LanguageTag>> result;
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (label.empty()) {
            break;
        }
        if (header[i] == label) {
            result.emplace_back(i, default_language);
        } else if (header[i].starts_with(label + "::") && !bracketed_tag(header[i]).empty()) {
            result.emplace_back(i, bracketed_tag(header[i]));
        }
    }
    return result;
}

}  // namespace

std::string bracketed_tag(std::string_view language) {
    const std::size_t open = language.rfind('(');
    if (!language.ends_with(')') || open == std::string_view::npos) {
        return {};
    }
    return std::string(base::trim(language.substr(open + 1, language.size() - open - 2)));
}

ChoiceList plain_data_list(std::string name) {
    ChoiceList list;
    list.name = std::move(name);
    list.from_file = true;
    list.file_value.clear();
    list.file_label.clear();
    return list;
}

std::variant<DataList, CsvFault> read_data_list(base::ByteView bytes,
                                                std::string_view name,
                                                const std::string& value,
                                                const std::string& label,
                                                const LanguageTag& default_language) {
    auto records = read_csv(bytes, data_limits);
    if (auto* fault = std::get_if<CsvFault>(&records)) {
        return std::move(*fault);
    }
    const auto& rows = std::get<std::vector<CsvRecord>>(records);
    DataList result;
    result.file.name = name;
    result.file.sha256 = base::to_hex(sha256(bytes));
    result.list.name = name;
    result.list.from_file = true;
    result.list.file_value = value;
    result.list.file_label = label;
    if (!rows.empty()) {
        for (std::size_t i = 0; i < rows[0].cells.size(); ++i) {
            result.file.columns.push_back(cell_of(rows[0], i));
        }
    }
    const std::vector<std::string>& header = result.file.columns;
    result.list.columns = header;
    const auto labels = label_columns(header, label, default_language);
    const auto key =
        static_cast<std::size_t>(std::find(header.begin(), header.end(), value) - header.begin());
    for (std::size_t row = 1; row < rows.size(); ++row) {
        Choice choice;
        choice.name = cell_of(rows[row], key);
        if (choice.name.empty() && !value.empty()) {
            continue;
        }
        for (const auto& [column, tag] : labels) {
            if (std::string text = cell_of(rows[row], column); !text.empty()) {
                choice.label[tag] = {Piece{std::move(text), std::nullopt}};
            }
        }
        for (std::size_t i = 0; i < header.size(); ++i) {
            if (header[i] != value && header[i] != label) {
                choice.extra[header[i]] = cell_of(rows[row], i);
            }
        }
        result.list.choices.push_back(std::move(choice));
    }
    result.file.rows = result.list.choices.size();
    return result;
}

}  // namespace harmony::survey
