#include "events/series_edit.h"

#include <fmt/format.h>

#include <algorithm>

namespace harmony::events {

using base::Day;
using base::Error;
using base::ErrorKind;
using base::Result;
using std::chrono::minutes;

namespace {

using Dates = std::vector<WallTime>;

Error refused(std::string sentence) {
    return {ErrorKind::refused, std::move(sentence)};
}

bool holds(const Dates& dates, WallTime date) {
    return std::find(dates.begin(), dates.end(), date) != dates.end();
}

DateChange* change_of(Series& series, WallTime original) {
    const auto at = std::find_if(series.changes.begin(),
                                 series.changes.end(),
                                 [&](const DateChange& one) { return one.original == original; });
    return at == series.changes.end() ? nullptr : &*at;
}

/// The entry of a date, its count one higher.
DateChange& counted(Series& series, WallTime original) {
    if (DateChange* const there = change_of(series, original)) {
        ++there->sequence;
        return *there;
    }
    return series.changes.emplace_back(DateChange{.original = original});
}

WallTime start_now(Series& series, WallTime original) {
    const DateChange* const change = change_of(series, original);
    return change == nullptr ? original : change->start.value_or(original);
}

/// That the date is one of the series and still to come.
Result<void> to_come(Series& series, WallTime original, Day today) {
    const Result<Dates> dates = original_dates(series);
    if (!dates) {
        return dates.error();
    }
    if (!holds(*dates, original)) {
        return refused(fmt::format("{} is not one of the dates", said(day_of(original))));
    }
    const Day day = day_of(start_now(series, original));
    if (day < today) {
        return refused(fmt::format("{} is over; past dates do not change", said(day)));
    }
    return {};
}

void take_over(const DateChange& wanted, DateChange& change) {
    change.start = wanted.start ? wanted.start : change.start;
    change.duration = wanted.duration ? wanted.duration : change.duration;
    change.title = wanted.title.empty() ? change.title : wanted.title;
    change.venue = wanted.venue.empty() ? change.venue : wanted.venue;
    change.spaces = wanted.spaces ? wanted.spaces : change.spaces;
    change.walk_in_reserve =
        wanted.walk_in_reserve ? wanted.walk_in_reserve : change.walk_in_reserve;
    change.note = wanted.note.empty() ? change.note : wanted.note;
}

bool has_sign_ups(const Series& series, WallTime original, const EditSetting& setting) {
    if (setting.has_sign_ups(occurrence_id(series.id, original, setting.hash))) {
        return true;
    }
    const int slots =
        series.slot_min == 0 ? 0 : static_cast<int>(series.duration.count()) / series.slot_min;
    for (int number = 1; number <= slots; ++number) {
        if (setting.has_sign_ups(slot_id(series.id, original, number, setting.hash))) {
            return true;
        }
    }
    return false;
}

/// Ends the old series before `from`, with all that speaks of later dates.
void end_before(Series& series, WallTime from) {
    if (Result<Rule> rule = read_rule(series.rrule); !series.rrule.empty() && rule) {
        const auto moment = utc_of(from);
        base::promise(moment.has_value(), "a date of a series that no clock shows");
        rule->count.reset();
        rule->until = *moment - minutes{1};
        series.rrule = write_rule(*rule);
    }
    std::erase_if(series.exdates, [&](Day day) { return day >= day_of(from); });
    std::erase_if(series.extra_dates, [&](WallTime extra) { return extra >= from; });
    std::erase_if(series.changes, [&](const DateChange& one) { return one.original >= from; });
}

/// Where the new pattern takes place on the day of an old date; nothing when it does not.
std::optional<WallTime> on_the_day_of(const Dates& dates, WallTime old) {
    const auto at = std::find_if(
        dates.begin(), dates.end(), [&](WallTime date) { return day_of(date) == day_of(old); });
    return at == dates.end() ? std::nullopt : std::optional(*at);
}

/// Takes one date out of a pattern or of its extra dates.
void leave_out(Series& series, WallTime date) {
    const auto extra = std::find(series.extra_dates.begin(), series.extra_dates.end(), date);
    if (extra != series.extra_dates.end()) {
        series.extra_dates.erase(extra);
    } else {
        series.exdates.push_back(day_of(date));
    }
}

/// What the new series says of a day, as a change of the old date.
void say_as(const Series& now, WallTime start, DateChange& change) {
    change.start = start == change.original ? std::nullopt : std::optional(start);
    change.duration = now.duration;
    change.title = now.title;
    change.venue = now.venue;
    change.spaces = now.spaces;
    change.walk_in_reserve = now.walk_in_reserve;
}

/// Old dates that people signed up for, and where each goes.
class KeptDates {
public:
    KeptDates(const Series& old, const EditSetting& setting) : old_(old), setting_(setting) {}

