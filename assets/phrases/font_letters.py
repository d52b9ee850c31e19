# SPDX-License-Identifier: GPL-3.0-or-later
"""Which characters the fonts of a language can draw, read from the fonts themselves.

Only the table `cmap` is read (OpenType specification, formats 4 and 12): it says for which
characters a font has a picture. The fonts are those of `assets/fonts.json`.
"""

import json
import struct
from pathlib import Path

REGULAR = {
    "latin": "NotoSans-Regular.ttf",
    "arabic": "NotoSansArabic-Regular.ttf",
    "nastaliq": "NotoNastaliqUrdu-Regular.ttf",
    "gurmukhi": "NotoSansGurmukhi-Regular.ttf",
}

# The fonts of each language, after Noto Sans: kiosk.md 12.3.
SECOND_FONT = {"ur": "nastaliq", "ar": "arabic", "fa": "arabic", "ckb": "arabic", "pa": "gurmukhi"}


def letters_of_format_4(table):
    """Segments of 16-bit characters; a segment that ends in glyph 0 draws nothing."""
    (doubled,) = struct.unpack_from(">H", table, 6)
    count = doubled // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + doubled)
    deltas = struct.unpack_from(f">{count}H", table, 16 + 2 * doubled)
    offsets = struct.unpack_from(f">{count}H", table, 16 + 3 * doubled)
    for at, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets)):
        for letter in range(start, end + 1):
            glyph = letter
            if offset:
                place = 16 + 3 * doubled + 2 * at + offset + 2 * (letter - start)
                (glyph,) = struct.unpack_from(">H", table, place)
            is_missing = (offset and glyph == 0) or (glyph + delta) % 65536 == 0
            if letter != 0xFFFF and not is_missing:
                yield letter


def letters_of_format_12(table):
    (groups,) = struct.unpack_from(">I", table, 12)
    for at in range(groups):
        start, end, _ = struct.unpack_from(">III", table, 16 + 12 * at)
        yield from range(start, end + 1)


def letters_of_font(path):
    font = path.read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    found = set()
    for at in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * at)
        if tag != b"cmap":
            continue
        (parts,) = struct.unpack_from(">H", font, start + 2)
        for part in range(parts):
            (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * part + 4)
            table = font[start + offset :]
            kind = struct.unpack_from(">H", table)[0]
            if kind == 4:
                found.update(letters_of_format_4(table))
            elif kind == 12:
                found.update(letters_of_format_12(table))
    return found


def drawable_letters(assets):
    """For each language code the set of code points that its fonts draw; other codes: None's set."""
    pinned = json.loads((assets / "fonts.json").read_text(encoding="utf-8"))
    folder = Path(pinned["folder"])
    fonts = {name: letters_of_font(folder / file) for name, file in REGULAR.items()}
    drawable = {code: fonts["latin"] | fonts[second] for code, second in SECOND_FONT.items()}
    drawable[None] = fonts["latin"]
    return drawable
