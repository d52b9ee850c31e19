#include "events/open_feed.h"

#include <fmt/format.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "events/some_series.h"

using namespace harmony;
using events::FeedItem;
using nlohmann::json;
using tests::wall;

namespace {

namespace fs = std::filesystem;

const base::Moment noon = base::moment_from_iso("2026-03-10T12:00:00Z")->moment;
const events::FeedOptions options{"https://example.gov.uk",
                                  [](const events::Occurrence&) { return std::optional(8); }};

std::vector<FeedItem> items_of(const events::Series& series,
                               const events::FeedOptions& how = options) {
    const events::VenueList venues = tests::venues();
    const auto dates = events::expand(series, tests::real_hash());
    REQUIRE(dates.ok());
    std::vector<FeedItem> items;
    for (const events::Occurrence& date : *dates) {
        const auto venue = venues.find(date.venue);
        items.push_back({date.id.hex(),
                         0,
                         events::open_data(
                             series, date, venue == venues.end() ? nullptr : &venue->second, how)});
    }
    return items;
}

events::Series with_spaces() {
    events::Series series = tests::drop_in();
    series.spaces = 40;
    series.walk_in_reserve = 4;
    return series;
}

/// What the schema says of the pages; empty when they keep to it.
std::string schema_faults(const std::vector<std::string>& pages) {
    const fs::path folder = fs::temp_directory_path() / fmt::format("harmony-feed-{}", ::getpid());
    fs::create_directories(folder);
    std::string names;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const fs::path file = folder / fmt::format("{}.json", i + 1);
        std::ofstream(file) << pages[i];
        names += fmt::format(" '{}'", file.string());
    }
    const std::string tests = std::string(HARMONY_SOURCE_DIR) + "/tests/events";
    const std::string command =
        fmt::format("/usr/bin/python3 '{0}/check_feed.py' '{0}/feed_schema.json'{1} > '{2}'",
                    tests,
                    names,
                    (folder / "faults.txt").string());
    const int ended = std::system(command.c_str());
    std::ifstream file(folder / "faults.txt");
    std::string faults{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    fs::remove_all(folder);
    return ended == 0 ? std::string() : faults;
}

const FeedItem& item(const std::vector<FeedItem>& items, const std::string& id) {
    const auto at =
        std::find_if(items.begin(), items.end(), [&](const FeedItem& one) { return one.id == id; });
    REQUIRE(at != items.end());
    return *at;
}

}  // namespace

TEST_CASE("a date in the feed says what the design's example says", "[events][S6]") {
    // The worked example of the design of events, 12.6.
    const json data = json::parse(item(items_of(with_spaces()), "d1e08e2775d8bd5a").data);
    CHECK(data["@id"] == "https://example.gov.uk/events/d1e08e2775d8bd5a");
    CHECK(data["startDate"] == "2026-03-30T14:00:00+01:00");
    CHECK(data["endDate"] == "2026-03-30T16:00:00+01:00");
    CHECK(data["eventStatus"] == "https://schema.org/EventScheduled");
    CHECK(data["maximumAttendeeCapacity"] == 40);
    CHECK(data["remainingAttendeeCapacity"] == 8);
    CHECK(data["isAccessibleForFree"] == true);
    CHECK(data["accessibilityInformation"] == "Step-free entrance. Hearing loop.");
    const json& series = data["superEvent"];
    CHECK(series["@type"] == "SessionSeries");
    CHECK(series["@id"] == "https://example.gov.uk/series/00112233445566778899aabbccddeeff");
    CHECK(series["name"] == "Newtown drop-in");
    CHECK(series["organizer"]["name"] == "Example Council");
    CHECK(series["location"]["address"]["postalCode"] == "TS19 0DE");
    CHECK(series["location"]["geo"]["latitude"] == 54.5676);
    CHECK_FALSE(series.contains("maximumAttendeeCapacity"));
    CHECK_FALSE(data.contains("leader"));
    CHECK_FALSE(data.contains("activity"));
}

