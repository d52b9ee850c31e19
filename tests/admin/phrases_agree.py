#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""phrases_agree.py HARMONY_ADMIN SOURCE_FOLDER

`harmony-admin phrases import` and check_phrases.py are two programs with one set of rules. For every
language the exported file comes back without changing a byte; every fault that check_phrases.py plants
in a translation is refused here as well, by its row, and leaves the catalogue alone.
"""

import csv
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

program, source = sys.argv[1], Path(sys.argv[2])
sys.path.insert(0, str(source / "assets" / "phrases"))
import check_phrases  # noqa: E402

# What a translator's file cannot carry: the fonts, and what stands in no column of it.
NOT_IN_A_FILE = ("cannot be drawn", "no key of the English master", "is missing", "no catalogue may be")


def run(*words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=False)


def rows_of(text):
    assert text.startswith("\ufeff"), "spreadsheet programs need the byte order mark"
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def without_formula(text):
    return "'" + text if text[:1] in tuple("=+-@\t\r") else text


def main():
    folder = Path(tempfile.mkdtemp())
    phrases = folder / "phrases"
    phrases.mkdir()
    for path in (source / "assets" / "phrases").glob("*.toml"):
        shutil.copy(path, phrases)
    catalogues = check_phrases.read_folder(phrases)
    exported = {}
    for language in sorted(set(catalogues) - {"en"}):
        sheet, catalogue = folder / f"{language}.csv", phrases / f"{language}.toml"
        before = catalogue.read_bytes()
        done = run("phrases", "export", "--lang", language, "--phrases", phrases, "--out", sheet)
        assert done.returncode == 0, done.stderr
        exported[language] = rows_of(sheet.read_bytes().decode("utf-8"))
        done = run("phrases", "import", "--lang", language, "--phrases", phrases, sheet)
        assert done.returncode == 0, f"{language}: {done.stderr}"
        assert catalogue.read_bytes() == before, f"{language} came back otherwise than it went"
    planted = refused = 0
    for changed, words in check_phrases.planted(catalogues):
        faulty = [
            (language, key)
            for language in exported
            for key in changed.get(language, {})
            if changed[language][key] != catalogues[language].get(key)
        ]
        if any(part in words for part in NOT_IN_A_FILE) or not faulty:
            continue
        ((language, key),) = faulty
        if key.startswith(check_phrases.READ_BY_STAFF):
            continue
        planted += 1
        rows = [list(row) for row in exported[language]]
        (place,) = [place for place, row in enumerate(rows) if row[0] == key]
        entry = changed[language][key]
        rows[place][3:5] = [without_formula(entry["text"]), entry["status"]]
        sheet = folder / "planted.csv"
        with sheet.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        before = (phrases / f"{language}.toml").read_bytes()
        done = run("phrases", "import", "--lang", language, "--phrases", phrases, sheet)
        named = f"row {place + 1}, column " in done.stderr and f"({key})" in done.stderr
        if done.returncode == 1 and named and (phrases / f"{language}.toml").read_bytes() == before:
            refused += 1
        else:
            print(f"a planted fault was taken: {language} {key}: {words}\n{done.stdout}{done.stderr}")
    shutil.rmtree(folder)
    print(f"{refused} of {planted} planted faults refused")
    return 0 if refused == planted and planted >= 25 else 1


if __name__ == "__main__":
    sys.exit(main())
