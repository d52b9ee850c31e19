#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "events/members.h"

namespace harmony::events {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::size_t longest_title = 80;
constexpr std::size_t longest_summary = 280;
constexpr std::size_t longest_line = 160;
constexpr std::size_t most_address_lines = 4;
constexpr int most_age = 120;
constexpr int most_party = 10;
constexpr int most_keep_days = 365;
constexpr int most_people = 20'000;
constexpr int most_spaces = 5'000;
constexpr int most_sequence = 65'535;

/// `HH:MM`.
std::optional<std::chrono::minutes> time_of(std::string_view text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
        return std::nullopt;
    }
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    if (hours > 23 || minutes > 59) {
        return std::nullopt;
    }
    return std::chrono::minutes{hours * 60 + minutes};
}

Result<Venue> read_venue(const json& object, const std::string& place, Unknown unknown) {
    Members members(object, place);
    Venue venue;
    venue.name = members.text("name", Needed::yes);
    venue.address = members.list("address", most_address_lines);
    venue.postcode = members.text("postcode", Needed::no);
    venue.bus = members.texts("bus", Needed::no, longest_line);
    venue.entrance = members.texts("entrance", Needed::no, longest_line);
    venue.grid = members.text("grid", Needed::no);
    venue.room_limit = members.number("room_limit", 1, most_people, 0);
    const json* access = members.find("access");
    if (const auto& fault = members.finish(unknown)) {
        return *fault;
    }
    if (access == nullptr) {
        return venue;
    }
    Members facts(*access, place + ".access");
    for (std::size_t i = 0; i < access_names.size(); ++i) {
        venue.access[i] = static_cast<AccessAnswer>(
            facts.one_of(std::string(access_names[i]), access_answer_names));
    }
    if (const auto& fault = facts.finish(unknown)) {
        return *fault;
    }
    return venue;
}

std::optional<ConsentTexts> read_consent(Members& members) {
    const json* object = members.find("consent");
    if (object == nullptr) {
        return std::nullopt;
    }
    Members texts(*object, members.place() + ".consent");
    ConsentTexts consent;
    constexpr std::size_t longest = 600;
    consent.this_event = texts.texts("this_event", Needed::yes, longest);
    consent.later_events = texts.texts("later_events", Needed::yes, longest);
    consent.needs = texts.texts("needs", Needed::yes, longest);
    if (const auto& fault = texts.finish(Unknown::passed_over)) {
        members.blame("consent", "is wrong: " + fault->message);
    }
    return consent;
}

void read_when(Members& members, Event& event) {
    event.day = members.day("day");
    const auto start = time_of(members.text("start", Needed::yes));
    const auto end = time_of(members.text("end", Needed::yes));
    if (!start) {
        members.blame("start", "must be a time such as \"14:00\"");
    }
    if (!end || (start && *end <= *start)) {
        members.blame("end", "must be a time after the start, such as \"16:00\"");
    }
    event.start = start.value_or(std::chrono::minutes{0});
    event.end = end.value_or(std::chrono::minutes{0});
}

void read_who(Members& members, Event& event) {
    event.organiser = members.text("organiser", Needed::yes);
    event.cost = members.texts("cost", Needed::no);
    event.age_min = members.number("age_min", 0, most_age, 0);
    event.age_max = members.number("age_max", 0, most_age, 0);
    if (event.age_max > 0 && event.age_max < event.age_min) {
        members.blame("age_max", "must not be below \"age_min\"");
    }
    event.audience = static_cast<Audience>(members.one_of("audience", audience_names));
    event.children = members.flag("children");
    event.languages_spoken = members.list("languages_spoken", 20);
    event.bring = members.texts("bring", Needed::no, longest_line);
}

