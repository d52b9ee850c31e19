#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the shipped surveys and the demo's office against each other and the phrase catalogues.

    python3 assets/check_content.py [ASSETS]    exit 0 when all is in order

`harmony-admin survey check` judges a survey by itself; this asks what it cannot know: whether the
translations keep the numbers, whether one answer is worded alike in every survey, and whether the
demo speaks of places and surveys that exist. Only Python's own library is used.

With `--self-test` it plants one fault of each kind in copies and demands that each is found.
"""

import copy
import csv
import datetime
import json
import re
import sys
import tomllib
import unicodedata
from pathlib import Path

# A script of this folder's own, not a package: the same letters are strange in surveys and phrases.
sys.path.insert(0, str(Path(__file__).resolve().parent / "phrases"))
from check_phrases import LANGUAGES as WRITTEN  # noqa: E402

ENGLISH = "::English (en)"
LANGUAGES = {
    "pl": "Polish (pl)",
    "ro": "Romanian (ro)",
    "ur": "Urdu (ur)",
    "ar": "Arabic (ar)",
    "fa": "Persian (fa)",
    "ckb": "Central Kurdish (ckb)",
    "pa": "Punjabi (pa)",
}
BIDI_CONTROLS = set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A)) | {0x200E, 0x200F, 0x061C}

# Answers with one wording everywhere (templates: languages.md) and the phrase that fixes it.
FIXED_ANSWERS = {
    "Don’t know": "choice.dont_know",
    "Not sure": "choice.not_sure",
    "Prefer not to say": "choice.prefer_not",
}

# Codes of places.csv that have a phrase too, because data files carry one language.
FIXED_PLACES = {
    "elsewhere": "place.elsewhere",
    "ward_dk": "place.ward_dk",
    "other_street": "place.other_street",
}

LONGEST = {"label": 200, "hint": 200}
LONGEST_CHOICE = 80


def read_table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_assets(assets):
    """Everything that is checked, as plain values, so that a test can change a copy."""
    surveys = {}
    folders = [path for room in ("surveys", "demo") for path in (assets / room).iterdir() if (path / "survey.csv").is_file()]
    for folder in sorted(folders):
        surveys[folder.name] = {path.name: read_table(path) for path in sorted(folder.glob("*.csv"))}
    phrases = {}
    for path in (assets / "phrases").glob("*.toml"):
        phrases[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
    content = json.loads((assets / "demo" / "content.json").read_text(encoding="utf-8"))
    return {"surveys": surveys, "phrases": phrases, "demo": content}


def faults_of_text(text):
    if unicodedata.normalize("NFC", text) != text:
        yield "is not in normal form C"
    if any(ord(letter) in BIDI_CONTROLS for letter in text):
        yield "holds a bidirectional control"
    if text != text.strip() or "  " in text:
        yield "has spaces too many"


def faults_of_pair(english, text, sheet, kind):
    """One cell and its translation."""
    if bool(english.strip()) != bool(text.strip()):
        yield "is missing" if english.strip() else "stands where English has nothing"
        return
    if sorted(re.findall(r"\d+", english)) != sorted(re.findall(r"\d+", text)):
        yield "changes a number"
    if "£" in english and "£" not in text:
        yield "loses a £"
    longest = LONGEST_CHOICE if sheet == "choices.csv" else LONGEST.get(kind, LONGEST["label"])
    if len(text) > longest:
        yield f"has {len(text)} letters, at most {longest} fit a kiosk"
    yield from faults_of_text(text)


def translated_columns(row):
    """(kind, English cell, {language: cell}) of every column of a row that has languages."""
    for column, english in row.items():
        if column.endswith(ENGLISH):
            kind = column.removesuffix(ENGLISH)
            yield kind, english, {code: row.get(f"{kind}::{name}") for code, name in LANGUAGES.items()}


def faults_of_survey(name, sheets, phrases):
    for sheet in ("survey.csv", "choices.csv"):
        for number, row in enumerate(sheets[sheet], 2):
            for kind, english, others in translated_columns(row):
                for code, text in others.items():
                    place = f"surveys/{name}/{sheet} row {number}, {kind} in {code}"
                    if text is None:
                        yield f"{place}: has no column"
                        continue
                    for fault in faults_of_pair(english, text, sheet, kind):
                        yield f"{place}: {fault}"
                    if set(text) & set(WRITTEN.get(code, {}).get("strange", "")):
                        yield f"{place}: holds letters of another alphabet"
                    if set(text.split()) & set(WRITTEN.get(code, {}).get("apart", ())):
                        yield f"{place}: parts a word where a zero-width non-joiner belongs"
                    key = FIXED_ANSWERS.get(english)
                    if sheet == "choices.csv" and key and phrases[code][key]["text"] != text:
                        yield f"{place}: is not worded as the phrase {key}"
    settings = sheets["settings.csv"][0]
    for code, language in LANGUAGES.items():
        if not re.fullmatch(r"draft|checked by .+ on \d{4}-\d{2}-\d{2}", settings.get(f"kiosk:translation({code})", "")):
            yield f"surveys/{name}/settings.csv: does not say whether {code} is a draft"
        if not settings.get(f"form_title::{language}"):
            yield f"surveys/{name}/settings.csv: has no title in {code}"
    for row in sheets.get("places.csv", []):
        key = FIXED_PLACES.get(row["name"])
        if key and phrases["en"][key]["text"] != row["label"]:
            yield f"surveys/{name}/places.csv: {row['name']} is not worded as the phrase {key}"


def faults_between_surveys(surveys):
    """The same English words must be the same words in every survey, or waves do not add up."""
    seen = {}
    for name, sheets in surveys.items():
        for row in sheets["survey.csv"] + sheets["choices.csv"]:
            for _, english, others in translated_columns(row):
                for code, text in others.items():
                    first = seen.setdefault((english, code), (text, name))
                    if text != first[0]:
                        yield f"surveys: “{english}” is worded differently in {code}: {first[1]}, {name}"


def faults_of_demo(demo, surveys):
    places = {row["name"] for sheets in surveys.values() for row in sheets.get("places.csv", [])}
    forms = {sheets["settings.csv"][0]["form_id"] for sheets in surveys.values()}
    ids = [engagement["id"] for engagement in demo["engagements"]]
    if len(set(ids)) != len(ids):
        yield "demo/content.json: two engagements share an id"
    for field in ("keep_until", "look_again"):
        datetime.date.fromisoformat(demo[field])
    texts = [("what_next", demo["what_next"])]
    pictures = [("logo", demo["brand"].get("logo")), ("picture", demo["brand"].get("picture"))]
    pictures += [(f"picture of {item['id']}", item.get("picture")) for item in demo["you_said"]]
    texts += [(what, picture["words"]) for what, picture in pictures if picture]
    for engagement in demo["engagements"]:
        place = f"demo/content.json: engagement {engagement['id']}"
        texts.append((f"engagement {engagement['id']}", engagement["title"]))
        datetime.date.fromisoformat(engagement["day"])
        if not re.fullmatch(r"[0-9a-f]{16}", engagement["id"]):
            yield f"{place}: its id is not 16 hex digits"
        if engagement["place"] not in places:
            yield f"{place}: there is no place {engagement['place']}"
        for survey in engagement["surveys"]:
            if survey not in forms:
                yield f"{place}: there is no survey {survey}"
    for what, text in texts:
        for code in ("en", *LANGUAGES):
            if not text.get(code):
                yield f"demo/content.json: {what} has no text in {code}"
            for fault in faults_of_text(text.get(code, "")):
                yield f"demo/content.json: {what} in {code} {fault}"


def all_faults(assets):
    faults = []
    for name, sheets in assets["surveys"].items():
        faults += faults_of_survey(name, sheets, assets["phrases"])
    faults += faults_between_surveys(assets["surveys"])
    faults += faults_of_demo(assets["demo"], assets["surveys"])
    return faults


def planted(assets):
    """Pairs of changed assets and the words with which their fault must be reported."""

    def change(words, *path_and_value):
        changed = copy.deepcopy(assets)
        *path, last, value = path_and_value
        place = changed
        for step in path:
            place = place[step]
        place[last] = value
        return changed, words

    survey = ("surveys", "neighbourhood")
    polish = "label::Polish (pl)"
    yield change("is missing", *survey, "survey.csv", 0, polish, "")
    yield change("stands where English has nothing", *survey, "survey.csv", 0, "hint::Polish (pl)", "Coś")
    yield change("worded differently", *survey, "choices.csv", 0, polish, "Całkiem bezpiecznie")
    yield change("not worded as the phrase choice", *survey, "choices.csv", 5, polish, "Nie mam pojęcia")
    yield change("changes a number", *survey, "survey.csv", 16, polish, "Czy jest bezpieczniej niż 7 miesięcy temu?")
    yield change("bidirectional control", *survey, "choices.csv", 0, "label::Urdu (ur)", "بہت\u202e محفوظ")
    yield change("another alphabet", *survey, "choices.csv", 0, "label::Urdu (ur)", "بهت محفوظ")
    yield change("another alphabet", *survey, "choices.csv", 0, "label::Romanian (ro)", "Foarte liniştit")
    yield change("another alphabet", *survey, "choices.csv", 0, "label::Central Kurdish (ckb)", "زۆر سەلامەة")
    yield change("parts a word", *survey, "choices.csv", 0, "label::Persian (fa)", "می دانم")
    yield change("has no column", *survey, "survey.csv", 0, "label::Punjabi (pa)", None)
    yield change("at most 80 fit", *survey, "choices.csv", 0, polish, "b" * 81)
    yield change("whether pl is a draft", *survey, "settings.csv", 0, "kiosk:translation(pl)", "")
    yield change("place.elsewhere", *survey, "places.csv", 4, "label", "Elsewhere")
    yield change("there is no place", "demo", "engagements", 0, "place", "atlantis")
    yield change("there is no survey", "demo", "engagements", 0, "surveys", ["nothing"])
    yield change("16 hex digits", "demo", "engagements", 0, "id", "7")
    yield change("share an id", "demo", "engagements", 0, "id", assets["demo"]["engagements"][1]["id"])
    yield change("has no text in ur", "demo", "what_next", "ur", "")
    yield change("logo has no text in pa", "demo", "brand", "logo", "words", "pa", "")


def self_test(assets):
    return [
        f"planted fault {number} was not found: {words}"
        for number, (changed, words) in enumerate(planted(assets), 1)
        if not any(words in fault for fault in all_faults(changed))
    ]


def main(arguments):
    testing = "--self-test" in arguments
    rest = [argument for argument in arguments if argument != "--self-test"]
    assets = read_assets(Path(rest[0]) if rest else Path(__file__).resolve().parent)
    findings = all_faults(assets)
    if testing and not findings:
        findings = self_test(assets)
    for finding in findings:
        print(finding)
    if findings:
        return 1
    print(
        f"{len(assets['surveys'])} surveys in {len(LANGUAGES) + 1} languages and "
        f"{len(assets['demo']['engagements'])} engagements are in order"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
