#include "admin/authoring/toml_members.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::LocalText;
using events::WallTime;

namespace {

std::optional<base::Day> day_of(const toml::date& date) {
    const std::chrono::year_month_day day{
        std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
    return day.ok() ? std::optional(base::Day{day}) : std::nullopt;
}

}  // namespace

Result<toml::table> parse_toml(base::ByteView bytes, const std::string& file) {
    try {
        return toml::parse(base::as_text(bytes), file);
    } catch (const toml::parse_error& fault) {
        // The library throws; a bad file is an expected outcome here.
        return Error{
            ErrorKind::unreadable,
            fmt::format("{}, line {}: {}", file, fault.source().begin.line, fault.description())};
    }
}

const toml::node* TomlMembers::find(const std::string& key) {
    known_.push_back(key);
    return table_.get(key);
}

void TomlMembers::blame(const std::string& key, const std::string& what) {
    if (fault_) {
        return;
    }
    const toml::node* const node = table_.get(key);
    const auto line = node == nullptr ? table_.source().begin.line : node->source().begin.line;
    const std::string where = line > 0 ? fmt::format("{}, line {}", file_, line) : file_;
    fault_ = Error{ErrorKind::unreadable, fmt::format("{}: {}: {}", where, key, what)};
}

std::string TomlMembers::text(const std::string& key) {
    const toml::node* const node = find(key);
    const auto value = node == nullptr ? std::nullopt : node->value_exact<std::string>();
    if (node != nullptr && !value) {
        blame(key, "must be a text in quotation marks");
    }
    return value.value_or(std::string());
}

LocalText TomlMembers::texts(const std::string& key) {
    const toml::node* const node = find(key);
    LocalText all;
    if (node == nullptr) {
        return all;
    }
    if (const auto one = node->value_exact<std::string>()) {
        return {{"en", *one}};
    }
    const toml::table* const languages = node->as_table();
    if (languages == nullptr) {
        blame(key, "must be a text, or one text a language: { en = \"...\", pl = \"...\" }");
        return all;
    }
    for (const auto& [code, one] : *languages) {
        const auto value = one.value_exact<std::string>();
        if (!value) {
            blame(key, "must hold one text a language: { en = \"...\", pl = \"...\" }");
            return all;
        }
        all.emplace(std::string(code.str()), *value);
    }
    return all;
}

template <typename Take>
void TomlMembers::each(const std::string& key, const char* what, Take take) {
    const toml::node* const node = find(key);
    if (node == nullptr) {
        return;
    }
    const toml::array* const items = node->as_array();
    const bool right =
        items != nullptr &&
        std::all_of(items->begin(), items->end(), [&](const toml::node& one) { return take(one); });
    if (!right) {
        blame(key, what);
    }
}

std::vector<std::string> TomlMembers::list(const std::string& key) {
    std::vector<std::string> all;
    each(key, "must be a list of texts: [\"...\", \"...\"]", [&](const toml::node& one) {
        const auto value = one.value_exact<std::string>();
        all.push_back(value.value_or(std::string()));
        return value.has_value();
    });
    return all;
}

std::optional<int> TomlMembers::number(const std::string& key) {
    const toml::node* const node = find(key);
    constexpr std::int64_t most = 1'000'000;
    const auto value = node == nullptr ? std::nullopt : node->value_exact<std::int64_t>();
    if (node != nullptr && (!value || *value < -most || *value > most)) {
        blame(key, "must be a whole number");
        return std::nullopt;
    }
    return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

std::optional<double> TomlMembers::degrees(const std::string& key) {
    const toml::node* const node = find(key);
    constexpr double most = 180;
    const auto value = node == nullptr ? std::nullopt : node->value<double>();
    if (node != nullptr && (!value || *value < -most || *value > most)) {
        blame(key, "must be degrees, such as 54.5676");
        return std::nullopt;
    }
    return value;
}

std::optional<double> TomlMembers::decimal(const std::string& key) {
    const toml::node* const node = find(key);
    constexpr double most = 180;
    const auto value = node == nullptr ? std::nullopt : node->value<double>();
    if (node != nullptr && (!value || *value < -most || *value > most)) {
        blame(key, "must be a number, such as 0.3");
        return std::nullopt;
    }
    return value;
}

std::optional<bool> TomlMembers::flag(const std::string& key) {
    const toml::node* const node = find(key);
    const auto value = node == nullptr ? std::nullopt : node->value_exact<bool>();
    if (node != nullptr && !value) {
        blame(key, "must be true or false");
    }
    return value;
}

std::optional<WallTime> TomlMembers::wall(const toml::node& node) {
    const auto value = node.value_exact<toml::date_time>();
    const auto day = value ? day_of(value->date) : std::nullopt;
    const bool whole_minute = value && value->time.second == 0 && value->time.nanosecond == 0;
    if (!day || !whole_minute || value->offset) {
        return std::nullopt;
    }
    return events::at(
        *day, std::chrono::hours{value->time.hour} + std::chrono::minutes{value->time.minute});
}

std::optional<WallTime> TomlMembers::time(const std::string& key) {
    const toml::node* const node = find(key);
    const auto value = node == nullptr ? std::nullopt : wall(*node);
    if (node != nullptr && !value) {
        blame(key, "must be a date and the time on the clock there, such as 2026-03-02T14:00:00");
    }
    return value;
}

std::vector<base::Day> TomlMembers::days(const std::string& key) {
    std::vector<base::Day> all;
    each(key, "must be a list of dates, such as [2026-04-06]", [&](const toml::node& one) {
        const auto value = one.value_exact<toml::date>();
        const auto day = value ? day_of(*value) : std::nullopt;
        all.push_back(day.value_or(base::Day{}));
        return day.has_value();
    });
    return all;
}

std::vector<WallTime> TomlMembers::times(const std::string& key, std::chrono::minutes usual) {
    std::vector<WallTime> all;
    each(key, "must be a list of dates, such as [2026-04-08T10:00:00]", [&](const toml::node& one) {
        const auto date = one.value_exact<toml::date>();
        const auto day = date ? day_of(*date) : std::nullopt;
        const auto value = day ? std::optional(events::at(*day, usual)) : wall(one);
        all.push_back(value.value_or(WallTime{}));
        return value.has_value();
    });
    return all;
}

std::optional<std::size_t> TomlMembers::one_of(const std::string& key,
                                               std::span<const std::string_view> names) {
    const std::string name = text(key);
    const auto at = std::find(names.begin(), names.end(), name);
    if (at != names.end()) {
        return static_cast<std::size_t>(at - names.begin());
    }
    if (table_.get(key) != nullptr) {
        blame(key, fmt::format("must be one of: {}", fmt::join(names, ", ")));
    }
    return std::nullopt;
}

std::vector<const toml::table*> TomlMembers::tables(const std::string& key) {
    std::vector<const toml::table*> all;
    each(key, "must be tables, each under its own heading", [&](const toml::node& one) {
        all.push_back(one.as_table());
        return all.back() != nullptr;
    });
    return all;
}

const toml::table* TomlMembers::table(const std::string& key) {
    const toml::node* const node = find(key);
    if (node != nullptr && node->as_table() == nullptr) {
        blame(key, "must be a table: { ... = \"...\" }");
    }
    return node == nullptr ? nullptr : node->as_table();
}

std::optional<Error> TomlMembers::finish() {
    for (const auto& [key, value] : table_) {
        const std::string name(key.str());
        if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
            const auto like = base::nearest(name, known_);
            blame(name,
                  like ? fmt::format("is not known; did you mean {}?", *like)
                       : fmt::format("is not known; known are: {}", fmt::join(known_, ", ")));
        }
    }
    return fault_;
}

std::string toml_quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') {
            quoted += '\\';
            quoted += letter;
        } else if (letter == '\n') {
            quoted += "\\n";
        } else {
            quoted += letter;
        }
    }
    return quoted + '"';
}

