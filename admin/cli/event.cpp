#include "admin/cli/event.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <set>

#include "admin/authoring/event_file.h"
#include "admin/office.h"
#include "admin/office_dates.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using events::DateChange;
using events::Occurrence;
using events::Series;
using events::WallTime;

namespace {

constexpr std::size_t file_cap = std::size_t{1} << 20U;

template <typename Value, std::size_t Size>
Result<void> set_named(const std::optional<std::string>& name,
                       const std::array<std::string_view, Size>& names,
                       const char* option,
                       Value& value) {
    if (!name) {
        return {};
    }
    const auto at = std::find(names.begin(), names.end(), *name);
    if (at == names.end()) {
        return Error{ErrorKind::refused,
                     fmt::format("{} must be one of: {}", option, fmt::join(names, ", "))};
    }
    value = static_cast<Value>(at - names.begin());
    return {};
}

Result<WallTime> start_of(const std::string& text) {
    const auto time = events::wall_time_from_iso(text);
    if (!time) {
        return Error{ErrorKind::refused,
                     fmt::format("\"{}\" is no date and time on the clock there: write it as "
                                 "2026-03-02T14:00",
                                 text)};
    }
    return *time;
}

Result<void> set_kind(const EventOptions& options, Series& series) {
    if (!options.kind) {
        return {};
    }
    if (Result<void> done =
            set_named(options.kind, events::event_kind_names, "--kind", series.kind);
        !done) {
        return done;
    }
    const events::KindDefaults usual = events::defaults_of(series.kind);
    series.sign_up = usual.sign_up;
    series.clicker = usual.clicker;
    series.is_public = usual.is_public;
    series.slot_min = series.kind == events::EventKind::ward_surgery ? 15 : 0;
    return {};
}

void set_english(const std::optional<std::string>& text, events::LocalText& to) {
    if (text) {
        to["en"] = *text;
    }
}

template <typename Value>
void set(const std::optional<Value>& value, Value& to) {
    if (value) {
        to = *value;
    }
}

}  // namespace

CLI::App& event_group(CLI::App& app) {
    return word_group(app, "event", "Events: their dates, venues and changes");
}

void EventOptions::add_to(CLI::App& verb) {
    verb.add_option("--kind", kind, "drop_in, family_fun, ra_meeting, ward_surgery, ...");
    verb.add_option("--status", status, "draft or published");
    verb.add_option("--title", title, "In English; other languages go into an event file");
    verb.add_option("--summary", summary, "In English");
    verb.add_option("--organiser", organiser, "Who runs it");
    verb.add_option("--venue", venue, "A name of the venue list");
    verb.add_option("--start", start, "When it first starts, on the clock there: 2026-03-02T14:00");
    verb.add_option("--minutes", minutes, "How long it lasts");
    verb.add_option("--rule", rule, "How it repeats: FREQ=WEEKLY;BYDAY=MO;COUNT=6");
    verb.add_option("--sign-up", sign_up, "none, optional or required");
    verb.add_option("--spaces", spaces, "How many people fit");
    verb.add_option("--reserve", reserve, "Of these, for those who come without a sign-up");
    verb.add_option("--area", areas, "Where it belongs; may be repeated");
}

bool EventOptions::any() const {
    return kind || status || title || summary || organiser || venue || start || minutes || rule ||
           sign_up || spaces || reserve || note || !areas.empty();
}

Result<Series> EventOptions::put_into(Series series) const {
    if (Result<void> done = set_kind(*this, series); !done) {
        return done.error();
    }
    Result<void> named = set_named(status, events::series_status_names, "--status", series.status);
    if (named) {
        named = set_named(sign_up, events::sign_up_rule_names, "--sign-up", series.sign_up);
    }
    if (!named) {
        return named.error();
    }
    if (start) {
        const Result<WallTime> time = start_of(*start);
        if (!time) {
            return time.error();
        }
        series.start_local = *time;
    }
    set_english(title, series.title);
    set_english(summary, series.summary);
    set(organiser, series.organiser);
    set(venue, series.venue);
    set(rule, series.rrule);
    set(reserve, series.walk_in_reserve);
    series.spaces = spaces ? spaces : series.spaces;
    series.duration = minutes ? std::chrono::minutes{*minutes} : series.duration;
    series.areas = areas.empty() ? series.areas : areas;
    return series;
}