TEST_CASE("free spaces are never below none, and unknown ones are not said", "[events][S6]") {
    const auto less = [](const events::Occurrence&) { return std::optional(-3); };
    const json over = json::parse(items_of(with_spaces(), {"https://a.example", less})[0].data);
    CHECK(over["remainingAttendeeCapacity"] == 0);
    const json silent = json::parse(items_of(with_spaces(), {"https://a.example"})[0].data);
    CHECK(silent["maximumAttendeeCapacity"] == 40);
    CHECK_FALSE(silent.contains("remainingAttendeeCapacity"));
}

TEST_CASE("pages keep to the schema, in order, and the last is empty", "[events][S6]") {
    events::Series series = with_spaces();
    series.age_min = 16;
    series.age_max = 25;
    series.audience = events::Audience::women;
    series.bring = {{"en", "Shoes"}};
    series.changes = {{.original = wall("2026-03-16T14:00"), .start = wall("2026-03-17T14:00")},
                      {.original = wall("2026-03-23T14:00"), .cancelled = true}};
    const auto items =
        events::next_feed({{"00000000000000aa", 1773000000, "{}"}}, items_of(series), noon);
    const auto pages = events::open_pages(items, options, 3);
    REQUIRE(pages.size() == 4);  // seven items
    CHECK(schema_faults(pages).empty());
    CHECK(json::parse(pages[0])["next"] == "https://example.gov.uk/feed/2.json");
    CHECK(json::parse(pages[3])["next"] == "https://example.gov.uk/feed/4.json");
    CHECK(json::parse(pages[3])["items"].empty());
    std::vector<FeedItem> read;
    for (const std::string& page : pages) {
        const auto some = events::read_page(page);
        REQUIRE(some.ok());
        read.insert(read.end(), some->begin(), some->end());
    }
    CHECK(read == items);
}

TEST_CASE("the schema finds an item that names somebody, and a wrong order", "[events][S6][bite]") {
    auto items = events::next_feed({}, items_of(with_spaces()), noon);
    json data = json::parse(items[0].data);
    data["leader"] = {{"name", "Somebody"}};
    items[0].data = data.dump();
    CHECK(schema_faults(events::open_pages(items, options)).find("leader") != std::string::npos);
    items = events::next_feed({}, items_of(with_spaces()), noon);
    std::swap(items[0], items[1]);
    CHECK(schema_faults(events::open_pages(items, options)).find("not sorted") !=
          std::string::npos);
}

TEST_CASE("a date that is gone is said to be deleted, and only what changed is new",
          "[events][S6]") {
    const base::Moment later = noon + std::chrono::hours{24};
    const auto first = events::next_feed({}, items_of(with_spaces()), noon);
    events::Series series = with_spaces();
    series.exdates = {base::Day{std::chrono::year{2026} / 3 / 30}};
    series.changes = {{.original = wall("2026-03-23T14:00"), .cancelled = true}};
    const auto second = events::next_feed(first, items_of(series), later);
    REQUIRE(second.size() == 6);
    const FeedItem& gone = item(second, "d1e08e2775d8bd5a");
    CHECK(gone.data.empty());
    CHECK(gone.modified == first[0].modified + 86400);
    int fresh = 0;
    for (const FeedItem& one : second) {
        fresh += one.modified > first[0].modified ? 1 : 0;
    }
    CHECK(fresh == 2);
    CHECK(schema_faults(events::open_pages(second, options)).empty());
    const auto third = events::next_feed(second, items_of(series), later + std::chrono::hours{24});
    CHECK(third == second);
    // It is back: an item like any other.
    const auto fourth = events::next_feed(third, items_of(with_spaces()), later);
    CHECK_FALSE(item(fourth, "d1e08e2775d8bd5a").data.empty());
}

TEST_CASE("a file that is no page of ours is not taken for one", "[events][S6][bad-input]") {
    for (const char* text : {"", "{}", "[]", R"({"items":[1]})", R"({"items":[{"id":1}]})"}) {
        INFO(text);
        CHECK_FALSE(events::read_page(text).ok());
    }
}
