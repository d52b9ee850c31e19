"""release_day_test.py SOURCE KIOSK: the day a program was made on is that of its release.

A program whose day nobody moves doubts every clock 400 days later (sync-protocol.md 11.5).
"""
import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

source, kiosk = pathlib.Path(sys.argv[1]), sys.argv[2]
faults = []


def check(holds, sentence):
    if not holds:
        faults.append(sentence)


def day(tree, **settings):
    env = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    done = subprocess.run(["cmake", "-P", str(tree / "cmake/release_day.cmake")], capture_output=True, text=True,
                          env={**env, **settings})
    return done.stdout.strip() or done.stderr


# The last second of a day in UTC, and the first of the next, whatever the builder's clock says.
check(day(source, SOURCE_DATE_EPOCH="1767225599", TZ="Asia/Tokyo") == "2025-12-31", "the last second of 2025")
check(day(source, SOURCE_DATE_EPOCH="1767225600", TZ="America/New_York") == "2026-01-01", "the first of 2026")
with tempfile.TemporaryDirectory() as folder:
    tree = pathlib.Path(folder)
    (tree / "cmake").mkdir()
    shutil.copy(source / "cmake/release_day.cmake", tree / "cmake")
    (tree / "installer/debian").mkdir(parents=True)
    (tree / "installer/debian/changelog").write_text(
        "harmony (9) bookworm; urgency=medium\n\n  * Text.\n\n -- A B <a@example.org>  Fri, 01 Jan 2027 00:30:00 +0100\n"
        "\nharmony (8) bookworm; urgency=medium\n\n -- A B <a@example.org>  Fri, 02 Jan 2026 12:00:00 +0000\n")
    check(day(tree) == "2026-12-31", "an archive without git: the newest entry of the changelog, in UTC")
    who = ["git", "-C", str(tree), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*who, "init", "-q"], check=True)
    subprocess.run([*who, "commit", "-q", "--allow-empty", "-m", "x"], check=True,
                   env={**os.environ, "GIT_COMMITTER_DATE": "2027-06-05T23:30:00-0200"})
    check(day(tree) == "2027-06-06", f"the day of the last commit, in UTC: {day(tree)}")
    (tree / "installer/debian/changelog").write_text("")
    shutil.rmtree(tree / ".git")
    check("not known" in day(tree) or "list" in day(tree), "no day at all is no error")

said = subprocess.run([kiosk, "--version"], capture_output=True, text=True).stdout
built = re.search(r"(?m)^build (\d{4}-\d\d-\d\d)$", said)
check(built is not None, f"--version says no day: {said}")
if built:
    made = datetime.date.fromisoformat(built.group(1))
    check(made > datetime.date(2026, 3, 1), f"{made} is the day of scripts and tests, not of a release")
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
