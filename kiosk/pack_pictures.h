#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "events/town.h"
#include "kiosk/map_content.h"
#include "ui/picture.h"

namespace harmony::kiosk {

/// The pictures of a pack by their files, decoded.
using PackPictures = std::map<std::string, ui::SharedPicture, std::less<>>;

/// Reads and decodes every picture of the town. Errors: refused (no words in one of `languages`,
/// too large), absent (the pack has no such file), unreadable (no PNG or JPEG).
[[nodiscard]] base::Result<PackPictures> read_pack_pictures(
    const events::Town& town, const std::vector<std::string>& languages, const PackFile& file);

/// A picture as a page shows it. Without a picture nothing is shown.
struct ShownPicture {
    ui::SharedPicture picture;
    std::string words;

    explicit operator bool() const { return picture != nullptr; }
};
[[nodiscard]] ShownPicture shown_in(const PackPictures& pictures,
                                    const std::optional<events::TownPicture>& picture,
                                    std::string_view language);

}  // namespace harmony::kiosk
