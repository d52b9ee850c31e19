#include "events/open_feed.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>

namespace harmony::events {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr const char* kind_name = "ScheduledSession";

/// As clocks there show it, with the offset: "2026-03-30T14:00:00+01:00".
std::string with_offset(base::Moment moment) {
    const auto hours = london_offset(moment).count() / 60;
    return fmt::format("{}+{:02}:00", to_iso(wall_time(moment)), hours);
}

const char* status_of(OccurrenceState state) {
    switch (state) {
        case OccurrenceState::moved: return "https://schema.org/EventRescheduled";
        case OccurrenceState::cancelled: return "https://schema.org/EventCancelled";
        case OccurrenceState::scheduled:
        case OccurrenceState::over: return "https://schema.org/EventScheduled";
    }
    return "https://schema.org/EventScheduled";
}

/// What is said of each access fact in the feed, when it is so.
struct AccessWords {
    Access fact;
    const char* words;
    const char* concept_id;  ///< of openactive.io/accessibility-support; empty: none
    const char* label;
};
constexpr const char* physical = "dd026873-6713-4ea1-af5a-08901f651d98";
constexpr const char* hearing = "2bfb7228-5969-4927-8435-38b5005a8771";
constexpr AccessWords access_words[] = {
    {Access::step_free_entrance, "Step-free entrance.", physical, "Physical impairment"},
    {Access::step_free_inside, "Step-free inside.", physical, "Physical impairment"},
    {Access::accessible_toilet, "Accessible toilet.", physical, "Physical impairment"},
    {Access::changing_places, "Changing Places toilet.", physical, "Physical impairment"},
    {Access::hearing_loop, "Hearing loop.", hearing, "Hearing impairment"},
    {Access::blue_badge_parking, "Blue badge parking.", "", ""},
    {Access::seating, "Seating.", "", ""},
    {Access::quiet_room, "Quiet room.", "", ""},
    {Access::baby_changing, "Baby changing.", "", ""},
};

void put_access(const Venue& venue, json& data) {
    std::string words;
    std::map<std::string, std::string> concepts;
    for (const AccessWords& one : access_words) {
        if (venue[one.fact] != AccessAnswer::yes) {
            continue;
        }
        words += (words.empty() ? "" : " ") + std::string(one.words);
        if (*one.concept_id != '\0') {
            concepts.emplace(one.concept_id, one.label);
        }
    }
    if (!words.empty()) {
        data["accessibilityInformation"] = words;
    }
    for (const auto& [id, label] : concepts) {
        data["accessibilitySupport"].push_back(
            {{"@type", "Concept"},
             {"@id", "https://openactive.io/accessibility-support#" + id},
             {"prefLabel", label},
             {"inScheme", "https://openactive.io/accessibility-support"}});
    }
}

json place_of(const ListedVenue& listed) {
    json place{{"@type", "Place"}, {"name", listed.venue.name}};
    json address{{"@type", "PostalAddress"}};
    if (!listed.venue.address.empty()) {
        address["streetAddress"] = fmt::format("{}", fmt::join(listed.venue.address, ", "));
    }
    if (!listed.venue.postcode.empty()) {
        address["postalCode"] = listed.venue.postcode;
    }
    place["address"] = address;
    if (listed.geo) {
        place["geo"] = {{"@type", "GeoCoordinates"},
                        {"latitude", listed.geo->latitude},
                        {"longitude", listed.geo->longitude}};
    }
    return place;
}

json series_json(const Series& series, const ListedVenue* venue, const FeedOptions& options) {
    json whole{{"@type", "SessionSeries"},
               {"@id", fmt::format("{}/series/{}", options.base, series.id.hex())},
               {"name", in_language(series.title, "en")},
               {"description", in_language(series.summary, "en")},
               {"organizer", {{"@type", "Organization"}, {"name", series.organiser}}}};
    if (venue != nullptr) {
        whole["location"] = place_of(*venue);
    }
    return whole;
}

void put_people(const Series& series, json& data) {
    data["isAccessibleForFree"] = series.cost.empty();
    if (series.age_min > 0 || series.age_max > 0) {
        json range{{"@type", "QuantitativeValue"}};
        range["minValue"] = series.age_min;
        if (series.age_max > 0) {
            range["maxValue"] = series.age_max;
        }
        data["ageRange"] = range;
    }
    if (series.audience == Audience::women) {
        data["genderRestriction"] = "https://openactive.io/FemaleOnly";
    } else if (series.audience == Audience::men) {
        data["genderRestriction"] = "https://openactive.io/MaleOnly";
    }
    if (!series.bring.empty()) {
        data["attendeeInstructions"] = in_language(series.bring, "en");
    }
}

json item_json(const FeedItem& item) {
    json object{{"state", item.data.empty() ? "deleted" : "updated"},
                {"kind", kind_name},
                {"id", item.id},
                {"modified", item.modified}};
    if (!item.data.empty()) {
        object["data"] = json::parse(item.data);
    }
    return object;
}

}  // namespace

