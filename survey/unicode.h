#pragma once

#include <string>
#include <string_view>

#include "base/secret.h"

namespace harmony::survey {

/// Unicode normal form C. REQUIRES: well-formed UTF-8.
[[nodiscard]] std::string nfc(std::string_view text);

/// As `nfc`, in memory that is zeroed when freed.
[[nodiscard]] base::SecretText secret_nfc(std::string_view text);

/// False also for text that is not well-formed UTF-8.
[[nodiscard]] bool is_nfc(std::string_view text);

/// What a keyboard or pad gave, as it is stored: NFC, no white space at either end, without control
/// characters (line feed stays), bidirectional controls, noncharacters and more than 8 marks on one
/// letter; the zero-width non-joiner stays because Persian and Urdu need it.
/// REQUIRES: well-formed UTF-8.
[[nodiscard]] base::SecretText clean_typed(std::string_view typed);

/// A typed number as it is stored: digits of Arabic, Persian and Gurmukhi keyboards become 0-9,
/// `,` and the Arabic decimal separator become `.`, separators between digits go. The result need
/// not be a number yet. REQUIRES: well-formed UTF-8.
[[nodiscard]] base::SecretText clean_typed_number(std::string_view typed);

/// The script of a letter, as Unicode names it, in small letters ("arabic"); empty for what is no
/// letter, and for letters that many scripts share.
[[nodiscard]] std::string letter_script(char32_t letter);

/// A digit of any script.
[[nodiscard]] bool is_digit_of_any_script(char32_t letter);

/// True for a text that may be stored: well-formed UTF-8 without control characters other than the
/// line feed.
[[nodiscard]] bool is_storable(std::string_view text);

}  // namespace harmony::survey
