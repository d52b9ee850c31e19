#include "survey/expression/pattern.h"

#include <unicode/regex.h>

#include <memory>

namespace harmony::survey {
namespace {

constexpr std::int32_t time_limit = 20;           // units of the engine, about a millisecond each
constexpr std::int32_t stack_limit = 256 * 1024;  // bytes
constexpr std::size_t trial_length = 300;

/// `\d \w \s` and their opposites as ASCII classes; `in_class` when inside square brackets already.
std::string ascii_class(char letter, bool in_class) {
    switch (letter) {
        case 'd': return in_class ? "0-9" : "[0-9]";
        case 'w': return in_class ? "0-9A-Za-z_" : "[0-9A-Za-z_]";
        case 's': return in_class ? "\\t\\n\\x0b\\f\\r " : "[\\t\\n\\x0b\\f\\r ]";
        case 'D': return "[^0-9]";
        case 'W': return "[^0-9A-Za-z_]";
        default: return "[^\\t\\n\\x0b\\f\\r ]";
    }
}

struct Rewritten {
    std::string pattern;
    bool looks_back = false;
};

Rewritten rewrite(std::string_view pattern) {
    Rewritten result;
    int depth = 0;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char letter = pattern[at];
        if (letter == '\\' && at + 1 < pattern.size()) {
            const char escaped = pattern[++at];
            if (std::string_view("dwsDWS").find(escaped) != std::string_view::npos) {
                result.pattern += ascii_class(escaped, depth > 0);
            } else {
                result.looks_back |= (escaped >= '1' && escaped <= '9') || escaped == 'k';
                result.pattern += {letter, escaped};
            }
            continue;
        }
        depth += letter == '[' ? 1 : 0;
        depth -= letter == ']' && depth > 0 ? 1 : 0;
        result.looks_back |= depth == 0 && (pattern.substr(at).starts_with("(?<=") ||
                                            pattern.substr(at).starts_with("(?<!"));
        result.pattern += letter;
    }
    return result;
}

icu::UnicodeString unicode(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

enum class Outcome { match, no_match, too_slow, broken };

Outcome run(const icu::RegexPattern& compiled, const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(compiled.matcher(text, status));
    if (U_FAILURE(status) != 0 || matcher == nullptr) {
        return Outcome::broken;
    }
    matcher->setTimeLimit(time_limit, status);
    matcher->setStackLimit(stack_limit, status);
    const bool found = matcher->matches(status) != 0;
    if (U_FAILURE(status) != 0) {
        return Outcome::too_slow;
    }
    return found ? Outcome::match : Outcome::no_match;
}

std::unique_ptr<icu::RegexPattern> compile(std::string_view pattern) {
    const Rewritten rewritten = rewrite(pattern);
    if (rewritten.looks_back) {
        return nullptr;
    }
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    std::unique_ptr<icu::RegexPattern> compiled(
        icu::RegexPattern::compile(unicode(rewritten.pattern), 0, where, status));
    return U_FAILURE(status) != 0 ? nullptr : std::move(compiled);
}

}  // namespace

bool matches_whole(std::string_view text, std::string_view pattern) {
    const auto compiled = compile(pattern);
    return compiled != nullptr && run(*compiled, unicode(text)) == Outcome::match;
}

std::optional<std::string> pattern_fault(std::string_view pattern) {
    if (rewrite(pattern).looks_back) {
        return "it refers or looks back";
    }
    const auto compiled = compile(pattern);
    if (compiled == nullptr) {
        return "it is not a pattern";
    }
    for (const char letter : {'a', '1', ' '}) {
        const std::string trial = std::string(trial_length, letter) + "!";
        if (run(*compiled, unicode(trial)) == Outcome::too_slow) {
            return "it takes too long on some texts";
        }
    }
    return std::nullopt;
}

}  // namespace harmony::survey
