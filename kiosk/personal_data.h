#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace harmony::kiosk {

/// What a typed text may hold that nobody asked for.
enum class PersonalData { phone, email, postcode, insurance_number };

/// Where it stands in the text, in bytes.
struct FoundPersonal {
    PersonalData kind = PersonalData::phone;
    std::size_t from = 0;
    std::size_t to = 0;

    bool operator==(const FoundPersonal&) const = default;
};

/// The first of these that is there, looked for in this order. Nothing when none is.
///
/// A phone number is 10 or more digits that begin with 0 or +44, with spaces, dashes or brackets
/// between them. An email address has an @ with letters on both sides and a dot after it. A
/// postcode is one or two letters, a digit, perhaps a letter or digit, then a digit and two
/// letters (`M1 1AA`, `ec1a 1bb`). A National Insurance number is two letters, six digits and a
/// letter A to D, with or without spaces. Arabic-Indic, Persian and Gurmukhi digits count as
/// digits.
[[nodiscard]] std::optional<FoundPersonal> personal_data_in(std::string_view text);

/// The phrase that says what was found: `pii.phone` and the like.
[[nodiscard]] std::string_view phrase_of(PersonalData kind);

/// `0` to `9` when `text` is one digit of a keyboard of ours, else nothing.
[[nodiscard]] std::optional<char> plain_digit(std::string_view text);

}  // namespace harmony::kiosk
