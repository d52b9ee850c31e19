#include "summary/free_text.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/error.h"

// Each kind looks at every place where a word begins. Shapes are written with one sign a byte:
//   A letter   U capital   9 digit   D one of A to D   / one of / . -   a space: perhaps spaces
// Bytes of other scripts count as letters of words, never as letters of shapes.

namespace harmony::summary {
namespace {

constexpr std::size_t nowhere = std::string_view::npos;
constexpr std::size_t fewest_phone_digits = 7;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

char lower(char c) {
    return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

bool is_other_script(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

bool is_word(char c) {
    return is_letter(c) || is_digit(c) || c == '_' || is_other_script(c);
}

constexpr std::array postcodes = {
    "A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA"};
constexpr std::array insurances = {"AA 99 99 99 D"};
// With spaces only in capitals: "in ts18 for years" is no car.
constexpr std::array vehicles = {
    "AA99AAA", "UU99 UUU", "U9 UUU", "U99 UUU", "U999 UUU", "UUU 9U", "UUU 99U", "UUU 999U"};
constexpr std::array dates = {"9/9/9999",
                              "99/9/9999",
                              "9/99/9999",
                              "99/99/9999",
                              "9/9/99",
                              "99/9/99",
                              "9/99/99",
                              "99/99/99",
                              "9999/99/99"};
constexpr std::array months = {
    "january",   "february", "march",    "april",    "may",  "june", "july", "august",
    "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
    "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec"};
constexpr std::array street_words = {"street",
                                     "st",
                                     "road",
                                     "rd",
                                     "avenue",
                                     "ave",
                                     "lane",
                                     "close",
                                     "drive",
                                     "court",
                                     "crescent",
                                     "terrace",
                                     "way",
                                     "place",
                                     "grove",
                                     "gardens",
                                     "square",
                                     "walk",
                                     "row"};
/// Those after which a name needs no capital are no words of their own.
constexpr std::array titles = {"mr", "mrs", "dr", "sgt", "cllr", "ms", "miss", "pc"};
constexpr std::size_t titles_that_are_no_words = 5;
constexpr std::array web_starts = {"http://", "https://", "www."};
constexpr std::array web_ends = {".com", ".org", ".net", ".uk", ".info", ".gov", ".eu", ".tv"};

class Scanner {
public:
    Scanner(std::string_view text, std::span<const std::string> names)
        : text_(text), names_(names) {}

    [[nodiscard]] std::vector<TextMark> run() {
        for (std::size_t at = 0; at < text_.size(); ++at) {
            if (!begins_word(at)) {
                continue;
            }
            note(TextMarkKind::phone, at, phone(at));
            note(TextMarkKind::email, at, email(at));
            note(TextMarkKind::postcode, at, shaped(at, postcodes));
            note(TextMarkKind::national_insurance, at, shaped(at, insurances));
            note(TextMarkKind::vehicle, at, shaped(at, vehicles));
            note(TextMarkKind::web_address, at, web(at));
            note(TextMarkKind::handle, at, handle(at));
            note(TextMarkKind::date_of_birth,
                 at,
                 std::max(end_or_none(shaped(at, dates)), end_or_none(written_date(at))));
            note(TextMarkKind::address, at, address(at));
            note(TextMarkKind::named, at, named(at));
            note(TextMarkKind::listed_name, at, listed(at));
        }
        return std::move(marks_);
    }

private:
    static std::size_t end_or_none(std::size_t end) { return end == nowhere ? 0 : end; }

    void note(TextMarkKind kind, std::size_t at, std::size_t end) {
        if (end != nowhere && end > at) {
            marks_.push_back({kind, at, end - at});
        }
    }

    [[nodiscard]] char sign(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

    [[nodiscard]] bool begins_word(std::size_t at) const {
        return at == 0 || !is_word(text_[at - 1]);
    }

    [[nodiscard]] bool ends_word(std::size_t end) const {
        return end >= text_.size() || !is_word(text_[end]);
    }

    [[nodiscard]] std::size_t word_end(std::size_t at) const {
        while (at < text_.size() && (is_word(text_[at]) || text_[at] == '\'')) {
            ++at;
        }
        return at;
    }

    [[nodiscard]] std::size_t after_spaces(std::size_t at) const {
        while (sign(at) == ' ') {
            ++at;
        }
        return at;
    }

    [[nodiscard]] bool is_one_of(std::size_t at,
                                 std::size_t end,
                                 std::span<const char* const> words) const {
        return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
            return same(text_.substr(at, end - at), word);
        });
    }

    static bool same(std::string_view text, std::string_view word) {
        return text.size() == word.size() &&
               std::equal(text.begin(), text.end(), word.begin(), [](char a, char b) {
                   return lower(a) == lower(b);
               });
    }

    [[nodiscard]] static bool fits(char shape, char c) {
        switch (shape) {
            case 'A': return is_letter(c);
            case 'U': return is_capital(c);
            case '9': return is_digit(c);
            case 'D': return lower(c) >= 'a' && lower(c) <= 'd';
            case '/': return c == '/' || c == '.' || c == '-';
            default: return false;
        }
    }

    [[nodiscard]] std::size_t shaped(std::size_t at, std::string_view shape) const {
        for (const char each : shape) {
            if (each == ' ') {
                at = after_spaces(at);
            } else if (!fits(each, sign(at))) {
                return nowhere;
            } else {
                ++at;
            }
        }
        return ends_word(at) ? at : nowhere;
    }

    [[nodiscard]] std::size_t shaped(std::size_t at, std::span<const char* const> shapes) const {
        for (const char* const shape : shapes) {
            if (const std::size_t end = shaped(at, std::string_view(shape)); end != nowhere) {
                return end;
            }
        }
        return nowhere;
    }

    /// Digits, one by one or in groups.
    [[nodiscard]] std::size_t phone(std::size_t at) const {
        if (!is_digit(sign(at)) && sign(at) != '+' && sign(at) != '(') {
            return nowhere;
        }
        const auto separates = [](char c) {
            return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '+';
        };
        std::size_t digits = 0;
        std::size_t end = at;
        std::size_t gap = 0;
        for (std::size_t i = at; i < text_.size() && gap < 3; ++i) {
            if (is_digit(text_[i])) {
                ++digits;
                gap = 0;
                end = i + 1;
            } else if (separates(text_[i])) {
                ++gap;
            } else {
                break;
            }
        }
        return digits >= fewest_phone_digits ? end : nowhere;
    }

    [[nodiscard]] std::size_t email(std::size_t at) const {
        std::size_t i = at;
        while (is_word(sign(i)) || sign(i) == '.' || sign(i) == '-' || sign(i) == '+') {
            ++i;
        }
        if (i == at || sign(i) != '@') {
            return nowhere;
        }
        bool dot = false;
        std::size_t end = i + 1;
        while (is_word(sign(end)) || sign(end) == '-' ||
               (sign(end) == '.' && is_word(sign(end + 1)))) {
            dot = dot || sign(end) == '.';
            ++end;
        }
        return dot ? end : nowhere;
    }

    [[nodiscard]] std::size_t web(std::size_t at) const {
        std::size_t end = at;
        while (end < text_.size() && text_[end] != ' ' && text_[end] != '\n') {
            ++end;
        }
        const std::string_view word = text_.substr(at, end - at);
        const bool starts =
            std::any_of(web_starts.begin(), web_starts.end(), [&](std::string_view start) {
                return same(word.substr(0, start.size()), start);
            });
        const std::string_view host = word.substr(0, word.find_first_of("/,;?!)"));
        const bool ends = host.find('@') == nowhere &&
                          std::any_of(web_ends.begin(), web_ends.end(), [&](std::string_view tail) {
                              const std::string_view name =
                                  host.back() == '.' ? host.substr(0, host.size() - 1) : host;
                              return name.size() > tail.size() &&
                                     same(name.substr(name.size() - tail.size()), tail);
                          });
        return !word.empty() && (starts || ends) ? end : nowhere;
    }

    [[nodiscard]] std::size_t handle(std::size_t at) const {
        constexpr std::size_t shortest = 2;
        if (sign(at) != '@') {
            return nowhere;
        }
        std::size_t end = at + 1;
        while (is_word(sign(end)) || (sign(end) == '.' && is_word(sign(end + 1)))) {
            ++end;
        }
        return end - at > shortest ? end : nowhere;
    }

    /// "3 April 1990", "3rd of April 1990".
    [[nodiscard]] std::size_t written_date(std::size_t at) const {
        if (!is_digit(sign(at))) {
            return nowhere;
        }
        std::size_t month = after_spaces(word_end(at));
        if (is_one_of(month, word_end(month), std::array{"of"})) {
            month = after_spaces(word_end(month));
        }
        if (!is_one_of(month, word_end(month), months)) {
            return nowhere;
        }
        std::size_t year = after_spaces(word_end(month));
        year = sign(year) == ',' ? after_spaces(year + 1) : year;
        return shaped(year, std::array{"9999", "99"});
    }

    /// A number, a word or two, and a word for a street.
    [[nodiscard]] std::size_t address(std::size_t at) const {
        constexpr int most_words = 2;
        if (!is_digit(sign(at))) {
            return nowhere;
        }
        std::size_t i = word_end(at);
        for (int words = 0; words <= most_words; ++words) {
            const std::size_t word = after_spaces(i);
            const std::size_t end = word_end(word);
            if (word == i || end == word || is_digit(sign(word))) {
                return nowhere;
            }
            if (words > 0 && is_one_of(word, end, street_words)) {
                return end;
            }
            i = end;
        }
        return nowhere;
    }

    [[nodiscard]] std::size_t named(std::size_t at) const {
        std::size_t end = word_end(at);
        if (!is_one_of(at, end, titles)) {
            return nowhere;
        }
        const bool no_word = is_one_of(at, end, std::span(titles).first(titles_that_are_no_words));
        end += sign(end) == '.' ? 1 : 0;
        const std::size_t name = after_spaces(end);
        const char first = sign(name);
        const bool is_name =
            is_capital(first) || is_other_script(first) || (no_word && is_letter(first));
        return name > end && is_name ? word_end(name) : nowhere;
    }

    [[nodiscard]] std::size_t listed(std::size_t at) const {
        for (const std::string& name : names_) {
            if (!name.empty() && same(text_.substr(at, name.size()), name) &&
                ends_word(at + name.size())) {
                return at + name.size();
            }
        }
        return nowhere;
    }

    std::string_view text_;
    std::span<const std::string> names_;
    std::vector<TextMark> marks_;
};

}  // namespace

std::vector<TextMark> scan_text(std::string_view text, std::span<const std::string> names) {
    return Scanner(text, names).run();
}

std::string redacted(std::string_view text, std::span<const TextMark> marks) {
    std::vector<std::pair<std::size_t, std::size_t>> gone;
    for (const TextMark& mark : marks) {
        base::promise(mark.first <= text.size() && mark.length <= text.size() - mark.first,
                      "a mark lies in its text");
        gone.emplace_back(mark.first, mark.first + mark.length);
    }
    std::sort(gone.begin(), gone.end());
    std::string left;
    std::size_t at = 0;
    for (const auto& [first, end] : gone) {
        if (first >= at) {
            left += std::string(text.substr(at, first - at)) + "[removed]";
        }
        at = std::max(at, end);
    }
    return left + std::string(text.substr(at));
}

}  // namespace harmony::summary
