#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace harmony::survey {

/// Why an expression is refused, and where.
struct SyntaxFault {
    std::string code;    ///< X701 ... X704, P208
    std::size_t at = 0;  ///< byte offset into the expression
    std::string what;
    std::string mend;
};

enum class TokenKind {
    name,
    number,
    literal,
    operator_word,  ///< `and or div mod`, and `*` where it multiplies
    symbol,         ///< ( ) [ ] , / | + - = != < <= > >= . .. :: *
    end,
};

struct Token {
    TokenKind kind = TokenKind::end;
    std::string_view text;  ///< literals without their quotes
    std::size_t at = 0;
};

/// Takes an expression apart into tokens; the last one is `end`. They point into `text`.
[[nodiscard]] std::variant<std::vector<Token>, SyntaxFault> tokens_of(std::string_view text);

/// Length in bytes of the XML name (no colon) at the front of `text`; 0 when there is none.
[[nodiscard]] std::size_t name_length(std::string_view text);

}  // namespace harmony::survey
