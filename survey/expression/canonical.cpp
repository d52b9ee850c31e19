#include "survey/expression/canonical.h"

#include <algorithm>

#include "base/text.h"

namespace harmony::survey {

std::vector<Mention> mentions_in(std::string_view text) {
    std::vector<Mention> result;
    std::size_t at = 0;
    while ((at = text.find("${", at)) != std::string_view::npos) {
        const std::size_t close = text.find_first_of("}$", at + 2);
        if (close == std::string_view::npos || text[close] != '}') {
            result.push_back({std::string(base::trim(text.substr(at + 2))), at, 0});
            at += 2;
            continue;
        }
        result.push_back({std::string(text.substr(at + 2, close - at - 2)), at, close + 1 - at});
        at = close + 1;
    }
    return result;
}

std::size_t Expanded::character(std::string_view cell, std::size_t at) const {
    const std::size_t byte = at < origin.size() ? origin[at] : cell.size();
    return base::code_points(cell.substr(0, std::min(byte, cell.size()))) + 1;
}

Expanded expand_mentions(std::string_view cell,
                         const std::function<std::string(std::string_view)>& path_of) {
    Expanded result;
    const auto copy = [&](std::size_t from, std::size_t to) {
        for (; from < to; ++from) {
            result.text += cell[from];
            result.origin.push_back(from);
        }
    };
    std::size_t done = 0;
    for (const Mention& mention : mentions_in(cell)) {
        copy(done, mention.at);
        const std::string path = " " + path_of(mention.name) + " ";
        result.text += path;
        result.origin.insert(result.origin.end(), path.size(), mention.at);
        done = mention.at + mention.length;
    }
    copy(done, cell.size());
    return result;
}

std::string collapse_space(std::string_view expression) {
    std::string result;
    char quote = 0;
    bool space = false;
    for (const char letter : expression) {
        if (quote == 0 && (letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n')) {
            space = true;
            continue;
        }
        if (space && !result.empty()) {
            result += ' ';
        }
        space = false;
        if (quote != 0) {
            quote = letter == quote ? '\0' : quote;
        } else if (letter == '"' || letter == '\'') {
            quote = letter;
        }
        result += letter;
    }
    return result;
}

}  // namespace harmony::survey
