#include "survey/checking/settings_sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/expression/lexer.h"
#include "survey/kiosk_words.h"

namespace harmony::survey {
namespace {

constexpr std::string_view kiosk_namespace = "kiosk=\"urn:harmony:kiosk:1\"";
constexpr std::string_view translation = "translation(";

bool is_status(std::string_view text) {
    const std::size_t on = text.rfind(" on ");
    return text == "draft" || (text.starts_with("checked by ") && on != std::string_view::npos &&
                               on > std::string_view("checked by").size());
}

void read_kiosk_setting(const Table& table,
                        const SheetRow& row,
                        const Column& column,
                        SettingsRead& result,
                        Report& report) {
    const std::string name = column.key.substr(std::string_view("kiosk:").size());
    const std::string& value = row.at(column.index);
    if (name.starts_with(translation) && name.ends_with(')')) {
        const std::string tag =
            name.substr(translation.size(), name.size() - translation.size() - 1);
        if (!value.empty() && !is_status(value)) {
            report.error(table.spot(row, column),
                         "K903",
                         fmt::format("{} is no state of a translation", in_quotes(value)),
                         "write draft, or: checked by NAME on 2026-03-30");
        }
        result.translations[tag] = value.empty() ? "draft" : value;
        return;
    }
    const std::vector<std::string> known = kiosk_setting_names();
    if (std::find(known.begin(), known.end(), base::lower_ascii(name)) == known.end()) {
        const auto near = base::nearest(base::lower_ascii(name), known);
        report.error(
            table.spot(row, column),
            "K902",
            fmt::format("there is no setting called {}", in_quotes(column.header)),
            near ? fmt::format("write kiosk:{}", *near) : "correct the name, or take it out");
        return;
    }
    if (!value.empty() && !set_kiosk_setting(result.settings, base::lower_ascii(name), value)) {
        report.error(table.spot(row, column),
                     "K903",
                     fmt::format("{} cannot be {}", column.header, in_quotes(value)),
                     "write one of the values that the survey guide lists");
    }
}

void read_plain(const Table& table, const SheetRow& row, SettingsRead& result, Report& report) {
    result.form_id = table.text(row, "form_id");
    if (result.form_id.empty()) {
        result.form_id = table.text(row, "id_string");
    }
    result.version = table.text(row, "version");
    result.default_language = table.text(row, "default_language");
    result.settings.instance_name = table.text(row, "instance_name");
    result.choice_duplicates =
        yes_or_no(table.text(row, "allow_choice_duplicates")).value_or(false);
    result.clean_text = yes_or_no(table.text(row, "clean_text_values")).value_or(true);
    result.has_kiosk_namespace =
        table.text(row, "namespaces").find(kiosk_namespace) != std::string::npos;
    if (const std::string& name = table.text(row, "name"); !name.empty()) {
        result.root = name;
        if (name_length(name) != name.size()) {
            report.error(table.spot(row, "name"),
                         "N301",
                         fmt::format("{} cannot be the name of the root", in_quotes(name)),
                         "begin with a letter and use letters, digits, _ - and .");
        }
    }
}

}  // namespace

std::optional<bool> yes_or_no(std::string_view text) {
    for (const std::string_view yes : {"yes", "Yes", "YES", "true", "True", "TRUE", "true()"}) {
        if (text == yes) {
            return true;
        }
    }
    for (const std::string_view no : {"no", "No", "NO", "false", "False", "FALSE", "false()"}) {
        if (text == no) {
            return false;
        }
    }
    return std::nullopt;
}

SettingsRead read_settings_sheet(const Table* table, Report& report) {
    SettingsRead result;
    if (table == nullptr || table->rows().empty()) {
        return result;
    }
    const SheetRow& row = *table->rows().front();
    read_plain(*table, row, result, report);
    for (const Column& column : table->columns()) {
        if (column.key.starts_with("kiosk:")) {
            read_kiosk_setting(*table, row, column, result, report);
        }
    }
    return result;
}

}  // namespace harmony::survey
