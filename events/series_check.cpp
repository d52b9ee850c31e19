// The limits of a series (docs/formats/event-file.md); its dates are checked in series.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "events/plain_text.h"
#include "events/series.h"

namespace harmony::events {

using base::Error;
using base::ErrorKind;

namespace {

constexpr std::size_t longest_title = 80;
constexpr std::size_t longest_summary = 280;
constexpr std::size_t longest_details = 2'000;
constexpr std::size_t longest_line = 160;
constexpr std::size_t longest_organiser = 80;
constexpr std::size_t longest_contact = 120;
constexpr std::size_t longest_agency = 60;
constexpr std::size_t longest_cost = 60;
constexpr std::size_t most_agencies = 12;
constexpr std::size_t most_areas = 20;
constexpr std::size_t most_exdates = 100;
constexpr std::size_t most_extra_dates = 50;
constexpr int most_spaces = 5'000;
constexpr int most_age = 120;
constexpr int most_minutes_before = 366 * 24 * 60;

/// Keeps the first fault.
class Checker {
public:
    void blame(const std::string& key, const std::string& what) {
        if (!fault_) {
            fault_ = SeriesFault{key, {ErrorKind::refused, what}};
        }
    }

    void text(const std::string& key, std::string_view value, std::size_t longest) {
        const std::size_t letters = base::is_utf8(value) ? base::code_points(value) : 0;
        if (!is_plain_text(value)) {
            blame(key, "holds a letter that cannot be shown: take out controls and marks");
        } else if (letters > longest) {
            blame(key, fmt::format("has {} letters; at most {} fit", letters, longest));
        }
    }

    void texts(const std::string& key, const LocalText& value, std::size_t longest, bool needed) {
        if (needed ? !value.contains("en") : !value.empty() && !value.contains("en")) {
            blame(key, "must be there in English: en = \"...\"");
        }
        for (const auto& [code, one] : value) {
            text(key, one, longest);
            if (one.empty()) {
                blame(key, fmt::format("has no text for '{}': write one or take it out", code));
            }
        }
    }

    void number(const std::string& key, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            blame(key, fmt::format("must be from {} to {}", lowest, highest));
        }
    }

    void list(const std::string& key,
              const std::vector<std::string>& values,
              std::size_t most,
              std::size_t longest) {
        if (values.size() > most) {
            blame(key, fmt::format("has {} entries; at most {} fit", values.size(), most));
        }
        for (const std::string& one : values) {
            text(key, one, longest);
        }
    }

    [[nodiscard]] std::optional<SeriesFault> fault() { return std::move(fault_); }

private:
    std::optional<SeriesFault> fault_;
};

void check_words(const Series& series, Checker& check) {
    check.texts("title", series.title, longest_title, true);
    check.texts("summary", series.summary, longest_summary, true);
    check.texts("details", series.details, longest_details, false);
    check.texts("cost", series.cost, longest_cost, false);
    check.texts("bring", series.bring, longest_line, false);
    check.text("organiser", series.organiser, longest_organiser);
    if (series.organiser.empty()) {
        check.blame("organiser", "must say who runs it");
    }
    check.text("public_contact", series.public_contact, longest_contact);
    check.list("agencies", series.agencies, most_agencies, longest_agency);
    check.list("areas", series.areas, most_areas, longest_line);
    check.list("languages_spoken", series.languages_spoken, most_areas, longest_line);
}

void check_numbers(const Series& series, Checker& check) {
    check.number("duration_min", static_cast<int>(series.duration.count()), 15, 1440);
    check.number("age_min", series.age_min, 0, most_age);
    check.number("age_max", series.age_max, 0, most_age);
    if (series.age_max > 0 && series.age_max < series.age_min) {
        check.blame("age_max", "must not be below age_min");
    }
    check.number("opens_min", series.opens_min.value_or(0), 0, most_minutes_before);
    check.number("closes_min", series.closes_min, 0, most_minutes_before);
    check.number("spaces", series.spaces.value_or(1), 1, most_spaces);
    check.number("walk_in_reserve", series.walk_in_reserve, 0, series.spaces.value_or(0));
    check.number("party_max", series.party_max, 1, 10);
    check.number("keep_days", series.keep_days, 0, 365);
    const bool surgery = series.kind == EventKind::ward_surgery;
    const bool slots = series.slot_min == 10 || series.slot_min == 15 || series.slot_min == 20;
    if (surgery && !slots) {
        check.blame("slot_min", "must be 10, 15 or 20: how long one appointment lasts");
    } else if (!surgery && series.slot_min != 0) {
        check.blame("slot_min", "is for kind = \"ward_surgery\" alone: take it out");
    }
}

void check_venue(const Series& series, const std::set<std::string>& venues, Checker& check) {
    if (series.venue.empty() && !defaults_of(series.kind).venue_needed) {
        return;
    }
    if (series.venue.empty()) {
        check.blame("venue", "must name a venue of the venue list");
    } else if (!venues.contains(series.venue)) {
        const std::vector<std::string> known(venues.begin(), venues.end());
        const auto like = base::nearest(series.venue, known);
        check.blame(
            "venue",
            like
                ? fmt::format(
                      "\"{}\" is not in the venue list; did you mean \"{}\"?", series.venue, *like)
                : fmt::format("\"{}\" is not in the venue list: add it there first", series.venue));
    }
}

void check_changes(const Series& series, const std::set<std::string>& venues, Checker& check) {
    if (series.exdates.size() > most_exdates) {
        check.blame("exdates", fmt::format("has more than {} dates", most_exdates));
    }
    if (series.extra_dates.size() > most_extra_dates) {
        check.blame("extra_dates", fmt::format("has more than {} dates", most_extra_dates));
    }
    for (const DateChange& change : series.changes) {
        check.texts("change", change.title, longest_title, false);
        check.texts("change", change.note, longest_line, false);
        if (change.duration) {
            check.number("change", static_cast<int>(change.duration->count()), 15, 1440);
        }
        if (!change.venue.empty() && !venues.contains(change.venue)) {
            check.blame("change",
                        fmt::format("names the venue \"{}\", which is not in the venue list",
                                    change.venue));
        }
    }
}

void check_dates_of(const Series& series, Checker& check) {
    std::string key;
    const auto dates = original_dates(series, key);
    if (!dates) {
        check.blame(key, dates.error().message);
        return;
    }
    for (const DateChange& change : series.changes) {
        if (std::find(dates->begin(), dates->end(), change.original) == dates->end()) {
            check.blame("change",
                        fmt::format("{} is not one of the dates", said(day_of(change.original))));
        }
        if (change.start && !utc_of(*change.start)) {
            check.blame("change",
                        fmt::format("{} does not exist on {}: the clocks go forward",
                                    clock_said(*change.start),
                                    said(day_of(*change.start))));
        }
    }
}

}  // namespace

std::optional<SeriesFault> fault_in(const Series& series, const std::set<std::string>& venues) {
    Checker check;
    check_words(series, check);
    check_numbers(series, check);
    check_venue(series, venues, check);
    check_changes(series, venues, check);
    check_dates_of(series, check);
    return check.fault();
}

}  // namespace harmony::events
