#include "events/every_day.h"

#include <algorithm>

namespace harmony::tests {

using base::Day;
using events::Frequency;
using events::Rule;
using events::RuleDay;
using events::WallTime;
using std::chrono::days;
using std::chrono::weekday;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

namespace {

int months_since_0(Day day) {
    const year_month_day date{day};
    return static_cast<int>(date.year()) * 12 + static_cast<int>(unsigned{date.month()});
}

Day monday_of(Day day) {
    return day - (weekday{day} - std::chrono::Monday);
}

bool in_period(const Rule& rule, Day start, Day day) {
    switch (rule.frequency) {
        case Frequency::daily: return (day - start).count() % rule.interval == 0;
        case Frequency::weekly:
            return (monday_of(day) - monday_of(start)).count() / 7 % rule.interval == 0;
        case Frequency::monthly:
            return (months_since_0(day) - months_since_0(start)) % rule.interval == 0;
    }
    return false;
}

int days_in_month(Day day) {
    const year_month_day date{day};
    return static_cast<int>(
        unsigned{year_month_day_last{date.year() / date.month() / std::chrono::last}.day()});
}

int day_in_month(Day day) {
    return static_cast<int>(unsigned{year_month_day{day}.day()});
}

bool fits_weekday(const RuleDay& one, Day day) {
    if (weekday{day} != one.day) {
        return false;
    }
    const int nth = (day_in_month(day) - 1) / 7 + 1;
    const bool last = day_in_month(day) + 7 > days_in_month(day);
    return one.which == 0 || one.which == nth || (one.which == -1 && last);
}

/// Without BYSETPOS.
bool fits(const Rule& rule, Day start, Day day) {
    const bool by_day = rule.days.empty() ||
                        std::any_of(rule.days.begin(), rule.days.end(), [&](const RuleDay& one) {
                            return fits_weekday(one, day);
                        });
    const bool by_month_day =
        rule.month_days.empty() ||
        std::find(rule.month_days.begin(), rule.month_days.end(), day_in_month(day)) !=
            rule.month_days.end();
    const bool nothing_said = rule.days.empty() && rule.month_days.empty();
    if (nothing_said && rule.frequency == Frequency::weekly) {
        return weekday{day} == weekday{start};
    }
    if (nothing_said && rule.frequency == Frequency::monthly) {
        return day_in_month(day) == day_in_month(start);
    }
    return by_day && by_month_day;
}

/// Where the day stands among those of its month that fit.
bool fits_position(const Rule& rule, Day start, Day day) {
    if (rule.positions.empty()) {
        return true;
    }
    const Day first = day - days{day_in_month(day) - 1};
    int before = 0;
    int all = 0;
    for (Day other = first; other < first + days{days_in_month(day)}; other += days{1}) {
        const bool one = fits(rule, start, other);
        all += one ? 1 : 0;
        before += one && other < day ? 1 : 0;
    }
    return std::any_of(rule.positions.begin(), rule.positions.end(), [&](int position) {
        return position == -1 ? before + 1 == all : before + 1 == position;
    });
}

template <typename Value, std::size_t Size>
Value one_of(base::RandomSource& random, const Value (&values)[Size]) {
    return values[random.below(Size)];
}

void draw_days(base::RandomSource& random, Rule& rule, bool numbered) {
    const auto count = 1 + random.below(4);
    for (std::uint64_t i = 0; i < count; ++i) {
        RuleDay day{weekday{static_cast<unsigned>(random.below(7))}, 0};
        if (numbered) {
            day.which = one_of(random, {1, 2, 3, 4, 5, -1});
        }
        if (std::find(rule.days.begin(), rule.days.end(), day) == rule.days.end()) {
            rule.days.push_back(day);
        }
    }
}

void draw_month(base::RandomSource& random, Rule& rule) {
    const auto shape = random.below(6);
    if (shape == 1 || shape == 4) {
        for (std::uint64_t i = 0; i <= random.below(3); ++i) {
            const int day = 1 + static_cast<int>(random.below(31));
            if (std::find(rule.month_days.begin(), rule.month_days.end(), day) ==
                rule.month_days.end()) {
                rule.month_days.push_back(day);
            }
        }
    }
    if (shape >= 2) {
        draw_days(random, rule, shape == 2 || shape == 5);
    }
    if (shape >= 3 && shape != 4) {
        rule.positions.push_back(one_of(random, {1, 2, 3, 4, -1}));
    }
}

}  // namespace

std::vector<WallTime> walk_every_day(const Rule& rule,
                                     WallTime start,
                                     std::size_t most,
                                     WallTime last) {
    std::vector<WallTime> dates;
    if (rule.count) {
        most = std::min(most, static_cast<std::size_t>(*rule.count));
    }
    const Day first = events::day_of(start);
    for (WallTime time = start; time <= last && dates.size() < most; time += days{1}) {
        const Day day = events::day_of(time);
        if (!in_period(rule, first, day) || !fits(rule, first, day) ||
            !fits_position(rule, first, day)) {
            continue;
        }
        if (rule.until && *events::utc_of(time) > *rule.until) {
            break;
        }
        dates.push_back(time);
    }
    return dates;
}

DrawnRule draw_rule(base::RandomSource& random) {
    const Day first{std::chrono::year{2024} / 1 / 1};
    // No start between 1 and 2 in the morning: such a series is refused.
    const auto quarter = random.below(92);
    DrawnRule drawn;
    drawn.start = events::at(first + days{random.below(1096)},
                             std::chrono::minutes{15 * (quarter < 4 ? quarter : quarter + 4)});
    Rule& rule = drawn.rule;
    rule.frequency = static_cast<Frequency>(random.below(3));
    rule.interval = one_of(random, {1, 1, 1, 2, 2, 3, 4, 6, 12, 52});
    if (rule.frequency == Frequency::weekly && random.below(3) > 0) {
        draw_days(random, rule, false);
    }
    if (rule.frequency == Frequency::monthly) {
        draw_month(random, rule);
    }
    if (random.below(2) == 0) {
        rule.count = 1 + static_cast<int>(random.below(events::most_dates));
    } else {
        rule.until = *events::utc_of(drawn.start + days{random.below(4000)});
    }
    return drawn;
}

}  // namespace harmony::tests
