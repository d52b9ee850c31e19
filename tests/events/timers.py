#!/usr/bin/env python3
"""The dates of due.h a second time, for tests: one line a date, from datetime alone.

    timers.py HOLIDAYS COUNT

Prints "received access complaint working_3 working_10" for COUNT dates, and before them the bank
holidays of 2024 to 2028 as the law gives them, worked out here and not read from the file.
"""
import calendar
import datetime
import json
import random
import sys

ONE = datetime.timedelta(days=1)


def easter_sunday(year):
    """Gauss's rule as corrected by Lichtenberg: another way than the one the file was made with."""
    k = year // 100
    m = 15 + (3 * k + 3) // 4 - (8 * k + 13) // 25
    s = 2 - (3 * k + 3) // 4
    a = year % 19
    d = (19 * a + m) % 30
    r = (d + a // 11) // 29
    og = 21 + d - r
    sz = 7 - (year + year // 4 + s) % 7
    oe = 7 - (og - sz) % 7
    return datetime.date(year, 3, 1) + (og + oe - 1) * ONE


def mondays(year, month):
    return [datetime.date(year, month, week[0]) for week in calendar.monthcalendar(year, month)
            if week[0]]


def by_law(year):
    easter = easter_sunday(year)
    days = {easter - 2 * ONE, easter + ONE, mondays(year, 5)[0], mondays(year, 5)[-1],
            mondays(year, 8)[-1]}
    new_year = datetime.date(year, 1, 1)
    days.add(new_year + {5: 2, 6: 1}.get(new_year.weekday(), 0) * ONE)
    christmas = datetime.date(year, 12, 25)
    days.update({4: [christmas, christmas + 3 * ONE],
                 5: [christmas + 2 * ONE, christmas + 3 * ONE],
                 6: [christmas + 1 * ONE, christmas + 2 * ONE]}.get(
                     christmas.weekday(), [christmas, christmas + ONE]))
    return sorted(days)


def next_month(day):
    year, month = day.year + day.month // 12, day.month % 12 + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def main():
    holidays = {datetime.date.fromisoformat(one) for one in json.load(open(sys.argv[1]))["days"]}

    def works(day):
        return day.isoweekday() < 6 and day not in holidays

    def later(day, count):
        while count:
            day += ONE
            count -= works(day)
        return day

    print(" ".join(day.isoformat() for year in range(2024, 2029) for day in by_law(year)))
    choose = random.Random(6)
    for _ in range(int(sys.argv[2])):
        day = datetime.date(2024, 1, 1) + choose.randrange(6 * 365) * ONE
        access = next_month(day)
        while not works(access):
            access += ONE
        print(day, access, day + 29 * ONE, later(day, 3), later(day, 10))


main()
