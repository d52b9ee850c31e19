#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the phrase catalogues beside it against the English master.

    python3 assets/phrases/check_phrases.py [FOLDER]        exit 0 when every catalogue is in order
    python3 assets/phrases/check_phrases.py --from "TEXT"   prints the `from` mark of an English text

FOLDER holds en.toml and the others; without it, the folder of this script. Each finding is one line:
file, key, what is wrong. Only Python's own library is used.

With `--self-test` it plants one fault of each kind in copies and demands that each is found.
"""

import copy
import hashlib
import re
import sys
import tomllib
import unicodedata
from pathlib import Path

from font_letters import drawable_letters

MASTER = "en"

# The tables of this check, shared with `harmony-admin phrases import`; the reasons stand there.
RULES = tomllib.loads(
    (Path(__file__).resolve().parent.parent / "languages" / "phrase_rules.toml").read_text(encoding="utf-8")
)
LANGUAGES = RULES["language"]
RIGHT_TO_LEFT = {code for code, language in LANGUAGES.items() if language.get("right_to_left")}
OWN_SCRIPT = {code for code, language in LANGUAGES.items() if language.get("own_script")}
SAME_AS_ENGLISH = set(RULES["same_as_english"])
READ_BY_STAFF = tuple(RULES["read_by_staff"])
LATIN_NAMES = set(RULES["latin_names"])
SAFETY_NUMBERS = tuple(RULES["safety_numbers"])
WHOLE = tuple(RULES["whole"])
STOPS = RULES["stops"]

# Between two groups of digits it keeps their order in a line that runs from right to left; a plain
# space does not (Unicode bidirectional algorithm, rule W4).
NO_BREAK_SPACE = "\u00a0"

# These keys are in every master: nobody may be asked or warned in half a text.
MUST_HAVE = (
    "privacy.title",
    "privacy.start",
    "privacy.no",
    "privacy.draft",
    "notice.survey",
    "help.danger",
    "help.silent",
    "help.deaf",
    "help.not_urgent",
    "help.no_name",
    "help.here",
    "q.no_names",
    "save_failed.title",
    "save_failed.text",
)
SENTENCE_END = re.compile(r"[.?!\u06d4\u061f\u0964](?=\s|$)")

MASTER_FIELDS = {"text", "note", "max_mm", "clip"}
OTHER_FIELDS = {"text", "from", "status", "by", "on", "clip"}
STATUSES = {"draft", "checked", "stale"}

KEY = re.compile(r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
OWN_NAME = re.compile(r"^language\.[a-z]{2,3}$")
ISO_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")

# Bidirectional controls could turn a text round on screen so that it reads as something else.
BIDI_CONTROLS = set(range(0x202A, 0x202F)) | set(range(0x2066, 0x206A)) | {0x200E, 0x200F, 0x061C}

ZWNJ = "\u200c"


def source_mark(english):
    """The `from` value for a translation of this English text."""
    return hashlib.blake2b(english.encode("utf-8"), digest_size=32).hexdigest()[:12]


def kind_of_stop(text):
    """The closing stop of a text as its Latin sign, or '' when it ends in a word or a bracket."""
    return STOPS.get(text[-1:], "")


def faults_of_text(text):
    """What is wrong with a text by itself, whatever its language."""
    if not isinstance(text, str) or not text.strip():
        yield "is empty"
        return
    if text != text.strip():
        yield "begins or ends with a space"
    if unicodedata.normalize("NFC", text) != text:
        yield "is not in normal form C"
    for letter in text:
        if ord(letter) in BIDI_CONTROLS:
            yield f"holds the bidirectional control U+{ord(letter):04X}"
        elif letter != "\n" and unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn"):
            yield f"holds the control or unassigned character U+{ord(letter):04X}"
    names = PLACEHOLDER.findall(text)
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"has the placeholder {{{name}}} twice"
    if re.search(r"[{}]", PLACEHOLDER.sub("", text)):
        yield "has a brace that belongs to no placeholder"


def faults_of_master(catalogue):
    for key, entry in catalogue.items():
        if not KEY.match(key):
            yield key, "is not a key of small letters, digits, _ and ."
        for field in sorted(set(entry) - MASTER_FIELDS):
            yield key, f"has an unknown field {field}"
        if not entry.get("note", "").strip():
            yield key, "has no note for translators"
        for fault in faults_of_text(entry.get("text")):
            yield key, fault
    for key in MUST_HAVE:
        if key not in catalogue:
            yield key, "is missing, and no catalogue may be without it"


def faults_of_state(entry, english):
    """Is it known where the translation comes from, and who checked it?"""
    for field in sorted(OTHER_FIELDS - {"clip"} - set(entry)):
        yield f"has no field {field}"
    for field in sorted(set(entry) - OTHER_FIELDS):
        yield f"has an unknown field {field}"
    status = entry.get("status")
    if status not in STATUSES:
        yield f"has the status {status!r}, which is none of draft, checked, stale"
    if status == "checked" and not (entry.get("by", "").strip() and ISO_DAY.match(entry.get("on", ""))):
        yield "is checked without saying by whom and on which day"
    if status != "stale" and entry.get("from") != source_mark(english):
        yield "was translated from another English text: look at it again, then set from = " + repr(
            source_mark(english)
        )


def faults_against_master(language, key, text, english):
    """Does the translation keep what may not change?"""
    missing = set(PLACEHOLDER.findall(english)) - set(PLACEHOLDER.findall(text))
    added = set(PLACEHOLDER.findall(text)) - set(PLACEHOLDER.findall(english))
    for name in sorted(missing):
        yield f"lacks the placeholder {{{name}}}"
    for name in sorted(added):
        yield f"has a placeholder {{{name}}} that English has not"
    if kind_of_stop(text) != kind_of_stop(english):
        yield f"ends with {kind_of_stop(text)!r} where English ends with {kind_of_stop(english)!r}"
    longest = RULES["longest_times"] * max(RULES["short_text"], len(english))
    if len(text) > longest:
        yield f"has {len(text)} letters: more than {longest} are a slip, or will not fit"
    same_allowed = key in SAME_AS_ENGLISH or OWN_NAME.match(key)
    if text == english and not same_allowed:
        yield "is the same as in English"
    if OWN_NAME.match(key) and text != english:
        yield "is a language's own name and must not differ"
    for number in SAFETY_NUMBERS:
        if english.count(number) != text.replace(NO_BREAK_SPACE, " ").count(number):
            yield f"changes the number {number}"
        if language in RIGHT_TO_LEFT and " " in number and number in text:
            yield f"has a plain space in {number}: its groups would change places on the screen"
    sentences = len(SENTENCE_END.findall(english))
    if key.startswith(WHOLE) and len(SENTENCE_END.findall(text)) < sentences:
        yield f"has fewer than the {sentences} sentences of English"


def faults_of_script(language, text, drawable):
    """Is it written as people who read the language write it, and can the screen show it?"""
    strange = sorted(set(text) & set(LANGUAGES[language].get("strange", "")))
    if strange:
        yield "holds letters of another alphabet: " + " ".join(f"{x} (U+{ord(x):04X})" for x in strange)
    for letter in sorted(set(text)):
        script = unicodedata.name(letter, "").split(" ")[0].lower()
        if unicodedata.category(letter)[0] == "L" and script not in LANGUAGES[language]["scripts"]:
            yield f"holds the letter U+{ord(letter):04X} of the script {script}"
        if unicodedata.category(letter) == "Nd" and not letter.isascii():
            yield f"has the digit U+{ord(letter):04X}: digits are 0 to 9 in every language"
        if letter != "\n" and ord(letter) not in drawable:
            yield f"has U+{ord(letter):04X}, which cannot be drawn with the fonts of the language"
    if language in OWN_SCRIPT:
        for run in re.findall(r"[A-Za-z]+", PLACEHOLDER.sub("", text)):
            if len(run) > RULES["longest_latin_run"] and run not in LATIN_NAMES:
                yield f"has the long Latin word {run}"


def faults_of_signs(language, text):
    """Stops, commas and joiners, each as the language has them."""
    written = LANGUAGES[language]
    for sign, own in written.get("signs", {}).items():
        if re.search(rf"(?<![A-Za-z]){re.escape(sign)}(?=\s|$)", text):
            yield f"has the sign {sign} where the language has {own}"
    if not written.get("non_joiner") and ZWNJ in text:
        yield "holds a zero-width non-joiner, which only Persian needs"
    if written.get("non_joiner") and re.search(rf"(^|\s){ZWNJ}|{ZWNJ}(\s|$)", text):
        yield "has a zero-width non-joiner beside a space"
    if set(text.split()) & set(written.get("apart", ())):
        yield "parts a word with a space where a zero-width non-joiner belongs"


def faults_of_writing(language, text, drawable):
    yield from faults_of_script(language, text, drawable)
    yield from faults_of_signs(language, text)


def faults_of_translation(language, catalogue, master, drawable):
    for key in master:
        if key not in catalogue and not key.startswith(READ_BY_STAFF):
            yield key, "is missing"
    for key, entry in catalogue.items():
        if key not in master:
            yield key, "is no key of the English master"
            continue
        english = master[key]["text"]
        for fault in faults_of_text(entry.get("text")):
            yield key, fault
        for fault in faults_of_state(entry, english):
            yield key, fault
        if isinstance(entry.get("text"), str):
            for fault in faults_against_master(language, key, entry["text"], english):
                yield key, fault
            for fault in () if OWN_NAME.match(key) else faults_of_writing(language, entry["text"], drawable):
                yield key, fault


def all_faults(catalogues, drawable):
    """(language, key, fault) for everything that is wrong; empty when all is in order."""
    if MASTER not in catalogues:
        return [(MASTER, "", "the English master is missing")]
    master = catalogues[MASTER]
    faults = [(MASTER, key, fault) for key, fault in faults_of_master(master)]
    for language, catalogue in sorted(catalogues.items()):
        if language != MASTER:
            letters = drawable.get(language, drawable[None])
            found = faults_of_translation(language, catalogue, master, letters)
            faults += [(language, *fault) for fault in found]
    return faults


def read_folder(folder):
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}


def planted(catalogues):
    """Pairs of a changed set of catalogues and the words with which its fault must be reported."""

    def change(language, key, field, value):
        changed = copy.deepcopy(catalogues)
        changed[language][key][field] = value
        return changed

    polish = catalogues["pl"]
    yield change("pl", "nav.back", "text", "  "), "is empty"
    yield change("pl", "q.position", "text", "Pytanie {n}"), "lacks the placeholder {total}"
    yield change("pl", "q.position", "text", "Pytanie {n} z {total} {n}"), "placeholder {n} twice"
    yield change("pl", "q.position", "text", "Pytanie {n} z {total"), "belongs to no placeholder"
    yield change("pl", "q.position", "text", "Pytanie {n} z {total} {max}"), "that English has not"
    yield change("pl", "nav.back", "text", "Wstecz " * 10 + "i dalej"), "more than 60 are a slip"
    yield change("pl", "nav.back", "text", "Back"), "same as in English"
    yield change("pl", "nav.back", "text", "Wstecz."), "ends with"
    yield change("pl", "nav.back", "text", "Wstecz\u202e"), "bidirectional control"
    yield change("pl", "nav.back", "text", "Wstecz\u0007"), "control or unassigned"
    yield change("pl", "err.title", "text", "cos\u0301"), "normal form C"
    yield change("pl", "help.danger", "text", "Niebezpieczeństwo? Proszę dzwonić pod numer 998."), "number 999"
    yield change("ar", "help.not_urgent", "text", "الشرطة 101. الهاتف النصي 18001 101."), "change places"
    yield change("pl", "nav.back", "status", "ready"), "none of draft"
    yield change("pl", "nav.back", "status", "checked"), "by whom"
    yield change("pl", "language.ur", "text", "Urdu"), "own name"
    yield change("en", "nav.back", "text", "Go back"), "another English text"
    yield change("en", "nav.back", "note", ""), "no note"
    yield change("ur", "nav.back", "text", "Backwardsandforwards"), "long Latin word"
    yield change("ur", "nav.back", "text", "واپسي"), "another alphabet"
    yield change("ar", "nav.back", "text", "رجوعی"), "another alphabet"
    yield change("ro", "nav.back", "text", "Înapoi şi acasă"), "another alphabet"
    yield change("fa", "nav.back", "text", "بازگشتي"), "another alphabet"
    yield change("ckb", "nav.back", "text", "گھڕانەوە"), "another alphabet"
    yield change("ckb", "nav.back", "text", "گەڕانەو\u200cە"), "only Persian needs"
    yield change("pa", "nav.back", "text", "Backwardsandforwards"), "long Latin word"
    yield change("pa", "nav.back", "text", "पीछे"), "of the script devanagari"
    yield change("pl", "nav.back", "text", "W\u0441tecz"), "of the script cyrillic"
    yield change("ur", "q.position", "text", "سوال {n}، کل {total} \u06f3"), "digits are 0 to 9"
    yield change("pa", "nav.back", "text", "ਪਿੱਛੇ \u2603"), "cannot be drawn"
    yield change("ar", "nav.back", "text", "رجوع \u06ba"), "another alphabet"
    yield change("fa", "err.required_text", "text", "پاسخ را می نویسید."), "non-joiner belongs"
    yield change("fa", "nav.back", "text", "باز\u200c گشت"), "beside a space"
    yield change("fa", "err.constraint", "text", "لطفاً, این پاسخ را ببینید."), "has the sign ,"
    yield change("ur", "err.constraint", "text", "یہ جواب دیکھ لیں."), "has the sign ."
    yield change("pa", "err.constraint", "text", "ਇਹ ਜਵਾਬ ਦੇਖੋ."), "has the sign ."
    yield change("ckb", "idle.title", "text", "لێرەن?"), "has the sign ?"
    yield change("pl", "staff.sync.running", "text", "Nr 999."), "changes the number 999"
    yield change("ro", "help.here", "text", "Nimeni nu vede acest ecran."), "fewer than the 3 sentences"
    english = catalogues[MASTER]
    yield (
        {**catalogues, MASTER: {key: english[key] for key in english if key != "help.danger"}},
        "no catalogue may be without it",
    )
    yield {**catalogues, "pl": {key: polish[key] for key in polish if key != "nav.back"}}, "is missing"
    yield {**catalogues, "pl": {**polish, "nav.bock": polish["nav.back"]}}, "no key of the English master"


def self_test(catalogues, drawable):
    missed = []
    for number, (changed, words) in enumerate(planted(catalogues), 1):
        if not any(words in fault for _, _, fault in all_faults(changed, drawable)):
            missed.append(f"planted fault {number} was not found: {words}")
    return missed


def main(arguments):
    if arguments[:1] == ["--from"] and len(arguments) == 2:
        print(source_mark(arguments[1]))
        return 0
    testing = "--self-test" in arguments
    rest = [argument for argument in arguments if argument != "--self-test"]
    here = Path(__file__).resolve().parent
    catalogues = read_folder(Path(rest[0]) if rest else here)
    drawable = drawable_letters(here.parent)
    faults = all_faults(catalogues, drawable)
    for language, key, fault in faults:
        print(f"{language}.toml: {key} {fault}")
    missed = self_test(catalogues, drawable) if testing and not faults else []
    for line in missed:
        print(line)
    if faults or missed:
        return 1
    drafts = {
        language: sum(entry.get("status") == "draft" for entry in catalogue.values())
        for language, catalogue in catalogues.items()
        if language != MASTER
    }
    counts = ", ".join(f"{language} {count} drafts" for language, count in sorted(drafts.items()))
    print(f"{len(catalogues[MASTER])} phrases in {len(catalogues)} languages are in order ({counts})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
