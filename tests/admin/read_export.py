#!/usr/bin/env python3
"""Reads an export in all its formats as a stranger would, and holds them against each other:

    read_export.py STEM FOLDER      STEM.csv, STEM.xlsx, STEM.jsonl and the OpenRosa files in FOLDER

Knows docs/formats/export.md and nothing of the program. Prints what differs, a line each, then the
number of responses; ends with 1 when anything differs.
"""
import csv
import datetime
import io
import json
import re
import sys
import uuid
import zipfile
from pathlib import Path
from xml.etree import ElementTree

HEAD = ["response", "form", "version", "language", "mode", "day", "engagement", "kiosk", "duration",
        "flags"]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ABSENT = object()

faults = []


def fault(text):
    faults.append(text)


def guarded(text):
    return "'" + text if text[:1] in tuple("=+-@\t\r") and text else text


def read_csv(path):
    data = Path(path).read_bytes()
    if not data.startswith(b"\xef\xbb\xbf"):
        fault(f"{path}: no byte order mark")
    text = data[3:].decode("utf-8")
    if text.count("\n") != text.count("\r\n") or not text.endswith("\r\n"):
        fault(f"{path}: lines that do not end with CR LF")
    return list(csv.reader(io.StringIO(text, newline="")))


def read_workbook(path):
    """By sheet: rows of cells by column number, each (type, value, style)."""
    with zipfile.ZipFile(path) as book:
        strings = ["".join(text.text or "" for text in item.iter(MAIN + "t"))
                   for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]
        targets = {link.get("Id"): link.get("Target") for link in
                   ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        sheets = {}
        for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"):
            root = ElementTree.fromstring(book.read("xl/" + targets[sheet.get(RELATION)]))
            sheets[sheet.get("name")] = [read_row(row, strings) for row in root.iter(MAIN + "row")]
        return sheets


def read_row(row, strings):
    cells = {}
    for cell in row.iter(MAIN + "c"):
        letters = re.match("[A-Z]+", cell.get("r")).group()
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        if cell.find(MAIN + "f") is not None:
            fault("xlsx: a formula")
        value = cell.find(MAIN + "v")
        if cell.get("t") == "s":
            cells[column - 1] = ("text", strings[int(value.text)], cell.get("s"))
        else:
            cells[column - 1] = ("number" if value is not None else "blank",
                                 float(value.text) if value is not None else None, cell.get("s"))
    return cells


# ---- what a response says of a column ---------------------------------------------------------------

class Columns:
    """Finds the value of each column in a response, by the codebook."""

    def __init__(self, header, codebook):
        heading, *rows = codebook
        self.path = {}
        for row in rows:
            line = dict(zip(heading, row))
            self.path.setdefault(line["column"], []).append(
                line["path"].lstrip("/").split("/"))
        self.header = header

    def find(self, response, column):
        for root, *path in self.path[column]:
            if path[0] == "head":
                path = [root + ".head"] + path[1:]
            value = response
            for name in path:
                value = value.get(name, ABSENT) if isinstance(value, dict) else ABSENT
            if value is not ABSENT:
                return value
        return ABSENT

    def value(self, response, column):
        """A list is a list; `ABSENT` is not asked."""
        if column in HEAD:
            value = response["head"].get(column)
            return " ".join(value) or None if isinstance(value, list) else value
        if column in self.path:
            value = self.find(response, column)
            return " ".join(value) if isinstance(value, list) else value
        place = re.fullmatch(r"(.+)\.([0-9]+)", column)
        if place and place.group(1) in self.path:
            value = self.find(response, place.group(1))
            if not isinstance(value, list):
                return value
            at = int(place.group(2)) - 1
            return value[at] if at < len(value) else None
        ticked, _, choice = column.partition("/")
        if choice and ticked in self.path:
            value = self.find(response, ticked)
            return int(choice in value) if isinstance(value, list) else value
        return NotImplemented  # labels


def csv_cell(value):
    if value is ABSENT:
        return "n/a"
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    return str(value)


def same_in_workbook(cell, value):
    kind, held, style = cell or ("none", None, None)
    if value is ABSENT:
        return kind == "blank" and style is not None
    if value is None:
        return kind == "none"
    if isinstance(value, (int, float)):
        return kind == "number" and abs(held - value) < 1e-9
    if kind == "text":
        return held == value
    moment = datetime.datetime(1899, 12, 30) + datetime.timedelta(days=held or 0)
    moment += datetime.timedelta(seconds=30)  # halves of seconds are not kept
    for shape in ("%Y-%m-%d", "%H:%M", "%Y-%m-%dT%H:%M"):
        if moment.strftime(shape) == value:
            return kind == "number"
    return False


def xml_value(value):
    if isinstance(value, list):
        return " ".join(value)
    if value is None:
        return ""
    text = str(value)
    return text + ":00.000" if re.search(r"(^|T)[0-9]{2}:[0-9]{2}$", text) else text


def compare_xml(path, response, where):
    root = ElementTree.parse(path).getroot()
    if root.get("id") != response["head"]["form"]:
        fault(f"{path}: another form")
    if root.get("version") != response["head"]["version"]:
        fault(f"{path}: another version")
    told = {name: value for name, value in response.items() if name != "head"}
    for child in list(root):
        if child.tag != "meta":
            compare_element(child, told, where)
    if told:
        fault(f"{where}: not in the XML: {sorted(told)}")
    instance = root.find("meta/instanceID").text
    if not instance.startswith("uuid:") or uuid.UUID(instance[5:]).version != 4:
        fault(f"{where}: instance {instance}")
    return instance


def compare_element(element, told, where):
    value = told.pop(element.tag, ABSENT)
    if isinstance(value, dict):
        inside = dict(value)
        for child in element:
            compare_element(child, inside, where)
        if inside:
            fault(f"{where}: not in the XML: {sorted(inside)}")
    elif value is ABSENT or xml_value(value) != (element.text or ""):
        fault(f"{where}: {element.tag} is {element.text!r} in XML")


def main():
    stem, folder = sys.argv[1], Path(sys.argv[2])
    header, *rows = read_csv(stem + ".csv")
    responses = [json.loads(line) for line in
                 Path(stem + ".jsonl").read_text(encoding="utf-8").splitlines()]
    questions = read_csv(stem + "-questions.csv")
    columns = Columns(header, questions)
    workbook = read_workbook(stem + ".xlsx")
    if list(workbook) != ["read me", "responses", "questions", "choices"]:
        fault(f"xlsx: sheets {list(workbook)}")
    sheet = workbook["responses"]
    if header[:len(HEAD)] != HEAD or len(set(header)) != len(header):
        fault(f"csv: columns {header}")
    if [sheet[0][at][1] for at in range(len(header))] != header:
        fault("xlsx: other columns than CSV")
    if not len(rows) == len(responses) == len(sheet) - 1:
        fault(f"{len(rows)} rows, {len(responses)} lines, {len(sheet) - 1} rows in the workbook")
    for at, (row, response) in enumerate(zip(rows, responses)):
        if len(row) != len(header) or response["head"]["response"] != at + 1:
            fault(f"row {at + 1}: {len(row)} cells, number {response['head']['response']}")
        for column, (name, cell) in enumerate(zip(header, row)):
            value = columns.value(response, name)
            if value is NotImplemented:
                continue
            if cell != csv_cell(value):
                fault(f"row {at + 1} {name}: {cell!r} in CSV, {value!r} in JSON")
            if not same_in_workbook(sheet[at + 1].get(column), value):
                fault(f"row {at + 1} {name}: {sheet[at + 1].get(column)} in XLSX, {value!r}")
    files = sorted(folder.glob("*.xml"))
    if len(files) != len(responses):
        fault(f"{len(files)} XML files")
    instances = {compare_xml(path, response, path.name)
                 for path, response in zip(files, responses)}
    if len(instances) != len(files):
        fault("two XML files with one instanceID")
    texts = [[cell[1] for _, cell in sorted(row.items())] for row in workbook["questions"]]
    if texts != [[cell for cell in map(unguarded, row) if cell] for row in questions]:
        fault("questions differ between CSV and XLSX")
    for line in faults[:40]:
        print(line)
    print(f"{len(responses)} responses agree" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


def unguarded(text):
    return text[1:] if text[:2] in ("'=", "'+", "'-", "'@") else text


if __name__ == "__main__":
    sys.exit(main())
