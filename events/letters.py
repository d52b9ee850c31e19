#!/usr/bin/env python3
"""Writes letters_table.cpp: what Latin letters are without case and accents.

From the decompositions of the Unicode Character Database in Python's unicodedata, and a few letters
that have none. Run it again only to change the table: events/letters.py > events/letters_table.cpp
"""
import unicodedata

OTHERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
          "ı": "i", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ɓ": "b", "ƒ": "f", "ɗ": "d", "ə": "e"}


def plain(letter):
    small = letter.lower()
    if small in OTHERS:
        return OTHERS[small]
    base = "".join(part for part in unicodedata.normalize("NFKD", small)
                   if not unicodedata.combining(part))
    base = "".join(OTHERS.get(part, part) for part in base)
    return base if base.isascii() and base.isalpha() and base != small else ""


def rows(first, last):
    pieces = [plain(chr(point)) for point in range(first, last + 1)]
    cells = ['"%s"' % piece for piece in pieces]
    return ",\n".join("    " + ", ".join(cells[i:i + 12]) for i in range(0, len(cells), 12))


print("// Written by letters.py; not to be changed by hand.")
print('#include "events/letters_table.h"\n')
print("namespace harmony::events {\n")
print("const std::array<std::string_view, 400> letters_from_00c0 = {{\n%s}};\n" % rows(0xC0, 0x24F))
print("const std::array<std::string_view, 256> letters_from_1e00 = {{\n%s}};\n" % rows(0x1E00, 0x1EFF))
print("}  // namespace harmony::events")
