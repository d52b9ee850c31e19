#include "ui/language.h"

#include <array>

namespace harmony::ui {
namespace {

constexpr auto ltr = Direction::left_to_right;
constexpr auto rtl = Direction::right_to_left;
constexpr std::string_view latin = "Noto Sans";
constexpr std::string_view arabic = "Noto Sans,Noto Sans Arabic";
constexpr std::string_view nastaliq = "Noto Sans,Noto Nastaliq Urdu";
constexpr std::string_view gurmukhi = "Noto Sans,Noto Sans Gurmukhi";

// Reference glyphs and line heights: kiosk.md 2.2, measured from the pinned fonts.
constexpr std::array<Language, 8> table{{
    {"en", "English", ltr, latin, 0.714, 1.36, 0, "Ájg", "gb"},
    {"pl", "Polski", ltr, latin, 0.714, 1.36, 0, "Łjżę", "pl"},
    {"ro", "Română", ltr, latin, 0.714, 1.36, 0, "Îjș", "ro-std"},
    {"ur", "اردو", rtl, nastaliq, 0.768, 2.5, 0.22, "آگے بڑھیں کیجیے", "ur"},
    {"ar", "العربية", rtl, arabic, 0.714, 1.75, 0, "إلغاءٍ أرجِع", "ar"},
    {"fa", "فارسی", rtl, arabic, 0.714, 1.75, 0, "برگردیدآگ", "fa"},
    {"ckb", "کوردیی ناوەندی", rtl, arabic, 0.714, 1.75, 0, "گەڕانەوەێ", "ckb"},
    {"pa", "ਪੰਜਾਬੀ", ltr, gurmukhi, 0.622, 1.5, 0, "ਉਂਗਲ੍ਹੂਝ", "pa-guru"},
}};

}  // namespace

std::span<const Language> languages() {
    return table;
}

const Language* find_language(std::string_view code) {
    for (const Language& language : table) {
        if (language.code == code) {
            return &language;
        }
    }
    return nullptr;
}

const Language& language_of(std::string_view code) {
    const Language* found = find_language(code);
    return found != nullptr ? *found : table[0];
}

}  // namespace harmony::ui
