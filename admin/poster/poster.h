#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "ui/text.h"

namespace harmony::admin {

/// What is drawn of one date, in one language.
struct PosterWords {
    std::string language = "en";
    std::string organiser;
    std::string title;
    std::string when;                ///< "Monday 30 March 2026, 14:00 to 16:00"
    std::vector<std::string> where;  ///< venue, address, and in its language how to come
    std::string summary;
    std::string access;        ///< what is known of getting in; may be empty
    std::string notice;        ///< "Cancelled", or what changed; may be empty
    std::string contact;       ///< may be empty
    std::string code;          ///< text of the QR code; empty: none
    std::string code_caption;  ///< may be empty
};

enum class PosterSheet {
    poster_a4,
    leaflet_a5,
    share_image,  ///< 1200 x 630 pixels, without a code
};

/// Paper as PDF, or as a picture at 300 dots an inch to look at.
enum class PosterFormat { pdf, png };

/// Draws it with the pinned fonts, so every script is there. Errors: refused (a word is wider than
/// the sheet, the words do not fit, or a letter is in no font; each says which).
[[nodiscard]] base::Result<base::Bytes> draw_poster(const PosterWords& words,
                                                    PosterSheet sheet,
                                                    PosterFormat format,
                                                    ui::TextEngine& text);

}  // namespace harmony::admin
