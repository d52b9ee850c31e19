#!/usr/bin/env python3
"""demo_events.py CONTENT FOLDER: the demo's dates that take sign-ups, as an officer would keep them.

Writes FOLDER/venues.toml and an event file for each (docs/formats/event-file.md), and prints the
content without them: those dates come from `event add`, so that the office can give their spaces
to kiosks. The id of a series is that of its date in the content file, twice."""

import datetime
import json
import pathlib
import sys


def text(value):
    # A JSON string is a TOML string.
    return json.dumps(value, ensure_ascii=False)


def table(value):
    return "{ " + ", ".join(f"{key} = {text(one)}" for key, one in value.items()) + " }"


def line(key, value):
    if isinstance(value, bool):
        return f"{key} = {'true' if value else 'false'}\n"
    if isinstance(value, dict):
        return f"{key} = {table(value)}\n"
    return f"{key} = {text(value)}\n"


def venue_name(venue):
    return "".join(letter if letter.isalnum() else "-" for letter in venue["name"].lower())


def venue_file(events):
    written = ""
    for event in {venue_name(event["venue"]): event for event in events}.values():
        members = {**event["venue"], "place": event["place"]}
        written += f"[{venue_name(event['venue'])}]\n"
        written += "".join(line(key, value) for key, value in members.items()) + "\n"
    return written


def event_file(event):
    minutes = [datetime.datetime.fromisoformat(f"{event['day']}T{event[end]}") for end in ("start", "end")]
    members = {"id": event["id"] * 2, "kind": event["kind"], "status": "published",
               "title": event["title"], "summary": event["summary"], "organiser": event["organiser"],
               "venue": venue_name(event["venue"]), "areas": [event["area"]],
               "duration_min": int((minutes[1] - minutes[0]).total_seconds()) // 60,
               "sign_up": "optional"}
    for key in ("languages_spoken", "bring", "children", "food", "audience", "age_min", "spaces",
                "walk_in_reserve", "party_max", "keep_days"):
        if key in event:
            members[key] = event[key]
    return "".join(line(key, value) for key, value in members.items()) + f"start_local = {minutes[0].isoformat()}\n"


def main(content_file, folder):
    content = json.loads(pathlib.Path(content_file).read_text(encoding="utf-8"))
    mine = [event for event in content["events"] if event.get("sign_up") == "direct"]
    folder = pathlib.Path(folder)
    folder.mkdir()
    (folder / "venues.toml").write_text(venue_file(mine), encoding="utf-8")
    for event in mine:
        (folder / f"{event['kind']}-{event['day']}.toml").write_text(event_file(event), encoding="utf-8")
    content["events"] = [event for event in content["events"] if event not in mine]
    json.dump(content, sys.stdout, ensure_ascii=False, indent=2)


main(*sys.argv[1:])
