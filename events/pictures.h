#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "events/event.h"

namespace harmony::events {

struct Town;

/// A picture of the pack, and what it shows in words: they are said to those who do not see it.
struct TownPicture {
    std::string file;  ///< `is_picture_file`; in a pack it stands in `pictures/`
    LocalText words;

    bool operator==(const TownPicture&) const = default;
};

/// What a picture may be (kiosk.md 4.11); docs/formats/pack.md has the same numbers.
inline constexpr std::size_t largest_picture_file = 1'000'000;  ///< bytes
inline constexpr int longest_picture_side = 2400;               ///< pixels
inline constexpr int most_picture_pixels = 2'500'000;
inline constexpr std::size_t longest_picture_words = 160;
inline constexpr std::size_t most_news_pictures = 12;  ///< all stay decoded while they are in use

/// `[a-z0-9][a-z0-9._-]*`, at most 48 letters, a PNG or JPEG by its ending.
[[nodiscard]] bool is_picture_file(std::string_view name);

/// Every picture of the town: logo, campaign, news; with what each is, for messages.
struct NamedPicture {
    std::string what;  ///< "brand: logo"
    const TownPicture* picture = nullptr;
};
[[nodiscard]] std::vector<NamedPicture> pictures_of(const Town& town);

/// Whether each picture is said in each of these languages, and there are not too many. Errors:
/// refused, in a sentence that begins with `place`. Both programs ask: one before it publishes, the
/// other before it installs.
[[nodiscard]] base::Result<void> check_pictures(const Town& town,
                                                const std::vector<std::string>& languages,
                                                std::string_view place);

}  // namespace harmony::events
