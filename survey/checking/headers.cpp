#include "survey/checking/headers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "survey/kiosk_words.h"

namespace harmony::survey {
namespace {

struct Alias {
    std::string_view written;
    std::string_view key;
};

constexpr auto survey_aliases = std::to_array<Alias>({
    {"type", "type"},
    {"command", "type"},
    {"name", "name"},
    {"tag", "name"},
    {"value", "name"},
    {"label", "label"},
    {"caption", "label"},
    {"hint", "hint"},
    {"guidance_hint", "guidance_hint"},
    {"required", "required"},
    {"bind::required", "required"},
    {"required_message", "required_message"},
    {"requiredmsg", "required_message"},
    {"bind::jr:requiredmsg", "required_message"},
    {"relevant", "relevant"},
    {"relevance", "relevant"},
    {"bind::relevant", "relevant"},
    {"constraint", "constraint"},
    {"bind::constraint", "constraint"},
    {"constraint_message", "constraint_message"},
    {"constraining_message", "constraint_message"},
    {"bind::jr:constraintmsg", "constraint_message"},
    {"calculation", "calculation"},
    {"calculate", "calculation"},
    {"bind::calculate", "calculation"},
    {"default", "default"},
    {"read_only", "read_only"},
    {"readonly", "read_only"},
    {"bind::readonly", "read_only"},
    {"choice_filter", "choice_filter"},
    {"trigger", "trigger"},
    {"appearance", "appearance"},
    {"control::appearance", "appearance"},
    {"body::appearance", "appearance"},
    {"parameters", "parameters"},
    {"image", "image"},
    {"media::image", "image"},
    {"audio", "audio"},
    {"media::audio", "audio"},
    {"disabled", "disabled"},
    {"bind::type", "bind_type"},
    {"save_to", "save_to"},
});

constexpr auto choices_aliases = std::to_array<Alias>({
    {"list_name", "list_name"},
    {"name", "name"},
    {"value", "name"},
    {"label", "label"},
    {"caption", "label"},
    {"image", "image"},
    {"media::image", "image"},
    {"audio", "audio"},
    {"media::audio", "audio"},
    {"kiosk_role", "kiosk_role"},
    {"kiosk_score", "kiosk_score"},
});

constexpr auto settings_aliases = std::to_array<Alias>({
    {"form_title", "form_title"},
    {"set_form_title", "form_title"},
    {"title", "form_title"},
    {"form_id", "form_id"},
    {"id_string", "id_string"},
    {"set_form_id", "form_id"},
    {"version", "version"},
    {"default_language", "default_language"},
    {"allow_choice_duplicates", "allow_choice_duplicates"},
    {"clean_text_values", "clean_text_values"},
    {"instance_name", "instance_name"},
    {"name", "name"},
    {"namespaces", "namespaces"},
});

constexpr auto translatable = std::to_array<std::string_view>({"label",
                                                               "hint",
                                                               "guidance_hint",
                                                               "required_message",
                                                               "constraint_message",
                                                               "image",
                                                               "audio",
                                                               "form_title"});

constexpr auto ignored = std::to_array<std::string_view>(
    {"video",       "big-image",        "autoplay",        "rows",
     "intent",      "noapperrorstring", "compact_tag",     "repeat_count",
     "style",       "submission_url",   "public_key",      "auto_send",
     "auto_delete", "client_editable",  "omit_instanceid", "instance_xmlns",
     "prefix",      "delimiter",        "add_none_option", "flat"});

std::vector<Alias> aliases_of(SheetKind kind) {
    switch (kind) {
        case SheetKind::survey: return {survey_aliases.begin(), survey_aliases.end()};
        case SheetKind::choices: return {choices_aliases.begin(), choices_aliases.end()};
        case SheetKind::settings: break;
    }
    return {settings_aliases.begin(), settings_aliases.end()};
}

std::string spaces_to_one(std::string_view text) {
    std::string result;
    for (const std::string& word : base::words(text)) {
        result += (result.empty() ? "" : " ") + word;
    }
    return result;
}

std::string underscored(std::string_view text) {
    std::string result = base::lower_ascii(text);
    std::replace(result.begin(), result.end(), ' ', '_');
    return result;
}

/// Parts of a header between `::`; or between `:` when no header of the sheet holds `::`.
std::vector<std::string> parts_of(const std::string& header, bool single_colons) {
    const std::string mark = single_colons ? ":" : "::";
    std::vector<std::string> parts;
    std::size_t start = 0;
    while (true) {
        std::size_t at = header.find(mark, start);
        if (single_colons && at != std::string::npos) {
            const std::string before =
                base::lower_ascii(base::trim(header.substr(start, at - start)));
            at = before == "jr" || before == "kiosk" ? header.find(mark, at + 1) : at;
        }
        parts.emplace_back(
            base::trim(header.substr(start, at == std::string::npos ? at : at - start)));
        if (at == std::string::npos) {
            return parts;
        }
        start = at + mark.size();
    }
}

struct Understood {
    std::string key;
    std::string language;
};

/// `bind::kiosk:block`, or `kiosk:purpose` and `attribute::kiosk:purpose` on the settings sheet.
std::optional<Understood> kiosk_header(const std::vector<std::string>& parts, SheetKind kind) {
    const std::string last = base::lower_ascii(parts.back());
    const bool prefixed = parts.size() == 2 && last.starts_with("kiosk:");
    const std::string first = base::lower_ascii(parts.front());
    if (kind == SheetKind::survey && prefixed && (first == "bind" || first == "body")) {
        return Understood{first + "::" + last, {}};
    }
    const bool plain = parts.size() == 1 && last.starts_with("kiosk:");
    if (kind == SheetKind::settings && (plain || (prefixed && first == "attribute"))) {
        // The tag in kiosk:translation(pa-Arab) keeps its letters.
        return Understood{"kiosk:" + parts.back().substr(6), {}};
    }
    return std::nullopt;
}

std::optional<Understood> understand(const std::vector<std::string>& parts, SheetKind kind) {
    if (auto found = kiosk_header(parts, kind)) {
        return found;
    }
    std::string written;
    std::optional<Understood> best;
    const std::vector<Alias> aliases = aliases_of(kind);
    for (std::size_t used = 1; used <= parts.size(); ++used) {
        written += (used == 1 ? "" : "::") + underscored(parts[used - 1]);
        const auto found = std::find_if(aliases.begin(), aliases.end(), [&](const Alias& alias) {
            return alias.written == written;
        });
        if (found == aliases.end()) {
            continue;
        }
        const std::size_t left = parts.size() - used;
        if (left == 0 || (left == 1 && is_translatable(found->key))) {
            best = Understood{std::string(found->key), left == 1 ? parts.back() : std::string()};
        }
    }
    return best;
}

bool is_ignored(const std::vector<std::string>& parts) {
    const std::string first = underscored(parts.front());
    return std::find(ignored.begin(), ignored.end(), first) != ignored.end() ||
           first.starts_with("sms_") ||
           (parts.size() > 1 && (first == "bind" || first == "body" || first == "instance" ||
                                 first == "media" || first == "control"));
}

}  // namespace

bool is_translatable(std::string_view key) {
    return std::find(translatable.begin(), translatable.end(), key) != translatable.end();
}

Table::Table(const Sheet& sheet, SheetKind kind, Report& report) : sheet_(sheet), kind_(kind) {
    if (!sheet.rows.empty() && sheet.rows.front().number == 1) {
        read_headers(sheet.rows.front(), report);
        check_doubles(sheet.rows.front(), report);
        check_beyond(report);
    }
}

void Table::read_headers(const SheetRow& row, Report& report) {
    const bool single_colons =
        std::none_of(row.cells.begin(), row.cells.end(), [](const SheetCell& cell) {
            return cell.text.find("::") != std::string::npos;
        });
    for (const SheetCell& cell : row.cells) {
        const std::string header = spaces_to_one(cell.text);
        const Spot here{sheet_.name, &row, cell.column, header};
        const std::vector<std::string> parts = parts_of(header, single_colons);
        if (const auto found = understand(parts, kind_)) {
            columns_.push_back({cell.column, header, found->key, found->language});
            continue;
        }
        if (is_ignored(parts)) {
            report.warning(here,
                           "W107",
                           "this column has no use at a kiosk and is ignored",
                           "take it out, or leave it for other tools");
            continue;
        }
        if (kind_ == SheetKind::choices) {
            if (header.find(' ') != std::string::npos) {
                report.warning(
                    here,
                    "C401",
                    "a column of the choices sheet has a space in its name and is left out",
                    "write _ in place of the space");
            } else {
                columns_.push_back({cell.column, header, "extra:" + header, {}});
            }
            continue;
        }
        std::vector<std::string> known;
        for (const Alias& alias : aliases_of(kind_)) {
            known.emplace_back(alias.written);
        }
        const auto near = base::nearest(underscored(parts.front()), known);
        report.warning(
            here,
            "W107",
            fmt::format("there is no column called {}", in_quotes(header)),
            near ? fmt::format("write {}", *near) : "correct the name, or take the column out");
    }
}

void Table::check_doubles(const SheetRow& row, Report& report) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (columns_[i].key == columns_[j].key &&
                columns_[i].language == columns_[j].language) {
                report.error({sheet_.name, &row, columns_[i].index, columns_[i].header},
                             "W105",
                             fmt::format("the columns {} and {} mean the same",
                                         in_quotes(columns_[j].header),
                                         in_quotes(columns_[i].header)),
                             "keep one of them");
                break;
            }
        }
    }
    const Column* id_string = find("id_string");
    if (id_string != nullptr && has("form_id")) {
        report.warning({sheet_.name, &row, id_string->index, id_string->header},
                       "W105",
                       "form_id and id_string are both given, form_id counts",
                       "keep one of them");
    }
}