    /// Puts every date of `affected` that must stay into `home` and out of `now` (the same series,
    /// or the one that follows). Errors: refused (rule 4).
    Result<void> settle(const Dates& affected, Series& home, Series& now) {
        const Result<Dates> dates = original_dates(now);
        if (!dates) {
            return dates.error();
        }
        for (const WallTime date : affected) {
            const bool same_id = &home == &now && holds(*dates, date);
            if (same_id || !has_sign_ups(old_, date, setting_)) {
                continue;
            }
            if (Result<void> done = keep(date, *dates, home, now); !done) {
                return done;
            }
        }
        return {};
    }

private:
    Result<void> keep(WallTime date, const Dates& dates, Series& home, Series& now) {
        Series old = old_;
        const DateChange* const before = change_of(old, date);
        const std::optional<WallTime> start = on_the_day_of(dates, date);
        if (!start && (before == nullptr || !before->cancelled)) {
            return refused(
                fmt::format("{} has sign-ups and would no longer take place. Cancel it "
                            "first, so that those people are told",
                            said(day_of(date))));
        }
        home.extra_dates.push_back(date);
        std::erase_if(home.changes, [&](const DateChange& one) { return one.original == date; });
        DateChange& change =
            home.changes.emplace_back(before == nullptr ? DateChange{.original = date} : *before);
        if (start) {
            change.sequence =
                static_cast<std::uint16_t>(before == nullptr ? 1 : change.sequence + 1);
            say_as(now, *start, change);
            leave_out(now, *start);
        }
        return {};
    }