std::string open_data(const Series& series,
                      const Occurrence& occurrence,
                      const ListedVenue* venue,
                      const FeedOptions& options) {
    const std::string address = fmt::format("{}/events/{}", options.base, occurrence.id.hex());
    json data{{"@context", "https://openactive.io/"},
              {"@type", kind_name},
              {"@id", address},
              {"name", in_language(occurrence.title, "en")},
              {"description", in_language(series.summary, "en")},
              {"url", address},
              {"startDate", with_offset(occurrence.start)},
              {"endDate", with_offset(occurrence.end)},
              {"eventStatus", status_of(occurrence.state)},
              {"superEvent", series_json(series, venue, options)}};
    put_people(series, data);
    if (occurrence.spaces) {
        data["maximumAttendeeCapacity"] = *occurrence.spaces;
        const auto left = options.remaining ? options.remaining(occurrence) : std::nullopt;
        if (left) {
            data["remainingAttendeeCapacity"] = std::max(0, *left);
        }
    }
    if (venue != nullptr) {
        put_access(venue->venue, data);
    }
    return data.dump();
}

std::vector<FeedItem> next_feed(const std::vector<FeedItem>& before,
                                const std::vector<FeedItem>& current,
                                base::Moment now) {
    const std::int64_t seconds =
        std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    std::map<std::string, FeedItem> items;
    for (const FeedItem& old : before) {
        FeedItem gone{old.id, old.data.empty() ? old.modified : seconds, {}};
        items.emplace(old.id, std::move(gone));
    }
    for (const FeedItem& one : current) {
        const auto was = std::find_if(before.begin(), before.end(), [&](const FeedItem& old) {
            return old.id == one.id && old.data == one.data;
        });
        items[one.id] = {one.id, was == before.end() ? seconds : was->modified, one.data};
    }
    std::vector<FeedItem> all;
    for (auto& [id, item] : items) {
        all.push_back(std::move(item));
    }
    std::sort(all.begin(), all.end(), [](const FeedItem& a, const FeedItem& b) {
        return std::tie(a.modified, a.id) < std::tie(b.modified, b.id);
    });
    return all;
}

std::vector<std::string> open_pages(const std::vector<FeedItem>& items,
                                    const FeedOptions& options,
                                    std::size_t page_size) {
    const std::size_t full = (items.size() + page_size - 1) / page_size;
    std::vector<std::string> pages;
    for (std::size_t page = 0; page <= full; ++page) {
        json list = json::array();
        for (std::size_t at = page * page_size; at < std::min(items.size(), (page + 1) * page_size);
             ++at) {
            list.push_back(item_json(items[at]));
        }
        const std::size_t next = page == full ? page + 1 : page + 2;
        pages.push_back(
            json{{"next", fmt::format("{}/feed/{}.json", options.base, next)}, {"items", list}}
                .dump(1) +
            '\n');
    }
    return pages;
}

Result<std::vector<FeedItem>> read_page(std::string_view text) {
    const json page = json::parse(text, nullptr, false);
    const bool is_page = page.is_object() && page.contains("items") && page["items"].is_array();
    std::vector<FeedItem> items;
    for (std::size_t at = 0; is_page && at < page["items"].size(); ++at) {
        const json& one = page["items"][at];
        const bool right = one.is_object() && one.contains("id") && one["id"].is_string() &&
                           one.contains("modified") && one["modified"].is_number_integer();
        if (!right) {
            return Error{ErrorKind::unreadable, "it is no page of a feed of ours"};
        }
        items.push_back({one["id"],
                         one["modified"],
                         one.contains("data") ? one["data"].dump() : std::string()});
    }
    if (!is_page) {
        return Error{ErrorKind::unreadable, "it is no page of a feed of ours"};
    }
    return items;
}

}  // namespace harmony::events