void Table::check_beyond(Report& report) const {
    const SheetRow& header = sheet_.rows.front();
    const std::size_t last = header.cells.back().column;
    std::vector<bool> headed(last + 1, false);
    for (const SheetCell& cell : header.cells) {
        headed[cell.column] = true;
    }
    for (const SheetRow& row : sheet_.rows) {
        for (const SheetCell& cell : row.cells) {
            if (cell.column < last && !headed[cell.column]) {
                headed[cell.column] = true;  // told once a column
                report.warning(
                    {sheet_.name, &row, cell.column, {}},
                    "W106",
                    fmt::format("{} stands in a column without a header", in_quotes(cell.text)),
                    "give its column a header, or take it out");
            }
            if (cell.column > last) {
                report.warning(
                    {sheet_.name, &row, cell.column, {}},
                    "W106",
                    fmt::format("{} stands to the right of the last header", in_quotes(cell.text)),
                    "give its column a header, or take it out");
            }
        }
    }
}

const Column* Table::find(std::string_view key) const {
    const auto found = std::find_if(
        columns_.begin(), columns_.end(), [&](const Column& column) { return column.key == key; });
    return found == columns_.end() ? nullptr : &*found;
}

std::vector<const Column*> Table::all(std::string_view key) const {
    std::vector<const Column*> result;
    for (const Column& column : columns_) {
        if (column.key == key) {
            result.push_back(&column);
        }
    }
    return result;
}

std::vector<const SheetRow*> Table::rows() const {
    std::vector<const SheetRow*> result;
    for (const SheetRow& row : sheet_.rows) {
        if (row.number > 1) {
            result.push_back(&row);
        }
    }
    return result;
}

const std::string& Table::text(const SheetRow& row, std::string_view key) const {
    const Column* column = find(key);
    return row.at(column == nullptr ? static_cast<std::size_t>(-1) : column->index);
}

Spot Table::spot(const SheetRow& row, std::string_view key) const {
    const Column* column = find(key);
    return column == nullptr ? Spot{sheet_.name, &row, std::nullopt, std::string(key)}
                             : spot(row, *column);
}

Spot Table::spot(const SheetRow& row, const Column& column) const {
    return {sheet_.name, &row, column.index, column.header};
}

Spot Table::header_spot(const Column& column) const {
    return spot(sheet_.rows.front(), column);
}

}  // namespace harmony::survey
