#include "events/series.h"

#include <fmt/format.h>

#include <algorithm>

namespace harmony::events {

using base::Day;
using base::Error;
using base::ErrorKind;
using base::Result;
using std::chrono::hours;

namespace {

Error refused(std::string sentence) {
    return {ErrorKind::refused, std::move(sentence)};
}

bool in_the_turning_hour(WallTime time) {
    return minutes_of(time) >= hours{1} && minutes_of(time) < hours{2};
}

Error not_shown(WallTime time) {
    return refused(fmt::format(
        "{} does not exist on {}: the clocks go forward", clock_said(time), said(day_of(time))));
}

/// The pattern alone, checked against the first date.
Result<std::vector<WallTime>> pattern_dates(const Series& series, std::string& key) {
    if (series.rrule.empty()) {
        return std::vector<WallTime>{series.start_local};
    }
    key = "rrule";
    const Result<Rule> rule = read_rule(series.rrule);
    if (!rule) {
        return rule.error();
    }
    const WallTime far = series.start_local + std::chrono::days{366 * 11};
    // One more than may be, so that too many are seen.
    std::vector<WallTime> dates = floating_dates(*rule, series.start_local, most_dates + 1, far);
    if (dates.empty()) {
        return refused("The pattern gives 0 dates. Use 1 to 366");
    }
    if (dates.front() != series.start_local) {
        key = "start_local";
        return refused(
            fmt::format("The first date ({}) is not one the pattern gives. The first it gives is "
                        "{}",
                        said(day_of(series.start_local)),
                        said(day_of(dates.front()))));
    }
    if (dates.size() > most_dates) {
        const auto all = floating_dates(*rule, series.start_local, 5000, far).size();
        return refused(fmt::format("The pattern gives {} dates. Use 1 to 366", all));
    }
    return dates;
}

Result<void> leave_out(const Series& series, std::vector<WallTime>& dates) {
    for (const Day day : series.exdates) {
        const auto at = std::find_if(
            dates.begin(), dates.end(), [&](WallTime date) { return day_of(date) == day; });
        if (at == dates.end()) {
            return refused(fmt::format("{} is not one of the dates", said(day)));
        }
        dates.erase(at);
    }
    return {};
}

Result<void> check_dates(const Series& series, const std::vector<WallTime>& dates) {
    if (dates.empty() || dates.size() > most_dates) {
        return refused(fmt::format("The pattern gives {} dates. Use 1 to 366", dates.size()));
    }
    const bool repeats = !series.rrule.empty() || dates.size() > 1;
    for (const WallTime date : dates) {
        if (repeats && in_the_turning_hour(date)) {
            return refused(
                "A repeating event cannot start between 1am and 2am: that hour is missing on one "
                "night of the year and comes twice on another");
        }
        if (shown(date) == Shown::never) {
            return not_shown(date);
        }
    }
    const std::chrono::year_month_day first{day_of(dates.front())};
    const auto limit = first + longest_series;
    const Day last_allowed =
        limit.ok() ? Day{limit} : Day{limit.year() / limit.month() / std::chrono::last};
    if (day_of(dates.back()) > last_allowed) {
        return refused(fmt::format(
            "The last date ({}) is more than 24 months after the first. End the pattern sooner",
            said(day_of(dates.back()))));
    }
    return {};
}

const DateChange* change_of(const Series& series, WallTime original) {
    const auto at = std::find_if(series.changes.begin(),
                                 series.changes.end(),
                                 [&](const DateChange& one) { return one.original == original; });
    return at == series.changes.end() ? nullptr : &*at;
}

Result<Occurrence> occurrence_of(const Series& series, WallTime original, const NamedHash& hash) {
    const DateChange unchanged{.original = original, .sequence = 0};
    const DateChange* const found = change_of(series, original);
    const DateChange& change = found == nullptr ? unchanged : *found;
    Occurrence one;
    one.id = occurrence_id(series.id, original, hash);
    one.series = series.id;
    one.original = original;
    one.start_local = change.start.value_or(original);
    const auto start = utc_of(one.start_local);
    if (!start) {
        return not_shown(one.start_local);
    }
    one.start = *start;
    one.end = one.start + change.duration.value_or(series.duration);
    one.title = change.title.empty() ? series.title : change.title;
    one.venue = change.venue.empty() ? series.venue : change.venue;
    one.spaces = change.spaces ? change.spaces : series.spaces;
    one.walk_in_reserve = change.walk_in_reserve.value_or(series.walk_in_reserve);
    one.note = change.note;
    one.sequence = static_cast<std::uint16_t>(series.sequence + change.sequence);
    if (change.cancelled) {
        one.state = OccurrenceState::cancelled;
    } else if (one.start_local != original) {
        one.state = OccurrenceState::moved;
    }
    return one;
}

/// Each slot has one space, and what else its date has.
void add_slots(const Series& series,
               const Occurrence& date,
               const NamedHash& hash,
               std::vector<Occurrence>& all) {
    if (series.slot_min == 0) {
        return;
    }
    const std::chrono::minutes length{series.slot_min};
    int number = 1;
    for (base::Moment start = date.start; start + length <= date.end; start += length) {
        Occurrence slot = date;
        slot.id = slot_id(series.id, date.original, number++, hash);
        slot.start = start;
        slot.end = start + length;
        slot.start_local = wall_time(start);
        slot.spaces = 1;
        slot.walk_in_reserve = 0;
        slot.slot_of = date.id;
        all.push_back(std::move(slot));
    }
}

}  // namespace

KindDefaults defaults_of(EventKind kind) {
    switch (kind) {
        case EventKind::drop_in:
        case EventKind::day_of_action: return {SignUpRule::none, true, true, true};
        case EventKind::stall: return {SignUpRule::none, true, true, false};
        case EventKind::warm_welcome: return {SignUpRule::none, true, true, true};
        case EventKind::ward_surgery: return {SignUpRule::required, false, true, true};
        case EventKind::business_visit: return {SignUpRule::none, false, false, false};
        case EventKind::family_fun:
        case EventKind::ra_meeting:
        case EventKind::other: return {SignUpRule::optional, false, true, true};
    }
    return {};
}

Result<std::vector<WallTime>> original_dates(const Series& series) {
    std::string key;
    return original_dates(series, key);
}

Result<std::vector<WallTime>> original_dates(const Series& series, std::string& key) {
    key = "start_local";
    if (!series.rrule.empty() && in_the_turning_hour(series.start_local)) {
        return check_dates(series, {series.start_local}).error();
    }
    Result<std::vector<WallTime>> dates = pattern_dates(series, key);
    if (!dates) {
        return dates.error();
    }
    key = "exdates";
    if (Result<void> left = leave_out(series, *dates); !left) {
        return left.error();
    }
    key = "extra_dates";
    for (const WallTime extra : series.extra_dates) {
        if (std::find(dates->begin(), dates->end(), extra) != dates->end()) {
            return refused(fmt::format("{} {} is there twice: the pattern gives it already",
                                       said(day_of(extra)),
                                       clock_said(extra)));
        }
        dates->push_back(extra);
    }
    key = series.extra_dates.empty() ? (series.rrule.empty() ? "start_local" : "rrule") : key;
    std::sort(dates->begin(), dates->end());
    if (Result<void> good = check_dates(series, *dates); !good) {
        return good.error();
    }
    return dates;
}

Result<std::vector<Occurrence>> expand(const Series& series, const NamedHash& hash) {
    const Result<std::vector<WallTime>> dates = original_dates(series);
    if (!dates) {
        return dates.error();
    }
    std::vector<Occurrence> all;
    for (const WallTime date : *dates) {
        Result<Occurrence> one = occurrence_of(series, date, hash);
        if (!one) {
            return one.error();
        }
        all.push_back(*one);
        add_slots(series, *one, hash, all);
    }
    std::stable_sort(all.begin(), all.end(), [](const Occurrence& a, const Occurrence& b) {
        return a.start < b.start;
    });
    return all;
}

Result<std::vector<Occurrence>> expand(const Series& series,
                                       Day from,
                                       Day to,
                                       const NamedHash& hash) {
    Result<std::vector<Occurrence>> all = expand(series, hash);
    if (all) {
        std::erase_if(*all, [&](const Occurrence& one) {
            return day_of(one.start_local) < from || day_of(one.start_local) >= to;
        });
    }
    return all;
}

std::string remark_on_clocks(const Series& series) {
    if (!series.rrule.empty() || shown(series.start_local) != Shown::twice) {
        return {};
    }
    return fmt::format("{} comes twice on {}: the clocks go back. The first of the two is meant",
                       clock_said(series.start_local),
                       said(day_of(series.start_local)));
}

std::optional<std::chrono::minutes> minutes_until(WallTime start, WallTime end) {
    const auto begins = utc_of(start);
    const auto ends = utc_of(end > start ? end : end + std::chrono::days{1});
    if (!begins || !ends) {
        return std::nullopt;
    }
    return std::chrono::floor<std::chrono::minutes>(*ends - *begins);
}

}  // namespace harmony::events
