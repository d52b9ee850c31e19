#!/usr/bin/python3
"""kill -9 of the real kiosk in the middle of scripted residents, again and again.

    kill_test.py BIN ASSETS KILLS [--seed N] [--keep DIR]

Sets up an office and a kiosk with the real programs, then runs `harmony-kiosk --script` and kills it
at a random moment, KILLS times on one state folder. Half of the moments are uniform in time, half
fall within milliseconds of a save, where the commit is. At the end the kiosk cuts and carries, and
the batches are opened by the second decoder (tests/conformance/hk1_decode.py), not by the product:

    every record that the thank-you page acknowledged is there exactly once;
    records that nobody was thanked for are at most as many as kills;
    the office's store holds just as many.

Self-check: an acknowledged id that never was, and a batch counted twice, must be found.
Exit 0 all held, 1 something was lost or doubled (the seed is printed).
"""
import argparse
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time

from town import Town, hk1_decode

def real_records(batches, key):
    """The ids of all responses in the batches, in a list: one that comes twice stands twice."""
    rids = []
    for batch in batches:
        for rid, _rev, kind, _body in hk1_decode.open_batch(batch, *key):
            if kind is None:
                raise SystemExit("the office's key opens a batch only in part")
            if kind == 1:
                rids.append(rid.hex())
    return rids


def faults(acknowledged, rids, kills):
    """What is wrong, one sentence each."""
    found = []
    lost = [rid for rid in acknowledged if rid not in rids]
    doubled = sorted({rid for rid in rids if rids.count(rid) > 1})
    extra = len(set(rids) - set(acknowledged))
    if lost:
        found.append(f"{len(lost)} acknowledged responses are lost, {lost[0]} first")
    if doubled:
        found.append(f"{len(doubled)} responses are there twice, {doubled[0]} first")
    if extra > kills:
        found.append(f"{extra} responses that nobody was thanked for, from {kills} kills")
    return found


def run_and_kill(town, script, chance, length_s, seed):
    """One run that is killed; returns the ids it acknowledged, and whether it was still running."""
    process = subprocess.Popen([town.bin / "harmony-kiosk", *town.kiosk_options(), "--memory",
                                "--script", script, "--out", town.folder / "out", "--seed", str(seed)],
                               cwd=town.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               text=True)
    lines, saved = [], threading.Event()

    def read():
        for line in process.stdout:
            lines.append(line)
            if line.startswith("acknowledged "):
                saved.set()

    reader = threading.Thread(target=read)
    reader.start()
    if chance.random() < 0.5:
        time.sleep(chance.uniform(0.0, length_s))
    else:  # around the commit of a resident: the thanks page follows it by milliseconds
        saved.wait(length_s)
        time.sleep(chance.uniform(0.0, 0.25 * length_s))
    running = process.poll() is None
    process.kill()
    process.wait()
    reader.join()
    ids = [line.split()[1] for line in lines if line.startswith("acknowledged ") and line.endswith("\n")]
    return ids, running


def self_check(acknowledged, rids, batches, key, kills):
    if not faults(acknowledged + ["00" * 16], rids, kills):
        return "an acknowledged response that was never stored is not found"
    if not faults(acknowledged, real_records(batches + batches, key), kills):
        return "a batch counted twice is not found"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("assets", type=pathlib.Path)
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or pathlib.Path(temporary)
        town = Town(arguments.bin.resolve(), arguments.assets.resolve(), folder.resolve())
        town.set_up()
        languages = ["en", "pl", "ur", "ar"]
        # One whole run first: its length is what the moments are drawn from.
        began = time.monotonic()
        first = town.write_script("whole", ["resident en survey=neighbourhood seed=1 equality=some"])
        acknowledged = re.findall(r"^acknowledged (\S+)", town.kiosk("--memory", "--script", first,
                                                                     "--out", "out"), re.M)
        length_s = time.monotonic() - began
        stopped = 0
        for kill in range(arguments.kills):
            residents = [f"resident {chance.choice(languages)} survey=neighbourhood "
                         f"seed={chance.randrange(10**6)} equality=some" for _ in range(3)]
            script = town.write_script("killed", residents)
            ids, running = run_and_kill(town, script, chance, 2 * length_s, kill)
            acknowledged += ids
            stopped += running
        # Enough for a batch, whatever was killed; then staff send everything.
        last = town.write_script("last", [
            f"resident en survey=neighbourhood seed={n} equality=no" for n in range(10)
        ] + ["staff 206417", "tap staff.sync", "tap staff.sync.start"])
        acknowledged += re.findall(r"^acknowledged (\S+)", town.kiosk("--memory", "--script", last,
                                                                      "--out", "out"), re.M)
        town.admin("sync", "--from", "folder:stick")
        key, batches = town.survey_key(), town.batches()
        rids = real_records(batches, key)
        kept = int(town.kiosk("--count"))
        found = faults(acknowledged, rids, arguments.kills)
        if kept != len(rids):
            found.append(f"the journal says {kept} responses, the batches hold {len(rids)}")
        broken = self_check(acknowledged, rids, batches, key, arguments.kills)
        if broken:
            found.append("self-check: " + broken)
        if stopped < arguments.kills // 2:
            found.append(f"only {stopped} of {arguments.kills} kills met a running kiosk")
        print(f"{arguments.kills} kills ({stopped} of a running kiosk), {len(acknowledged)} responses "
              f"acknowledged, {len(rids)} stored, {len(rids) - len(set(acknowledged))} stored unthanked")
        for fault in found:
            print(f"seed {arguments.seed}: {fault}", file=sys.stderr)
        return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
