#include "events/calendar.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace harmony::events {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t longest_line = 75;  // bytes, RFC 5545 3.1

constexpr std::string_view time_zone =
    "BEGIN:VTIMEZONE\r\n"
    "TZID:Europe/London\r\n"
    "BEGIN:DAYLIGHT\r\n"
    "DTSTART:19810329T010000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "TZNAME:BST\r\n"
    "TZOFFSETFROM:+0000\r\n"
    "TZOFFSETTO:+0100\r\n"
    "END:DAYLIGHT\r\n"
    "BEGIN:STANDARD\r\n"
    "DTSTART:19961027T020000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "TZNAME:GMT\r\n"
    "TZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0000\r\n"
    "END:STANDARD\r\n"
    "END:VTIMEZONE\r\n";

bool continues_a_letter(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// One content line, folded: what continues begins with a space, which counts.
void put_line(std::string& out, std::string_view line) {
    std::size_t room = longest_line;
    while (line.size() > room) {
        std::size_t cut = room;
        while (continues_a_letter(line[cut])) {
            --cut;
        }
        out += line.substr(0, cut);
        out += line_end;
        out += ' ';
        line.remove_prefix(cut);
        room = longest_line - 1;
    }
    out += line;
    out += line_end;
}

/// A value of type TEXT.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '\\' || letter == ';' || letter == ',') {
            out += '\\';
        }
        if (letter == '\n') {
            out += "\\n";
        } else if (letter != '\r') {
            out += letter;
        }
    }
    return out;
}

/// A parameter's value has no quotation marks and no controls.
std::string in_quotes(std::string_view text) {
    std::string out(text);
    std::replace(out.begin(), out.end(), '"', '\'');
    std::replace(out.begin(), out.end(), '\n', ' ');
    return '"' + out + '"';
}

/// The address of an organiser must be there with METHOD:PUBLISH: RFC 5546 3.2.1.
std::string organiser_address(const CalendarEntry& entry, const std::string& domain) {
    if (entry.contact.find('@') != std::string::npos) {
        return "mailto:" + entry.contact;
    }
    std::string digits;
    std::copy_if(
        entry.contact.begin(), entry.contact.end(), std::back_inserter(digits), [](char letter) {
            return letter == '+' || (letter >= '0' && letter <= '9');
        });
    constexpr std::size_t fewest_digits = 3;
    return digits.size() >= fewest_digits ? "tel:" + digits : "https://" + domain + "/";
}

std::string zoned(base::Moment moment) {
    return ";TZID=Europe/London:" + compact(wall_time(moment));
}

void put_event(std::string& out, const CalendarEntry& entry, const CalendarOptions& options) {
    const bool cancelled = entry.cancelled || options.method == CalendarMethod::cancel;
    put_line(out, "BEGIN:VEVENT");
    put_line(out, fmt::format("UID:{}@{}", entry.id.hex(), options.domain));
    put_line(out, "DTSTAMP:" + compact_utc(options.stamp));
    put_line(out, fmt::format("SEQUENCE:{}", entry.sequence));
    put_line(out, "DTSTART" + zoned(entry.start));
    put_line(out, "DTEND" + zoned(entry.end));
    put_line(out, "SUMMARY:" + escaped(entry.summary));
    if (!entry.location.empty()) {
        put_line(out, "LOCATION:" + escaped(entry.location));
    }
    if (!entry.description.empty()) {
        put_line(out, "DESCRIPTION:" + escaped(entry.description));
    }
    put_line(out, std::string("STATUS:") + (cancelled ? "CANCELLED" : "CONFIRMED"));
    put_line(out,
             fmt::format("ORGANIZER;CN={}:{}",
                         in_quotes(entry.organiser),
                         organiser_address(entry, options.domain)));
    if (!entry.url.empty()) {
        put_line(out, "URL:" + entry.url);
    }
    put_line(out, "END:VEVENT");
}

/// Without its last word and what parts it from the one before; of a single word, its last letter.
std::string without_last_word(std::string text) {
    const std::size_t space = text.find_last_of(' ');
    if (space != std::string::npos) {
        text.resize(space);
    } else {
        while (!text.empty() && continues_a_letter(text.back())) {
            text.pop_back();
        }
        if (!text.empty()) {
            text.pop_back();
        }
    }
    while (text.ends_with(' ') || text.ends_with(',')) {
        text.pop_back();
    }
    return text;
}