void TomlWriter::bare(std::string_view key, std::string_view value) {
    text_ += fmt::format("{} = {}\n", key, value);
}

void TomlWriter::text(std::string_view key, std::string_view value) {
    if (!value.empty()) {
        bare(key, toml_quoted(value));
    }
}

void TomlWriter::texts(std::string_view key, const LocalText& value) {
    if (value.empty()) {
        return;
    }
    std::vector<std::string> parts;
    const auto english = value.find("en");
    if (english != value.end()) {
        parts.push_back("en = " + toml_quoted(english->second));
    }
    for (const auto& [code, one] : value) {
        if (code != "en") {
            parts.push_back(fmt::format("{} = {}", toml_quoted(code), toml_quoted(one)));
        }
    }
    bare(key, fmt::format("{{ {} }}", fmt::join(parts, ", ")));
}

void TomlWriter::list(std::string_view key, const std::vector<std::string>& values) {
    if (values.empty()) {
        return;
    }
    std::vector<std::string> parts;
    std::transform(values.begin(), values.end(), std::back_inserter(parts), toml_quoted);
    bare(key, fmt::format("[{}]", fmt::join(parts, ", ")));
}

void TomlWriter::number(std::string_view key, long long value) {
    bare(key, fmt::to_string(value));
}

void TomlWriter::flag(std::string_view key, bool value) {
    bare(key, value ? "true" : "false");
}

void TomlWriter::time(std::string_view key, WallTime value) {
    bare(key, events::to_iso(value));
}

void TomlWriter::heading(std::string_view heading) {
    text_ += fmt::format("\n{}\n", heading);
}

}  // namespace harmony::admin
