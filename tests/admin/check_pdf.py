#!/usr/bin/env python3
"""Reads a report's PDF as strangers would: check_pdf.py REPORT.pdf THRESHOLD

One stranger reads it aloud (tags, by poppler and by the bytes of the file), one prints it. Prints
what is wrong, a line each, and ends with 1 when anything is. THRESHOLD 0: internal.
"""

import re
import subprocess
import sys

FORBIDDEN = ("margin of error", "representative", "significant", "statistically", "sample error")
CAVEAT = "They were not picked at random."
A4 = (595.276, 841.89)

faults = []


def fault(text):
    faults.append("pdf: " + text)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout


def dictionaries(path):
    """The newest version of each object of the file: what stands later counts."""
    with open(path, "rb") as file:
        data = file.read()
    found = {}
    for match in re.finditer(rb"(?m)^(\d+) 0 obj\n<<(.*?)>>\nendobj", data, re.S):
        if b"stream\n" not in match.group(2):
            found[int(match.group(1))] = match.group(2).decode("latin-1")
    return found


def check_file(path):
    objects = dictionaries(path)
    catalogs = [text for text in objects.values() if "/Type /Catalog" in text]
    if len(catalogs) != 1 or "/Lang (en-GB)" not in catalogs[0]:
        fault("no language")
    elif "/DisplayDocTitle true" not in catalogs[0] or "/Marked true" not in catalogs[0]:
        fault("the title is not shown, or the file does not say that it is tagged")
    elements = [text for text in objects.values() if "/Type /StructElem" in text]
    figures = [text for text in elements if "/S /Figure\n" in text]
    heads = [text for text in elements if "/S /TH\n" in text]
    for text in figures:
        alt = re.search("/Alt <FEFF([0-9A-F]*)>", text)
        if not alt or len(bytes.fromhex(alt.group(1)).decode("utf-16-be")) < 10:
            fault("a figure without words")
    scopes = [re.search("/Scope /(Row|Column)", text) for text in heads]
    if not heads or not all(scopes) or len({scope.group(1) for scope in scopes if scope}) != 2:
        fault("heading cells that do not say what they head")
    if not figures and "no-chart" not in sys.argv:
        fault("no figure")


def structure(path):
    """Pairs of tag and the words directly below it, in the order in which they are read."""
    read = []
    for line in run("pdfinfo", "-struct-text", path).decode("utf-8").splitlines():
        tag = re.match(r' *([A-Z][A-Za-z0-9]*)(?: \(.*\))?(?: ".*")?$', line)
        if tag and not line.strip().startswith('"'):
            read.append([tag.group(1), ""])
        elif read and line.strip().startswith('"'):
            read[-1][1] += line.strip()[1:].removesuffix('"')
    return read


def check_structure(path, threshold):
    read = structure(path)
    tags = [tag for tag, _ in read]
    if not tags or tags[0] != "Document":
        fault(f"does not begin with a document: {tags[:3]}")
        return
    level = 0
    for tag, words in read:
        if re.fullmatch("H[1-6]", tag):
            if int(tag[1]) > level + 1:
                fault(f"heading {tag} after H{level}: {words}")
            level = int(tag[1])
    if tags.count("H1") != 1:
        fault(f"{tags.count('H1')} main headings")
    tables = tags.count("Table")
    if not tables or tags.count("Caption") < tables or tags.count("TD") < tags.count("TR"):
        fault("tables without captions or cells")
    caption = ""
    for tag, words in read:
        caption = words if tag == "Caption" else caption
        # What answers are worth is no count of people.
        if tag == "TD" and threshold and "independent ones" not in caption:
            count = re.search(r"(?:^|; )([0-9,]+)$", words.strip())
            if count:
                n = int(count.group(1).replace(",", ""))
                asked = words.strip() == count.group(1) and is_number_of_question(read, words)
                if 0 < n < threshold and not asked:
                    fault(f"shows {n} people: {words}")


def is_number_of_question(read, words):
    """Numbers of questions in the last table are no counts of people."""
    last = max(at for at, (tag, _) in enumerate(read) if tag == "Table")
    return any(tag == "TD" and text is words for tag, text in read[last:])


def check_pages(path):
    info = dict(line.split(":", 1) for line in run("pdfinfo", path).decode().splitlines()
                if ":" in line)
    pages = int(info["Pages"])
    size = [float(number) for number in re.findall("[0-9.]+", info["Page size"])[:2]]
    if info["Tagged"].strip() != "yes" or not info.get("Title", "").strip():
        fault("not tagged, or without a title")
    if any(abs(is_ - should) > 0.5 for is_, should in zip(size, A4)):
        fault(f"a page of {size}")
    text = run("pdftotext", "-layout", path, "-").decode("utf-8")
    sheets = text.split("\f")[:pages]
    for number, sheet in enumerate(sheets, 1):
        if f"Page {number} of {pages}" not in sheet:
            fault(f"page {number} does not say which page it is")
    words = " ".join(text.split())
    for word in FORBIDDEN:
        if word in words.lower():
            fault(f"says '{word}'")
    if CAVEAT not in words or words.index(CAVEAT) > words.index(first_heading(words)):
        fault("the caveat does not stand first")
    for number in (1, pages):
        picture = run("pdftoppm", "-gray", "-r", "30", "-f", str(number), "-l", str(number), path)
        if len(set(picture[-60000:])) < 8:
            fault(f"page {number} is empty")


def first_heading(words):
    """Reports of plans have no table at a glance."""
    return "At a glance" if "At a glance" in words else "How these numbers came about"


def main():
    check_file(sys.argv[1])
    check_structure(sys.argv[1], int(sys.argv[2]))
    check_pages(sys.argv[1])
    for line in faults:
        print(line)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
