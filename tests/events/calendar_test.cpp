#include "events/calendar.h"

#include <fmt/format.h>
#include <libical/ical.h>
#include <qrencode.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/random.h"
#include "base/text.h"
#include "events/some_series.h"

using namespace harmony;
using events::CalendarEntry;
using tests::wall;

namespace {

namespace fs = std::filesystem;

const base::Moment stamp = base::moment_from_iso("2026-03-10T12:00:00Z")->moment;
const events::CalendarOptions options{"example.gov.uk", stamp};

/// One event as a parser read it: id, state, sequence, start and end in UTC, summary, place.
using Lines = std::vector<std::string>;

std::string line_of(const CalendarEntry& entry) {
    return nlohmann::json::array({entry.id.hex() + "@example.gov.uk",
                                  entry.cancelled ? "CANCELLED" : "CONFIRMED",
                                  entry.sequence,
                                  events::compact_utc(entry.start),
                                  events::compact_utc(entry.end),
                                  entry.summary,
                                  entry.location})
        .dump();
}

struct FreeComponent {
    void operator()(icalcomponent* component) const noexcept { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

/// A calendar that libical reads without a fault of form or of RFC 5546's restrictions.
Component read_whole(const std::string& text) {
    Component whole(icalparser_parse_string(text.c_str()));
    REQUIRE(whole != nullptr);
    icalrestriction_check(whole.get());
    CHECK(icalcomponent_count_errors(whole.get()) == 0);
    return whole;
}

std::string utc(icaltimetype time, icalcomponent* whole) {
    if (time.zone == nullptr || icaltime_is_utc(time) == 0) {
        icaltimezone* const zone = icalcomponent_get_timezone(whole, "Europe/London");
        REQUIRE(zone != nullptr);
        time = icaltime_convert_to_zone(icaltime_set_timezone(&time, zone),
                                        icaltimezone_get_utc_timezone());
    }
    return icaltime_as_ical_string(time);
}

Lines by_libical(const std::string& text) {
    const Component whole = read_whole(text);
    Lines lines;
    for (icalcomponent* event =
             icalcomponent_get_first_component(whole.get(), ICAL_VEVENT_COMPONENT);
         event != nullptr;
         event = icalcomponent_get_next_component(whole.get(), ICAL_VEVENT_COMPONENT)) {
        const char* const place = icalcomponent_get_location(event);
        lines.push_back(nlohmann::json::array(
                            {icalcomponent_get_uid(event),
                             icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED ? "CANCELLED"
                                                                                      : "CONFIRMED",
                             icalcomponent_get_sequence(event),
                             utc(icalcomponent_get_dtstart(event), whole.get()),
                             utc(icalcomponent_get_dtend(event), whole.get()),
                             icalcomponent_get_summary(event),
                             place == nullptr ? "" : place})
                            .dump());
    }
    return lines;
}

Lines by_second_parser(const std::string& text) {
    const fs::path folder = fs::temp_directory_path() / fmt::format("harmony-ics-{}", ::getpid());
    fs::create_directories(folder);
    std::ofstream(folder / "a.ics", std::ios::binary) << text;
    const std::string command =
        fmt::format("/usr/bin/python3 '{}/tests/events/read_calendar.py' '{}' > '{}'",
                    HARMONY_SOURCE_DIR,
                    (folder / "a.ics").string(),
                    (folder / "a.txt").string());
    REQUIRE(std::system(command.c_str()) == 0);
    Lines lines;
    std::ifstream file(folder / "a.txt");
    for (std::string line; std::getline(file, line);) {
        lines.push_back(nlohmann::json::parse(line).dump());
    }
    fs::remove_all(folder);
    return lines;
}

std::vector<CalendarEntry> entries_of(const events::Series& series) {
    const events::VenueList venues = tests::venues();
    const auto dates = events::expand(series, tests::real_hash());
    REQUIRE(dates.ok());
    std::vector<CalendarEntry> entries;
    for (const events::Occurrence& date : *dates) {
        const auto venue = venues.find(date.venue);
        entries.push_back(events::calendar_entry(
            series, date, venue == venues.end() ? nullptr : &venue->second, "en"));
    }
    return entries;
}

/// An event with words of every script and length.
CalendarEntry drawn(base::RandomSource& random) {
    const std::vector<std::string> words = {"Spotkanie",
                                            "mieszkańców;",
                                            "گلی",
                                            "ਮੇਲਾ",
                                            "drop-in,",
                                            "back\\slash",
                                            "Straße",
                                            "\"quoted\"",
                                            "of",
                                            "a"};
    const auto text = [&](std::size_t longest) {
        std::string all;
        const auto count = 1 + random.below(longest);
        for (std::uint64_t i = 0; i < count; ++i) {
            all += (i == 0 ? "" : " ") + words[random.below(words.size())];
        }
        return all;
    };
    CalendarEntry entry;
    entry.id = events::OccurrenceId::random(random);
    entry.sequence = static_cast<std::uint16_t>(random.below(9));
    const auto start = wall("2026-01-01T00:30") + std::chrono::hours{random.below(9000)} +
                       std::chrono::minutes{30 * random.below(2)};
    entry.start = events::utc_of(start).value_or(stamp);
    entry.end = entry.start + std::chrono::minutes{15 + random.below(1425)};
    entry.summary = text(20);
    entry.location = text(30);
    entry.description = text(60) + '\n' + text(60);
    entry.organiser = "Example \"Council\"; North";
    entry.contact = random.below(2) == 0 ? "events@example.org" : "01632 960001";
    entry.cancelled = random.below(5) == 0;
    return entry;
}

/// Times of the doubled hour cannot be told apart in local time: those are not drawn.
bool is_doubled(const CalendarEntry& entry) {
    return events::shown(events::wall_time(entry.start)) == events::Shown::twice ||
           events::shown(events::wall_time(entry.end)) == events::Shown::twice;
}

}  // namespace

TEST_CASE("a calendar file has what readers need and nobody's name", "[events][S6]") {
    const std::string text = events::calendar(entries_of(tests::drop_in()), options);
    for (const char* line : {"PRODID:-//Harmony//Events 1//EN\r\n",
                             "METHOD:PUBLISH\r\n",
                             "TZID:Europe/London\r\n",
                             "UID:d1e08e2775d8bd5a@example.gov.uk\r\n",
                             "DTSTAMP:20260310T120000Z\r\n",
                             "DTSTART;TZID=Europe/London:20260330T140000\r\n",
                             "DTEND;TZID=Europe/London:20260330T160000\r\n",
                             "STATUS:CONFIRMED\r\n",
                             "ORGANIZER;CN=\"Example Council\":mailto:events@example.org\r\n"}) {
        INFO(line);
        CHECK(text.find(line) != std::string::npos);
    }
    CHECK(text.find("ATTENDEE") == std::string::npos);
    CHECK(text.find("VALARM") == std::string::npos);
    CHECK(text.find("RRULE:FREQ=WEEKLY") == std::string::npos);
}

TEST_CASE("lines are at most 75 bytes and no letter is split", "[events][S6]") {
    base::SeededRandom random(75);
    for (int i = 0; i < 50; ++i) {
        const std::string text = events::calendar(std::vector{drawn(random)}, options);
        for (std::string line : base::split(text, '\n')) {
            const bool ends = line.empty() || line.back() == '\r';
            CHECK(ends);
            CHECK(line.size() <= 76);
            CHECK(base::is_utf8(line));
        }
    }
}

TEST_CASE("libical and a second parser read the same events, without a fault", "[events][S6]") {
    base::SeededRandom random(6);
    std::vector<CalendarEntry> entries = entries_of(tests::drop_in());
    while (entries.size() < 200) {
        CalendarEntry entry = drawn(random);
        if (!is_doubled(entry)) {
            entries.push_back(std::move(entry));
        }
    }
    Lines expected;
    std::transform(entries.begin(), entries.end(), std::back_inserter(expected), line_of);
    const std::string text = events::calendar(entries, options);
    CHECK(by_libical(text) == expected);
    CHECK(by_second_parser(text) == expected);
}

TEST_CASE("libical's restrictions find a calendar without an organiser", "[events][S6][bite]") {
    std::string text = events::calendar(entries_of(tests::drop_in()), options);
    const auto at = text.find("ORGANIZER");
    text.erase(at, text.find("\r\n", at) + 2 - at);
    const Component whole(icalparser_parse_string(text.c_str()));
    REQUIRE(whole != nullptr);
    icalrestriction_check(whole.get());
    CHECK(icalcomponent_count_errors(whole.get()) > 0);
}

TEST_CASE("a cancellation goes out under the same id with a higher count", "[events][S6]") {
    events::Series series = tests::drop_in();
    series.changes = {{.original = wall("2026-03-30T14:00"),
                       .note = {{"en", "The hall is closed"}},
                       .cancelled = true}};
    const std::vector<CalendarEntry> entries = entries_of(series);
    const CalendarEntry& gone = entries[4];
    CHECK(gone.description ==
          "The hall is closed\nPolice, council and housing together. No appointment.");
    events::CalendarOptions cancel = options;
    cancel.method = events::CalendarMethod::cancel;
    const std::string text = events::calendar(std::vector{gone}, cancel);
    read_whole(text);
    CHECK(text.find("METHOD:CANCEL\r\n") != std::string::npos);
    CHECK(text.find("UID:d1e08e2775d8bd5a@example.gov.uk\r\n") != std::string::npos);
    CHECK(text.find("SEQUENCE:1\r\n") != std::string::npos);
    CHECK(text.find("STATUS:CANCELLED\r\n") != std::string::npos);
}

TEST_CASE("a telephone number or nothing still gives an organiser's address", "[events][S6]") {
    CalendarEntry entry = entries_of(tests::drop_in()).front();
    entry.contact = "01632 960001";
    CHECK(events::calendar(std::vector{entry}, options).find(":tel:01632960001\r\n") !=
          std::string::npos);
    entry.contact.clear();
    CHECK(events::calendar(std::vector{entry}, options).find(":https://example.gov.uk/\r\n") !=
          std::string::npos);
}

TEST_CASE("500 drawn events fit into a calendar code of version 13 at most", "[events][E9]") {
    base::SeededRandom random(500);
    std::size_t cut = 0;
    for (int i = 0; i < 500; ++i) {
        const CalendarEntry entry = drawn(random);
        const std::string text = events::calendar_code(entry, options);
        CHECK(text.size() <= events::longest_calendar_code);
        CHECK(base::is_utf8(text));
        CHECK(text.find("DTSTART:" + events::compact_utc(entry.start)) != std::string::npos);
        QRcode* const code = QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L);
        REQUIRE(code != nullptr);
        CHECK(code->version <= 13);
        QRcode_free(code);
        cut += text.size() > 380 ? 1 : 0;
    }
    CHECK(cut > 50);  // so that shortening was tried
}

TEST_CASE("a calendar code is cut at words, the place before the title", "[events][E9]") {
    CalendarEntry entry = entries_of(tests::drop_in()).front();
    CHECK(events::calendar_code(entry, options).find("LOCATION:Newtown Resource Centre") !=
          std::string::npos);
    CHECK(events::calendar_code(entry, options).size() < 350);
    CHECK(by_libical(events::calendar_code(entry, options)).size() == 1);
    entry.location = std::string(150, 'x') + " " + std::string(150, 'y');
    CHECK(events::calendar_code(entry, options).find("LOCATION:xxx") != std::string::npos);
    CHECK(events::calendar_code(entry, options).find("yyy") == std::string::npos);
    entry.summary = std::string(200, 'a') + " " + std::string(200, 'b');
    const std::string text = events::calendar_code(entry, options);
    CHECK(text.find("LOCATION") == std::string::npos);
    CHECK(text.find("SUMMARY:aaa") != std::string::npos);
    CHECK(text.size() <= events::longest_calendar_code);
}
