#include "kiosk/phrases.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "base/text.h"

namespace harmony::kiosk {
namespace {

constexpr std::size_t catalogue_cap = 1u << 20;

struct KnownLanguage {
    std::string_view code;
    std::string_view own_name;
    bool right_to_left;
};

// Names of languages in themselves are the same on every screen of every language, so they stand
// here and not in eight catalogues.
constexpr std::array known_languages = {KnownLanguage{"en", "English", false},
                                        KnownLanguage{"pl", "Polski", false},
                                        KnownLanguage{"ro", "Română", false},
                                        KnownLanguage{"ur", "اردو", true},
                                        KnownLanguage{"ar", "العربية", true},
                                        KnownLanguage{"fa", "فارسی", true},
                                        KnownLanguage{"ckb", "کوردیی ناوەندی", true},
                                        KnownLanguage{"pa", "ਪੰਜਾਬੀ", false}};

const KnownLanguage* known(std::string_view code) {
    const auto* const at =
        std::find_if(known_languages.begin(), known_languages.end(), [&](const auto& language) {
            return language.code == code;
        });
    return at == known_languages.end() ? nullptr : at;
}

constexpr std::string_view isolate_start = "\u2068";
constexpr std::string_view isolate_end = "\u2069";

bool is_bidi_control(char32_t letter) {
    return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069) ||
           letter == 0x200E || letter == 0x200F || letter == 0x061C;
}

bool holds_bidi_control(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (is_bidi_control(base::next_code_point(text, at))) {
            return true;
        }
    }
    return false;
}

/// Letters of right-to-left scripts, as far as their blocks go; enough to choose to isolate.
bool may_turn(std::string_view value) {
    for (std::size_t at = 0; at < value.size();) {
        const char32_t letter = base::next_code_point(value, at);
        if (letter >= 0x0590 && letter <= 0x08FF) {
            return true;
        }
    }
    return false;
}

base::Error unreadable(std::string message) {
    return {base::ErrorKind::unreadable, std::move(message)};
}

base::Result<Catalogue> collect(std::string_view code, const toml::table& table) {
    Catalogue catalogue{std::string(code), {}, false};
    for (const auto& [key, node] : table) {
        const std::string name(key.str());
        const toml::table* entry = node.as_table();
        const auto text = entry != nullptr ? (*entry)["text"].value<std::string>() : std::nullopt;
        if (!text || base::trim(*text).empty()) {
            return unreadable(fmt::format("{}: '{}' has no text", code, name));
        }
        if (!base::is_utf8(*text) || holds_bidi_control(*text)) {
            return unreadable(
                fmt::format("{}: '{}' holds characters that may not be shown", code, name));
        }
        catalogue.draft |= (*entry)["status"].value_or<std::string>("checked") != "checked";
        catalogue.texts.emplace(name, *text);
    }
    return catalogue;
}

}  // namespace

base::Result<Catalogue> read_catalogue(std::string_view code, base::ByteView toml) {
    try {
        return collect(code, toml::parse(base::as_text(toml)));
    } catch (const toml::parse_error& fault) {  // the library's way of saying "no"
        return unreadable(fmt::format("phrases/{}.toml, line {}, column {}: {}",
                                      code,
                                      fault.source().begin.line,
                                      fault.source().begin.column,
                                      fault.description()));
    }
}

std::string fill(std::string_view text, std::initializer_list<Filling> values) {
    return std::string(fill_secretly(text, values).view());
}

