#!/usr/bin/python3
"""A store on a disk that is full to the last byte (root; a tmpfs for each level).

    disk_full.py KILL_DRIVER [--levels N] [--seed N] [--results DIR]

For each level: a store is made with room, the disk is filled until so many bytes are left (none, one
page or two more each time), and the store is started and used again (kill_driver --child:
records, second sealings, cuts, acknowledgements, tidying). It must start, also with nothing left, end by
itself, and have kept once whatever it acknowledged, on the full disk and after there is room again.
Self-check: an acknowledged record that never was must be found.
Exit 0 all held, 1 not, 77 not root or no tmpfs (skipped).
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

PAGE = 4096
SIZE = 16 << 20
SKIPPED = 77


class Disk:
    """A tmpfs in a mount namespace of our own: gone with this process."""

    def __init__(self, place):
        self.place = place
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place], check=True)

    def fill(self, left):
        """Leaves `left` bytes, whole pages."""
        free = os.statvfs(self.place)
        with open(self.place / "ballast", "wb") as ballast:
            ballast.write(b"\0" * max(free.f_bavail * free.f_frsize - left, 0))
        return os.statvfs(self.place).f_bavail * PAGE

    def empty(self):
        (self.place / "ballast").unlink()

    def end(self):
        subprocess.run(["umount", self.place], check=True)


def use(driver, folder, seed, told, records=60):
    """Runs the child; what it acknowledged is added to the file `told`."""
    return subprocess.run(["/bin/sh", "-c", f'exec "$0" --child "$1" {seed} after {records} 3>>"$2"',
                           driver, folder, told], capture_output=True, text=True, timeout=120)


def acknowledged(told):
    return len({line.split()[1] for line in told.read_text().splitlines() if line.startswith("saved ")})


def judge(driver, folder, told):
    done = subprocess.run([driver, "--judge", folder, told], capture_output=True, text=True, timeout=120)
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def try_level(driver, place, left, seed, told):
    told.write_text("")
    disk = Disk(place)
    try:
        faults = []
        folder = place / "store"
        folder.mkdir()
        use(driver, folder, seed, told)
        use(driver, folder, seed, told, 0)  # a start empties the logs, which would give space back
        there = disk.fill(left)
        before = acknowledged(told)
        for turn in (1, 2):  # the second start finds what the first left on a full disk
            done = use(driver, folder, seed + turn, told)
            if done.returncode != 0:
                faults.append(f"start {turn} ended with {done.returncode}: {done.stderr.strip()}")
        if left == 0 and acknowledged(told) - before >= 120:
            faults.append("a disk with nothing left took every record: this tests nothing")
        disk.empty()
        held, said = judge(driver, folder, told)
        if not held:
            faults.append(said)
        return there, said, faults
    finally:
        disk.end()


def self_check(driver, place, seed, told):
    told.write_text("saved " + "00" * 16 + " 0\n")
    disk = Disk(place)
    try:
        (place / "store").mkdir()
        use(driver, place / "store", seed, told)
        held, _ = judge(driver, place / "store", told)
        return None if not held else "an acknowledged record that never was is not found"
    finally:
        disk.end()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver", type=pathlib.Path)
    parser.add_argument("--levels", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--results", type=pathlib.Path)
    options = parser.parse_args()
    if os.geteuid() != 0:
        print("skipped: only root can mount")
        return SKIPPED
    if os.environ.get("HARMONY_OWN_MOUNTS") is None:
        environment = {**os.environ, "HARMONY_OWN_MOUNTS": "1"}
        return subprocess.run(["unshare", "-m", sys.executable, *sys.argv], env=environment).returncode
    began, bad = time.monotonic(), 0
    with tempfile.TemporaryDirectory() as temporary:
        place, told = pathlib.Path(temporary) / "disk", pathlib.Path(temporary) / "told"
        place.mkdir()
        driver = options.driver.resolve()
        try:
            broken = self_check(driver, place, options.seed, told)
        except subprocess.CalledProcessError:
            print("skipped: no tmpfs can be mounted here")
            return SKIPPED
        if broken:
            print("self-check: " + broken, file=sys.stderr)
            bad += 1
        for level in range(options.levels):
            # Nothing, then a page or two more each time: with 160 KiB every record fits.
            left = level * PAGE * (1 if options.levels > 50 else 2)
            there, said, faults = try_level(driver, place, left, options.seed + 10 * level, told)
            print(f"{there:8} bytes left: {'; '.join(faults) or said}", flush=True)
            bad += bool(faults)
    seconds = time.monotonic() - began
    if options.results:
        options.results.mkdir(parents=True, exist_ok=True)
        (options.results / "disk_full.json").write_text(json.dumps({
            "name": "disk_full", "build": "release", "seed": options.seed, "points": options.levels,
            "bad": bad, "seconds": round(seconds, 1), "rate": round(options.levels / seconds, 1)}) + "\n")
    return 1 if bad else 0


sys.exit(main())
