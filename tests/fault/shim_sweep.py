#!/usr/bin/python3
"""Faults in the whole program: the real programs with one system call that fails or kills (shim.c).

    shim_sweep.py BIN ASSETS SHIM [--points N] [--seed N] [--only NAME] [--point CALL:WHAT:N] [--results DIR]

Sets up an office, a stick and a kiosk with answers once. Then, for each thing a person does (a resident
answers, the courier carries, the office syncs, publishes, backs up, restores, makes its tables anew), on
a fresh copy:

    the calls that write are counted in a run without a fault, in which every file and folder that the
        program says it kept must be durable in name and content when it ends;
    the program is run again and one call fails (EIO, ENOSPC, EROFS, a short write, EINTR) or kills it:
        N points drawn by the seed, or all of them with --points 0;
    it may refuse, with an exit code and a sentence, but not crash; and the same command without the
        fault then does all of it, with nothing lost and nothing doubled.

A failure prints the line that repeats it. Self-check: with the syncs of folders left out (the shim
answers "done"), the count run must find names that are not durable.
"""
import argparse
import json
import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from town import Town

CALLS = ["write", "sync", "rename", "open", "truncate", "mkdir", "unlink"]
READ_FAULTS = ["EIO", "EIO:sticky", "short"]
FAULTS = ["EIO", "ENOSPC", "KILL", "KILL", "short", "EINTR", "EROFS"]
STICKY = {"EIO", "ENOSPC", "EROFS"}
# Logs of databases are synced with the next record; pool, watch and locks may go with the power.
NOT_KEPT = re.compile(r"(-wal|-shm|-journal|courier\.(status|lock)|/run/.*|watch)$")


class Scene:
    """What one person does with one program."""

    def __init__(self, name, program, arguments, check):
        self.name, self.program, self.arguments, self.check = name, program, arguments, check


