#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/time.h"
#include "events/event.h"
#include "events/town.h"

namespace harmony::admin {

/// A text by language code.
using LocalText = std::map<std::string, std::string>;

/// An event or stall at which a kiosk may stand.
struct Engagement {
    base::EngagementId id;
    LocalText title;
    std::string venue;
    std::string place;  ///< a name of the place list; may be empty
    std::string kind;
    base::Day day{};
    std::vector<std::string> surveys;     ///< form ids; empty in the file means all
    std::vector<std::string> home_tiles;  ///< of the home page; empty: the usual

    bool operator==(const Engagement&) const = default;
};

/// What an officer writes beside the surveys: who asks, where, and at which events
/// (docs/formats/pack.md, content file).
struct Content {
    std::string organisation;  ///< empty: the office's name
    std::string partners;
    std::string area;
    std::string readers;
    std::string notice_web;  ///< where the whole privacy notice stands on the web; may be empty
    std::optional<base::Day> keep_until;
    std::optional<base::Day> look_again;
    std::vector<std::string> languages;
    LocalText what_next;
    std::string map;  ///< the folder that `harmony-admin map` wrote, from the content file; may be
                      ///< empty
    std::string pictures = "pictures";  ///< the folder of its pictures, from the content file
    std::string clips = "clips";        ///< the folder of its recorded phrases, from there, too
    std::vector<Engagement> engagements;
    events::Town town;                  ///< brand, news, local help
    std::vector<events::Event> events;  ///< what is on, each with its own id
    std::string support_line;           ///< whom staff at a kiosk call; may be empty
    std::string hours;                  ///< opening hours, as JSON; empty: always open
    std::string storage;  ///< limits of the kiosks' storage, as JSON; empty: the built-in ones

    bool operator==(const Content&) const = default;
};

/// Reads a content file. Errors: unreadable (no JSON, an unknown or missing member, with its place
/// and how to mend it). `random` offers an id to an engagement that has none.
[[nodiscard]] base::Result<Content> read_content(base::ByteView bytes,
                                                 std::string_view file,
                                                 base::RandomSource& random);

}  // namespace harmony::admin
