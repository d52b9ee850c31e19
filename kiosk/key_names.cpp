#include "kiosk/key_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace harmony::kiosk {
namespace {

struct SignName {
    std::string_view sign;
    std::string_view name;
};
constexpr std::array sign_names = {
    SignName{".", "dot"},          SignName{"۔", "dot"},
    SignName{"।", "dot"},          SignName{",", "comma"},
    SignName{"،", "comma"},        SignName{"?", "question"},
    SignName{"؟", "question"},     SignName{"!", "exclamation"},
    SignName{":", "colon"},        SignName{";", "semicolon"},
    SignName{"؛", "semicolon"},    SignName{"-", "hyphen"},
    SignName{"_", "underline"},    SignName{"@", "at"},
    SignName{"'", "apostrophe"},   SignName{"’", "apostrophe"},
    SignName{"\"", "quote"},       SignName{"/", "slash"},
    SignName{"(", "bracket_open"}, SignName{")", "bracket_close"},
    SignName{"+", "plus"},         SignName{"=", "equals"},
    SignName{"%", "percent"},      SignName{"#", "number"},
    SignName{"&", "and"},          SignName{"*", "star"},
};

/// Of the languages with capitals: English, Polish, Romanian (CLDR, index exemplars).
constexpr std::string_view capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZĄĆĘŁŃÓŚŹŻĂÂÎȘȚ";

}  // namespace

std::string key_name(const Words& words, std::string_view typed) {
    const auto at = std::find_if(sign_names.begin(),
                                 sign_names.end(),
                                 [typed](const SignName& each) { return each.sign == typed; });
    if (at != sign_names.end()) {
        return words(fmt::format("keyboard.sign.{}", at->name));
    }
    const bool capital = !typed.empty() && capitals.find(typed) != std::string_view::npos;
    return capital ? words("keyboard.capital", {{"letter", typed}}) : std::string();
}

KeyWords::KeyWords(const Words& words)
    : words_(words),
      space_(words("keyboard.space")),
      done_(words("keyboard.done")),
      back_(words("keyboard.back")),
      shift_(words("keyboard.shift")),
      numbers_(words("keyboard.numbers")),
      letters_(words("keyboard.letters")) {}

ui::KeyboardWords KeyWords::table() const {
    ui::KeyboardWords table{space_, done_, back_, shift_, numbers_, letters_};
    table.spoken = [this](std::string_view typed) { return key_name(words_, typed); };
    return table;
}

}  // namespace harmony::kiosk