    const Series& old_;
    const EditSetting& setting_;
};

/// Keeps of the changes those that speak of a date that is there.
Result<void> drop_lost_changes(Series& series) {
    const Result<Dates> dates = original_dates(series);
    if (!dates) {
        return dates.error();
    }
    std::erase_if(series.changes,
                  [&](const DateChange& one) { return !holds(*dates, one.original); });
    return {};
}

/// The whole series, under its own id.
Result<EditedSeries> edit_in_place(const Series& series,
                                   Series edited,
                                   const EditSetting& setting) {
    const Result<Dates> affected = original_dates(series);
    if (!affected) {
        return affected.error();
    }
    edited.id = series.id;
    edited.follows = series.follows;
    edited.sequence = static_cast<std::uint16_t>(series.sequence + 1);
    edited.changes = series.changes;
    if (Result<void> done = drop_lost_changes(edited); !done) {
        return done.error();
    }
    KeptDates kept(series, setting);
    if (Result<void> done = kept.settle(*affected, edited, edited); !done) {
        return done.error();
    }
    return EditedSeries{std::move(edited), std::nullopt};
}

/// `edited` as an officer wrote it over the old first date, begun at `from`.
Result<Series> begun_at(const Series& series, const Series& edited, WallTime from) {
    if (day_of(edited.start_local) >= day_of(from)) {
        return edited;
    }
    if (day_of(edited.start_local) != day_of(series.start_local)) {
        return refused(
            fmt::format("The first date of what follows ({}) is before {}. Begin it there",
                        said(day_of(edited.start_local)),
                        said(day_of(from))));
    }
    Result<Series> begun = carried_on(series, from);
    if (!begun) {
        return begun.error();
    }
    Series whole = edited;
    whole.start_local = at(day_of(begun->start_local), minutes_of(edited.start_local));
    whole.rrule = edited.rrule == series.rrule ? begun->rrule : edited.rrule;
    std::erase_if(whole.exdates, [&](Day day) { return day < day_of(from); });
    std::erase_if(whole.extra_dates, [&](WallTime extra) { return extra < from; });
    return whole;
}

}  // namespace

Result<Series> change_date(Series series, const DateChange& wanted, Day today) {
    if (Result<void> fits = to_come(series, wanted.original, today); !fits) {
        return fits.error();
    }
    if (const DateChange* const there = change_of(series, wanted.original);
        there != nullptr && there->cancelled) {
        return refused(fmt::format("{} is cancelled. People were told so; announce a new date",
                                   said(day_of(wanted.original))));
    }
    if (wanted.start && !utc_of(*wanted.start)) {
        return refused(fmt::format("{} does not exist on {}: the clocks go forward",
                                   clock_said(*wanted.start),
                                   said(day_of(*wanted.start))));
    }
    if (wanted.start && day_of(*wanted.start) < today) {
        return refused(
            fmt::format("{} is past. Move it to a day to come", said(day_of(*wanted.start))));
    }
    take_over(wanted, counted(series, wanted.original));
    return series;
}

Result<Series> cancel_date(Series series, WallTime original, const LocalText& note, Day today) {
    if (Result<void> fits = to_come(series, original, today); !fits) {
        return fits.error();
    }
    if (const DateChange* const there = change_of(series, original);
        there != nullptr && there->cancelled) {
        return refused(fmt::format("{} is cancelled already", said(day_of(original))));
    }
    DateChange& change = counted(series, original);
    change.cancelled = true;
    change.note = note.empty() ? change.note : note;
    return series;
}

Result<Series> cancel_series(Series series, const LocalText& note, Day today) {
    const Result<Dates> dates = original_dates(series);
    if (!dates) {
        return dates.error();
    }
    bool any = false;
    for (const WallTime date : *dates) {
        const DateChange* const there = change_of(series, date);
        if (day_of(start_now(series, date)) < today || (there != nullptr && there->cancelled)) {
            continue;
        }
        DateChange& change = counted(series, date);
        change.cancelled = true;
        change.note = note.empty() ? change.note : note;
        any = true;
    }
    if (!any) {
        return refused("All dates of this event are over or cancelled already");
    }
    series.status = SeriesStatus::cancelled;
    return series;
}

Result<Series> remove_date(Series series, WallTime original, const EditSetting& setting) {
    if (Result<void> fits = to_come(series, original, setting.today); !fits) {
        return fits.error();
    }
    if (has_sign_ups(series, original, setting)) {
        return refused(
            fmt::format("{} has sign-ups. Cancel it instead, so that those people are told",
                        said(day_of(original))));
    }
    if (series.rrule.empty() && original == series.start_local) {
        return refused("It is the first date of an event without a pattern. Cancel it instead");
    }
    std::erase_if(series.changes, [&](const DateChange& one) { return one.original == original; });
    leave_out(series, original);
    const Result<Dates> left = original_dates(series);
    if (!left) {
        return left.error();
    }
    return series;
}

Result<Series> carried_on(const Series& series, WallTime from) {
    const Result<Dates> dates = original_dates(series);
    if (!dates) {
        return dates.error();
    }
    if (!holds(*dates, from)) {
        return refused(fmt::format("{} is not one of the dates", said(day_of(from))));
    }
    Series whole = series;
    Series pattern = series;
    pattern.exdates.clear();
    pattern.extra_dates.clear();
    Result<Dates> all = original_dates(pattern);
    if (!all) {
        return all.error();
    }
    std::erase_if(*all, [&](WallTime date) { return date < from; });
    std::erase_if(whole.exdates, [&](Day day) { return day < day_of(from); });
    std::erase_if(whole.extra_dates, [&](WallTime extra) { return extra < from; });
    if (all->empty()) {  // only extra dates are left: the first of them begins
        whole.rrule.clear();
        whole.exdates.clear();
        whole.start_local = from;
        std::erase(whole.extra_dates, from);
        return whole;
    }
    whole.start_local = all->front();
    if (Result<Rule> rule = read_rule(series.rrule); !series.rrule.empty() && rule && rule->count) {
        rule->count = static_cast<int>(all->size());
        whole.rrule = write_rule(*rule);
    }
    return whole;
}

Result<EditedSeries> edit_following(const Series& series,
                                    const Series& edited,
                                    WallTime from,
                                    const SeriesId& fresh,
                                    const EditSetting& setting) {
    Series old = series;
    if (Result<void> fits = to_come(old, from, setting.today); !fits) {
        return fits.error();
    }
    Dates affected = *original_dates(series);
    if (affected.front() == from) {
        return edit_in_place(series, edited, setting);
    }
    std::erase_if(affected, [&](WallTime date) { return date < from; });
    Result<Series> now = begun_at(series, edited, from);
    if (!now) {
        return now.error();
    }
    now->id = fresh;
    now->follows = series.id;
    now->sequence = 0;
    now->changes = series.changes;
    if (Result<void> done = drop_lost_changes(*now); !done) {
        return done.error();
    }
    end_before(old, from);
    KeptDates kept(series, setting);
    if (Result<void> done = kept.settle(affected, old, *now); !done) {
        return done.error();
    }
    // Every date may have had sign-ups: then all of them stay where they were.
    const bool nothing_follows = !original_dates(*now).ok();
    return EditedSeries{std::move(old), nothing_follows ? std::nullopt : std::optional(*now)};
}

Result<EditedSeries> edit_all(const Series& series,
                              const Series& edited,
                              const SeriesId& fresh,
                              const EditSetting& setting) {
    const Result<Dates> dates = original_dates(series);
    if (!dates) {
        return dates.error();
    }
    Series old = series;
    const auto first = std::find_if(dates->begin(), dates->end(), [&](WallTime date) {
        return day_of(start_now(old, date)) >= setting.today;
    });
    if (first == dates->end()) {
        return refused("All dates of this event are over; past dates do not change");
    }
    return edit_following(series, edited, *first, fresh, setting);
}

}  // namespace harmony::events
