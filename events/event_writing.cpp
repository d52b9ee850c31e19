#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "events/event_json.h"

namespace harmony::events {
namespace {

using nlohmann::json;

template <typename Value, std::size_t Size>
std::string name_of(Value value, const std::array<std::string_view, Size>& names) {
    return std::string(names[static_cast<std::size_t>(value)]);
}

std::string time_text(std::chrono::minutes time) {
    return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

json venue_json(const Venue& venue) {
    json object{{"name", venue.name}};
    if (!venue.address.empty()) {
        object["address"] = venue.address;
    }
    if (!venue.postcode.empty()) {
        object["postcode"] = venue.postcode;
    }
    for (std::size_t i = 0; i < access_names.size(); ++i) {
        object["access"][std::string(access_names[i])] =
            name_of(venue.access[i], access_answer_names);
    }
    if (!venue.bus.empty()) {
        object["bus"] = venue.bus;
    }
    if (!venue.entrance.empty()) {
        object["entrance"] = venue.entrance;
    }
    if (!venue.grid.empty()) {
        object["grid"] = venue.grid;
    }
    if (venue.room_limit > 0) {
        object["room_limit"] = venue.room_limit;
    }
    return object;
}

void put_wall_time(const std::optional<WallTime>& time, const char* key, json& object) {
    if (time) {
        object[key] = to_iso(*time).substr(0, std::string_view("YYYY-MM-DDTHH:MM").size());
    }
}

void put_sign_up(const Event& event, json& object) {
    object["sign_up"] = name_of(event.sign_up, sign_up_mode_names);
    if (event.sign_up == SignUpMode::none) {
        return;
    }
    object["party_max"] = event.party_max;
    object["food"] = event.food;
    object["keep_days"] = event.keep_days;
    put_wall_time(event.opens, "sign_up_opens", object);
    put_wall_time(event.closes, "sign_up_closes", object);
    if (!event.waiting_list) {
        object["no_waiting_list"] = true;
    }
    object["delete_on"] = base::to_iso(deletion_day(event));
    if (event.consent) {
        object["consent"] = {{"this_event", event.consent->this_event},
                             {"later_events", event.consent->later_events},
                             {"needs", event.consent->needs}};
    }
}

/// Members that older kiosks pass over; none is there without need.
void put_change(const Event& event, json& object) {
    if (event.spaces) {
        object["spaces"] = *event.spaces;
    }
    if (event.walk_in_reserve > 0) {
        object["walk_in_reserve"] = event.walk_in_reserve;
    }
    if (!event.note.empty()) {
        object["note"] = event.note;
    }
    if (event.sequence > 0) {
        object["sequence"] = event.sequence;
    }
    put_wall_time(event.was, "was", object);
    if (event.slot_of) {
        object["slot_of"] = event.slot_of->hex();
    }
}

json event_json(const Event& event) {
    json object{{"id", event.id.hex()},
                {"kind", name_of(event.kind, event_kind_names)},
                {"state", name_of(event.state, event_state_names)},
                {"title", event.title},
                {"summary", event.summary},
                {"day", base::to_iso(event.day)},
                {"start", time_text(event.start)},
                {"end", time_text(event.end)},
                {"venue", venue_json(event.venue)},
                {"place", event.place},
                {"area", event.area},
                {"organiser", event.organiser},
                {"age_min", event.age_min},
                {"age_max", event.age_max},
                {"audience", name_of(event.audience, audience_names)},
                {"children", event.children},
                {"languages_spoken", event.languages_spoken}};
    if (!event.cost.empty()) {
        object["cost"] = event.cost;
    }
    if (!event.bring.empty()) {
        object["bring"] = event.bring;
    }
    put_sign_up(event, object);
    put_change(event, object);
    return object;
}

}  // namespace

std::string write_events(const std::vector<Event>& events) {
    json list = json::array();
    for (const Event& event : events) {
        list.push_back(event_json(event));
    }
    return list.dump();
}

}  // namespace harmony::events
