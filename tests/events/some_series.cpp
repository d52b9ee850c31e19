#include "events/some_series.h"

#include <catch2/catch.hpp>

#include "sync/crypto.h"

namespace harmony::tests {

using events::Series;

events::NamedHash real_hash() {
    REQUIRE(sync::start().ok());
    return [](std::string_view name, base::ByteView message) { return sync::hash(name, message); };
}

events::WallTime wall(std::string_view text) {
    const auto time = events::wall_time_from_iso(text);
    REQUIRE(time.has_value());
    return *time;
}

Series drop_in() {
    Series series;
    series.id = *events::SeriesId::from_hex("00112233445566778899aabbccddeeff");
    series.kind = events::EventKind::drop_in;
    series.status = events::SeriesStatus::published;
    series.title = {{"en", "Newtown drop-in"}, {"pl", "Spotkanie w Newtown"}};
    series.summary = {{"en", "Police, council and housing together. No appointment."}};
    series.organiser = "Example Council";
    series.public_contact = "events@example.org";
    series.agencies = {"Police", "Council", "Housing"};
    series.venue = "newtown-resource-centre";
    series.start_local = wall("2026-03-02T14:00");
    series.duration = std::chrono::minutes{120};
    series.rrule = "FREQ=WEEKLY;BYDAY=MO;COUNT=6";
    series.areas = {"newtown"};
    series.languages_spoken = {"en", "pl", "ur"};
    series.clicker = true;
    series.is_public = true;
    return series;
}

events::VenueList venues() {
    events::ListedVenue listed;
    listed.venue.name = "Newtown Resource Centre";
    listed.venue.address = {"1 Durham Road", "Tarnbeck"};
    listed.venue.postcode = "TS19 0DE";
    listed.venue.access[static_cast<std::size_t>(events::Access::step_free_entrance)] =
        events::AccessAnswer::yes;
    listed.venue.access[static_cast<std::size_t>(events::Access::hearing_loop)] =
        events::AccessAnswer::yes;
    listed.geo = events::GeoPoint{54.5676, -1.3285};
    return {{"newtown-resource-centre", listed}};
}

std::vector<std::string> dates_of(const Series& series) {
    const auto all = events::expand(series, real_hash());
    if (!all) {
        FAIL(all.error().message);
    }
    std::vector<std::string> texts;
    for (const events::Occurrence& one : *all) {
        std::string text = events::to_iso(one.start_local);
        if (one.state != events::OccurrenceState::scheduled) {
            text += ' ';
            text += events::occurrence_state_names[static_cast<std::size_t>(one.state)];
        }
        texts.push_back(text);
    }
    return texts;
}

}  // namespace harmony::tests