class Sweep:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.bin = options.bin.resolve()
        self.template = Town(self.bin, options.assets.resolve(), folder / "template")
        self.points = self.bad = 0

    def prepare(self):
        town = self.template
        town.set_up()
        for n in (1, 2):  # two batches: the office has the first one already
            script = town.write_script(f"day{n}", [
                f"resident en survey=neighbourhood seed={n * 100 + r} equality=no" for r in range(10)
            ] + ["staff 206417", "tap staff.sync", "tap staff.sync.start"])
            town.kiosk("--memory", "--script", script, "--out", "out")
            if n == 1:
                town.admin("sync", "--from", "folder:stick")
                (town.folder / "safe").mkdir()
                shutil.copy(town.folder / "office/keys/backup.hkk", town.folder / "safe/backup.hkk")
                town.admin("backup", "--to", "safe")
        self.expected = len(town.batches())
        # A courier that has carried nothing yet, and a place that has everything but the batches.
        shutil.copytree(town.folder / "stick", town.folder / "place",
                        ignore=shutil.ignore_patterns("*.hkb"))
        shutil.copytree(town.folder / "kiosk", town.folder / "carrier")
        for brought in (town.folder / "carrier/spool/in").glob("hk1-*"):
            shutil.rmtree(brought)
        for batch in (town.folder / "stick").glob("hk1-*/**/*.hkb"):
            waiting = town.folder / "carrier/spool/out" / batch.relative_to(town.folder / "stick")
            waiting.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(batch, waiting)
        (town.folder / "backups").mkdir()

    # --- what people do --------------------------------------------------------------------------

    def scenes(self):
        office = ["--office", "office", "--passphrase-file", "passphrase", "--today", "2026-03-02"]
        restored = ["--office", "restored", "--passphrase-file", "passphrase", "--today", "2026-03-02"]
        backup = next((self.template.folder / "safe").glob("*.hkz")).name
        restore = restored + ["restore", f"safe/{backup}", "--key", "safe/backup.hkk",
                              "--seen", "folder:stick"]
        return [
            Scene("init", "harmony-admin",
                  ["--office", "fresh", "--passphrase-file", "passphrase", "--today", "2026-03-02",
                   "init", "--demo", "--org", "Test Council"], self.check_made),
            Scene("courier", "harmony-courier", ["--data", "carrier", "--courier", "folder:place"],
                  self.check_courier),
            Scene("sync", "harmony-admin", office + ["sync", "--from", "folder:stick"], self.check_office),
            Scene("rebuild", "harmony-admin", office + ["rebuild"], self.check_rebuilt),
            Scene("backup", "harmony-admin", office + ["backup", "--to", "backups"], self.check_backup),
            Scene("publish", "harmony-admin", office + self.template.publication(), self.check_published),
            Scene("restore", "harmony-admin", restore, self.check_restored),
            Scene("welcome", "harmony-kiosk",
                  ["--data", "kiosk-new", "--courier", "folder:stick", "--welcome", "stick",
                   "--digits", self.template.digits], self.check_welcomed),
            Scene("resident", "harmony-kiosk",
                  ["--data", "kiosk", "--courier", "folder:stick", "--memory", "--script", "resident",
                   "--out", "out"], self.check_resident),
        ]

    # --- what must be there afterwards -----------------------------------------------------------

    def batches_in(self, folder, office="office"):
        with sqlite3.connect(folder / office / "office.db") as store:
            rows = store.execute("SELECT kiosk, instance, class, seq, opened FROM batch").fetchall()
            tables = store.execute("SELECT coalesce(sum(rows), 0) FROM form_table").fetchone()[0]
            whole = store.execute("PRAGMA integrity_check").fetchone()[0]
        if whole != "ok":
            return f"the office's store is damaged: {whole}"
        if len({row[:4] for row in rows}) != len(rows):
            return "a batch is there twice"
        if sum(row[4] for row in rows) != tables:
            return f"{sum(row[4] for row in rows)} responses opened, {tables} in the tables"
        return len(rows)

    def check_count(self, folder, wanted, office="office"):
        found = self.batches_in(folder, office)
        if isinstance(found, str):
            return found
        return None if found == wanted else f"{found} batches in the store, not {wanted}"

    def check_made(self, folder, _told):
        return None if (folder / "fresh/keys/backup.hkk").is_file() else "the office has no keys"

    def check_office(self, folder, _told):
        return self.check_count(folder, self.expected)

    def check_rebuilt(self, folder, _told):
        return self.check_count(folder, 1)

    def check_restored(self, folder, _told):
        return self.check_count(folder, 1, "restored")

    def check_courier(self, folder, _told):
        """What there was to carry lies at the other end, byte for byte and under the same name."""
        out, into, place = (folder / name for name in ("carrier/spool/out", "carrier/spool/in", "place"))
        pairs = [(file, place / file.relative_to(out)) for file in out.glob("hk1-*/**/*.hkb")]
        pairs += [(file, into / file.relative_to(place)) for file in place.glob("hk1-*/down/**/*.hk?")]
        for file, there in pairs:
            if not there.is_file() or there.read_bytes() != file.read_bytes():
                return f"{file.name} did not arrive as it is"
        return None

    def check_welcomed(self, folder, _told):
        """The pack is there whole: a resident can answer."""
        town = Town(self.bin, self.template.assets, folder)
        shutil.rmtree(folder / "kiosk")
        (folder / "kiosk-new").rename(folder / "kiosk")
        told = town.kiosk("--memory", "--script", "resident", "--out", "out")
        return None if told.count("acknowledged ") == 1 else "no resident could answer"

    def check_backup(self, folder, _told):
        whole = list((folder / "backups").glob("*.hkz"))
        return None if whole else "no backup is there"

    def check_published(self, folder, _told):
        for file in (folder / "stick").glob("hk1-*/**/f/*"):
            if not file.name.startswith(".part-") and file.stat().st_size == 0:
                return f"{file.name} is empty"
        return None

    def check_resident(self, folder, told):
        """Every answer that somebody was thanked for is counted; and no more than were sent."""
        town = Town(self.bin, self.template.assets, folder)
        kept = int(town.kiosk("--count"))
        thanked = told.count("acknowledged ")
        return None if 20 + thanked <= kept <= 20 + 2 else f"{thanked} thanked, {kept - 20} kept"

    # --- one run -----------------------------------------------------------------------------------

    def run(self, scene, folder, fault=None, environment=None):
        for left in ("mark", "audit"):
            (self.folder / left).unlink(missing_ok=True)
        env = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LD_PRELOAD": str(self.options.shim.resolve()),
               "FAULT_PATH": str(folder), "FAULT_MARK": str(self.folder / "mark"), **(environment or {})}
        if fault:
            env["FAULT"] = fault
        command = [self.bin / scene.program, *map(str, scene.arguments)]
        return subprocess.run(command, cwd=folder, env=env, text=True, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=300)

    def copy(self):
        folder = self.folder / "work"
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run(["cp", "-a", self.template.folder, folder], check=True)
        (folder / "resident").write_text(
            'scenario "one"\ngiven panel 10.1 ; given clock 2026-03-13T10:00:00+00:00\n'
            "resident en survey=neighbourhood seed=777 equality=no\n")
        return folder

    def say(self, scene, fault, what):
        self.bad += 1
        print(f"bad: shim_sweep.py BIN ASSETS SHIM --only {scene.name} --point {fault}: {what}",
              file=sys.stderr, flush=True)

    def audit(self, scene, **environment):
        """Names and contents that no sync has made durable, in a run without a fault."""
        folder = self.copy()
        log = self.folder / "audit"
        done = self.run(scene, folder, environment={"FAULT_AUDIT": str(log), **environment})
        if done.returncode != 0:
            raise SystemExit(f"{scene.name}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        lines = log.read_text().splitlines() if log.exists() else []
        count, reads = (next((int(line.split()[1]) for line in lines if line.startswith(what)), 0)
                        for what in ("calls ", "reads "))
        self.reads = reads
        loose = [line for line in lines
                 if not line.startswith(("calls ", "reads ")) and not NOT_KEPT.search(line)]
        return count, [line.replace(str(folder), "") for line in loose if "/out/" not in line
                       or "/spool/" in line]

    def point(self, scene, fault):
        """False when the program ended before the fault could strike."""
        folder = self.copy()
        self.points += 1
        hit = self.run(scene, folder, fault)
        struck = (self.folder / "mark").exists()
        if hit.returncode < 0 and ":KILL:" not in fault or hit.returncode in (134, 139):
            self.say(scene, fault, f"crashed with {hit.returncode}: {hit.stderr[-300:]}")
        elif struck and hit.returncode not in (0, -9) and not (hit.stderr + hit.stdout).strip():
            self.say(scene, fault, f"refused with {hit.returncode} and no word")
        elif struck and fault.startswith("read:"):
            self.judge_read(scene, fault, hit)
        again = self.run(scene, folder)
        if again.returncode != 0 and not self.stands_already(scene, folder):
            self.say(scene, fault, f"the same command again: exit {again.returncode}: "
                                   f"{(again.stdout + again.stderr)[-300:]}")
            return struck
        wrong = scene.check(folder, hit.stdout + again.stdout)
        if wrong:
            self.say(scene, fault, wrong)
        return struck

    def judge_read(self, scene, fault, hit):
        """A short read is no error. A failed one that ends a program is told with where it was."""
        if ":short:" in fault and hit.returncode != 0:
            self.say(scene, fault, f"a short read ended it: {(hit.stdout + hit.stderr)[-300:]}")
        if hit.returncode == 0:
            return
        path = pathlib.Path((self.folder / "mark").read_text())
        # Of a database with a log beside it, the database is named.
        names = {path.name, re.sub(r"-(wal|journal)$", "", path.name), path.parent.name}
        if not any(name in hit.stdout + hit.stderr for name in names):
            self.say(scene, fault, f"{path} could not be read, and is not named: "
                                   f"{(hit.stdout + hit.stderr)[-300:]}")

    def read_faults(self, chance):
        """A share of the reads of this scene, by the seed, or all of them with --points 0."""
        whats = [what.split(":") for what in READ_FAULTS]
        numbers = range(1, self.reads + 1)
        if self.options.points == 0:
            pairs = [(what, n) for n in numbers for what in whats]
        else:
            pairs = [(chance.choice(whats), chance.choice(numbers))
                     for _ in range(self.options.points if self.reads else 0)]
        return [":".join(["read", what[0], str(n), *what[1:]]) for what, n in pairs]

    @staticmethod
    def stands_already(scene, folder):
        """Killed after its last step: what is made once is there, and is not made again. The check says
        whether it is whole."""
        made = {"init": "fresh", "restore": "restored", "welcome": "kiosk-new"}.get(scene.name)
        return made is not None and (folder / made).is_dir()

    def sweep(self, scene, chance):
        count, loose = self.audit(scene)
        for line in loose:
            self.bad += 1
            print(f"bad: {scene.name}: not durable when it ended: {line}", file=sys.stderr)
        began, before = time.monotonic(), self.bad
        if self.options.point:
            faults = [self.options.point]
        elif self.options.points == 0:
            faults = [f"any:{what}:{n}{sticky}" for n in range(1, count + 1)
                      for what in sorted(set(FAULTS)) for sticky in ("", ":sticky")
                      if not sticky or what in STICKY]
        else:
            faults = [f"any:{chance.choice(FAULTS)}:{chance.randint(1, max(count, 1))}"
                      + chance.choice(["", "", ":sticky"]) for _ in range(self.options.points)]
            faults = [fault if fault.split(":")[1] in STICKY else ":".join(fault.split(":")[:3])
                      for fault in faults]
        if not self.options.point:
            faults += self.read_faults(chance)
        struck = sum(self.point(scene, fault) for fault in faults)
        seconds = time.monotonic() - began
        print(f"{scene.name:10} {count:6} calls {len(faults):6} points {struck:6} struck "
              f"{self.bad - before:4} bad {seconds:7.1f} s", flush=True)
        if struck == 0:
            self.say(scene, "-", "no fault struck")

    def self_check(self):
        scene = self.scenes()[0]
        _, loose = self.audit(scene, FAULT_SKIP="folders")
        if not any(line.startswith("name") for line in loose):
            raise SystemExit("self-check: syncs of folders were left out, and no name was missed")
        print(f"self-check: {len(loose)} names missed without syncs of folders")
        if self.reads == 0:
            raise SystemExit("self-check: no read was counted")


def main():
    parser = argparse.ArgumentParser()
    for name in ("bin", "assets", "shim"):
        parser.add_argument(name, type=pathlib.Path)
    parser.add_argument("--points", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--point")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--results", type=pathlib.Path)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if pathlib.Path("/dev/shm").is_dir() else None) as folder:
        sweep = Sweep(options, pathlib.Path(options.keep or folder))
        sweep.prepare()
        sweep.self_check()
        for scene in sweep.scenes():
            if options.only in (None, scene.name):
                sweep.sweep(scene, chance)
    seconds = time.monotonic() - began
    print(f"{sweep.points} points, {sweep.bad} bad, {seconds:.0f} s, seed {options.seed}")
    if options.results:
        options.results.mkdir(parents=True, exist_ok=True)
        (options.results / "shim_sweep.json").write_text(json.dumps({
            "name": "shim_sweep", "build": "release", "seed": options.seed, "points": sweep.points,
            "bad": sweep.bad, "seconds": round(seconds, 1), "rate": round(sweep.points / seconds, 1)}) + "\n")
    return 1 if sweep.bad else 0


if __name__ == "__main__":
    sys.exit(main())
