#!/usr/bin/python3
"""The survey that docs/guides/writing-a-survey.md writes down passes its own check.

    guide_check.py HARMONY_ADMIN SOURCE

Takes the three sheets out of the guide, checks and tries them. Exit 0 all held, 1 it is printed.
"""
import csv
import pathlib
import re
import subprocess
import sys
import tempfile

SHEETS = ("survey", "choices", "settings")


def rows_of(guide, sheet):
    """The rows of the first table under the heading of a sheet."""
    part = guide.split(f"## The sheet `{sheet}`", 1)[1].split("\n\n")[1]
    lines = [line for line in part.splitlines() if not re.fullmatch(r"[|\- ]+", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def run(*words):
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def main(admin, source):
    guide = pathlib.Path(source, "docs/guides/writing-a-survey.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place, "shops")
        folder.mkdir()
        for sheet in SHEETS:
            with (folder / f"{sheet}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows_of(guide, sheet))
        answers = pathlib.Path(place, "answers.txt")
        answers.write_text("safe = unsafe\nseen = noise\ntimes = 3\n", encoding="utf-8")
        checked, said = run(admin, "survey", "check", "--publish", folder)
        tried, walked = run(admin, "survey", "try", folder, "--answers", answers)
    faults = [] if checked == 0 and "0 errors, 0 blocks, 0 warnings" in said else [said]
    faults += [] if tried == 0 and '"times":3' in walked else [walked]
    print("\n".join(faults) or "the guide's survey passes")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
