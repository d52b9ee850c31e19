#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "survey/expression/call.h"
#include "survey/expression/convert.h"
#include "survey/expression/pattern.h"

namespace harmony::survey {
namespace {

bool is_space(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

/// The words of a text as views, without copies of what a resident entered.
std::vector<std::string_view> words_in(std::string_view text) {
    std::vector<std::string_view> result;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t end = at;
        while (end < text.size() && !is_space(text[end])) {
            ++end;
        }
        if (end > at) {
            result.push_back(text.substr(at, end - at));
        }
        at = end + 1;
    }
    return result;
}

bool selected(std::string_view text, std::string_view wanted) {
    wanted = base::trim(wanted);
    const auto all = words_in(text);
    if (all.empty() && wanted.empty()) {
        return true;
    }
    return std::find(all.begin(), all.end(), wanted) != all.end();
}

Words selected_at(std::string_view text, double place) {
    const auto all = words_in(text);
    if (std::isnan(place) || place < 0 || std::trunc(place) >= static_cast<double>(all.size())) {
        return {};
    }
    return Words::copied(all[static_cast<std::size_t>(place)]);
}

Words normalized_space(std::string_view text) {
    base::SecretText result;
    for (const std::string_view word : words_in(text)) {
        if (!result.empty()) {
            result.append(" ");
        }
        result.append(word);
    }
    return Words(std::move(result));
}

/// Byte offsets of all code points, and of the end.
std::vector<std::size_t> offsets_of(std::string_view text) {
    std::vector<std::size_t> result;
    std::size_t at = 0;
    while (at < text.size()) {
        result.push_back(at);
        static_cast<void>(base::next_code_point(text, at));
    }
    result.push_back(text.size());
    return result;
}

Words substring(std::string_view text, double start, double end) {
    if (std::isnan(start) || std::isnan(end)) {
        return {};
    }
    const auto offsets = offsets_of(text);
    const auto length = static_cast<double>(offsets.size() - 1);
    const auto place = [&](double index) {
        index = std::trunc(index);
        return static_cast<std::size_t>(
            std::clamp(index < 0 ? index + length : index, 0.0, length));
    };
    const std::size_t from = place(start);
    const std::size_t to = place(end);
    return from < to ? Words::copied(text.substr(offsets[from], offsets[to] - offsets[from]))
                     : Words();
}

std::vector<std::string_view> letters_of(std::string_view text) {
    const auto offsets = offsets_of(text);
    std::vector<std::string_view> result;
    for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
        result.push_back(text.substr(offsets[i], offsets[i + 1] - offsets[i]));
    }
    return result;
}

Words translated(std::string_view text, std::string_view from, std::string_view to) {
    const auto sources = letters_of(from);
    const auto targets = letters_of(to);
    base::SecretText result;
    for (const std::string_view letter : letters_of(text)) {
        const auto found = std::find(sources.begin(), sources.end(), letter);
        const auto index = static_cast<std::size_t>(found - sources.begin());
        if (found == sources.end()) {
            result.append(letter);
        } else if (index < targets.size()) {
            result.append(targets[index]);
        }
    }
    return Words(std::move(result));
}

Words joined(std::string_view between, const std::vector<Value>& parts, const World& world) {
    base::SecretText result;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) {
            result.append(between);
        }
        result.append(to_words(world, parts[i]).view());
    }
    return Words(std::move(result));
}

Words around(const Arguments& given, bool before) {
    const Words text = given.words(0);
    const Words mark = given.words(1);
    const std::size_t found = text.view().find(mark.view());
    if (found == std::string_view::npos) {
        return {};
    }
    return Words::copied(before ? text.view().substr(0, found)
                                : text.view().substr(found + mark.view().size()));
}

Value substring_call(const Arguments& given) {
    const double end = given.count() > 2 ? given.number(2) : HUGE_VAL;
    return substring(given.words(0).view(), given.number(1), end);
}

std::optional<Value> search(Function function, const Arguments& given) {
    switch (function) {
        case Function::contains:
            return given.words(0).view().find(given.words(1).view()) != std::string_view::npos;
        case Function::starts_with: return given.words(0).view().starts_with(given.words(1).view());
        case Function::ends_with: return given.words(0).view().ends_with(given.words(1).view());
        case Function::regex: return matches_whole(given.words(0).view(), given.words(1).view());
        case Function::selected: return selected(given.words(0).view(), given.words(1).view());
        case Function::boolean_from_string: {
            const Words words = given.words(0);
            return words.view() == "true" || words.view() == "1";
        }
        default: return std::nullopt;
    }
}

}  // namespace

std::optional<Value> call_on_text(Function function, const Arguments& given) {
    if (std::optional<Value> found = search(function, given)) {
        return found;
    }
    switch (function) {
        case Function::string: return given.words_or_context(0);
        case Function::string_length:
            return static_cast<double>(base::code_points(given.words_or_context(0).view()));
        case Function::normalize_space: return normalized_space(given.words_or_context(0).view());
        case Function::count_selected:
            return static_cast<double>(words_in(given.words(0).view()).size());
        case Function::selected_at: return selected_at(given.words(0).view(), given.number(1));
        case Function::concat: return joined("", given.spread(0), given.world);
        case Function::join: return joined(given.words(0).view(), given.spread(1), given.world);
        case Function::substring: return substring_call(given);
        case Function::substring_before: return around(given, true);
        case Function::substring_after: return around(given, false);
        case Function::translate:
            return translated(given.words(0).view(), given.words(1).view(), given.words(2).view());
        case Function::choice_name: {
            const Words choice = given.words(0);
            const Words question = given.words(1);
            return given.world.choice_label(question.view(), choice.view());
        }
        default: return std::nullopt;
    }
}

}  // namespace harmony::survey
