#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

#include "base/text.h"
#include "events/event_json.h"

namespace harmony::events {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr std::size_t longest_title = 80;
constexpr std::size_t longest_summary = 280;
constexpr std::size_t longest_line = 160;
constexpr std::size_t longest_name = 80;
constexpr std::size_t most_address_lines = 4;
constexpr int most_age = 120;
constexpr int most_party = 10;
constexpr int most_keep_days = 365;

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

enum class Needed { yes, no };

/// Reads members by name, keeps the first fault, and at the end names what nobody asked for.
class Members {
public:
    Members(const json& object, std::string place) : object_(object), place_(std::move(place)) {
        if (!object.is_object()) {
            blame("", "must be a JSON object");
        }
    }

    std::string text(const std::string& key, Needed needed, std::size_t longest) {
        const json* value = find(key);
        if (value == nullptr) {
            return missing(key, needed), std::string();
        }
        if (!value->is_string()) {
            blame(key, "must be a text");
            return {};
        }
        std::string read = value->get<std::string>();
        check(key, read, longest);
        if (read.empty()) {
            missing(key, needed);
        }
        return read;
    }

    LocalText texts(const std::string& key, Needed needed, std::size_t longest) {
        const json* value = find(key);
        LocalText all;
        if (value == nullptr) {
            return missing(key, needed), all;
        }
        const json english = {{"en", *value}};
        const json& of_languages = value->is_string() ? english : *value;
        if (!of_languages.is_object()) {
            blame(key, "must be a text, or one text a language");
            return all;
        }
        for (const auto& [code, one] : of_languages.items()) {
            if (!one.is_string()) {
                blame(key, "must hold one text a language");
                return all;
            }
            check(key, one.get<std::string>(), longest);
            all.emplace(code, one.get<std::string>());
        }
        if (!all.contains("en")) {
            blame(key, "must be there in English (\"en\")");
        }
        return all;
    }

    std::vector<std::string> list(const std::string& key, std::size_t most) {
        std::vector<std::string> all;
        const json* value = find(key);
        if (value == nullptr) {
            return all;
        }
        const bool right = value->is_array() && value->size() <= most &&
                           std::all_of(value->begin(), value->end(), [](const json& one) {
                               return one.is_string();
                           });
        if (!right) {
            blame(key, fmt::format("must be a list of at most {} texts", most));
            return all;
        }
        for (const json& one : *value) {
            all.push_back(one.get<std::string>());
            check(key, all.back(), longest_name);
        }
        return all;
    }

    int number(const std::string& key, int lowest, int highest, int otherwise) {
        const json* value = find(key);
        if (value == nullptr) {
            return otherwise;
        }
        const auto read = value->is_number_integer() ? value->get<std::int64_t>() : lowest - 1;
        if (read < lowest || read > highest) {
            blame(key, fmt::format("must be a number from {} to {}", lowest, highest));
            return otherwise;
        }
        return static_cast<int>(read);
    }

    bool flag(const std::string& key) {
        const json* value = find(key);
        if (value != nullptr && !value->is_boolean()) {
            blame(key, "must be true or false");
        }
        return value != nullptr && value->is_boolean() && value->get<bool>();
    }

    /// The index of a name in `names`; 0 when the member is missing.
    std::size_t one_of(const std::string& key, std::span<const std::string_view> names) {
        const std::string name = text(key, Needed::no, longest_name);
        const auto at = std::find(names.begin(), names.end(), name);
        if (at == names.end() && !name.empty()) {
            blame(key, fmt::format("must be one of: {}", fmt::join(names, ", ")));
        }
        return at == names.end() ? 0 : static_cast<std::size_t>(at - names.begin());
    }

    const json* find(const std::string& key) {
        known_.push_back(key);
        if (!object_.is_object()) {
            return nullptr;
        }
        const auto at = object_.find(key);
        return at == object_.end() ? nullptr : &*at;
    }

    void missing(const std::string& key, Needed needed) {
        if (needed == Needed::yes) {
            blame(key, "is missing");
        }
    }

    void blame(const std::string& key, const std::string& what) {
        if (!fault_) {
            const std::string name = key.empty() ? std::string("it") : fmt::format("\"{}\"", key);
            fault_ = Error{ErrorKind::unreadable, fmt::format("{}: {} {}", place_, name, what)};
        }
    }

    [[nodiscard]] const std::optional<Error>& finish(Unknown unknown) {
        if (unknown == Unknown::passed_over || !object_.is_object()) {
            return fault_;
        }
        for (const auto& [key, value] : object_.items()) {
            if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
                const auto like = base::nearest(key, known_);
                blame(key,
                      like ? fmt::format("is not known; did you mean \"{}\"?", *like)
                           : fmt::format("is not known; known are: {}", fmt::join(known_, ", ")));
            }
        }
        return fault_;
    }

    [[nodiscard]] const std::string& place() const { return place_; }

private:
    void check(const std::string& key, const std::string& text, std::size_t longest) {
        if (!base::is_utf8(text)) {
            blame(key, "is not UTF-8");
        } else if (base::code_points(text) > longest) {
            blame(key, fmt::format("has more than {} letters", longest));
        }
    }

    const json& object_;
    std::string place_;
    std::vector<std::string> known_;
    std::optional<Error> fault_;
};

Result<Venue> read_venue(const json& object, const std::string& place, Unknown unknown) {
    Members members(object, place);
    Venue venue;
    venue.name = members.text("name", Needed::yes, longest_name);
    venue.address = members.list("address", most_address_lines);
    venue.postcode = members.text("postcode", Needed::no, longest_name);
    venue.bus = members.texts("bus", Needed::no, longest_line);
    venue.entrance = members.texts("entrance", Needed::no, longest_line);
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
    const std::string day = members.text("day", Needed::yes, longest_name);
    const auto read = base::day_from_iso(day);
    if (!read) {
        members.blame("day", "must be a date such as \"2026-03-30\"");
    }
    event.day = read.value_or(base::Day{});
    const auto start = time_of(members.text("start", Needed::yes, longest_name));
    const auto end = time_of(members.text("end", Needed::yes, longest_name));
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
    event.organiser = members.text("organiser", Needed::yes, longest_name);
    event.cost = members.texts("cost", Needed::no, longest_name);
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

void read_sign_up(Members& members, Event& event) {
    event.sign_up = static_cast<SignUpMode>(members.one_of("sign_up", sign_up_mode_names));
    event.party_max = members.number("party_max", 1, most_party, most_party);
    event.food = members.flag("food");
    event.keep_days = members.number("keep_days", 0, most_keep_days, most_keep_days);
    event.consent = read_consent(members);
    members.find("delete_on");  // what `keep_days` comes to, for readers of kiosk.json
}

Result<Event> read_event(const json& object, const std::string& place, Unknown unknown) {
    Members members(object, place);
    Event event;
    const auto id = OccurrenceId::from_hex(members.text("id", Needed::yes, longest_name));
    if (!id || id->is_zero()) {
        members.blame("id", "must be 16 letters of 0-9 and a-f");
    }
    event.id = id.value_or(OccurrenceId{});
    members.text("kind", Needed::yes, longest_name);
    event.kind = static_cast<EventKind>(members.one_of("kind", event_kind_names));
    event.state = static_cast<EventState>(members.one_of("state", event_state_names));
    event.title = members.texts("title", Needed::yes, longest_title);
    event.summary = members.texts("summary", Needed::yes, longest_summary);
    event.place = members.text("place", Needed::no, longest_name);
    event.area = members.text("area", Needed::no, longest_name);
    read_when(members, event);
    read_who(members, event);
    read_sign_up(members, event);
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