/// `YYYY-MM-DDTHH:MM` on the clock at the venue; nothing when it is missing.
std::optional<WallTime> read_wall_time(Members& members, const std::string& key) {
    const std::string text = members.text(key, Needed::no);
    const auto time = wall_time_from_iso(text);
    if (!text.empty() && !time) {
        members.blame(key, "must be a day and time such as \"2026-04-15T18:30\"");
    }
    return time;
}

void read_sign_up(Members& members, Event& event) {
    event.sign_up = static_cast<SignUpMode>(members.one_of("sign_up", sign_up_mode_names));
    event.party_max = members.number("party_max", 1, most_party, most_party);
    event.food = members.flag("food");
    event.keep_days = members.number("keep_days", 0, most_keep_days, most_keep_days);
    event.opens = read_wall_time(members, "sign_up_opens");
    event.closes = read_wall_time(members, "sign_up_closes");
    event.waiting_list = !members.flag("no_waiting_list");
    event.consent = read_consent(members);
    members.find("delete_on");  // what `keep_days` comes to, for readers of kiosk.json
}

void read_change(Members& members, Event& event) {
    if (const int spaces = members.number("spaces", 1, most_spaces, 0); spaces > 0) {
        event.spaces = spaces;
    }
    event.walk_in_reserve = members.number("walk_in_reserve", 0, most_spaces, 0);
    event.note = members.texts("note", Needed::no, longest_line);
    event.sequence = static_cast<std::uint16_t>(members.number("sequence", 0, most_sequence, 0));
    event.was = read_wall_time(members, "was");
    const std::string slot_of = members.text("slot_of", Needed::no);
    event.slot_of = OccurrenceId::from_hex(slot_of);
    if (!slot_of.empty() && !event.slot_of) {
        members.blame("slot_of", "must be 16 letters of 0-9 and a-f");
    }
}

Result<Event> read_event(const json& object, const std::string& place, Unknown unknown) {
    Members members(object, place);
    Event event;
    const auto id = OccurrenceId::from_hex(members.text("id", Needed::yes));
    if (!id || id->is_zero()) {
        members.blame("id", "must be 16 letters of 0-9 and a-f");
    }
    event.id = id.value_or(OccurrenceId{});
    members.text("kind", Needed::yes);
    event.kind = static_cast<EventKind>(members.one_of("kind", event_kind_names));
    event.state = static_cast<EventState>(members.one_of("state", event_state_names));
    event.title = members.texts("title", Needed::yes, longest_title);
    event.summary = members.texts("summary", Needed::yes, longest_summary);
    event.place = members.text("place", Needed::no);
    event.area = members.text("area", Needed::no);
    read_when(members, event);
    read_who(members, event);
    read_sign_up(members, event);
    read_change(members, event);
    const json* venue = members.find("venue");
    if (venue == nullptr) {
        members.blame("venue", "is missing");
    }
    if (const auto& fault = members.finish(unknown)) {
        return *fault;
    }
    Result<Venue> read = read_venue(*venue, place + ".venue", unknown);
    if (!read) {
        return read.error();
    }
    event.venue = std::move(*read);
    return event;
}

}  // namespace

Result<std::vector<Event>> read_events(std::string_view text,
                                       std::string_view place,
                                       Unknown unknown) {
    const json list = json::parse(text, nullptr, false);
    if (!list.is_array()) {
        return Error{ErrorKind::unreadable, fmt::format("{}: \"events\" must be a list", place)};
    }
    std::vector<Event> events;
    for (std::size_t at = 0; at < list.size(); ++at) {
        const std::string where = fmt::format("{}: events[{}]", place, at);
        Result<Event> event = read_event(list[at], where, unknown);
        if (!event) {
            return event.error();
        }
        const bool twice = std::any_of(events.begin(), events.end(), [&](const Event& other) {
            return other.id == event->id;
        });
        if (twice) {
            return Error{ErrorKind::unreadable,
                         fmt::format("{}: the id {} is used twice", where, event->id.hex())};
        }
        events.push_back(std::move(*event));
    }
    return events;
}

}  // namespace harmony::events
