#include "admin/cli/passphrase.h"

#include <fmt/format.h>

#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using base::SecretText;

namespace {

constexpr std::size_t shortest = 12;  // characters
constexpr std::size_t fewest_words = 5;
constexpr std::size_t longest = 1024;  // bytes in a passphrase file

Error nobody_to_ask() {
    return {
        ErrorKind::absent,
        "nobody can type the passphrase here. Name a file that holds it: --passphrase-file FILE, "
        "or HARMONY_PASSPHRASE_FILE"};
}

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    bool inside = false;
    for (const char letter : text) {
        const bool blank = letter == ' ' || letter == '\t';
        words += !blank && !inside ? 1 : 0;
        inside = !blank;
    }
    return words;
}

}  // namespace

Result<void> strong_enough(const SecretText& passphrase) {
    if (!base::is_utf8(passphrase.view())) {
        return Error{ErrorKind::refused, "the passphrase is not UTF-8 text"};
    }
    if (base::code_points(passphrase.view()) < shortest &&
        count_words(passphrase.view()) < fewest_words) {
        return Error{
            ErrorKind::refused,
            fmt::format("the passphrase is too short: use at least {} characters, or {} words",
                        shortest,
                        fewest_words)};
    }
    return {};
}

Result<SecretText> PassphraseSource::from_file() {
    Result<base::Bytes> bytes = files_.read(file_, longest);
    if (!bytes) {
        return bytes.error().while_doing(
            fmt::format("reading the passphrase from {}", file_.string()));
    }
    const std::string_view text = base::trim(base::as_text(*bytes));
    if (text.empty()) {
        return Error{ErrorKind::absent,
                     fmt::format("the passphrase file {} is empty", file_.string())};
    }
    SecretText passphrase(text);
    std::fill(bytes->begin(), bytes->end(), std::byte{});
    return passphrase;
}

Result<SecretText> PassphraseSource::known(std::string_view question) {
    if (!answer_) {
        if (!file_.empty()) {
            Result<SecretText> read = from_file();
            if (!read) {
                return read;
            }
            answer_ = *read;
        } else {
            answer_ = terminal_.ask_secret(question);
        }
    }
    if (!answer_) {
        return nobody_to_ask();
    }
    return *answer_;
}

Result<SecretText> PassphraseSource::fresh() {
    if (!file_.empty()) {
        answer_.reset();
        Result<SecretText> read = known();
        if (!read) {
            return read;
        }
    } else {
        answer_ = terminal_.ask_secret("A passphrase for the office's keys (write it down): ");
        if (!answer_) {
            return nobody_to_ask();
        }
        const std::optional<SecretText> again = terminal_.ask_secret("The same again: ");
        if (!again || !(*again == *answer_)) {
            return Error{ErrorKind::refused,
                         "the two passphrases differ. Nothing was made; begin again"};
        }
    }
    if (Result<void> strong = strong_enough(*answer_); !strong) {
        return strong.error();
    }
    return *answer_;
}

}  // namespace harmony::admin
