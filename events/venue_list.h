#pragma once

#include <map>
#include <optional>
#include <string>

#include "events/event.h"

namespace harmony::events {

/// Where a venue is, in degrees (WGS 84), for calendars and feeds.
struct GeoPoint {
    double latitude = 0;
    double longitude = 0;

    bool operator==(const GeoPoint&) const = default;
};

/// A venue of the office's list. The place itself goes into packs as `Venue`.
struct ListedVenue {
    Venue venue;
    std::string place;  ///< a name of the place list; may be empty
    std::optional<GeoPoint> geo;

    bool operator==(const ListedVenue&) const = default;
};

/// By the name that event files use for it: "newtown-resource-centre".
using VenueList = std::map<std::string, ListedVenue>;

/// `[a-z0-9][a-z0-9-]*`, at most 40 letters.
[[nodiscard]] bool is_venue_name(std::string_view name);

/// More of a venue's access facts than these may not be unknown without a word to the officer.
inline constexpr int most_unknown_facts = 3;
[[nodiscard]] int unknown_facts(const Venue& venue);

}  // namespace harmony::events
