#!/usr/bin/python3
"""A second reader of response bodies, written from docs/formats/response.md, export.md and form.md
and from nothing in survey/, db/ or admin/.

    hk1_body.py FORM.json LINES

FORM.json is a compiled form without data files. Each line of LINES holds the body in hexadecimal, a
TAB, and the JSON that it must read as (export.md, JSON, with every answer); or `-` where the body is
not one of that form. Exit codes: 0 all agree, 1 something does not, 2 wrong usage.
"""
import datetime
import hashlib
import json
import re
import sys
import unicodedata

NULL, UNDEFINED = object(), object()
PARTS = ("morning", "afternoon", "evening", "night")
MODES = {1: "self", 2: "assisted", 3: "paper"}
DURATIONS = {1: "under 30 s", 2: "30-60 s", 3: "1-3 min", 4: "3-10 min", 5: "over 10 min"}
FLAGS = ("partial", "clock_doubted", "draft_translation", "fast", "burst", "straight_line")
WITHOUT_ITEM = ("group", "note", "today", "start", "end", "deviceid")
EPOCH = datetime.date(1970, 1, 1).toordinal()


class Bad(Exception):
    """The bytes are not a body of that form."""


def need(held, why):
    if not held:
        raise Bad(why)


# ---- CBOR, the subset of response.md ----------------------------------------------------------------

class Cbor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def raw(self, size):
        need(self.at + size <= len(self.data), "it ends too early")
        self.at += size
        return self.data[self.at - size:self.at]

    def item(self):
        first = self.raw(1)[0]
        if first == 0xF6:
            return NULL
        if first == 0xF7:
            return UNDEFINED
        major, low = first >> 5, first & 31
        need(major in (0, 1, 2, 3, 4) and low <= 27, "an item that bodies do not use")
        value = low
        if low >= 24:
            width = 1 << (low - 24)
            value = int.from_bytes(self.raw(width), "big")
            need(value >= (24 if width == 1 else 1 << (4 * width)), "not the shortest form")
        if major == 0:
            return value
        if major == 1:
            return -1 - value
        if major == 2:
            return bytes(self.raw(value))
        if major == 4:
            return [self.item() for _ in range(value)]
        try:
            text = self.raw(value).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Bad("a text that is not UTF-8") from error
        need(unicodedata.is_normalized("NFC", text), "a text that is not NFC")
        return text


def whole(value, low, high):
    need(isinstance(value, int) and low <= value <= high, "a number out of range")
    return value


def text_like(value, pattern):
    need(isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII), "another text")
    return value


# ---- items ------------------------------------------------------------------------------------------

def read_one(value, names):
    return names[whole(value, 0, len(names) - 1)]


def read_many(value, names):
    if len(names) <= 64:
        mask = whole(value, 1, (1 << len(names)) - 1)
        return [name for place, name in enumerate(names) if mask >> place & 1]
    need(isinstance(value, list) and value, "no set of choices")
    chosen = [read_one(place, names) for place in value]
    need(all(a < b for a, b in zip(value, value[1:])), "choices out of order")
    return chosen


def read_ranked(value, names):
    need(isinstance(value, list) and value, "no ranking")
    order = [read_one(place, names) for place in value]
    need(len(set(value)) == len(value), "a choice that is ranked twice")
    return order


def read_whole(value):
    return whole(value, -(10 ** 15 - 1), 10 ** 15 - 1)