std::string code_text(const CalendarEntry& entry, const CalendarOptions& options) {
    std::string out;
    put_line(out, "BEGIN:VCALENDAR");
    put_line(out, "VERSION:2.0");
    put_line(out, "PRODID:-//Harmony//Events 1//EN");
    put_line(out, "BEGIN:VEVENT");
    put_line(out, fmt::format("UID:{}@{}", entry.id.hex(), options.domain));
    put_line(out, "DTSTAMP:" + compact_utc(options.stamp));
    put_line(out, "DTSTART:" + compact_utc(entry.start));
    put_line(out, "DTEND:" + compact_utc(entry.end));
    put_line(out, "SUMMARY:" + escaped(entry.summary));
    if (!entry.location.empty()) {
        put_line(out, "LOCATION:" + escaped(entry.location));
    }
    put_line(out, "END:VEVENT");
    put_line(out, "END:VCALENDAR");
    return out;
}

std::string on_one_line(const Venue& venue) {
    std::vector<std::string> lines{venue.name};
    lines.insert(lines.end(), venue.address.begin(), venue.address.end());
    if (!venue.postcode.empty()) {
        lines.push_back(venue.postcode);
    }
    return fmt::format("{}", fmt::join(lines, ", "));
}

}  // namespace

CalendarEntry calendar_entry(const Series& series,
                             const Occurrence& occurrence,
                             const ListedVenue* venue,
                             std::string_view language) {
    CalendarEntry entry;
    entry.id = occurrence.id;
    entry.sequence = occurrence.sequence;
    entry.start = occurrence.start;
    entry.end = occurrence.end;
    entry.summary = in_language(occurrence.title, language);
    entry.description = in_language(series.summary, language);
    if (const std::string_view note = in_language(occurrence.note, language); !note.empty()) {
        entry.description = std::string(note) + '\n' + entry.description;
    }
    if (venue != nullptr) {
        entry.location = on_one_line(venue->venue);
    }
    entry.organiser = series.organiser;
    entry.contact = series.public_contact;
    entry.cancelled = occurrence.state == OccurrenceState::cancelled;
    return entry;
}

CalendarEntry calendar_entry(const Event& event, std::string_view language) {
    CalendarEntry entry;
    entry.id = event.id;
    entry.sequence = event.sequence;
    // No clock shows a time that is left out in March: it is an hour later then.
    const auto moment = [&](std::chrono::minutes time) {
        const WallTime wall = at(event.day, time);
        return utc_of(wall).value_or(utc_of(wall + std::chrono::hours{1}).value_or(base::Moment{}));
    };
    entry.start = moment(event.start);
    entry.end = moment(event.end);
    entry.summary = in_language(event.title, language);
    entry.description = in_language(event.summary, language);
    entry.location = on_one_line(event.venue);
    entry.organiser = event.organiser;
    entry.cancelled = event.state == EventState::cancelled;
    return entry;
}

std::string calendar(std::span<const CalendarEntry> entries, const CalendarOptions& options) {
    std::string out;
    put_line(out, "BEGIN:VCALENDAR");
    put_line(out, "VERSION:2.0");
    put_line(out, "PRODID:-//Harmony//Events 1//EN");
    put_line(out, options.method == CalendarMethod::cancel ? "METHOD:CANCEL" : "METHOD:PUBLISH");
    out += time_zone;
    for (const CalendarEntry& entry : entries) {
        put_event(out, entry, options);
    }
    put_line(out, "END:VCALENDAR");
    return out;
}

std::string calendar_code(const CalendarEntry& entry,
                          const CalendarOptions& options,
                          std::size_t longest) {
    CalendarEntry shorter = entry;
    std::string text = code_text(shorter, options);
    while (text.size() > longest && !shorter.location.empty()) {
        shorter.location = without_last_word(shorter.location);
        text = code_text(shorter, options);
    }
    while (text.size() > longest && !shorter.summary.empty()) {
        shorter.summary = without_last_word(shorter.summary);
        text = code_text(shorter, options);
    }
    return text;
}

}  // namespace harmony::events
