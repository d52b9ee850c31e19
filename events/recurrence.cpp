// The one file of the program that knows libical (recurrence.h says why it sees no zone).
#include "events/recurrence.h"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <memory>

namespace harmony::events {
namespace {

struct FreeIterator {
    void operator()(icalrecur_iterator* iterator) const noexcept {
        icalrecur_iterator_free(iterator);
    }
};
using Iterator = std::unique_ptr<icalrecur_iterator, FreeIterator>;

icaltimetype floating(WallTime time) {
    return icaltime_from_string(compact(time).c_str());
}

WallTime wall(const icaltimetype& time) {
    const std::chrono::year_month_day date{std::chrono::year{time.year},
                                           std::chrono::month{static_cast<unsigned>(time.month)},
                                           std::chrono::day{static_cast<unsigned>(time.day)}};
    return at(base::Day{date}, std::chrono::hours{time.hour} + std::chrono::minutes{time.minute});
}

int from_monday(std::chrono::weekday day) {
    return static_cast<int>((day - std::chrono::Monday).count());
}

/// From where libical counts. In steps of several weeks it must be a date of the pattern: from
/// another one, 3.0.16 takes the wrong weeks for BYDAY=SU with weeks that begin on Monday.
WallTime anchor(const Rule& rule, WallTime start) {
    if (rule.frequency != Frequency::weekly || rule.days.empty()) {
        return start;
    }
    const std::chrono::weekday begins{day_of(start)};
    const auto first = std::min_element(
        rule.days.begin(), rule.days.end(), [](const RuleDay& a, const RuleDay& b) {
            return from_monday(a.day) < from_monday(b.day);
        });
    return start - std::chrono::days{from_monday(begins)} +
           std::chrono::days{from_monday(first->day)};
}

/// The pattern up to `last`. Its own end is counted by the caller, since one in UTC means nothing
/// to floating time; without any, a pattern that fits no month is sought for centuries.
Iterator begin(const Rule& rule, WallTime start, WallTime last) {
    Rule pattern = rule;
    pattern.count.reset();
    pattern.until.reset();
    const std::string text = fmt::format("{};UNTIL={};WKST=MO", write_rule(pattern), compact(last));
    const icalrecurrencetype read = icalrecurrencetype_from_string(text.c_str());
    base::promise(read.freq != ICAL_NO_RECURRENCE, "libical does not read a rule of ours");
    return Iterator(icalrecur_iterator_new(read, floating(anchor(rule, start))));
}

}  // namespace

std::vector<WallTime> floating_dates(const Rule& rule,
                                     WallTime start,
                                     std::size_t most,
                                     WallTime last) {
    if (rule.count) {
        most = std::min(most, static_cast<std::size_t>(*rule.count));
    }
    if (rule.until) {
        last = std::min(last, wall_time(*rule.until));
    }
    std::vector<WallTime> dates;
    const Iterator iterator = begin(rule, start, last);
    while (iterator && dates.size() < most) {
        const icaltimetype next = icalrecur_iterator_next(iterator.get());
        if (icaltime_is_null_time(next) != 0) {
            break;
        }
        if (wall(next) >= start) {
            dates.push_back(wall(next));
        }
    }
    return dates;
}

}  // namespace harmony::events
