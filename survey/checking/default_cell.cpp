// A cell is taken apart into tokens; it is dynamic when one of them can only belong to an
// expression:
//  1. Quoted texts, dates, times, numbers with their sign, and names (which may hold `-`) are one
//     token each and fixed.
//  2. `${q}`, `|`, `* + -`, ` mod `, ` div `, and a name directly followed by `(` make it dynamic.
//  3. In a date the first `-` decides the other way: 2026-1-31 is no subtraction.
#include "survey/checking/default_cell.h"

#include <algorithm>

#include "base/text.h"
#include "survey/expression/lexer.h"

namespace harmony::survey {
namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// Length of the front of `text` that has the form of `pattern`, where 0 stands for a digit.
std::size_t shaped_like(std::string_view text, std::string_view pattern) {
    if (text.size() < pattern.size()) {
        return 0;
    }
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '0' ? !is_digit(text[i]) : text[i] != pattern[i]) {
            return 0;
        }
    }
    return pattern.size();
}

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) {
        ++end;
    }
    return end - at;
}

std::size_t time_length(std::string_view text) {
    std::size_t length = shaped_like(text, "00:00:00");
    if (length == 0) {
        return 0;
    }
    if (text.substr(length).starts_with('.')) {
        length += 1 + digits_at(text, length + 1);
    }
    const std::string_view rest = text.substr(length);
    if (rest.starts_with('Z')) {
        return length + 1;
    }
    return length + std::max(shaped_like(rest, "+00:00"), shaped_like(rest, "-00:00"));
}

std::size_t moment_length(std::string_view text) {
    const std::size_t date = shaped_like(text, "0000-00-00");
    if (date > 0 && text.substr(date).starts_with('T')) {
        const std::size_t time = time_length(text.substr(date + 1));
        return time > 0 ? date + 1 + time : date;
    }
    return date > 0 ? date : time_length(text);
}

std::size_t number_length(std::string_view text) {
    const std::size_t sign = text.starts_with('-') ? 1 : 0;
    const std::size_t whole = digits_at(text, sign);
    std::size_t end = sign + whole;
    if (end < text.size() && text[end] == '.') {
        const std::size_t decimals = digits_at(text, end + 1);
        if (whole + decimals > 0) {
            end += 1 + decimals;
        }
    }
    return end > sign ? end : 0;
}

std::size_t quoted_length(std::string_view text) {
    if (text.front() != '"' && text.front() != '\'') {
        return 0;
    }
    const std::size_t close = text.find(text.front(), 1);
    return close == std::string_view::npos ? 0 : close + 1;
}

}  // namespace

bool is_dynamic_default(std::string_view cell, NodeType type) {
    const bool is_date = type == NodeType::date || type == NodeType::date_time;
    std::size_t at = 0;
    while (at < cell.size()) {
        const std::string_view rest = cell.substr(at);
        if (rest.starts_with("${") || rest.starts_with(" mod ") || rest.starts_with(" div ") ||
            std::string_view("*+|").find(rest.front()) != std::string_view::npos) {
            return true;
        }
        const std::size_t fixed =
            std::max({quoted_length(rest), moment_length(rest), number_length(rest)});
        const std::size_t name = fixed == 0 ? name_length(rest) : 0;
        if (name > 0 && rest.substr(name).starts_with('(')) {
            return true;
        }
        if (fixed == 0 && rest.front() == '-') {
            return !is_date;
        }
        std::size_t next = at;
        static_cast<void>(base::next_code_point(cell, next));
        at = std::max({at + fixed, at + name, next});
    }
    return false;
}

}  // namespace harmony::survey