Result<DateChange> EventOptions::as_change(WallTime original) const {
    if (kind || status || summary || organiser || rule || sign_up || !areas.empty()) {
        return Error{ErrorKind::refused,
                     "one date can have its own --title, --start, --minutes, --venue, --spaces, "
                     "--reserve and --note. Change the rest for all dates, or from a date on with "
                     "--following"};
    }
    DateChange change{.original = original};
    if (start) {
        const Result<WallTime> time = start_of(*start);
        if (!time) {
            return time.error();
        }
        change.start = *time;
    }
    if (minutes) {
        change.duration = std::chrono::minutes{*minutes};
    }
    set_english(title, change.title);
    set_english(note, change.note);
    set(venue, change.venue);
    change.spaces = spaces;
    change.walk_in_reserve = reserve;
    return change;
}

Result<Series> load_event_file(base::Files& files,
                               const std::string& path,
                               const EventShelf& shelf) {
    const Result<base::Bytes> bytes = files.read(path, file_cap);
    if (!bytes) {
        return bytes.error().while_doing("reading " + path);
    }
    return read_event_file(*bytes, path, names_of(shelf.venues()));
}

Result<WallTime> date_on(const Series& series, const std::string& day) {
    const auto wanted = base::day_from_iso(day);
    if (!wanted) {
        return Error{ErrorKind::refused,
                     fmt::format("\"{}\" is no date: write it as 2026-03-02", day)};
    }
    const auto dates =
        events::expand(series, *wanted, *wanted + std::chrono::days{1}, events_hash());
    if (!dates) {
        return dates.error();
    }
    if (dates->empty()) {
        return Error{ErrorKind::refused,
                     fmt::format("{} is not one of the dates", events::said(*wanted))};
    }
    return dates->front().original;
}

Result<events::EditSetting> edit_setting(const Series& series, Desk& desk) {
    const base::Day today = desk.resources.clock.today();
    if (series.sign_up == events::SignUpRule::none ||
        series.status == events::SeriesStatus::draft) {
        return events::EditSetting{
            today, [](const events::OccurrenceId&) { return false; }, events_hash()};
    }
    const auto office = Office::open(desk.office, desk.resources.files);
    if (!office) {
        return office.error();
    }
    db::OfficeStore& store = (*office)->store();
    std::set<events::OccurrenceId> some;
    for (const db::FactTally& tally : store.tallies()) {
        // What was not counted since facts came may be anything.
        const bool counted = tally.until >= today;
        const int people = tally.coming + tally.waiting + tally.asked + tally.hidden;
        if (!counted || people > 0) {
            some.insert(date_of(tally));
        }
    }
    const bool all = !store.batches_without_facts().empty();
    return events::EditSetting{
        today,
        [all, some](const events::OccurrenceId& id) { return all || some.count(id) > 0; },
        events_hash()};
}

Result<void> keep(EventShelf& shelf, const events::EditedSeries& edited) {
    if (edited.following) {
        if (Result<void> kept = shelf.keep(*edited.following); !kept) {
            return kept;
        }
    }
    return shelf.keep(edited.series);
}

std::string_view state_word(events::OccurrenceState state) {
    return events::occurrence_state_names[static_cast<std::size_t>(state)];
}

nlohmann::json date_json(const Occurrence& date) {
    nlohmann::json object{
        {"id", date.id.hex()},
        {"series", date.series.hex()},
        {"start_local", events::to_iso(date.start_local)},
        {"start", events::compact_utc(date.start)},
        {"end", events::compact_utc(date.end)},
        {"title", events::in_language(date.title, "en")},
        {"venue", date.venue},
        {"state", state_word(date.state)},
        {"sequence", date.sequence},
    };
    if (date.spaces) {
        object["spaces"] = *date.spaces;
    }
    if (date.slot_of) {
        object["slot_of"] = date.slot_of->hex();
    }
    if (!date.note.empty()) {
        object["note"] = events::in_language(date.note, "en");
    }
    return object;
}

std::string date_line(const Occurrence& date) {
    constexpr std::array<std::string_view, 7> days = {
        "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const base::Day day = events::day_of(date.start_local);
    return fmt::format("{} {}, {} to {}",
                       days[std::chrono::weekday{day}.c_encoding()],
                       events::said(day),
                       events::clock_said(date.start_local),
                       events::clock_said(events::wall_time(date.end)));
}

void remark_on(const Series& series, const EventShelf& shelf, Terminal& terminal) {
    if (const std::string clocks = events::remark_on_clocks(series); !clocks.empty()) {
        terminal.complain("Note: " + clocks + ".\n");
    }
    const auto venue = shelf.venues().find(series.venue);
    if (venue == shelf.venues().end()) {
        return;
    }
    const int unknown = events::unknown_facts(venue->second.venue);
    if (unknown > events::most_unknown_facts) {
        terminal.complain(
            fmt::format("Note: {} access facts of \"{}\" are not known; kiosks say \"Ask us\".\n",
                        unknown,
                        venue->second.venue.name));
    }
}

}  // namespace harmony::admin
