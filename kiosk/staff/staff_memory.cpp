#include "kiosk/staff/staff_memory.h"

#include <nlohmann/json.hpp>

namespace harmony::kiosk {
namespace {

using nlohmann::json;

json moment_json(const std::optional<base::Moment>& moment) {
    return moment ? json(moment->time_since_epoch().count()) : json();
}

json day_json(const std::optional<base::Day>& day) {
    return day ? json(base::to_iso(*day)) : json();
}

std::string text_at(const json& object, const char* key) {
    const auto at = object.find(key);
    return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

std::optional<base::Moment> moment_at(const json& object, const char* key) {
    const auto at = object.find(key);
    if (at == object.end() || !at->is_number_integer()) {
        return std::nullopt;
    }
    return base::Moment{std::chrono::milliseconds{at->get<std::int64_t>()}};
}

}  // namespace

base::Bytes write_staff_memory(const StaffMemory& memory) {
    json object = {{"paused", memory.paused},
                   {"asleep_since", moment_json(memory.asleep_since)},
                   {"open_until", moment_json(memory.open_until)},
                   {"engagement", memory.engagement ? json(memory.engagement->hex()) : json()},
                   {"engagement_day", day_json(memory.engagement_day)},
                   {"brightness", memory.brightness ? json(*memory.brightness) : json()},
                   {"brightness_day", day_json(memory.brightness_day)},
                   {"help_checked", memory.help_checked},
                   {"help_checked_on", day_json(memory.help_checked_on)}};
    if (memory.stall) {
        object["stall"] = {{"id", memory.stall->id.hex()},
                           {"kind", memory.stall->kind},
                           {"place", memory.stall->place},
                           {"note", memory.stall->note}};
    }
    return base::copy_bytes(base::as_bytes(object.dump()));
}

StaffMemory read_staff_memory(base::ByteView bytes) {
    StaffMemory memory;
    const json object = json::parse(base::as_text(bytes), nullptr, false);
    if (!object.is_object()) {
        return memory;
    }
    const auto paused = object.find("paused");
    memory.paused = paused != object.end() && paused->is_boolean() && paused->get<bool>();
    memory.asleep_since = moment_at(object, "asleep_since");
    memory.open_until = moment_at(object, "open_until");
    memory.engagement = base::EngagementId::from_hex(text_at(object, "engagement"));
    memory.engagement_day = base::day_from_iso(text_at(object, "engagement_day"));
    const auto brightness = object.find("brightness");
    if (brightness != object.end() && brightness->is_number_integer()) {
        memory.brightness = brightness->get<int>();
    }
    memory.brightness_day = base::day_from_iso(text_at(object, "brightness_day"));
    memory.help_checked = text_at(object, "help_checked");
    memory.help_checked_on = base::day_from_iso(text_at(object, "help_checked_on"));
    const auto stall = object.find("stall");
    if (stall != object.end() && stall->is_object()) {
        const auto id = base::EngagementId::from_hex(text_at(*stall, "id"));
        if (id) {
            memory.stall = {
                *id, text_at(*stall, "kind"), text_at(*stall, "place"), text_at(*stall, "note")};
        }
    }
    return memory;
}

}  // namespace harmony::kiosk
