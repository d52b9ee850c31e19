#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace harmony::kiosk {

/// What a resident may begin from the home page (kiosk.md 4.2).
enum class HomeTile { survey, events, report, you_said, help, not_today, check_in };

/// The name of a tile in the pack and on the page: `home.<name>`.
[[nodiscard]] std::string_view name_of(HomeTile tile);

/// What there is at this kiosk to begin with.
struct HomeOffer {
    bool surveys = false;
    bool events = false;
    bool reports = false;  ///< a form for "little things"
    bool you_said = false;
    bool check_in = false;                ///< people with a ticket check themselves in here
    bool warm_welcome = false;            ///< people are here to be warm, not to be asked
    std::vector<std::string> asked = {};  ///< names in the order of the engagement; empty: all
};

/// The tiles of the home page, in their order: what the engagement asks for, as far as there is
/// something behind it. Help is always there, so the page is never empty.
[[nodiscard]] std::vector<HomeTile> home_tiles(const HomeOffer& offer);

/// The most tiles that an engagement may set.
inline constexpr std::size_t most_home_tiles = 6;

}  // namespace harmony::kiosk
