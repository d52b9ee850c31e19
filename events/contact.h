#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/secret.h"

// What may be typed as a name, a phone number, an email address or a note, and the form in which
// each is kept (limits: design of events, 7.1). Nothing here leaves a copy behind.
namespace harmony::events {

inline constexpr std::size_t longest_name = 80;
inline constexpr std::size_t longest_phone = 24;  ///< as typed
inline constexpr std::size_t longest_email = 254;
inline constexpr std::size_t longest_note = 100;

/// Trimmed, white space collapsed, without controls and marks that turn the direction; nothing when
/// no letter is left or it is over `longest` code points.
[[nodiscard]] std::optional<base::SecretText> stored_text(std::string_view typed,
                                                          std::size_t longest);

/// How sure it is that a number can be called.
enum class PhoneTrust {
    wrong,     ///< not a phone number
    possible,  ///< from abroad, or of an unusual range: the resident is asked once more
    valid,     ///< of the British national numbering plan
};

struct PhoneReading {
    PhoneTrust trust = PhoneTrust::wrong;
    base::SecretText stored;  ///< E.164: "+441642393939"; empty when wrong
};

/// Reads what was typed; spaces, hyphens, dots and brackets do not matter, and Arabic-Indic,
/// Persian and Punjabi digits count. Source of the ranges: Ofcom, The National Telephone Numbering
/// Plan, part A (geographic 01 and 02, 03, 055 and 056, mobile 071-075 and 077-079, 080, 084, 087).
[[nodiscard]] PhoneReading read_phone(std::string_view typed);

/// With the domain in lower case; nothing when it is no address: one @, up to 64 letters before it,
/// a dot in the domain, no spaces, controls or letters other than ASCII, at most 254 in all.
[[nodiscard]] std::optional<base::SecretText> stored_email(std::string_view typed);

/// A British postcode in capitals with its one space, "TS18 1AB"; nothing when it has not the form
/// of one. Source of the forms: BS 7666, A9, A99, A9A, AA9, AA99, AA9A, then 9AA.
[[nodiscard]] std::optional<base::SecretText> stored_postcode(std::string_view typed);

}  // namespace harmony::events
