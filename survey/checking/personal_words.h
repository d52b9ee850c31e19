#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace harmony::survey {

/// What an English question asks for that may single a person out: `a name`, `a phone number`,
/// `an e-mail address`, `an address`, `a date of birth`; nothing when it seems to ask for none.
///
/// A guess by words: "What is your name?" asks for one, "What is the name of this park?" and "How
/// well do we address problems?" do not.
[[nodiscard]] std::optional<std::string> personal_kind(std::string_view question);

}  // namespace harmony::survey
