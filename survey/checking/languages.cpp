#include "survey/checking/languages.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/data_list.h"

namespace harmony::survey {
namespace {

/// The language of texts without a language when the settings name none.
constexpr std::string_view nameless = "default";
/// BCP 47 for "undetermined".
constexpr std::string_view undetermined = "und";

bool all_of(std::string_view text, bool (*test)(char)) {
    return std::all_of(text.begin(), text.end(), test);
}

bool is_lower(char letter) {
    return letter >= 'a' && letter <= 'z';
}
bool is_upper(char letter) {
    return letter >= 'A' && letter <= 'Z';
}
bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

std::string name_of(const std::string& text) {
    const std::string tag = bracketed_tag(text);
    return tag.empty() ? text : std::string(base::trim(text.substr(0, text.rfind('('))));
}

LanguageTag tag_for(const std::string& text) {
    if (text == nameless) {
        return LanguageTag(undetermined);
    }
    const std::string tag = bracketed_tag(text);
    return is_language_tag(tag) ? tag : text;
}

}  // namespace

bool is_language_tag(std::string_view tag) {
    const std::vector<std::string> parts = base::split(tag, '-');
    const std::string& language = parts.front();
    if (language.size() < 2 || language.size() > 3 || !all_of(language, is_lower)) {
        return false;
    }
    std::size_t at = 1;
    if (at < parts.size() && parts[at].size() == 4 && is_upper(parts[at][0]) &&
        all_of(parts[at].substr(1), is_lower)) {
        ++at;
    }
    if (at < parts.size() && ((parts[at].size() == 2 && all_of(parts[at], is_upper)) ||
                              (parts[at].size() == 3 && all_of(parts[at], is_digit)))) {
        ++at;
    }
    return at == parts.size();
}

WorkbookLanguages::WorkbookLanguages(const std::vector<const Table*>& tables,
                                     const std::string& default_language,
                                     Report& report)
    : default_text_(default_language.empty() ? std::string(nameless) : default_language) {
    for (const Table* table : tables) {
        for (const Column& column : table->columns()) {
            if (is_translatable(column.key)) {
                add(column.language.empty() ? default_text_ : column.language,
                    table->header_spot(column));
            }
        }
    }
    if (written_.empty()) {
        add(default_text_, {"survey", nullptr, std::nullopt, {}});
    }
    const auto first = std::find_if(written_.begin(), written_.end(), [&](const Written& written) {
        return written.text == default_text_;
    });
    if (first != written_.end()) {
        std::rotate(written_.begin(), first, first + 1);
    }
    for (const Written& written : written_) {
        languages_.push_back({written.tag, name_of(written.text), {}});
    }
    check(report);
}

void WorkbookLanguages::add(const std::string& text, const Spot& spot) {
    const bool known = std::any_of(
        written_.begin(), written_.end(), [&](const Written& w) { return w.text == text; });
    if (!known) {
        written_.push_back({text, tag_for(text), spot});
    }
}

void WorkbookLanguages::check(Report& report) const {
    for (const Written& written : written_) {
        if (written.text == nameless && written_.size() == 1) {
            continue;
        }
        if (written.text == nameless) {
            report.block(written.spot,
                         "L801",
                         "a column has no language although others have one",
                         "write label::English (en), or name a default_language in the settings");
        } else if (!is_language_tag(bracketed_tag(written.text))) {
            report.block(written.spot,
                         "L801",
                         fmt::format("the language {} has no tag", in_quotes(written.text)),
                         "write the tag in brackets after it, for example Polish (pl)");
        }
    }
}

bool WorkbookLanguages::has(std::string_view text) const {
    return std::any_of(
        written_.begin(), written_.end(), [&](const Written& w) { return w.text == text; });
}

LanguageTag WorkbookLanguages::tag_of(const Column& column) const {
    return tag_for(column.language.empty() ? default_text_ : column.language);
}

}  // namespace harmony::survey
