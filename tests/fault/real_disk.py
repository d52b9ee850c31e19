#!/usr/bin/python3
"""Power cuts on a real file system: ext4 in a file (root; reliability.md, section 4.5).

    real_disk.py KILL_DRIVER SHIM [--cuts N] [--seed N] [--results DIR]

A store works on an ext4 that lies in a file (kill_driver --child: records, second sealings, cuts,
acknowledgements, tidying). At a moment drawn by the seed the program is stopped and the file is copied:
what ext4 has handed to its disk until then is what a power cut leaves; what it still holds in memory is
gone. The copy is checked (e2fsck), mounted, which replays ext4's own journal, and the store in it must
have once whatever was acknowledged before the copy began.

This is real ext4 with its own order of writes. What it does not show is a disk that loses or reorders
what ext4 gave it: that is the invented disk of power_cut, sector by sector.

Self-check: with syncs that do nothing (the shim answers "done") acknowledged records must be missing.
Exit 0 all held, 1 not, 77 not root or no ext4 or loop device (skipped, and says which).
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
SIZE = 24 << 20
LONGEST_LIFE = 0.6
NO_SYNC = {"FAULT_SKIP": "syncs"}


def run(*words, **options):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=120,
                          **options)


class Disk:
    """An ext4 in a file, mounted in a mount namespace of our own. Nothing but syncs makes it write
    before five minutes have passed."""

    def __init__(self, image, place):
        self.image, self.place = image, place

    def make(self):
        with open(self.image, "wb") as image:
            image.truncate(SIZE)
        run("mkfs.ext4", "-q", "-F", self.image, check=True)

    def mount(self):
        run("mount", "-o", "loop,commit=300", self.image, self.place, check=True)

    def end(self):
        run("umount", self.place, check=True)


class Cuts:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.place, self.after = folder / "disk", folder / "after"
        self.place.mkdir()
        self.after.mkdir()
        self.told = folder / "told"

    def child(self, seed, environment):
        command = f'exec "$0" --child "$1" {seed} after 4000 3>>"$2"'
        environment = {**os.environ, "LD_PRELOAD": str(self.options.shim.resolve()),
                       "FAULT_PATH": str(self.place), **environment}
        return subprocess.Popen(["/bin/sh", "-c", command, self.options.driver.resolve(),
                                 self.place / "store", self.told], env=environment,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def cut(self, seed, environment):
        """One cut: how many records were acknowledged, and what is wrong afterwards."""
        chance = random.Random(seed)
        disk = Disk(self.folder / "disk.img", self.place)
        disk.make()
        disk.mount()
        self.told.write_text("")
        (self.place / "store").mkdir()
        run("sync", "-f", self.place)
        child = self.child(seed, environment)
        try:
            while not self.told.read_text() and child.poll() is None:
                time.sleep(0.002)  # not a wait for chance: until the store has begun
            time.sleep(chance.random() * LONGEST_LIFE)
            child.send_signal(signal.SIGSTOP)
            copy = self.folder / "copy.img"
            shutil.copyfile(self.folder / "disk.img", copy)
        finally:
            child.kill()
            child.wait()
            disk.end()
        return self.judge(copy)

    def judge(self, copy):
        count = sum(line.startswith("saved ") for line in self.told.read_text().splitlines())
        checked = run("e2fsck", "-fy", copy)
        if checked.returncode > 1:  # 1: its journal was replayed
            return count, f"the file system is damaged: {checked.stdout.strip()}"
        Disk(copy, self.after).mount()
        try:
            done = run(self.options.driver.resolve(), "--judge", self.after / "store", self.told)
            return count, None if done.returncode == 0 else (done.stdout + done.stderr).strip()
        finally:
            run("umount", self.after, check=True)


def why_not(folder):
    """Why this machine cannot do it; nothing when it can."""
    if os.geteuid() != 0:
        return "only root can mount"
    missing = [tool for tool in ("mkfs.ext4", "e2fsck", "losetup") if shutil.which(tool) is None]
    if missing:
        return f"{', '.join(missing)} is missing (Debian: e2fsprogs, mount)"
    place = folder / "try"
    place.mkdir()
    disk = Disk(folder / "try.img", place)
    try:
        disk.make()
        disk.mount()
        disk.end()
    except subprocess.CalledProcessError as trouble:
        return f"no ext4 can be mounted from a file here: {trouble.stderr.strip()}"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver", type=pathlib.Path)
    parser.add_argument("shim", type=pathlib.Path)
    parser.add_argument("--cuts", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", type=pathlib.Path)
    options = parser.parse_args()
    if os.geteuid() == 0 and os.environ.get("HARMONY_OWN_MOUNTS") is None:
        environment = {**os.environ, "HARMONY_OWN_MOUNTS": "1"}
        return subprocess.run(["unshare", "-m", sys.executable, *sys.argv], env=environment).returncode
    memory = "/dev/shm" if pathlib.Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=memory) as temporary:
        folder = pathlib.Path(temporary)
        reason = why_not(folder)
        if reason:
            print(f"skipped: {reason}")
            return SKIPPED
        cuts, began, bad, records = Cuts(options, folder), time.monotonic(), 0, 0
        missed = [cuts.cut(options.seed + n, NO_SYNC)[1] for n in range(3)]
        if not any(missed):
            print("self-check: syncs did nothing, and no record was missed", file=sys.stderr)
            bad += 1
        for n in range(options.cuts):
            count, wrong = cuts.cut(options.seed + n, {})
            records += count
            if wrong:
                bad += 1
                print(f"bad: real_disk.py DRIVER SHIM --cuts 1 --seed {options.seed + n}: {wrong}",
                      file=sys.stderr)
    seconds = time.monotonic() - began
    print(f"{options.cuts} cuts, {records} records acknowledged before them, {bad} bad; self-check: "
          f"{next(filter(None, missed), 'nothing')}")
    if options.results:
        options.results.mkdir(parents=True, exist_ok=True)
        (options.results / "real_disk.json").write_text(json.dumps({
            "name": "real_disk", "build": "release", "seed": options.seed, "points": options.cuts,
            "bad": bad, "seconds": round(seconds, 1), "rate": round(options.cuts / seconds, 1)}) + "\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
