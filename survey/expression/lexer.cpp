#include "survey/expression/lexer.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace harmony::survey {
namespace {

struct Range {
    char32_t first;
    char32_t last;
};

/// NameStartChar of XML 1.0 (fifth edition) without the colon.
constexpr auto name_starts = std::to_array<Range>({
    {'A', 'Z'},
    {'_', '_'},
    {'a', 'z'},
    {0xC0, 0xD6},
    {0xD8, 0xF6},
    {0xF8, 0x2FF},
    {0x370, 0x37D},
    {0x37F, 0x1FFF},
    {0x200C, 0x200D},
    {0x2070, 0x218F},
    {0x2C00, 0x2FEF},
    {0x3001, 0xD7FF},
    {0xF900, 0xFDCF},
    {0xFDF0, 0xFFFD},
    {0x10000, 0xEFFFF},
});

/// What NameChar adds to it.
constexpr auto name_more = std::to_array<Range>({
    {'-', '-'},
    {'.', '.'},
    {'0', '9'},
    {0xB7, 0xB7},
    {0x300, 0x36F},
    {0x203F, 0x2040},
});

template <std::size_t Size>
bool within(char32_t letter, const std::array<Range, Size>& ranges) {
    return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
        return letter >= range.first && letter <= range.last;
    });
}

bool is_space(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
}

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// `1div1` is `1 div 1`: length of the operator word at the front of a name that goes on with a
/// number.
std::size_t glued_operator(std::string_view name) {
    for (const std::string_view word : {"and", "or", "div", "mod"}) {
        if (name.starts_with(word) && name.size() > word.size() &&
            std::string_view("0123456789.-").find(name[word.size()]) != std::string_view::npos) {
            return word.size();
        }
    }
    return 0;
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    std::variant<std::vector<Token>, SyntaxFault> run() {
        while (true) {
            while (at_ < text_.size() && is_space(text_[at_])) {
                ++at_;
            }
            if (at_ == text_.size()) {
                break;
            }
            if (std::optional<SyntaxFault> fault = next()) {
                return *fault;
            }
        }
        add(TokenKind::end, 0);
        return std::move(tokens_);
    }

private:
    std::optional<SyntaxFault> next() {
        const char letter = text_[at_];
        const bool point_number =
            letter == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
        if (is_digit(letter) || point_number) {
            number();
            return {};
        }
        if (letter == '"' || letter == '\'') {
            return literal();
        }
        if (const std::size_t length = name_length(text_.substr(at_)); length > 0) {
            return name(length);
        }
        return symbol();
    }

    void number() {
        std::size_t length = 0;
        bool point = false;
        while (at_ + length < text_.size()) {
            const char letter = text_[at_ + length];
            if (letter == '.' && !point) {
                point = true;
            } else if (!is_digit(letter)) {
                break;
            }
            ++length;
        }
        add(TokenKind::number, length);
    }

    std::optional<SyntaxFault> literal() {
        const std::size_t close = text_.find(text_[at_], at_ + 1);
        if (close == std::string_view::npos) {
            return SyntaxFault{"X701",
                               at_,
                               "a quoted text is not closed",
                               std::string("put ") + text_[at_] + " at its end"};
        }
        tokens_.push_back({TokenKind::literal, text_.substr(at_ + 1, close - at_ - 1), at_});
        at_ = close + 1;
        return {};
    }

    std::optional<SyntaxFault> name(std::size_t length) {
        const std::string_view word = text_.substr(at_, length);
        const std::string_view after = text_.substr(at_ + length);
        if (after.starts_with(':') && !after.starts_with("::")) {
            const std::size_t more = name_length(after.substr(1));
            if (more > 0 && text_.substr(at_, length + 1 + more) == "jr:choice-name") {
                add(TokenKind::name, length + 1 + more);
                return {};
            }
            return SyntaxFault{"P208",
                               at_,
                               "names with a prefix are not part of the kiosk profile",
                               "write the name without what stands before the colon"};
        }
        if (const std::size_t glued = glued_operator(word); glued > 0 && operand_before()) {
            add(TokenKind::operator_word, glued);
            return {};
        }
        const bool operator_word = word == "and" || word == "or" || word == "div" || word == "mod";
        add(operator_word && operand_before() ? TokenKind::operator_word : TokenKind::name, length);
        return {};
    }

    std::optional<SyntaxFault> symbol() {
        constexpr std::array<std::string_view, 6> pairs = {"!=", "<=", ">=", "::", "..", "//"};
        for (const std::string_view pair : pairs) {
            if (!text_.substr(at_).starts_with(pair)) {
                continue;
            }
            if (pair == "//") {
                return SyntaxFault{"P208",
                                   at_,
                                   "'//' is not part of the kiosk profile",
                                   "write ${name} for a question"};
            }
            add(TokenKind::symbol, 2);
            return {};
        }
        const char letter = text_[at_];
        if (letter == '*' && operand_before()) {
            add(TokenKind::operator_word, 1);
            return {};
        }
        if (std::string_view("()[],/|+-=<>.*").find(letter) != std::string_view::npos) {
            add(TokenKind::symbol, 1);
            return {};
        }
        if (letter == '@' || letter == '$') {
            return SyntaxFault{"P208",
                               at_,
                               std::string("'") + letter + "' is not part of the kiosk profile",
                               "write ${name} for a question"};
        }
        return SyntaxFault{"X701",
                           at_,
                           "a character that does not belong in an expression stands here",
                           "take it out, or put quotes around the text"};
    }

    /// Whether the token before makes `*`, `and`, `or`, `div`, `mod` an operator here.
    [[nodiscard]] bool operand_before() const {
        if (tokens_.empty() || tokens_.back().kind == TokenKind::operator_word) {
            return false;
        }
        const Token& last = tokens_.back();
        if (last.kind != TokenKind::symbol) {
            return true;
        }
        return last.text == ")" || last.text == "]" || last.text == "." || last.text == ".." ||
               last.text == "*";
    }

    void add(TokenKind kind, std::size_t length) {
        tokens_.push_back({kind, text_.substr(at_, length), at_});
        at_ += length;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

std::variant<std::vector<Token>, SyntaxFault> tokens_of(std::string_view text) {
    return Lexer(text).run();
}

std::size_t name_length(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t after = at + 1;
        const char first = text[at];
        const bool plain = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
                           first == '_';  // nearly every letter of nearly every name
        if (!plain) {
            after = at;
            const char32_t letter = base::next_code_point(text, after);
            if (!within(letter, name_starts) && (at == 0 || !within(letter, name_more))) {
                break;
            }
        }
        at = after;
    }
    return at;
}

}  // namespace harmony::survey
