#include "admin/authoring/catalogue.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <sstream>

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::size_t catalogue_cap = std::size_t{1} << 20U;

Result<toml::table> parse(const std::string& file, base::ByteView bytes) {
    try {
        return toml::parse(base::as_text(bytes), file);
    } catch (const toml::parse_error& fault) {
        // The library throws; a bad file is an expected outcome here.
        return Error{
            ErrorKind::unreadable,
            fmt::format("{}, line {}: {}", file, fault.source().begin.line, fault.description())};
    }
}

std::string text_or_empty(const Catalogue& catalogue, std::string_view key) {
    const auto at = catalogue.texts.find(key);
    return at == catalogue.texts.end() ? std::string() : at->second;
}

}  // namespace

Result<Catalogue> read_catalogue(base::Files& files,
                                 const std::filesystem::path& folder,
                                 const std::string& code) {
    const std::filesystem::path file = folder / (code + ".toml");
    Result<base::Bytes> bytes = files.read(file, catalogue_cap);
    if (!bytes && bytes.error().kind == ErrorKind::absent) {
        return Error{
            ErrorKind::absent,
            fmt::format(
                "the language '{}' has no phrases: there is no {}. Take it out of the content's "
                "\"languages\", or add the file",
                code,
                file.string())};
    }
    if (!bytes) {
        return bytes.error().while_doing("reading " + file.string());
    }
    return parse_catalogue(code, file.string(), std::move(*bytes));
}

Result<Catalogue> parse_catalogue(const std::string& code,
                                  const std::string& file,
                                  base::Bytes bytes) {
    Result<toml::table> table = parse(file, bytes);
    if (!table) {
        return table.error();
    }
    Catalogue catalogue{code, std::move(bytes), {}, {}};
    for (const auto& [key, entry] : *table) {
        const auto text =
            entry.is_table() ? (*entry.as_table())["text"].value<std::string>() : std::nullopt;
        if (!text || text->empty()) {
            return Error{ErrorKind::unreadable,
                         fmt::format("{}, line {}: the phrase \"{}\" has no text",
                                     file,
                                     entry.source().begin.line,
                                     key.str())};
        }
        catalogue.texts.emplace(std::string(key.str()), *text);
        const auto status = (*entry.as_table())["status"].value<std::string>();
        if (status && *status != "checked") {
            catalogue.unchecked.emplace(key.str());
        }
    }
    return catalogue;
}

std::vector<std::string> missing_keys(const Catalogue& master, const Catalogue& other) {
    std::vector<std::string> missing;
    for (const auto& [key, text] : master.texts) {
        if (other.texts.count(key) == 0) {
            missing.push_back(key);
        }
    }
    return missing;
}

std::string long_date(const Catalogue& catalogue, base::Day day) {
    const std::chrono::year_month_day date(day);
    const unsigned month = static_cast<unsigned>(date.month());
    const std::string pattern = text_or_empty(catalogue, "date.long");
    const std::string name = text_or_empty(catalogue, fmt::format("month.{}", month));
    if (pattern.empty() || name.empty()) {
        return base::to_iso(day);
    }
    return fill(pattern,
                {{"day", fmt::format("{}", static_cast<unsigned>(date.day()))},
                 {"month", name},
                 {"year", fmt::format("{}", static_cast<int>(date.year()))}});
}

std::string fill(const std::string& text, const std::map<std::string, std::string>& values) {
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t open = text.find('{', at);
        const std::size_t close = open == std::string::npos ? open : text.find('}', open);
        if (close == std::string::npos) {
            break;
        }
        const auto value = values.find(text.substr(open + 1, close - open - 1));
        out += text.substr(at, open - at);
        out += value == values.end() ? text.substr(open, close - open + 1) : value->second;
        at = close + 1;
    }
    return out + text.substr(std::min(at, text.size()));
}

std::string unfilled(std::string_view text) {
    const std::size_t open = text.find('{');
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    return close == std::string_view::npos ? std::string()
                                           : std::string(text.substr(open, close - open + 1));
}

}  // namespace harmony::admin