base::SecretText fill_secretly(std::string_view text, std::initializer_list<Filling> values) {
    const bool line_turns = may_turn(text);
    base::SecretText filled;
    const auto put = [&](std::string_view value) {
        // A value that another phrase made (a date in words) holds isolates already. One more
        // around it would take its direction from what stands between them, which has none.
        const bool is_composed = value.find(isolate_start) != std::string_view::npos;
        const bool isolate = !is_composed && (line_turns || may_turn(value));
        filled.append(isolate ? isolate_start : std::string_view());
        filled.append(value);
        filled.append(isolate ? isolate_end : std::string_view());
    };
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('{'), text.size());
        filled.append(text.substr(0, open));
        text.remove_prefix(open);
        const std::size_t close = text.find('}');
        const std::string_view name =
            close == std::string_view::npos ? std::string_view() : text.substr(1, close - 1);
        const auto* value = std::find_if(
            values.begin(), values.end(), [&](const Filling& one) { return one.first == name; });
        if (value != values.end() && !text.empty()) {
            put(value->second);
            text.remove_prefix(close + 1);
        } else if (!text.empty()) {  // a brace of its own
            filled.append(text.substr(0, 1));
            text.remove_prefix(1);
        }
    }
    return filled;
}

Phrases::Phrases(std::vector<Catalogue> catalogues) : catalogues_(std::move(catalogues)) {}

const Catalogue* Phrases::find(std::string_view code) const {
    for (const Catalogue& catalogue : catalogues_) {
        if (catalogue.code == code) {
            return &catalogue;
        }
    }
    return nullptr;
}

bool Phrases::has(std::string_view language, std::string_view key) const {
    const Catalogue* catalogue = find(language);
    return catalogue != nullptr && catalogue->texts.find(key) != catalogue->texts.end();
}

std::string Phrases::text(std::string_view language, std::string_view key) const {
    for (const std::string_view code : {language, std::string_view("en")}) {
        const Catalogue* catalogue = find(code);
        if (catalogue == nullptr) {
            continue;
        }
        const auto at = catalogue->texts.find(key);
        if (at != catalogue->texts.end()) {
            return at->second;
        }
    }
    return std::string(key);
}

std::vector<Language> Phrases::languages(const std::vector<std::string>& codes) const {
    std::vector<Language> found;
    for (const std::string& code : codes) {
        if (const Catalogue* catalogue = find(code)) {
            found.push_back({code, own_name(code), is_right_to_left(code), catalogue->draft});
        }
    }
    return found;
}

std::vector<std::string> Phrases::missing(std::string_view language) const {
    std::vector<std::string> keys;
    if (const Catalogue* master = find("en")) {
        for (const auto& [key, text] : master->texts) {
            // Staff read English.
            if (!key.starts_with("staff.") && !key.starts_with("fault.") && !has(language, key)) {
                keys.push_back(fmt::format("{}/{}", language, key));
            }
        }
    }
    return keys;
}

bool is_right_to_left(std::string_view language) {
    const KnownLanguage* found = known(language);
    return found != nullptr && found->right_to_left;
}

std::string own_name(std::string_view language) {
    const KnownLanguage* found = known(language);
    return std::string(found != nullptr ? found->own_name : language);
}

base::Result<std::vector<Catalogue>> shipped_catalogues(base::Files& files,
                                                        const std::filesystem::path& assets) {
    const std::filesystem::path folder = assets / "phrases";
    const base::Result<std::vector<std::string>> names = files.list(folder);
    if (!names) {
        return names.error();
    }
    std::vector<Catalogue> all;
    for (const std::string& name : *names) {
        const std::filesystem::path file(name);
        if (file.extension() != ".toml") {
            continue;
        }
        const base::Result<base::Bytes> bytes = files.read(folder / file, catalogue_cap);
        if (!bytes) {
            return bytes.error();
        }
        base::Result<Catalogue> catalogue = read_catalogue(file.stem().string(), *bytes);
        if (!catalogue) {
            return catalogue.error();
        }
        all.push_back(std::move(catalogue).value());
    }
    const auto english = std::find_if(
        all.begin(), all.end(), [](const Catalogue& catalogue) { return catalogue.code == "en"; });
    if (english == all.end()) {
        return base::Error{base::ErrorKind::absent,
                           fmt::format("{} has no en.toml", folder.string())};
    }
    std::rotate(all.begin(), english, english + 1);
    return all;
}

}  // namespace harmony::kiosk
