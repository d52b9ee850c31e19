#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "events/event.h"
#include "events/series.h"
#include "events/venue_list.h"

// Calendar files and the calendar code (RFC 5545, RFC 5546; docs/formats/feeds.md). No attendee,
// no alarm, no pattern: a series is its single dates, so every reader shows the same.
namespace harmony::events {

/// One date as a calendar has it, in one language.
struct CalendarEntry {
    OccurrenceId id;
    std::uint16_t sequence = 0;
    base::Moment start{};
    base::Moment end{};
    std::string summary;
    std::string location;
    std::string description;
    std::string organiser;
    std::string contact;  ///< an email address, a telephone number, or nothing
    std::string url;      ///< empty: none
    bool cancelled = false;

    bool operator==(const CalendarEntry&) const = default;
};

/// A date for a calendar in `language`; `venue` may be absent for one without.
[[nodiscard]] CalendarEntry calendar_entry(const Series& series,
                                           const Occurrence& occurrence,
                                           const ListedVenue* venue,
                                           std::string_view language);

/// A date as a pack has it.
[[nodiscard]] CalendarEntry calendar_entry(const Event& event, std::string_view language);

/// `publish`: what is on. `cancel`: sent to those who have it already; all of it is cancelled.
enum class CalendarMethod { publish, cancel };

struct CalendarOptions {
    std::string domain;  ///< makes ids unique: "example.gov.uk"
    base::Moment stamp{};
    CalendarMethod method = CalendarMethod::publish;
};

/// A calendar file: CRLF, lines folded at 75 bytes.
[[nodiscard]] std::string calendar(std::span<const CalendarEntry> entries,
                                   const CalendarOptions& options);

/// So many bytes make a QR code of at most version 13 at level L.
inline constexpr std::size_t longest_calendar_code = 425;

/// One date for a QR code, at most `longest_calendar_code` bytes: where it is too long, the
/// location and then the summary are cut at a word. A smaller code may be asked for.
[[nodiscard]] std::string calendar_code(const CalendarEntry& entry,
                                        const CalendarOptions& options,
                                        std::size_t longest = longest_calendar_code);

}  // namespace harmony::events
