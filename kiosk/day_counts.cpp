#include "kiosk/day_counts.h"

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
