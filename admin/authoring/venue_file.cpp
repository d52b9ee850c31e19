// The venue list as a file: one table a venue, named as event files name it.
#include <fmt/format.h>

#include "admin/authoring/event_file.h"
#include "admin/authoring/toml_members.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::ListedVenue;
using events::VenueList;

namespace {

constexpr std::size_t most_address_lines = 4;
constexpr int most_people = 20'000;

void read_access(TomlMembers& members, const std::string& file, events::Venue& venue) {
    const toml::table* const table = members.table("access");
    if (table == nullptr) {
        return;
    }
    TomlMembers facts(*table, file);
    for (std::size_t i = 0; i < events::access_names.size(); ++i) {
        venue.access[i] = static_cast<events::AccessAnswer>(
            facts.one_of(std::string(events::access_names[i]), events::access_answer_names)
                .value_or(0));
    }
    if (const auto fault = facts.finish()) {
        members.blame("access", fault->message);
    }
}

Result<ListedVenue> read_venue(const toml::table& table, const std::string& file) {
    TomlMembers members(table, file);
    ListedVenue listed;
    events::Venue& venue = listed.venue;
    venue.name = members.text("name");
    if (venue.name.empty()) {
        members.blame("name", "is missing: what people call it");
    }
    venue.address = members.list("address");
    if (venue.address.size() > most_address_lines) {
        members.blame("address", "must have at most 4 lines");
    }
    venue.postcode = members.text("postcode");
    venue.grid = members.text("grid");
    venue.bus = members.texts("bus");
    venue.entrance = members.texts("entrance");
    venue.room_limit = members.number("room_limit").value_or(0);
    if (members.find("room_limit") != nullptr &&
        (venue.room_limit < 1 || venue.room_limit > most_people)) {
        members.blame("room_limit", "must be from 1 to 20000");
    }
    listed.place = members.text("place");
    const auto latitude = members.degrees("latitude");
    const auto longitude = members.degrees("longitude");
    if (latitude.has_value() != longitude.has_value()) {
        members.blame(latitude ? "latitude" : "longitude", "needs both latitude and longitude");
    }
    if (latitude && longitude) {
        listed.geo = events::GeoPoint{*latitude, *longitude};
    }
    read_access(members, file, venue);
    if (const auto fault = members.finish()) {
        return *fault;
    }
    return listed;
}

void write_venue(const std::string& name, const ListedVenue& listed, TomlWriter& out) {
    out.heading(fmt::format("[{}]", name));
    out.text("name", listed.venue.name);
    out.list("address", listed.venue.address);
    out.text("postcode", listed.venue.postcode);
    out.text("grid", listed.venue.grid);
    if (listed.geo) {
        out.bare("latitude", fmt::format("{:.6f}", listed.geo->latitude));
        out.bare("longitude", fmt::format("{:.6f}", listed.geo->longitude));
    }
    out.text("place", listed.place);
    if (listed.venue.room_limit > 0) {
        out.number("room_limit", listed.venue.room_limit);
    }
    out.texts("bus", listed.venue.bus);
    out.texts("entrance", listed.venue.entrance);
    std::vector<std::string> facts;
    for (std::size_t i = 0; i < events::access_names.size(); ++i) {
        facts.push_back(fmt::format(
            "{} = \"{}\"",
            events::access_names[i],
            events::access_answer_names[static_cast<std::size_t>(listed.venue.access[i])]));
    }
    out.bare("access", fmt::format("{{ {} }}", fmt::join(facts, ", ")));
}

}  // namespace

Result<VenueList> read_venue_file(base::ByteView bytes, const std::string& file) {
    const Result<toml::table> table = parse_toml(bytes, file);
    if (!table) {
        return table.error();
    }
    VenueList venues;
    for (const auto& [key, node] : *table) {
        const std::string name(key.str());
        const std::string where = fmt::format("{}, line {}", file, node.source().begin.line);
        const toml::table* const one = node.as_table();
        if (!events::is_venue_name(name) || one == nullptr) {
            return Error{ErrorKind::unreadable,
                         fmt::format("{}: each venue begins with its name in brackets, of small "
                                     "letters, digits and hyphens: [newtown-resource-centre]",
                                     where)};
        }
        Result<ListedVenue> venue = read_venue(*one, file);
        if (!venue) {
            return venue.error();
        }
        venues.emplace(name, std::move(*venue));
    }
    return venues;
}

std::string write_venue_file(const VenueList& venues) {
    TomlWriter out;
    for (const auto& [name, venue] : venues) {
        write_venue(name, venue, out);
    }
    return out.take();
}

std::set<std::string> names_of(const VenueList& venues) {
    std::set<std::string> names;
    for (const auto& [name, venue] : venues) {
        names.insert(name);
    }
    return names;
}

}  // namespace harmony::admin
