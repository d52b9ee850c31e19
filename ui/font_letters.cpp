#include "ui/font_letters.h"

#include <fontconfig/fontconfig.h>

#include "base/text.h"
#include "ui/fonts.h"

namespace harmony::ui {
namespace {

struct DestroyConfig {
    void operator()(FcConfig* config) const noexcept { FcConfigDestroy(config); }
};

struct DestroyLetters {
    void operator()(FcCharSet* letters) const noexcept { FcCharSetDestroy(letters); }
};

/// Unicode's "default ignorable" and controls, as far as texts of a pack may hold them.
bool is_never_drawn(char32_t letter) {
    return letter < 0x20 || letter == 0x7F || letter == 0xAD || letter == 0x034F ||
           (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x2028 && letter <= 0x202E) ||
           (letter >= 0x2060 && letter <= 0x206F) || (letter >= 0xFE00 && letter <= 0xFE0F) ||
           letter == 0xFEFF;
}

}  // namespace

struct FontLetters::Impl {
    std::unique_ptr<FcCharSet, DestroyLetters> letters;
};

FontLetters::FontLetters(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

FontLetters::FontLetters(FontLetters&&) noexcept = default;
FontLetters& FontLetters::operator=(FontLetters&&) noexcept = default;
FontLetters::~FontLetters() = default;

base::Result<FontLetters> FontLetters::read(const std::filesystem::path& assets) {
    const base::Result<std::vector<std::string>> files = pinned_fonts(assets);
    if (!files) {
        return files.error();
    }
    const std::unique_ptr<FcConfig, DestroyConfig> config(FcConfigCreate());
    auto impl = std::make_unique<Impl>();
    impl->letters.reset(FcCharSetCreate());
    for (const std::string& file : *files) {
        // FcChar8 is unsigned char, and a path is plain bytes.
        const auto* name = reinterpret_cast<const FcChar8*>(file.c_str());
        if (FcConfigAppFontAddFile(config.get(), name) == FcFalse) {
            return base::Error{base::ErrorKind::unreadable, "the font " + file + " has no letters"};
        }
    }
    const FcFontSet* fonts = FcConfigGetFonts(config.get(), FcSetApplication);
    for (int i = 0; fonts != nullptr && i < fonts->nfont; ++i) {
        FcCharSet* of_font = nullptr;  // the pattern's own
        if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &of_font) == FcResultMatch) {
            FcCharSetMerge(impl->letters.get(), of_font, nullptr);
        }
    }
    return FontLetters(std::move(impl));
}

bool FontLetters::draws(char32_t letter) const {
    return is_never_drawn(letter) || FcCharSetHasChar(impl_->letters.get(), letter) == FcTrue;
}

std::string FontLetters::missing(std::string_view text) const {
    std::string found;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        const char32_t letter = base::next_code_point(text, at);
        const std::string_view bytes = text.substr(start, at - start);
        if (!draws(letter) && found.find(bytes) == std::string::npos) {
            found += bytes;
        }
    }
    return found;
}

}  // namespace harmony::ui
