#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "events/event.h"
#include "events/occurrence.h"
#include "events/recurrence.h"

namespace harmony::events {

enum class SeriesStatus { draft, published, cancelled };
inline constexpr std::array<std::string_view, 3> series_status_names = {
    "draft", "published", "cancelled"};
static_assert(static_cast<std::size_t>(SeriesStatus::cancelled) + 1 == series_status_names.size());

/// Whether people sign up. What a kiosk makes of it is `SignUpMode`.
enum class SignUpRule { none, optional, required };
inline constexpr std::array<std::string_view, 3> sign_up_rule_names = {
    "none", "optional", "required"};
static_assert(static_cast<std::size_t>(SignUpRule::required) + 1 == sign_up_rule_names.size());

/// What becomes of those who wait once a space is free.
enum class Promotion { automatic, offer, off };
inline constexpr std::array<std::string_view, 3> promotion_names = {"auto", "offer", "off"};
static_assert(static_cast<std::size_t>(Promotion::off) + 1 == promotion_names.size());

/// What was changed of one date. What is not there stays as the series has it.
struct DateChange {
    WallTime original{};  ///< of which date
    std::optional<WallTime> start = {};
    std::optional<std::chrono::minutes> duration = {};
    LocalText title = {};
    std::string venue = {};
    std::optional<int> spaces = {};
    std::optional<int> walk_in_reserve = {};
    LocalText note = {};
    bool cancelled = false;
    std::uint16_t sequence = 1;  ///< how often it was changed

    bool operator==(const DateChange&) const = default;
};

/// An event with its pattern, as an officer writes it (docs/formats/event-file.md).
struct Series {
    SeriesId id;
    std::optional<SeriesId> follows;  ///< the series that this one carries on from
    EventKind kind = EventKind::other;
    SeriesStatus status = SeriesStatus::draft;
    LocalText title;
    LocalText summary;
    LocalText details;
    std::string organiser;
    std::string public_contact;
    std::vector<std::string> agencies;
    std::string venue;  ///< a name of the venue list
    WallTime start_local{};
    std::chrono::minutes duration{60};
    std::string rrule;               ///< empty: one date
    std::vector<base::Day> exdates;  ///< dates of the pattern that are left out
    std::vector<WallTime> extra_dates;
    std::vector<std::string> areas;
    std::vector<std::string> languages_spoken;
    Audience audience = Audience::everyone;
    int age_min = 0;
    int age_max = 0;  ///< 0: none
    LocalText cost;   ///< empty: free
    LocalText bring;
    bool children = false;
    bool food = false;
    SignUpRule sign_up = SignUpRule::none;
    std::optional<int> opens_min;  ///< before the start; nothing: at once
    int closes_min = 0;
    std::optional<int> spaces;
    int walk_in_reserve = 0;
    int party_max = 10;
    int slot_min = 0;  ///< of a surgery: how long one slot lasts; 0: it has none
    Promotion promotion = Promotion::automatic;
    bool self_check_in = false;
    bool clicker = false;
    bool is_public = false;
    std::string consent_text;
    int keep_days = 365;
    std::string feedback_form;
    std::uint16_t sequence = 0;  ///< how often all of it was changed
    std::vector<DateChange> changes;

    bool operator==(const Series&) const = default;
};

/// What may be drawn in the list of dates, and 24 months from the first to the last.
inline constexpr std::chrono::months longest_series{24};

/// What an officer is told about a kind before anything is set (design of events, 2.1).
struct KindDefaults {
    SignUpRule sign_up = SignUpRule::optional;
    bool clicker = false;
    bool is_public = true;
    bool venue_needed = true;
};
[[nodiscard]] KindDefaults defaults_of(EventKind kind);

/// What is wrong with a series, and which member of the event file says so.
struct SeriesFault {
    std::string key;
    base::Error error;
};

/// The first thing that is wrong with it: limits of its texts and numbers, and its dates; nothing
/// when it may be kept. `venues` are the names of the venue list.
[[nodiscard]] std::optional<SeriesFault> fault_in(const Series& series,
                                                  const std::set<std::string>& venues);

/// The starts that the series was announced with, in order: its pattern and extra dates without
/// the dates left out. Errors: refused, in the words of docs/formats/event-file.md.
[[nodiscard]] base::Result<std::vector<WallTime>> original_dates(const Series& series);
/// The same, with the member that is to blame in `key`.
[[nodiscard]] base::Result<std::vector<WallTime>> original_dates(const Series& series,
                                                                 std::string& key);

/// The dates that start from `from` on and before `to` at the venue, as they are now, in order;
/// cancelled ones as well; of a surgery each date and behind it its slots. Errors: as above.
[[nodiscard]] base::Result<std::vector<Occurrence>> expand(const Series& series,
                                                           base::Day from,
                                                           base::Day to,
                                                           const NamedHash& hash);

/// All of them, whenever they are.
[[nodiscard]] base::Result<std::vector<Occurrence>> expand(const Series& series,
                                                           const NamedHash& hash);

/// What an officer should know of a single date that is said twice by the clock; empty otherwise.
[[nodiscard]] std::string remark_on_clocks(const Series& series);

/// Elapsed minutes until an end that an officer typed, which is the next such time after the
/// start. Nothing when no clock shows it.
[[nodiscard]] std::optional<std::chrono::minutes> minutes_until(WallTime start, WallTime end);

}  // namespace harmony::events
