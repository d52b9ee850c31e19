#!/usr/bin/env python3
"""Reads a rendered report as a stranger would: check_report.py REPORT.html REPORT.xlsx THRESHOLD [no-chart]

Prints what is wrong, a line each, and ends with 1 when anything is. THRESHOLD 0: internal.
"""

import re
import sys
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

FORBIDDEN = ("margin of error", "representative", "significant", "statistically", "sample error")
CAVEAT = "They were not picked at random."
UNWEIGHTED = "The results are not weighted."
VOID = {"meta", "link", "br", "hr", "img", "input", "col"}
SELF_CLOSED = {"rect", "line", "polygon"}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

faults = []


def fault(text):
    faults.append(text)


class Page(HTMLParser):
    """Tags that balance, headings in order, tables and pictures with words."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.text = [], set(), []
        self.heading, self.h1, self.tables, self.charts = 0, 0, [], []
        self.lang, self.links, self.cell, self.counts = None, [], None, []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.lang = values.get("lang")
        if "id" in values:
            if values["id"] in self.ids:
                fault(f"html: id {values['id']} is there twice")
            self.ids.add(values["id"])
        for name in ("src", "href"):
            if name in values:
                self.links.append(values[name])
        if tag in ("script", "iframe", "object", "link"):
            fault(f"html: <{tag}> in a report that needs nothing else")
        if re.fullmatch("h[1-6]", tag):
            level = int(tag[1])
            self.h1 += level == 1
            if level > self.heading + 1:
                fault(f"html: heading {level} after heading {self.heading}")
            self.heading = level
        if tag == "table":
            self.tables.append({"caption": False, "scope": 0})
        if tag == "caption":
            self.tables[-1]["caption"] = True
        if tag == "th":
            if values.get("scope") not in ("row", "col"):
                fault("html: a heading cell without scope")
            self.tables[-1]["scope"] += 1
        if tag == "svg":
            self.charts.append({"title": False, "desc": False, "role": values.get("role")})
        if tag in ("title", "desc") and "svg" in self.open:
            self.charts[-1][tag] = True
        # Numbers of questions and answers that are numbers are no counts of people.
        if tag == "td" and not {"no", "answer"} & set((values.get("class") or "").split()):
            self.cell = ""

    def handle_startendtag(self, tag, attributes):
        if tag not in SELF_CLOSED:
            fault(f"html: <{tag}/> is not a tag that closes itself")

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            fault(f"html: </{tag}> closes {self.open[-1:] or 'nothing'}")
        else:
            self.open.pop()
        if tag == "td" and self.cell is not None:
            self.counts.append(self.cell.strip())
            self.cell = None

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)
        if self.cell is not None:
            self.cell += data


def check_html(path, threshold):
    page = Page()
    with open(path, encoding="utf-8") as file:
        source = file.read()
    page.feed(source)
    page.close()
    if page.open:
        fault(f"html: never closed: {page.open}")
    if page.lang != "en" or page.h1 != 1:
        fault(f"html: lang {page.lang}, {page.h1} main headings")
    for link in page.links:
        if not link.startswith("#") or link[1:] not in page.ids:
            fault(f"html: a link to {link}")
    if "url(" in source or "@import" in source:
        fault("html: the style sheet fetches something")
    for table in page.tables:
        if not table["caption"] or not table["scope"]:
            fault("html: a table without caption or heading cells")
    if not page.tables or not (page.charts or "no-chart" in sys.argv):
        fault("html: no table or no chart")
    for chart in page.charts:
        if not chart["title"] or not chart["desc"] or chart["role"] != "img":
            fault("html: a chart without title and description")
    words = " ".join(page.text)
    check_words("html", words)
    if words.index(CAVEAT) > words.index(first_heading(words)):
        fault("html: the caveat does not stand first")
    for cell in page.counts:
        if threshold and re.fullmatch(r"[0-9,]+", cell):
            check_count("html", int(cell.replace(",", "")), threshold)


def check_words(where, words):
    for word in FORBIDDEN:
        if word in words.lower():
            fault(f"{where}: says '{word}'")
    if CAVEAT not in words or UNWEIGHTED not in words:
        fault(f"{where}: no caveat")


def check_count(where, count, threshold):
    if 0 < count < threshold:
        fault(f"{where}: shows {count} people")


def sheet_cells(book, path, strings):
    """Every value of a sheet; what stands under or beside the word "Mean" is told apart as a text."""
    mean_columns, mean_row = set(), None
    for cell in ElementTree.fromstring(book.read(path)).iter(MAIN + "c"):
        value = cell.find(MAIN + "v")
        if cell.find(MAIN + "f") is not None:
            fault(f"xlsx: a formula in {path}")
        if value is None:
            continue
        column, row = re.match("([A-Z]+)([0-9]+)", cell.get("r")).groups()
        if cell.get("t") != "s":
            is_mean = column in mean_columns or row == mean_row
            yield "a mean" if is_mean else float(value.text)
            continue
        text = strings[int(value.text)]
        if text.startswith("Mean") and column == "A":
            mean_row = row
        elif text.startswith("Mean") or text in ("Version", "share", "from", "to"):  # no people
            mean_columns.add(column)
        yield text if column != "A" else "an answer: " + text


def check_xlsx(path, threshold):
    with zipfile.ZipFile(path) as book:
        strings = []
        for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml")):
            strings.append("".join(text.text or "" for text in item.iter(MAIN + "t")))
        names = sorted(name for name in book.namelist() if re.match("xl/worksheets/sheet", name))
        first = " ".join(
            str(cell) for cell in sheet_cells(book, "xl/worksheets/sheet1.xml", strings))
        check_words("xlsx", first)
        check_words("xlsx", " ".join(strings))
        if "Wilson" not in first:
            fault("xlsx: no method on the first sheet")
        numbers = hidden = 0
        for name in names[1:]:
            for cell in sheet_cells(book, name, strings):
                numbers += isinstance(cell, float)
                hidden += cell == "hidden"
                if isinstance(cell, float) and cell >= 1 and threshold:
                    check_count("xlsx", cell, threshold)
                if isinstance(cell, str) and re.fullmatch(r"[0-9.,]+", cell):
                    fault(f"xlsx: {cell} is text in {name}")
        if len(names) < 3 or numbers < 3 or (threshold and not hidden):
            fault(f"xlsx: {len(names)} sheets, {numbers} numbers, {hidden} hidden")


def first_heading(words):
    """Reports of plans have no table at a glance."""
    return "At a glance" if "At a glance" in words else "How these numbers came about"


def main():
    threshold = int(sys.argv[3])
    check_html(sys.argv[1], threshold)
    check_xlsx(sys.argv[2], threshold)
    for line in faults:
        print(line)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
