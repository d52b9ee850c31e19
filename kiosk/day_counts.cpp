#include "kiosk/day_counts.h"

#include <algorithm>
#include <map>
#include <string>

namespace harmony::kiosk {
namespace {

constexpr std::string_view responses = "responses";
constexpr std::string_view sign_ups = "sign_ups";

/// "responses", or "responses/<engagement>": one count a response, so one write.
std::string name_of(std::string_view what, const std::optional<base::EngagementId>& engagement) {
    return std::string(what) + (engagement ? "/" + engagement->hex() : "");
}

}  // namespace

void DayCounts::add_response(base::Day day, const std::optional<base::EngagementId>& engagement) {
    static_cast<void>(state_.count(day, name_of(responses, engagement), 1));
}

void DayCounts::add_sign_up(base::Day day, const std::optional<base::EngagementId>& engagement) {
    static_cast<void>(state_.count(day, name_of(sign_ups, engagement), 1));
}

int DayCounts::next_turn(base::Day day, const events::OccurrenceId& date) {
    const std::string name = "turns/" + date.hex();
    static_cast<void>(state_.count(day, name, 1));
    return std::max(1, static_cast<int>(state_.counted(day, name)));
}

void DayCounts::add_at_door(base::Day day,
                            const events::OccurrenceId& date,
                            const DoorTotals& more) {
    const auto add = [&](std::string_view what, int n) {
        if (n > 0) {
            const std::string name = "door/" + date.hex() + "/" + std::string(what);
            static_cast<void>(state_.count(day, name, static_cast<std::uint32_t>(n)));
        }
    };
    add("checked_in", more.checked_in);
    add("adults", more.adults);
    add("children", more.children);
    add("in", more.in);
    add("out", more.out);
}

DoorTotals DayCounts::at_door(base::Day day, const events::OccurrenceId& date) const {
    const auto counted = [&](std::string_view what) {
        return static_cast<int>(
            state_.counted(day, "door/" + date.hex() + "/" + std::string(what)));
    };
    return {counted("checked_in"),
            counted("adults"),
            counted("children"),
            counted("in"),
            counted("out")};
}

void DayCounts::tell(base::Day today, OutboxCounts& counts) const {
    counts.today = static_cast<int>(state_.counted(today, responses));
    counts.sign_ups_today = static_cast<int>(state_.counted(today, sign_ups));
    std::map<base::EngagementId, EngagementCount> places;
    const auto gather = [&](std::string_view what, int EngagementCount::*into, int& sum) {
        for (const auto& [hex, n] : state_.counted_below(today, std::string(what) + "/")) {
            const auto id = base::EngagementId::from_hex(hex);
            if (!id) {
                continue;
            }
            EngagementCount& place = places[*id];
            place.engagement = *id;
            place.*into = static_cast<int>(n);
            sum += place.*into;
        }
    };
    gather(responses, &EngagementCount::responses, counts.today);
    gather(sign_ups, &EngagementCount::sign_ups, counts.sign_ups_today);
    counts.by_engagement.clear();
    for (const auto& [id, place] : places) {
        counts.by_engagement.push_back(place);
    }
}

}  // namespace harmony::kiosk
