#include "survey/unicode.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/error.h"
#include "base/text.h"

namespace harmony::survey {
namespace {

constexpr int most_marks = 8;
constexpr char32_t zero_width_non_joiner = 0x200C;

const icu::Normalizer2& composer() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* found = icu::Normalizer2::getNFCInstance(status);
    base::promise(U_SUCCESS(status) != 0 && found != nullptr, "ICU has no normaliser");
    return *found;
}

icu::StringPiece piece(std::string_view text) {
    return {text.data(), static_cast<std::int32_t>(text.size())};
}

/// Gives ICU a place to write that is zeroed when freed.
class SecretSink final : public icu::ByteSink {
public:
    explicit SecretSink(base::SecretText& to) : to_(to) {}

    void Append(const char* bytes, std::int32_t count) override {
        to_.append({bytes, static_cast<std::size_t>(count)});
    }

private:
    base::SecretText& to_;
};

bool is_control(char32_t letter) {
    return letter < 0x20 || letter == 0x7F || (letter >= 0x80 && letter <= 0x9F);
}

bool is_bidi_control(char32_t letter) {
    return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069) ||
           letter == 0x200E || letter == 0x200F || letter == 0x061C;
}

bool is_noncharacter(char32_t letter) {
    return (letter >= 0xFDD0 && letter <= 0xFDEF) || (letter & 0xFFFEU) == 0xFFFEU;
}

bool is_mark(char32_t letter) {
    const auto mask = U_GET_GC_MASK(static_cast<UChar32>(letter));
    return (mask & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
}

bool is_white(std::string_view letter) {
    return letter == " " || letter == "\t" || letter == "\n" || letter == "\r" ||
           letter == "\xC2\xA0";
}

/// 0-9 for a digit of the keyboards we have; nothing for any other letter.
std::optional<char> ascii_digit(char32_t letter) {
    for (const char32_t zero : {U'0', U'\u0660', U'\u06F0', U'\u0A66'}) {
        if (letter >= zero && letter <= zero + 9) {
            return static_cast<char>('0' + (letter - zero));
        }
    }
    return std::nullopt;
}

base::SecretText without_ends(const base::SecretText& text) {
    std::string_view rest = text.view();
    const auto first = [](std::string_view from) {
        std::size_t end = 0;
        static_cast<void>(base::next_code_point(from, end));
        return from.substr(0, end);
    };
    while (!rest.empty() && is_white(first(rest))) {
        rest.remove_prefix(first(rest).size());
    }
    while (!rest.empty()) {
        const std::size_t size = rest.ends_with("\xC2\xA0") ? 2 : 1;
        if (!is_white(rest.substr(rest.size() - size))) {
            break;
        }
        rest.remove_suffix(size);
    }
    return base::SecretText(rest);
}

}  // namespace

base::SecretText secret_nfc(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2& normalizer = composer();
    if (normalizer.isNormalizedUTF8(piece(text), status) != 0) {
        return base::SecretText(text);
    }
    base::SecretText result;
    SecretSink sink(result);
    status = U_ZERO_ERROR;
    normalizer.normalizeUTF8(0, piece(text), sink, nullptr, status);
    base::promise(U_SUCCESS(status) != 0, "ICU could not normalise a text");
    return result;
}

std::string nfc(std::string_view text) {
    return std::string(secret_nfc(text).view());
}

bool is_nfc(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    return base::is_utf8(text) && composer().isNormalizedUTF8(piece(text), status) != 0 &&
           U_SUCCESS(status) != 0;
}

base::SecretText clean_typed(std::string_view typed) {
    base::SecretText kept;
    int marks = 0;
    for (std::size_t at = 0; at < typed.size();) {
        const std::size_t start = at;
        const char32_t letter = base::next_code_point(typed, at);
        marks = is_mark(letter) ? marks + 1 : 0;
        const bool dropped = (is_control(letter) && letter != U'\n') || is_bidi_control(letter) ||
                             is_noncharacter(letter) || marks > most_marks;
        if (!dropped || letter == zero_width_non_joiner) {
            kept.append(typed.substr(start, at - start));
        }
    }
    return without_ends(
        secret_nfc(kept.view()));  // after the dropping: it can bring letters together
}

base::SecretText clean_typed_number(std::string_view typed) {
    base::SecretText result;
    for (std::size_t at = 0; at < typed.size();) {
        const char32_t letter = base::next_code_point(typed, at);
        if (const auto digit = ascii_digit(letter)) {
            result.append({&*digit, 1});
        } else if (letter == U',' || letter == U'\u066B' || letter == U'.') {
            result.append(".");
        } else if (letter == U' ' || letter == U'\u00A0' || letter == U'\u202F' ||
                   letter == U'\u066C' || letter == U'\t' || is_bidi_control(letter)) {
            continue;
        } else {
            std::string other;
            base::append_utf8(other, letter);
            result.append(other);
        }
    }
    return result;
}

bool is_storable(std::string_view text) {
    if (!base::is_utf8(text)) {
        return false;
    }
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = base::next_code_point(text, at);
        if (is_control(letter) && letter != U'\n') {
            return false;
        }
    }
    return true;
}

std::string letter_script(char32_t letter) {
    const auto point = static_cast<UChar32>(letter);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(point, &status);
    const bool is_shared = script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
    if (u_isalpha(point) == 0 || U_FAILURE(status) != 0 || is_shared) {
        return {};
    }
    return base::lower_ascii(uscript_getName(script));
}

bool is_digit_of_any_script(char32_t letter) {
    return u_isdigit(static_cast<UChar32>(letter)) != 0;
}

}  // namespace harmony::survey
