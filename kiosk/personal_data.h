#pragma once

#include <optional>
#include <string_view>

namespace harmony::kiosk {

/// What a typed text seems to hold that nobody asked for.
enum class PersonalData { phone, email };

/// A phone number is 10 or more digits that begin with 0 or +44, with spaces or dashes between
/// them; an email address has an @ with letters on both sides and a dot after it. Arabic-Indic
/// digits count as digits. Nothing when neither is there.
[[nodiscard]] std::optional<PersonalData> personal_data_in(std::string_view text);

}  // namespace harmony::kiosk
