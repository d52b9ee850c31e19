#!/usr/bin/python3
"""What survey_conformance does with cases that are wrong, malformed or known to differ.

    runner_check.py RUNNER

A runner that never fails would pass every other test, so this one breaks a case in each way on
purpose. Exit 0 all held, 1 something did not (it is printed).
"""
import json
import pathlib
import subprocess
import sys
import tempfile

HEAD = {"format": "harmony-survey-cases/1", "origin": "Harmony", "licence": "of this project"}
CLOCK = {"now": "2026-03-14T10:15:00Z", "offset": "+00:00"}
SHEET = "| survey |\n| | type | name | label |\n| | text | a | A? |\n"
STATE = {"rel": True, "val": "", "label": "A?"}


def sums(*cases):
    return {**HEAD, **CLOCK, "kind": "expressions", "cases": list(cases)}


def sum_of_two(name, total, **more):
    return {"id": name, "expr": "1 + 1", "kind": "number", "expect": total, **more}


def walk(initial, *steps):
    case = {"id": "walk", "md": SHEET, "initial": initial, "steps": list(steps)}
    return {**HEAD, **CLOCK, "kind": "behaviour", "cases": [case]}


def imported(**more):
    return {**HEAD, "kind": "importer", "cases": [{"id": "import", "md": SHEET, **more}]}


