#include "events/published.h"

#include <fmt/format.h>

#include <algorithm>

namespace harmony::events {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::chrono::minutes last_minute{24 * 60 - 1};

EventState state_of(const Occurrence& occurrence) {
    switch (occurrence.state) {
        case OccurrenceState::moved: return EventState::moved;
        case OccurrenceState::cancelled: return EventState::cancelled;
        case OccurrenceState::scheduled:
        case OccurrenceState::over: return EventState::scheduled;
    }
    return EventState::scheduled;
}

/// Where an officer must look first, the kiosk sends a request; else it answers at once. Of a
/// surgery its appointments are answered: one that no kiosk was given becomes a request there.
SignUpMode mode_of(const Series& series, bool slot) {
    if (series.sign_up == SignUpRule::none) {
        return SignUpMode::none;
    }
    const bool asked = (series.kind == EventKind::ward_surgery && !slot) ||
                       series.kind == EventKind::business_visit;
    return asked ? SignUpMode::request : SignUpMode::direct;
}

/// A stall stands where it stands: its area is its place.
Venue outdoors(const Series& series) {
    Venue venue;
    venue.name = series.areas.empty() ? series.organiser : series.areas.front();
    return venue;
}

Result<void> add_dates(const Series& series,
                       const VenueList& venues,
                       base::Day today,
                       const NamedHash& hash,
                       std::vector<Event>& events) {
    const auto dates = expand(series, today, today + std::chrono::days{published_days}, hash);
    if (!dates) {
        return dates.error();
    }
    for (const Occurrence& date : *dates) {
        const auto listed = venues.find(date.venue);
        if (listed == venues.end() && !date.venue.empty()) {
            return Error{ErrorKind::refused,
                         fmt::format("the venue \"{}\" is not in the venue list", date.venue)};
        }
        Event event = published_event(
            series, date, listed == venues.end() ? outdoors(series) : listed->second.venue);
        event.place = listed == venues.end() ? std::string() : listed->second.place;
        events.push_back(std::move(event));
    }
    return {};
}

}  // namespace

bool is_venue_name(std::string_view name) {
    const auto plain = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    };
    constexpr std::size_t longest = 40;
    return !name.empty() && name.size() <= longest && plain(name.front()) &&
           std::all_of(name.begin(), name.end(), [&](char letter) {
               return plain(letter) || letter == '-';
           });
}

int unknown_facts(const Venue& venue) {
    return static_cast<int>(
        std::count(venue.access.begin(), venue.access.end(), AccessAnswer::unknown));
}

Event published_event(const Series& series, const Occurrence& occurrence, const Venue& venue) {
    Event event;
    event.id = occurrence.id;
    event.kind = series.kind;
    event.state = state_of(occurrence);
    event.title = occurrence.title;
    event.summary = series.summary;
    event.day = day_of(occurrence.start_local);
    event.start = minutes_of(occurrence.start_local);
    const WallTime end = wall_time(occurrence.end);
    event.end = day_of(end) == event.day ? minutes_of(end) : last_minute;
    // Where the clocks go back within an hour's event, both ends read the same.
    event.end = std::max(event.end, std::min(event.start + std::chrono::minutes{1}, last_minute));
    event.venue = venue;
    event.area = series.areas.empty() ? std::string() : series.areas.front();
    event.organiser = series.organiser;
    event.cost = series.cost;
    event.age_min = series.age_min;
    event.age_max = series.age_max;
    event.audience = series.audience;
    event.children = series.children;
    event.languages_spoken = series.languages_spoken;
    event.bring = series.bring;
    event.sign_up = mode_of(series, occurrence.slot_of.has_value());
    if (event.sign_up != SignUpMode::none) {
        if (series.opens_min) {
            event.opens = occurrence.start_local - std::chrono::minutes{*series.opens_min};
        }
        if (series.closes_min > 0) {
            event.closes = occurrence.start_local - std::chrono::minutes{series.closes_min};
        }
        event.waiting_list = series.promotion != Promotion::off;
    }
    if (event.state == EventState::moved) {
        event.was = occurrence.original;
    }
    event.party_max = series.party_max;
    event.food = series.food;
    event.keep_days = series.keep_days;
    event.spaces = occurrence.spaces;
    event.walk_in_reserve = occurrence.walk_in_reserve;
    event.note = occurrence.note;
    event.sequence = occurrence.sequence;
    event.slot_of = occurrence.slot_of;
    if (event.slot_of) {
        event.party_max = 1;  // one appointment, whoever comes along
        event.waiting_list = false;
    }
    return event;
}

Result<std::vector<Event>> published_events(const std::vector<Series>& all,
                                            const VenueList& venues,
                                            base::Day today,
                                            const NamedHash& hash) {
    std::vector<Event> events;
    for (const Series& series : all) {
        if (series.status == SeriesStatus::draft || !series.is_public) {
            continue;
        }
        if (Result<void> done = add_dates(series, venues, today, hash, events); !done) {
            return done.error().while_doing(fmt::format("\"{}\"", in_language(series.title, "en")));
        }
    }
    std::sort(events.begin(), events.end(), [](const Event& a, const Event& b) {
        return std::tuple(a.day, a.start, a.id) < std::tuple(b.day, b.start, b.id);
    });
    return events;
}

}  // namespace harmony::events
