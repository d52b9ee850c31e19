// 40 bytes: kind, algorithm, seed, and the first six bytes of H("hk1.paper.1", those 34). Eight
// letters hold five bytes, so 40 bytes are 64 letters and nothing is left over.
#include "sync/paper_key.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "sync/crypto.h"

namespace harmony::sync {
namespace {

constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static_assert(letters.size() == 32);
constexpr std::size_t head_size = 34;
constexpr std::size_t paper_size = 40;
constexpr std::size_t letter_count = 64;
constexpr std::size_t group_size = 4;

base::Digest check_of(base::ByteView head) {
    return hash("hk1.paper.1", head);
}

base::Error wrong(std::string_view why) {
    return {base::ErrorKind::unreadable,
            "this is not a key on paper: " + std::string(why) + ". Compare it letter by letter"};
}

/// 0 to 31; 32 for a letter that stands for nothing.
std::uint32_t value_of(char letter) {
    const bool small = letter >= 'a' && letter <= 'z';
    letter = small ? static_cast<char>(letter - 'a' + 'A') : letter;
    if (letter == 'O') {
        return 0;
    }
    if (letter == 'I' || letter == 'L') {
        return 1;
    }
    const std::size_t at = letters.find(letter);
    return at == std::string_view::npos ? 32 : static_cast<std::uint32_t>(at);
}

bool is_gap(char letter) {
    return letter == ' ' || letter == '-' || letter == '\n' || letter == '\r' || letter == '\t';
}

base::Result<base::SecretBytes> read_bytes(std::string_view text) {
    base::SecretBytes bytes;
    bytes.reserve(paper_size);
    std::uint32_t held = 0;
    unsigned bits = 0;
    std::size_t count = 0;
    for (const char letter : text) {
        if (is_gap(letter)) {
            continue;
        }
        const std::uint32_t value = value_of(letter);
        if (value > 31) {
            return wrong("a letter in it is none that such a key has");
        }
        ++count;
        held = (held << 5U) | value;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes.push_back(static_cast<std::byte>((held >> bits) & 0xFFU));
        }
        held &= 0xFFU;
    }
    if (count != letter_count) {
        return wrong("it must have 64 letters, and this has " + std::to_string(count));
    }
    return bytes;
}

}  // namespace

base::SecretText paper_text(KeyKind kind, KeyAlgorithm algorithm, base::ByteView seed) {
    base::promise(seed.size() == 32 && algorithm != KeyAlgorithm::bytes, "a seed for paper");
    base::SecretBytes bytes;
    bytes.reserve(paper_size);
    bytes.push_back(static_cast<std::byte>(kind));
    bytes.push_back(static_cast<std::byte>(algorithm));
    bytes.insert(bytes.end(), seed.begin(), seed.end());
    const base::Digest check = check_of(bytes);
    bytes.insert(bytes.end(), check.view().begin(), check.view().begin() + 6);
    base::SecretBytes text;
    text.reserve(letter_count + letter_count / group_size);
    std::uint32_t held = 0;
    unsigned bits = 0;
    std::size_t count = 0;
    const auto put = [&](char letter) { text.push_back(static_cast<std::byte>(letter)); };
    for (const std::byte byte : bytes) {
        held = ((held << 8U) | std::to_integer<std::uint32_t>(byte)) & 0xFFFU;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            if (count > 0 && count % group_size == 0) {
                put(' ');
            }
            put(letters[(held >> bits) & 31U]);
            ++count;
        }
    }
    return base::SecretText(base::as_text(text));
}

base::Result<OpenedKey> read_paper_text(std::string_view text) {
    base::Result<base::SecretBytes> bytes = read_bytes(text);
    if (!bytes) {
        return bytes.error();
    }
    const base::ByteView view(*bytes);
    const base::Digest check = check_of(view.first(head_size));
    const auto kind = std::to_integer<std::uint8_t>(view[0]);
    const auto algorithm = std::to_integer<std::uint8_t>(view[1]);
    if (!base::equal(check.view().first(6), view.subspan(head_size)) || kind < 1 || kind > 8 ||
        algorithm < 1 || algorithm > 2) {
        return wrong("a letter is wrong, or two changed places");
    }
    const base::ByteView seed = view.subspan(2, 32);
    return OpenedKey{static_cast<KeyKind>(kind),
                     static_cast<KeyAlgorithm>(algorithm),
                     base::SecretBytes(seed.begin(), seed.end())};
}

}  // namespace harmony::sync
