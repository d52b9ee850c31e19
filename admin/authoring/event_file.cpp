#include "admin/authoring/event_file.h"

#include <fmt/format.h>

#include "admin/authoring/toml_members.h"

namespace harmony::admin {

using base::Error;
using base::Result;
using events::DateChange;
using events::Series;
using events::SeriesId;
using std::chrono::minutes;

namespace {

constexpr int most_sequence = 65'535;

/// What follows from the kind unless the file says otherwise.
void read_kind(TomlMembers& members, Series& series) {
    const auto kind = members.one_of("kind", events::event_kind_names);
    if (!kind && members.find("kind") == nullptr) {
        members.blame("kind", "is missing: say what it is, such as kind = \"drop_in\"");
    }
    series.kind = static_cast<events::EventKind>(
        kind.value_or(static_cast<std::size_t>(events::EventKind::other)));
    series.status = static_cast<events::SeriesStatus>(
        members.one_of("status", events::series_status_names).value_or(0));
    const events::KindDefaults usual = events::defaults_of(series.kind);
    series.sign_up =
        static_cast<events::SignUpRule>(members.one_of("sign_up", events::sign_up_rule_names)
                                            .value_or(static_cast<std::size_t>(usual.sign_up)));
    series.clicker = members.flag("clicker").value_or(usual.clicker);
    series.is_public = members.flag("public").value_or(usual.is_public);
    const bool surgery = series.kind == events::EventKind::ward_surgery;
    series.slot_min = members.number("slot_min").value_or(surgery ? 15 : 0);
}

void read_words(TomlMembers& members, Series& series) {
    series.title = members.texts("title");
    series.summary = members.texts("summary");
    series.details = members.texts("details");
    series.cost = members.texts("cost");
    series.bring = members.texts("bring");
    series.organiser = members.text("organiser");
    series.public_contact = members.text("public_contact");
    series.agencies = members.list("agencies");
    series.venue = members.text("venue");
    series.areas = members.list("areas");
    series.languages_spoken = members.list("languages_spoken");
    series.consent_text = members.text("consent_text");
    series.feedback_form = members.text("feedback_form");
}

/// Elapsed minutes, said as such or as the end on the first date.
minutes read_duration(TomlMembers& members, events::WallTime start) {
    const auto length = members.number("duration_min");
    const auto end = members.time("end_local");
    if (length && end) {
        members.blame("end_local", "is there beside duration_min: keep one of them");
    }
    if (end) {
        const auto until = events::minutes_until(start, *end);
        if (!until || *end <= start) {
            members.blame("end_local", "must be a time after start_local that a clock shows");
        }
        return until.value_or(minutes{0});
    }
    if (!length) {
        members.blame("duration_min", "is missing: say how long it lasts, such as 120");
    }
    return minutes{length.value_or(0)};
}

void read_dates(TomlMembers& members, Series& series) {
    const auto start = members.time("start_local");
    if (!start) {
        members.blame("start_local", "is missing: say when it first starts");
    }
    series.start_local = start.value_or(events::WallTime{});
    series.duration = read_duration(members, series.start_local);
    series.rrule = members.text("rrule");
    series.exdates = members.days("exdates");
    series.extra_dates = members.times("extra_dates", events::minutes_of(series.start_local));
}

void read_people(TomlMembers& members, Series& series) {
    series.audience = static_cast<events::Audience>(
        members.one_of("audience", events::audience_names).value_or(0));
    series.age_min = members.number("age_min").value_or(0);
    series.age_max = members.number("age_max").value_or(0);
    series.children = members.flag("children").value_or(false);
    series.food = members.flag("food").value_or(false);
    series.opens_min = members.number("opens_min");
    series.closes_min = members.number("closes_min").value_or(0);
    series.spaces = members.number("spaces");
    series.walk_in_reserve = members.number("walk_in_reserve").value_or(0);
    series.party_max = members.number("party_max").value_or(10);
    series.promotion = static_cast<events::Promotion>(
        members.one_of("promotion", events::promotion_names).value_or(0));
    series.self_check_in = members.flag("self_check_in").value_or(false);
    series.keep_days = members.number("keep_days").value_or(365);
}

std::uint16_t read_sequence(TomlMembers& members, int otherwise) {
    const int read = members.number("sequence").value_or(otherwise);
    if (read < 0 || read > most_sequence) {
        members.blame("sequence", fmt::format("must be from 0 to {}", most_sequence));
    }
    return static_cast<std::uint16_t>(read);
}

void read_ids(TomlMembers& members, Series& series) {
    const auto id_at = [&](const char* key) -> std::optional<SeriesId> {
        const std::string text = members.text(key);
        const auto id = SeriesId::from_hex(text);
        if (!text.empty() && !id) {
            members.blame(key, "must be 32 letters of 0-9 and a-f");
        }
        return id;
    };
    series.id = id_at("id").value_or(SeriesId{});
    series.follows = id_at("follows");
    series.sequence = read_sequence(members, 0);
}

Result<DateChange> read_change(const toml::table& table, const std::string& file) {
    TomlMembers members(table, file);
    DateChange change;
    const auto original = members.time("date");
    if (!original) {
        members.blame("date", "is missing: say which date is changed");
    }
    change.original = original.value_or(events::WallTime{});
    change.start = members.time("start_local");
    if (const auto length = members.number("duration_min")) {
        change.duration = minutes{*length};
    }
    change.title = members.texts("title");
    change.venue = members.text("venue");
    change.spaces = members.number("spaces");
    change.walk_in_reserve = members.number("walk_in_reserve");
    change.note = members.texts("note");
    change.cancelled = members.flag("cancelled").value_or(false);
    change.sequence = read_sequence(members, 1);
    if (const auto fault = members.finish()) {
        return *fault;
    }
    return change;
}

void write_change(const DateChange& change, TomlWriter& out) {
    out.heading("[[change]]");
    out.time("date", change.original);
    if (change.start) {
        out.time("start_local", *change.start);
    }
    if (change.duration) {
        out.number("duration_min", change.duration->count());
    }
    out.texts("title", change.title);
    out.text("venue", change.venue);
    if (change.spaces) {
        out.number("spaces", *change.spaces);
    }
    if (change.walk_in_reserve) {
        out.number("walk_in_reserve", *change.walk_in_reserve);
    }
    out.texts("note", change.note);
    if (change.cancelled) {
        out.flag("cancelled", true);
    }
    out.number("sequence", change.sequence);
}

void write_when(const Series& series, TomlWriter& out) {
    out.time("start_local", series.start_local);
    out.number("duration_min", series.duration.count());
    out.text("rrule", series.rrule);
    std::vector<std::string> dates;
    for (const base::Day day : series.exdates) {
        dates.push_back(base::to_iso(day));
    }
    if (!dates.empty()) {
        out.bare("exdates", fmt::format("[{}]", fmt::join(dates, ", ")));
    }
    dates.clear();
    for (const events::WallTime extra : series.extra_dates) {
        dates.push_back(events::to_iso(extra));
    }
    if (!dates.empty()) {
        out.bare("extra_dates", fmt::format("[{}]", fmt::join(dates, ", ")));
    }
}

void write_who(const Series& series, TomlWriter& out) {
    out.list("areas", series.areas);
    out.list("languages_spoken", series.languages_spoken);
    out.text("audience", events::audience_names[static_cast<std::size_t>(series.audience)]);
    out.number("age_min", series.age_min);
    out.number("age_max", series.age_max);
    out.flag("children", series.children);
    out.flag("food", series.food);
    out.texts("cost", series.cost);
    out.texts("bring", series.bring);
}

void write_sign_up(const Series& series, TomlWriter& out) {
    out.text("sign_up", events::sign_up_rule_names[static_cast<std::size_t>(series.sign_up)]);
    if (series.opens_min) {
        out.number("opens_min", *series.opens_min);
    }
    out.number("closes_min", series.closes_min);
    if (series.spaces) {
        out.number("spaces", *series.spaces);
    }
    out.number("walk_in_reserve", series.walk_in_reserve);
    out.number("party_max", series.party_max);
    if (series.slot_min > 0) {
        out.number("slot_min", series.slot_min);
    }
    out.text("promotion", events::promotion_names[static_cast<std::size_t>(series.promotion)]);
    out.flag("self_check_in", series.self_check_in);
    out.flag("clicker", series.clicker);
    out.flag("public", series.is_public);
    out.text("consent_text", series.consent_text);
    out.number("keep_days", series.keep_days);
    out.text("feedback_form", series.feedback_form);
}

}  // namespace

Result<Series> read_event_file(base::ByteView bytes,
                               const std::string& file,
                               const std::set<std::string>& venues) {
    const Result<toml::table> table = parse_toml(bytes, file);
    if (!table) {
        return table.error();
    }
    TomlMembers members(*table, file);
    Series series;
    read_ids(members, series);
    read_kind(members, series);
    read_words(members, series);
    read_dates(members, series);
    read_people(members, series);
    for (const toml::table* one : members.tables("change")) {
        Result<DateChange> change =
            one == nullptr ? Result<DateChange>(DateChange{}) : read_change(*one, file);
        if (!change) {
            return change.error();
        }
        series.changes.push_back(std::move(*change));
    }
    if (const auto fault = members.finish()) {
        return *fault;
    }
    if (const auto fault = events::fault_in(series, venues)) {
        members.blame(fault->key, fault->error.message);
        return *members.finish();
    }
    return series;
}

std::string write_event_file(const Series& series) {
    TomlWriter out;
    if (!series.id.is_zero()) {
        out.text("id", series.id.hex());
    }
    if (series.follows) {
        out.text("follows", series.follows->hex());
    }
    out.text("kind", events::event_kind_names[static_cast<std::size_t>(series.kind)]);
    out.text("status", events::series_status_names[static_cast<std::size_t>(series.status)]);
    out.texts("title", series.title);
    out.texts("summary", series.summary);
    out.texts("details", series.details);
    out.text("organiser", series.organiser);
    out.text("public_contact", series.public_contact);
    out.list("agencies", series.agencies);
    out.text("venue", series.venue);
    write_when(series, out);
    write_who(series, out);
    write_sign_up(series, out);
    if (series.sequence > 0) {
        out.number("sequence", series.sequence);
    }
    for (const DateChange& change : series.changes) {
        write_change(change, out);
    }
    return out.take();
}

}  // namespace harmony::admin
