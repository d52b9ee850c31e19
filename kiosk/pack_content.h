#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/files.h"
#include "base/ids.h"
#include "base/time.h"
#include "events/event.h"
#include "events/receipt_states.h"
#include "events/town.h"
#include "kiosk/map_content.h"
#include "kiosk/pack_clips.h"
#include "kiosk/pack_pictures.h"
#include "kiosk/staff/brightness.h"
#include "kiosk/staff/opening_hours.h"
#include "sync/crypto.h"

namespace harmony::kiosk {

/// A text in several languages, by code.
using LocalText = std::map<std::string, std::string, std::less<>>;

/// The text in `language`, else in English, else in any language it has; empty when it has none.
[[nodiscard]] std::string in_language(const LocalText& text, std::string_view language);

/// One survey of a pack, as it came: the `survey` room makes a form of it.
struct SurveyContent {
    std::string id;       ///< the form id: "neighbourhood"
    base::FormName name;  ///< of the compiled bytes
    base::Bytes compiled;
    std::map<std::string, base::Bytes> files;  ///< data files by the name that the form uses

    bool operator==(const SurveyContent&) const = default;
};

/// One occurrence at which a kiosk may stand.
struct EngagementContent {
    base::EngagementId id;
    LocalText title;
    std::string venue;
    std::string place;  ///< place id of the place list
    std::string kind;
    base::Day day{};
    std::vector<std::string> surveys;     ///< ids, in the order they are offered
    std::vector<std::string> home_tiles;  ///< names (home_menu.h) in their order; empty: the usual

    bool operator==(const EngagementContent&) const = default;
};

/// What a pack says, read and checked once; read-only from then on (docs/formats/pack.md).
struct PackContent {
    std::string organisation;
    std::string partners;
    std::string area;
    std::string readers;
    std::string notice_web;  ///< where the whole notice stands on the web; empty: nowhere
    std::optional<base::Day> keep_until;
    std::optional<base::Day> look_again;
    LocalText what_next;
    std::vector<std::string> languages;  ///< in the order they are offered
    std::vector<SurveyContent> surveys;
    std::vector<EngagementContent> engagements;
    events::Town town;                       ///< brand, news, local help
    PackPictures pictures;                   ///< of brand and news
    std::shared_ptr<const PackClips> clips;  ///< nothing: it brings none
    std::vector<events::Event> events;       ///< what is on, in the office's order
    events::ReceiptStates receipts;          ///< how things stand with what was given; may be empty
    std::vector<sync::SignPublicKey> ticket_keys;  ///< of the office's machines
    std::vector<MapContent> maps;                  ///< map questions are asked on the first
    std::string support_line;   ///< whom staff call: `support_line`, at most 120 bytes
    OpeningHours hours;         ///< `hours`; always open without
    BrightnessPlan brightness;  ///< `brightness`; 100 % without
    int storage_warn_pct = 80;  ///< `storage.warn_pct`, 50 to 90
    int storage_stop_pct = 95;  ///< `storage.stop_pct`, 80 to 98
    std::map<std::string, base::Bytes> phrases;  ///< catalogues by language code
    std::map<std::string, std::string> notices;  ///< whole notices by language code

    [[nodiscard]] const SurveyContent* survey(std::string_view id) const;
    /// The map that questions are asked on; nothing when the pack has none.
    [[nodiscard]] const MapContent* map() const { return maps.empty() ? nullptr : &maps.front(); }
    [[nodiscard]] const EngagementContent* engagement(const base::EngagementId& id) const;
    [[nodiscard]] const events::Event* event(const events::OccurrenceId& id) const;
};

// `PackFile` (map_content.h) is where the files of a pack come from: a verified pack, or a folder
// during development. It answers absent when the pack has no such file, and must live as long as a
// map of the content, which reads its tiles when they are looked at.

/// Reads the files of a folder. `files` must outlive what is returned. Names with `..` are refused.
[[nodiscard]] PackFile files_of_folder(base::Files& files, std::filesystem::path folder);

/// Reads `kiosk.json` and every file that it names. Errors: absent (a named file is missing),
/// unreadable (the JSON is not what docs/formats/pack.md says, with the place in it), refused (a
/// picture that is too large, or that no words of a language say).
[[nodiscard]] base::Result<PackContent> read_pack_content(const PackFile& file);

/// The engagement whose day is `today`, the first one in the pack's order; nothing when there is
/// none.
[[nodiscard]] const EngagementContent* engagement_of_day(const PackContent& pack, base::Day today);

}  // namespace harmony::kiosk
