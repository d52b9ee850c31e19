#!/usr/bin/env python3
"""stats_cases.py HARMONY_ADMIN CASES_FOLDER

Runs every case of tests/data/stats through `harmony-admin stats run` and compares (compare.py there).
Then plants a fault in one result and expects it to be found."""
import json
import os
import subprocess
import sys
import tempfile

admin, cases_folder = (os.path.abspath(word) for word in sys.argv[1:3])
root = os.path.dirname(cases_folder)
sys.path[:0] = [root, os.path.join(root, "check")]
import compare  # noqa: E402

faults = []


def run(name, out):
    """Leaves NAME.json, NAME.rc and NAME.err in folder `out`."""
    case = json.load(open(f"{cases_folder}/{name}/case.json"))
    words = [admin, "stats", "run", "--spec", f"{cases_folder}/{name}/spec.json",
             "--out", f"{out}/{name}.json"]
    if case.get("data"):
        words += ["--data", case["data"]]
    done = subprocess.run(words, cwd=root, capture_output=True, timeout=120)
    open(f"{out}/{name}.rc", "w").write(str(done.returncode))
    open(f"{out}/{name}.err", "wb").write(done.stderr)
    if os.path.exists(f"{out}/{name}.json"):
        if b"These numbers are not protected. Do not publish them." not in done.stderr:
            faults.append(f"{name}: does not say that the numbers are not protected")


def judge(name, out):
    return compare.judge(f"{cases_folder}/{name}", out, name)


def plant(name, out):
    """A number of OUT.json a millionth part off."""
    path = f"{out}/{name}.json"
    written = json.load(open(path))
    first = next(iter(written["results"].values()))
    first["p"] *= 1 + 1e-6
    json.dump(written, open(path, "w"))


with tempfile.TemporaryDirectory() as out:
    names = sorted(os.listdir(cases_folder))
    for name in names:
        run(name, out)
        faults += [f"{name}: {sentence}" for sentence in judge(name, out)]
    plant("proportion-domains", out)
    if not judge("proportion-domains", out):
        faults.append("a planted fault was not found")
    if len(names) < 28:
        faults.append(f"only {len(names)} cases")

print("\n".join(faults) or f"{len(names)} cases")
sys.exit(1 if faults else 0)
