#include "survey/checking/personal_words.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace harmony::survey {
namespace {

/// Labels up to this many words are captions: "Name", "Phone number:", "Email address".
constexpr std::size_t longest_caption = 3;

using Words = std::vector<std::string>;

/// Lower-case words without punctuation: `e-mail` is `email`; a stroke parts words.
Words plain_words(std::string_view text) {
    std::string plain;
    for (const char letter : base::lower_ascii(text)) {
        const bool kept = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        const bool parts = letter == '/' || letter == ' ' || letter == '\n';
        plain += kept ? std::string(1, letter) : parts ? " " : "";
    }
    return base::words(plain);
}

template <std::size_t Size>
bool is_one_of(const std::string& word, const std::array<std::string_view, Size>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool holds(const Words& words, std::initializer_list<std::string_view> phrase) {
    return std::search(words.begin(), words.end(), phrase.begin(), phrase.end()) != words.end();
}

constexpr auto whose = std::to_array<std::string_view>({"your",
                                                        "full",
                                                        "first",
                                                        "last",
                                                        "family",
                                                        "middle",
                                                        "maiden",
                                                        "home",
                                                        "postal",
                                                        "email",
                                                        "respondent",
                                                        "respondents",
                                                        "resident",
                                                        "residents",
                                                        "contact"});
constexpr auto whose_number = std::to_array<std::string_view>(
    {"phone", "telephone", "mobile", "cell", "contact", "landline", "mobilephone"});

/// `word` as something of the person asked: after "your", "full" and the like, or as a caption.
bool asks_for(const Words& words, std::string_view word) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] != word) {
            continue;
        }
        const bool caption = words.size() <= longest_caption && i + 1 == words.size() &&
                             (i == 0 || is_one_of(words[i - 1], whose));
        const bool named = i > 0 && is_one_of(words[i - 1], whose);
        if (caption || named) {
            return true;
        }
    }
    return false;
}

bool asks_for_number(const Words& words) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (is_one_of(words[i], whose_number) &&
            (words[i + 1] == "number" || words[i + 1] == "no")) {
            return true;
        }
    }
    return asks_for(words, "phone") || asks_for(words, "telephone") || asks_for(words, "mobile") ||
           holds(words, {"number", "we", "can", "call"});
}

}  // namespace

std::optional<std::string> personal_kind(std::string_view question) {
    const Words words = plain_words(question);
    if (holds(words, {"date", "of", "birth"}) || holds(words, {"birth", "date"}) ||
        holds(words, {"birthdate"}) || holds(words, {"your", "birthday"}) ||
        holds(words, {"when", "were", "you", "born"}) || asks_for(words, "dob")) {
        return "a date of birth";
    }
    if (asks_for(words, "email") || holds(words, {"email", "address"}) ||
        holds(words, {"emailaddress"})) {
        return "an e-mail address";
    }
    if (asks_for_number(words)) {
        return "a phone number";
    }
    if (asks_for(words, "address") || holds(words, {"where", "exactly", "do", "you", "live"}) ||
        holds(words, {"your", "postcode"}) || holds(words, {"full", "postcode"})) {
        return "an address";
    }
    if (asks_for(words, "name") || asks_for(words, "names") || asks_for(words, "surname") ||
        asks_for(words, "forename") || holds(words, {"are", "you", "called"})) {
        return "a name";
    }
    return std::nullopt;
}

}  // namespace harmony::survey
