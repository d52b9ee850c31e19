#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "admin/gui/host.h"
#include "base/error.h"
#include "base/time.h"

namespace harmony::admin::gui {

/// Something that waits for a person, and where it is done.
struct Attention {
    std::string id;        ///< "gap.kiosk-a": of its line
    std::string sentence;  ///< "3 reports are late."
    std::string view;      ///< that of the window which does something about it
    std::string item = {};
    bool urgent = false;
};

/// A kiosk as the first page shows it.
struct KioskLine {
    std::string id;  ///< hex
    std::string label;
    std::string site;
    std::string state;  ///< "active", "revoked", "retired"
    std::optional<base::Day> heard;
    std::optional<std::uint64_t> waiting;  ///< records it still holds, as it said
    std::optional<std::uint64_t> content;  ///< version of the pack it shows
    std::vector<std::string> faults;       ///< sentences
};

/// A date of the next two weeks.
struct DateLine {
    std::string id;  ///< hex
    std::string title;
    std::string when;  ///< "Mon 2 March 2026, 14:00 to 16:00"
    std::string venue;
    int coming = 0;
    std::optional<int> spaces;
    bool cancelled = false;
};

/// What the office knows this morning.
struct TodayModel {
    std::uint64_t answers = 0;
    std::size_t surveys = 0;  ///< of which answers have come
    int coming = 0;           ///< people signed up for dates from today
    int open_cases = 0;
    std::vector<Attention> attention;  ///< urgent ones first
    std::vector<KioskLine> kiosks;
    std::vector<DateLine> dates;
    std::optional<std::uint64_t> newest_content;
};

/// Errors: those of the store and of the events.
[[nodiscard]] base::Result<TodayModel> read_today(Reader& reader);

/// How many texts of residents nobody has read yet: asked apart, since all texts are opened for it.
[[nodiscard]] base::Result<std::size_t> read_unread_words(Reader& reader);

}  // namespace harmony::admin::gui
