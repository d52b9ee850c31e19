#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes scan.toml, the keyboard for people who type with a switch.

    python3 assets/keyboards/scan_order.py        writes assets/keyboards/scan.toml

Scanning reaches a key by its row and then its place, so letters stand in the order of how often a
language uses them, as this repository's own phrases of that language show. Run it again only when
letters change: people remember where their letters are, and no test asks for today's order.
"""

import tomllib
import unicodedata
from collections import Counter
from pathlib import Path

COLUMNS = 10
LETTER_ROWS = 4
KEYBOARDS = {
    "en": "gb",
    "pl": "pl",
    "ro": "ro-std",
    "ur": "ur",
    "ar": "ar",
    "fa": "fa",
    "ckb": "ckb",
    "pa": "pa-guru",
}
STOPS = {"ur": ["۔", "؟"], "pa": ["।", "?"], "ar": [".", "؟"], "fa": [".", "؟"], "ckb": [".", "؟"]}
FIRST_ROW = "{space:3} {back:2} {done:2} {123:1.5} {more:1.5}"
NUMBERS = ["{space:3} {back:2} {done:2} {abc:1.5}", "0 1 2 3 4 5 6 7 8 9", ", . ? ! - : / ( ) @"]


def keys_of(layout):
    """Letters of a keyboard in its own order: the base layer, then what it leads to."""
    seen = []
    for layer in layout["layers"]:
        for row in layout[layer] if layer in ("base", "alt", "shift") else []:
            for word in row.split():
                letter = word.split("|")[0]
                is_key = len(letter) == 1 and unicodedata.category(letter)[0] in "LM"
                if is_key and letter.casefold() not in seen:
                    seen.append(letter.casefold())
    return seen


def in_order(code, here):
    layout = tomllib.loads((here / f"{KEYBOARDS[code]}.toml").read_text(encoding="utf-8"))
    phrases = tomllib.loads((here.parent / "phrases" / f"{code}.toml").read_text(encoding="utf-8"))
    texts = [entry["text"] for key, entry in phrases.items() if not key.startswith("language.")]
    used = Counter("".join(texts).casefold())
    letters = keys_of(layout)
    letters.sort(key=lambda letter: -used[letter])
    if code == "fa":
        letters.insert(COLUMNS, "{zwnj:2}")
    return letters


def rows_of(letters):
    rows, row, width = [], [], 0
    for letter in letters:
        wide = 2 if letter.startswith("{") else 1
        if width + wide > COLUMNS:
            rows.append(" ".join(row))
            row, width = [], 0
        row.append(letter)
        width += wide
    return rows + [" ".join(row)]


def layers_of(code, here):
    letters, stops = in_order(code, here), STOPS.get(code, [".", "?"])
    room = COLUMNS * LETTER_ROWS - len(stops) - sum(letter.startswith("{") for letter in letters)
    rows = rows_of(letters[:room] + stops) + rows_of(letters[room:])
    rows = [row for row in rows if row]
    first, rest = rows[:LETTER_ROWS], rows[LETTER_ROWS:]
    more = "{alt:1.5}" if rest else ""
    yield code, [FIRST_ROW.replace("{more:1.5}", more).strip()] + first
    if rest:
        yield f"{code}_alt", [FIRST_ROW.replace("{more:1.5}", "{abc:1.5}")] + rest


def main():
    here = Path(__file__).resolve().parent
    layers = dict(layer for code in KEYBOARDS for layer in layers_of(code, here)) | {"123": NUMBERS}
    lines = [
        "# Written by scan_order.py: letters by how often a language uses them, for switch users.",
        'language = "en"',
        f"columns = {COLUMNS}",
        'zwnj = "نیم‌فاصله"',
        "layers = [" + ", ".join(f'"{name}"' for name in layers) + "]",
    ]
    for name, rows in layers.items():
        lines.append(f"{name} = [")
        lines += [f'  "{row}",' for row in rows]
        lines.append("]")
    (here / "scan.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
