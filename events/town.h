#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/time.h"
#include "events/event.h"
#include "events/event_json.h"
#include "events/pictures.h"

namespace harmony::events {

/// One thing that residents said, and what was done about it (kiosk.md 4.5).
struct YouSaid {
    std::string id;
    LocalText theme;
    LocalText said;
    LocalText did;
    LocalText next;  ///< may be empty
    base::Day day{};
    std::string area;
    std::optional<TownPicture> picture = {};

    bool operator==(const YouSaid&) const = default;
};

/// Somebody in the area who helps, for the help card (kiosk.md 4.3).
struct HelpLine {
    std::string id;
    LocalText name;
    std::string number;
    LocalText hours;
    LocalText languages;

    bool operator==(const HelpLine&) const = default;
};

/// How the campaign looks: its name, two colours as `0xRRGGBB` (kiosk.md 2.3), its pictures.
struct Brand {
    LocalText campaign;
    std::optional<std::uint32_t> primary;
    std::optional<std::uint32_t> surface;
    std::optional<TownPicture> logo;     ///< stands before the organisation's name
    std::optional<TownPicture> picture;  ///< of the campaign: a slide of the waiting screen

    bool operator==(const Brand&) const = default;
};

/// What a pack says of the town beside surveys and events.
struct Town {
    Brand brand;
    std::vector<YouSaid> you_said;  ///< newest first
    std::vector<HelpLine> help;

    bool operator==(const Town&) const = default;
};

/// Limits of kiosk.md 4.5 and 4.11.
inline constexpr std::size_t most_you_said = 40;
inline constexpr std::size_t longest_you_said = 160;

/// Reads the members `brand`, `you_said` and `help` of a content file or of kiosk.json
/// (docs/formats/pack.md). `place` begins every message. Errors: unreadable (a member that is
/// missing, wrong or too long), refused (colours on which words cannot be read).
[[nodiscard]] base::Result<Town> read_town(std::string_view json,
                                           std::string_view place,
                                           Unknown unknown);

/// The three members as a JSON object, for kiosk.json.
[[nodiscard]] std::string write_town(const Town& town);

/// What makes the colours of a brand unreadable, as a sentence; empty when nothing does. White and
/// dark words must stand out 10:1 (kiosk.md 2.3, standard mode).
[[nodiscard]] std::string unreadable_colours(const Brand& brand);

/// Whether residents can photograph or type it: `https://`, a name with a dot, printable ASCII, at
/// most 80 letters.
[[nodiscard]] bool is_web_address(std::string_view text);

}  // namespace harmony::events
