"""read_calendar.py FILE: what Debian's python3-icalendar reads of a calendar file, a line an event:
its id, state, sequence, start and end in UTC, summary and place, each as JSON. The second parser of
S6; it shares no code with libical."""
import datetime
import json
import sys

import icalendar


def utc(value):
    return value.dt.astimezone(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")


def main():
    with open(sys.argv[1], "rb") as file:
        calendar = icalendar.Calendar.from_ical(file.read())
    assert calendar["VERSION"] == "2.0"
    for event in calendar.walk("VEVENT"):
        print(json.dumps([
            str(event["UID"]), str(event.get("STATUS", "")), int(event.get("SEQUENCE", 0)),
            utc(event["DTSTART"]), utc(event["DTEND"]), str(event["SUMMARY"]),
            str(event.get("LOCATION", "")),
        ], ensure_ascii=False, separators=(",", ":")))


main()
