#!/usr/bin/python3
"""Tries every shipped survey with its answers, in each of its languages, and replays the traces.

    try_replay.py HARMONY_ADMIN SURVEY_CONFORMANCE SOURCE

`survey try --answers` must end with a response that holds the answers of the file, whatever the
language; what `--trace` prints must pass as a behaviour case of the conformance runner, which knows
nothing of the program. Exit 0 all held, 1 something did not (it is printed).
"""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

NOW = "2026-03-14T10:15:00Z"
LANGUAGES = ["en", "pl", "ur", "ar"]
HEAD = {"format": "harmony-survey-cases/1", "kind": "behaviour", "origin": "Harmony",
        "licence": "of this project", "now": NOW, "offset": "+00:00"}


def markdown(folder):
    """The CSV sheets of a survey as one Markdown table."""
    lines = []
    for sheet in ("survey", "choices", "settings"):
        lines.append(f"| {sheet} |")
        with (folder / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                cells = (cell.replace("|", "\\|").replace("\n", " ") for cell in row)
                lines.append("| | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def given(answers):
    """The answers of a file by name, without those that are taken away."""
    pairs = (line.split("=", 1) for line in answers.read_text(encoding="utf-8").splitlines()
             if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, value in pairs if value.strip()}


def held(response):
    """The answers of a response as texts, groups opened."""
    texts = {}
    for name, value in response.items():
        if name == "head" or value is None:
            continue
        if isinstance(value, dict):
            texts.update(held(value))
        else:
            texts[name] = sorted(value) if isinstance(value, list) else str(value)
    return texts


def try_survey(admin, folder, answers, *options):
    command = [admin, "survey", "try", folder, "--answers", answers, "--now", NOW, *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines(), done.stderr


def faults_of_language(admin, folder, answers, language):
    code, lines, complaints = try_survey(admin, folder, answers, "--lang", language)
    if code != 0 or not lines:
        return [f"{folder.name} in {language}: exit {code}, {complaints}"]
    response = json.loads(lines[-1])
    due = {name: sorted(value.split()) if isinstance(held(response).get(name), list) else value
           for name, value in given(answers).items()}
    faults = []
    if response["head"]["language"] != language:
        faults.append(f"{folder.name}: the response is not in {language}")
    if held(response) != due:
        faults.append(f"{folder.name} in {language}: {held(response)} is not {due}")
    return faults


def faults_of_trace(admin, conformance, folder, answers):
    code, lines, complaints = try_survey(admin, folder, answers, "--trace", "--seed", "7")
    if code != 0:
        return [f"{folder.name} with --trace: exit {code}, {complaints}"]
    steps = [json.loads(line) for line in lines[1:-1]]
    places = folder / "places.csv"
    case = {"id": folder.name, "md": markdown(folder),
            "files": {"places.csv": places.read_text(encoding="utf-8")} if places.exists() else {},
            "initial": json.loads(lines[0])["initial"], "steps": steps}
    with tempfile.TemporaryDirectory() as cases:
        pathlib.Path(cases, "trace.json").write_text(json.dumps({**HEAD, "cases": [case]}))
        done = subprocess.run([conformance, cases, "--list-failed"],
                              capture_output=True, text=True, check=False)
    last = done.stdout.splitlines()[-1] if done.stdout else done.stderr
    replayed = done.returncode == 0 and last == "1 passed, 0 failed" and len(steps) >= 5
    return [] if replayed else [f"{folder.name}: its trace does not replay: {done.stdout}{done.stderr}"]


def main(admin, conformance, source):
    faults = []
    files = sorted(pathlib.Path(source, "tests/data/answers").glob("*.txt"))
    for answers in files:
        folder = pathlib.Path(source, "assets/surveys", answers.stem)
        for language in LANGUAGES:
            faults += faults_of_language(admin, folder, answers, language)
        faults += faults_of_trace(admin, conformance, folder, answers)
    if len(files) < 6:
        faults.append("there are six shipped surveys, and each has its answers")
    print("\n".join(faults) or f"{len(files)} surveys in {len(LANGUAGES)} languages, replayed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
