#include "base/text.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"

namespace harmony::base {
namespace {

constexpr std::string_view white = " \t\r\n";

/// Length of the sequence that `lead` opens, 0 when it opens none.
std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xc2 && lead < 0xe0) {
        return 2;
    }
    if (lead >= 0xe0 && lead < 0xf0) {
        return 3;
    }
    return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

char32_t decode(std::string_view text, std::size_t at, std::size_t length) {
    constexpr unsigned char masks[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    char32_t value = static_cast<unsigned char>(text[at]) & masks[length];
    for (std::size_t i = 1; i < length; ++i) {
        value = value << 6 | (static_cast<unsigned char>(text[at + i]) & 0x3fU);
    }
    return value;
}

bool well_formed(std::string_view text, std::size_t at, std::size_t length) {
    if (length == 0 || at + length > text.size()) {
        return false;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((static_cast<unsigned char>(text[at + i]) & 0xc0U) != 0x80U) {
            return false;
        }
    }
    const char32_t value = decode(text, at, length);
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xd800 && value < 0xe000;
    return !overlong && !surrogate && value <= 0x10ffff;
}

}  // namespace

std::optional<std::size_t> first_bad_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(static_cast<unsigned char>(text[at]));
        if (!well_formed(text, at, length)) {
            return at;
        }
        at += length;
    }
    return std::nullopt;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
    }));
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
    promise(at < text.size(), "next_code_point past the end");
    const std::size_t length = sequence_length(static_cast<unsigned char>(text[at]));
    promise(length > 0 && at + length <= text.size(), "next_code_point of text that is not UTF-8");
    const char32_t value = decode(text, at, length);
    at += length;
    return value;
}

void append_utf8(std::string& to, char32_t code_point) {
    const auto put = [&to](char32_t value) { to += static_cast<char>(value); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xc0 | code_point >> 6);
        put(0x80 | (code_point & 0x3f));
    } else if (code_point < 0x10000) {
        put(0xe0 | code_point >> 12);
        put(0x80 | (code_point >> 6 & 0x3f));
        put(0x80 | (code_point & 0x3f));
    } else {
        put(0xf0 | code_point >> 18);
        put(0x80 | (code_point >> 12 & 0x3f));
        put(0x80 | (code_point >> 6 & 0x3f));
        put(0x80 | (code_point & 0x3f));
    }
}

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(white);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t at = text.find_first_not_of(white); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(white, at), text.size());
        found.emplace_back(text.substr(at, end - at));
        at = text.find_first_not_of(white, end);
    }
    return found;
}

std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return lower;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

std::optional<std::string> nearest(std::string_view wanted, std::span<const std::string> names) {
    std::optional<std::string> best;
    std::size_t best_distance = 3;
    for (const std::string& name : names) {
        const auto [shorter, longer] = std::minmax({wanted.size(), name.size()});
        if (longer - shorter >= best_distance) {
            continue;  // one edit for each letter that one of them has more
        }
        const std::size_t distance = edit_distance(wanted, name);
        if (distance < best_distance && distance * 2 < std::max(wanted.size(), name.size())) {
            best = name;
            best_distance = distance;
        }
    }
    return best;
}

}  // namespace harmony::base