def read_decimal(value):
    text_like(value, r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")
    need(value != "-0", "a zero with a sign")
    digits = value.lstrip("-").replace(".", "")
    need(len(digits[1:] if digits[0] == "0" else digits) <= 15, "over 15 digits")
    return float(value) if "." in value else int(value)


def read_day(value):
    whole(value, 1 - EPOCH, datetime.date.max.toordinal() - EPOCH)
    return datetime.date.fromordinal(EPOCH + value).isoformat()


def read_minute(value):
    return "%02d:%02d" % divmod(whole(value, 0, 1439), 60)


def read_moment(value):
    text_like(value, r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}")
    try:
        datetime.datetime.strptime(value, "%Y-%m-%dT%H:%M")
    except ValueError as error:
        raise Bad("a day or time that does not exist") from error
    return value


def read_text(value, typed):
    need(isinstance(value, str) and value, "no text")
    if typed:
        need(len(value.encode("utf-8")) <= 2000, "a text that is too long")
        need(not any(unicodedata.category(c) == "Cc" and c != "\n" for c in value),
             "a control character")
    return value


def read_acknowledged(value):
    whole(value, 0, 0)
    return "OK"


def is_decimal_range(node):
    return any("." in node.get("range", {}).get(key, "")
               for key in ("start", "end", "step", "tick_interval", "placeholder"))


def reader_of(node, lists):
    """What reads an answer of this question."""
    kind = node["type"]
    names = [choice["name"] for choice in lists.get(node.get("list"), {"choices": []})["choices"]]
    if kind == "calculate":
        kind = node.get("stored", "text")
        if kind == "text":
            return lambda value: read_text(value, False)
    if kind == "range":
        kind = "decimal" if is_decimal_range(node) else "integer"
    if kind == "time" and node.get("kiosk", {}).get("time") == "part":
        return lambda value: PARTS[whole(value, 0, 3)]
    plain = {"integer": read_whole, "decimal": read_decimal, "date": read_day, "time": read_minute,
             "dateTime": read_moment, "acknowledge": read_acknowledged}
    if kind in plain:
        return plain[kind]
    chosen = {"select_one": read_one, "select_multiple": read_many, "rank": read_ranked}
    if kind in chosen:
        return lambda value: chosen[kind](value, names)
    need(kind in ("text", "hidden"), "a question of type %s" % kind)
    return lambda value: read_text(value, True)


# ---- a body -----------------------------------------------------------------------------------------

def put(answers, form, node, value):
    """Nested by group; `head` at the top is told apart by the root."""
    root, *path = node["path"].lstrip("/").split("/")
    if path[0] == "head":
        path[0] = root + ".head"
    for group in path[:-1]:
        answers = answers.setdefault(group, {})
    answers[path[-1]] = value


def read_body(data, form, form_name):
    cbor = Cbor(data)
    body = cbor.item()
    need(cbor.at == len(data), "bytes after the end")
    need(isinstance(body, list) and len(body) == 11 and body[0] == 1, "not an array of 11")
    _, name, notice, language, engagement, day, mode, duration, flags, receipt, items = body
    need(name == form_name, "another form")
    need(isinstance(notice, bytes) and len(notice) == 8, "no notice")
    need(isinstance(language, str), "no language")
    need(isinstance(engagement, bytes) and len(engagement) in (0, 8), "no engagement")
    need(receipt is NULL or (isinstance(receipt, bytes) and len(receipt) == 16), "no receipt key")
    whole(flags, 0, 63)
    head = {"form": form["id"], "version": form["version"] or form_name.hex()[:8],
            "language": language, "mode": MODES[whole(mode, 1, 3)],
            "day": read_day(whole(day, 0, datetime.date.max.toordinal() - EPOCH)), "engagement": engagement.hex() or None,
            "duration": DURATIONS[whole(duration, 1, 5)],
            "flags": [word for bit, word in enumerate(FLAGS) if flags >> bit & 1]}
    questions = [node for node in form["nodes"] if node["type"] not in WITHOUT_ITEM]
    need(isinstance(items, list) and len(items) == len(questions), "one item for each question")
    answers, item_of = {"head": head}, dict(zip(map(id, questions), items))
    for node in form["nodes"]:
        item = item_of.get(id(node), NULL)
        if node["type"] in ("today", "start", "end"):
            put(answers, form, node, head["day"])
        elif item is UNDEFINED:
            put(answers, form, node, None)
        elif item is not NULL:
            put(answers, form, node, reader_of(node, form["lists"])(item))
    return answers


def form_name_of(bytes_of_form):
    return hashlib.blake2b(bytes_of_form, digest_size=32, person=b"hk1.form.1").digest()[:8]


def differs(line, form, form_name):
    """What is wrong with a line; nothing when both readers agree."""
    body, _, expected = line.rstrip("\n").partition("\t")
    try:
        read = read_body(bytes.fromhex(body), form, form_name)
    except Bad as bad:
        return None if expected == "-" else "refused (%s): %s" % (bad, body)
    if expected == "-":
        return "taken: %s" % body
    return None if read == json.loads(expected) else "reads as %s: %s" % (json.dumps(read), body)


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    with open(sys.argv[1], "rb") as file:
        compiled = file.read()
    form, name, lines, faults = json.loads(compiled), form_name_of(compiled), 0, 0
    with open(sys.argv[2], encoding="utf-8") as file:
        for line in file:
            lines += 1
            fault = differs(line, form, name)
            if fault:
                faults += 1
                print(fault)
    print("%d of %d bodies agree" % (lines - faults, lines))
    return 1 if faults or not lines else 0


if __name__ == "__main__":
    sys.exit(main())
