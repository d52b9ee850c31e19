#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Marks in people's own words for the person who reads them before they are released. Marks are
// suggestions: a text without any still waits for a person.

namespace harmony::summary {

enum class TextMarkKind : std::uint8_t {
    phone,  ///< seven digits or more, in a row or grouped
    email,
    postcode,  ///< a full one
    national_insurance,
    vehicle,  ///< a registration
    web_address,
    handle,         ///< @somebody
    date_of_birth,  ///< day, month and year together
    address,        ///< a house number and a street
    named,          ///< a name after Mr, Dr, PC, ...
    listed_name,    ///< a name of the pack's list
};

/// A stretch of the text, in bytes.
struct TextMark {
    TextMarkKind kind = TextMarkKind::phone;
    std::size_t first = 0;
    std::size_t length = 0;

    bool operator==(const TextMark&) const = default;
};

/// Marks in a text (UTF-8), by where they begin, then by kind. `names`: of the pack's list, whole
/// words, in any case of ASCII letters.
[[nodiscard]] std::vector<TextMark> scan_text(std::string_view text,
                                              std::span<const std::string> names = {});

/// The text with every marked stretch replaced by "[removed]". REQUIRES: marks lie in the text.
[[nodiscard]] std::string redacted(std::string_view text, std::span<const TextMark> marks);

}  // namespace harmony::summary
