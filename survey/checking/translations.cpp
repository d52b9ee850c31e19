#include "survey/checking/translations.h"

#include <fmt/format.h>

#include <array>

namespace harmony::survey {
namespace {

constexpr auto translated_keys = std::to_array<std::string_view>(
    {"label", "hint", "required_message", "constraint_message", "image", "audio"});

const Column* column_for(const Table& table,
                         std::string_view key,
                         const LanguageTag& tag,
                         const WorkbookLanguages& languages) {
    for (const Column* column : table.all(key)) {
        if (languages.tag_of(*column) == tag) {
            return column;
        }
    }
    return nullptr;
}

bool has_text(const SheetRow& row, const Column* column) {
    return column != nullptr && !row.at(column->index).empty() && row.at(column->index) != "-";
}

/// A text that others have and the first language has not: residents would read another language.
void check_source(const Table& table,
                  const SheetRow& row,
                  std::string_view key,
                  const WorkbookLanguages& languages,
                  Report& report) {
    const Column* source = column_for(table, key, languages.default_tag(), languages);
    for (const Language& language : languages.languages()) {
        const Column* column = column_for(table, key, language.tag, languages);
        if (source == nullptr || !has_text(row, column)) {
            continue;
        }
        const Language& first = languages.languages().front();
        report.block(table.spot(row, *source),
                     "L802",
                     fmt::format("{} has no {} in {}",
                                 in_quotes(row.at(column->index)),
                                 key,
                                 first.name.empty() ? first.tag : first.name),
                     "write it in the language that is shown first",
                     first.tag);
        return;
    }
}

void check_row(const Table& table,
               const SheetRow& row,
               const WorkbookLanguages& languages,
               Report& report) {
    for (const std::string_view key : translated_keys) {
        const Column* source = column_for(table, key, languages.default_tag(), languages);
        if (!has_text(row, source)) {
            check_source(table, row, key, languages, report);
            continue;
        }
        for (const Language& language : languages.languages()) {
            const Column* column = column_for(table, key, language.tag, languages);
            if (language.tag == languages.default_tag() || has_text(row, column)) {
                continue;
            }
            const Spot spot =
                column != nullptr
                    ? table.spot(row, *column)
                    : Spot{table.spot().sheet,
                           &row,
                           std::nullopt,
                           fmt::format("{}::{} ({})", key, language.name, language.tag)};
            report.block(
                spot,
                "L802",
                fmt::format(
                    "{} has no {} in {}", in_quotes(row.at(source->index)), key, language.name),
                fmt::format("add the translation, or let {} through with --waive L802:{}",
                            language.name,
                            language.tag),
                language.tag);
        }
    }
}

}  // namespace

void check_translations(const CheckInput& input,
                        const Table* choices,
                        const std::map<std::string, SheetList>& lists,
                        const WorkbookLanguages& languages) {
    if (languages.languages().size() < 2) {
        return;
    }
    for (std::size_t i = 0; i < input.survey.rows.size(); ++i) {
        check_row(input.table, *input.survey.rows[i], languages, input.report);
    }
    if (choices == nullptr) {
        return;
    }
    for (const auto& [name, list] : lists) {
        for (const SheetRow* row : list.rows) {
            check_row(*choices, *row, languages, input.report);
        }
    }
}

void check_language_settings(const Table& settings,
                             const std::string& default_language,
                             const WorkbookLanguages& languages,
                             Report& report) {
    if (settings.rows().empty()) {
        return;
    }
    const SheetRow& row = *settings.rows().front();
    if (!default_language.empty() && !languages.has(default_language)) {
        report.block(settings.spot(row, "default_language"),
                     "L801",
                     fmt::format("no column has texts in {}", in_quotes(default_language)),
                     "write the language as the headers have it, for example English (en)");
    }
    const std::vector<const Column*> columns = settings.all("form_title");
    const bool translated = columns.size() > 1 && languages.languages().size() > 1;
    for (const Language& language : languages.languages()) {
        const Column* column = column_for(settings, "form_title", language.tag, languages);
        if (translated && column != nullptr && !has_text(row, column)) {
            report.block(
                settings.spot(row, *column),
                "L802",
                fmt::format("the survey has no title in {}", language.name),
                fmt::format(
                    "add it, or let {} through with --waive L802:{}", language.name, language.tag),
                language.tag);
        }
    }
}

}  // namespace harmony::survey
