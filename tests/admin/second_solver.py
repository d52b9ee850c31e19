#!/usr/bin/env python3
"""second_solver.py HARMONY_ADMIN CHECK_FOLDER [TABLES [SEED]]

ST4 with another solver: random tables, two-way and linked by their totals, go through `harmony-admin
stats run` (GLPK) and are judged by linear programming that shares nothing with it: scipy where it is
installed, else the rational arithmetic of tests/data/stats/check/attack.py. Then takes a hidden number
out of patterns and expects that to be found."""
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, sys.argv[2])
import attack  # noqa: E402

try:
    import scipy.optimize
except ImportError:
    scipy = None

tables = int(sys.argv[3]) if len(sys.argv) > 3 else 25
draw = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 20261127)


def geometric(mean):
    n = 0
    while draw.random() > 1 / (mean + 1):
        n += 1
    return n


def add_two_way(table, rows, columns, counts):
    """Cells and sums of a two-way table; totals of columns may be there already."""
    cells, sums = table["cells"], table["sums"]
    for r in rows:
        cells[f"{r}|*"] = sum(counts[r, c] for c in columns)
        sums.append({"total": f"{r}|*", "parts": [f"{r}|{c}" for c in columns]})
        cells.update({f"{r}|{c}": counts[r, c] for c in columns})
    for c in columns:
        cells[f"*|{c}"] = sum(counts[r, c] for r in rows)
        sums.append({"total": f"*|{c}", "parts": [f"{r}|{c}" for r in rows]})
    cells["*|*"] = sum(counts.values())
    sums.append({"total": "*|*", "parts": [f"{r}|*" for r in rows]})


def random_table():
    columns = [f"c{i}" for i in range(draw.randint(2, 4))]
    places = [f"p{i}" for i in range(draw.randint(1, 4))]
    ages = [f"a{i}" for i in range(draw.randint(2, 3))] if draw.random() < 0.5 else []
    table = {"cells": {}, "sums": [], "always_published": ["*|*"]}
    counts = {(p, c): geometric(draw.choice([3, 12, 25])) for p in places for c in columns}
    add_two_way(table, places, columns, counts)
    if ages:
        split = {(a, c): 0 for a in ages for c in columns}
        for c in columns:
            for _ in range(sum(counts[p, c] for p in places)):
                split[draw.choice(ages[:1] + ages), c] += 1
        add_two_way(table, ages, columns, split)
    table["sums"].append({"total": "*|*", "parts": [f"*|{c}" for c in columns]})
    return table


def random_policy():
    return {"threshold": draw.choice([5, 10]), "rule": draw.choice(["exact", "interval", "interval"]),
            "attacker_min": draw.choice([0, 1]), "singleton": draw.random() < 0.5}


def scipy_bounds(table, hidden, m=1, known=()):
    hidden, rows, right = attack.system(table, hidden, known)
    found = {}
    for i, cell in enumerate(hidden):
        ends = []
        for sign in (1, -1):
            cost = [0.0] * len(hidden)
            cost[i] = sign
            done = scipy.optimize.linprog(cost, A_eq=rows or None, b_eq=right or None,
                                          bounds=[(m, None)] * len(hidden), method="highs")
            ends.append(None if done.status == 3 else sign * done.fun)
        low, high = ends
        found[cell] = (round(low, 6), None if high is None else round(high, 6))
    return found


if scipy:
    attack.bounds = scipy_bounds

analyses = [{"id": f"t{i}", "kind": "suppress", "table": random_table(), "policy": random_policy()}
            for i in range(tables)]
with tempfile.TemporaryDirectory() as folder:
    spec, out = f"{folder}/spec.json", f"{folder}/out.json"
    json.dump({"format": "harmony-stats-spec/1", "analyses": analyses}, open(spec, "w"))
    subprocess.run([sys.argv[1], "stats", "run", "--spec", spec, "--out", out], capture_output=True,
                   timeout=240)
    results = json.load(open(out))["results"]

faults, plans, planted, missed = [], 0, 0, 0
for analysis in analyses:
    result = results[analysis["id"]]
    if result["status"] != "ok":
        continue
    plans += 1
    table, policy, hidden = analysis["table"], analysis["policy"], result["suppressed"]
    why = attack.why_unsafe(table, hidden, policy)
    if why:
        faults.append(f"{analysis['id']}: {why}")
    for cell, (low, high) in attack.bounds(table, hidden, policy["attacker_min"]).items():
        ours = result["bounds"][cell]
        if abs(ours[0] - float(low)) > 1e-6 or (ours[1] is None) != (high is None) or (
                high is not None and abs(ours[1] - float(high)) > 1e-6):
            faults.append(f"{analysis['id']}: {cell} is {ours}, the other solver says {low}, {high}")
    if result["method"] == "optimum" and result["secondary"]:  # else a cheaper one were safe
        planted += 1
        rest = [cell for cell in hidden if cell != result["secondary"][0]]
        missed += attack.why_unsafe(table, rest, policy) is None
if plans < tables / 4:
    faults.append(f"only {plans} of {tables} tables have a plan")
if not planted or missed:
    faults.append(f"{missed} of {planted} planted faults were not found")
print("\n".join(faults) or f"{plans} tables agree with {'scipy' if scipy else 'rational arithmetic'}, "
      f"{planted} planted faults were found")
sys.exit(1 if faults else 0)