class Check:
    def __init__(self, runner):
        self.runner, self.faults = runner, []

    def run(self, content, *options, known=None):
        """The exit code, the lines, and what --json wrote, for a folder with one file."""
        with tempfile.TemporaryDirectory() as folder:
            cases = pathlib.Path(folder, "cases", "deep")
            cases.mkdir(parents=True)
            text = content if isinstance(content, str) else json.dumps(content)
            (cases / "one.json").write_text(text)
            out = pathlib.Path(folder, "out.json")
            command = [self.runner, cases.parent, "--json", out, *options]
            if known is not None:
                listed = pathlib.Path(folder, "known.txt")
                listed.write_text(known)
                command += ["--known", listed]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            written = json.loads(out.read_text()) if out.exists() else None
            return done.returncode, done.stdout.splitlines(), written, done.stderr

    def holds(self, what, truth):
        if not truth:
            self.faults.append(what)

    def ends(self, what, content, due, *options, **more):
        code, lines, _, trouble = self.run(content, *options, **more)
        self.holds(f"{what}: exit {code}, due {due}: {lines} {trouble}", code == due)

    def wrong_expectations(self):
        right = sum_of_two("right", 2)
        self.ends("a right sum", sums(right), 0)
        self.ends("a wrong sum", sums(right, sum_of_two("wrong", 3)), 1)
        self.ends("an error that is none", sums({"id": "x", "expr": "1", "kind": "error"}), 1)
        self.ends("a value where an error is", sums(sum_of_two("x", 2, expr="1 +")), 1)
        self.ends("nodes where there are none",
                  sums({"id": "x", "expr": "/data/a", "kind": "nodes", "expect": ["main:/0"]}), 1)
        self.ends("a right state", walk({"/a": STATE}), 0)
        for key, value in {"rel": False, "req": True, "ro": True, "val": "x", "label": "B?",
                           "hint": "?", "message": "?", "bad": "required",
                           "opts": [["x", "X"]]}.items():
            self.ends(f"a wrong {key}", walk({"/a": {**STATE, key: value}}), 1)
        self.ends("a node that is not there", walk({"/b": STATE}), 1)
        step = {"set": "/a", "to": "x", "changes": {}}
        self.ends("a change that is not told", walk({"/a": STATE}, step), 1)
        self.ends("an accepted table", imported(expect="accept", outline=[["/a", "text"]]), 0)
        self.ends("a refusal that is none", imported(expect="reject"), 1)
        self.ends("another outline", imported(expect="accept", outline=[["/a", "note"]]), 1)
        self.ends("a shorter outline", imported(expect="accept", outline=[]), 1)
        self.ends("a list that is not there", imported(expect="accept", choices={"/a": ["x"]}), 1)
        broken = SHEET.replace("text", "geopoint")
        self.ends("an error at its row",
                  imported(md=broken, expect="reject", errors=[{"sheet": "survey", "row": 2}]), 0)
        self.ends("an error at another row",
                  imported(md=broken, expect="reject", errors=[{"sheet": "survey", "row": 3}]), 1)
        self.ends("another code", imported(md="no table", expect="reject", code="F103"), 1)

    def malformed_files(self):
        good = sums(sum_of_two("x", 2))
        self.ends("no JSON", "{", 2)
        self.ends("another format", {**good, "format": "harmony-survey-cases/2"}, 2)
        self.ends("another kind", {**good, "kind": "poems"}, 2)
        self.ends("a key of the file", {**good, "author": "x"}, 2)
        self.ends("a key of a case", sums(sum_of_two("x", 2, note="x")), 2)
        self.ends("a key of a state", walk({"/a": {**STATE, "colour": "red"}}), 2)
        self.ends("a key of a step",
                  walk({"/a": STATE}, {"set": "/a", "to": "", "changes": {}, "by": "me"}), 2)
        self.ends("no id", sums({"expr": "1", "kind": "number", "expect": 1}), 2)
        self.ends("no expectation", sums({"id": "x", "expr": "1", "kind": "number"}), 2)
        self.ends("a text for a truth value", sums(sum_of_two("x", "2", kind="boolean")), 2)
        self.ends("data that are not there", sums(sum_of_two("x", 2, data="d")), 2)
        self.ends("neither table nor workbook",
                  {**HEAD, "kind": "importer", "cases": [{"id": "x", "expect": "accept"}]}, 2)
        self.ends("an option nobody knows", good, 2, "--colour")
        self.ends("a catalogue nobody knows", good, 2, "--phrases", "en")

    def known_differences(self):
        both = sums(sum_of_two("right", 2), sum_of_two("wrong", 3))
        code, lines, written, _ = self.run(both, known="# why\nwrong the sum is three here\n")
        self.holds(f"a known difference does not fail: {lines}", code == 0)
        self.holds(f"it is counted apart: {lines}",
                   lines[-2:] == ["1 known difference", "1 passed, 0 failed"])
        self.holds(f"it is written apart: {written}",
                   [one["id"] for one in written["files"][0]["known"]] == ["wrong"])
        code, lines, _, _ = self.run(both, known="right it was once\nwrong as above\n")
        self.holds(f"one that passes fails the run: {lines}", code == 1)
        self.holds(f"and is named: {lines}", any("right no longer differs" in at for at in lines))
        code, lines, _, _ = self.run(both, known="wrong as above\ngone it was here once\n")
        self.holds(f"one that is no case is named: {lines}",
                   code == 0 and any("no case is called gone" in at for at in lines))
        self.ends("a reason is missing", both, 2, known="wrong\n")
        self.ends("an id twice", both, 2, known="wrong one\nwrong two\n")

    def what_is_printed(self):
        code, lines, written, _ = self.run(
            sums(sum_of_two("right", 2), sum_of_two("wrong", 3)), "--list-failed", "--phrases",
            "none")
        self.holds(f"the lines: {lines}",
                   code == 1 and lines == ["    1 passed   1 failed  deep/one.json",
                                           "      wrong: it gives 2", "1 passed, 1 failed"])
        self.holds(f"the file: {written}", written == {
            "schema": "harmony.conformance.1", "passed": 1, "failed": 1,
            "files": [{"file": "deep/one.json", "kind": "expressions", "passed": 1, "failed": 1,
                       "failures": [{"id": "wrong", "why": "it gives 2"}]}]})
        code, lines, _, _ = self.run(sums(sum_of_two("right", 2), sum_of_two("wrong", 3)),
                                     "--only", "righ")
        self.holds(f"only some: {lines}", code == 0 and lines[-1] == "1 passed, 0 failed")
        with tempfile.TemporaryDirectory() as empty:
            for folder in ("/nowhere/at/all", empty):
                done = subprocess.run([self.runner, folder], capture_output=True, check=False)
                self.holds(f"no cases in {folder}: exit {done.returncode}", done.returncode == 2)


def main():
    check = Check(sys.argv[1])
    check.wrong_expectations()
    check.malformed_files()
    check.known_differences()
    check.what_is_printed()
    for fault in check.faults:
        print(fault)
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
