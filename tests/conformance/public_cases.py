#!/usr/bin/python3
"""The public conformance cases, where they are at hand.

    public_cases.py RUNNER FOLDER KNOWN

The cases come from other projects and are not kept in this one: $HARMONY_CASES names their folder,
else FOLDER is tried. Exit: that of the runner, or 77 (skipped) when there is no folder.
"""
import os
import pathlib
import subprocess
import sys

SKIPPED = 77


def main():
    runner, folder, known = sys.argv[1:]
    folder = pathlib.Path(os.environ.get("HARMONY_CASES") or folder)
    if not folder.is_dir():
        print(f"skipped: no folder {folder}")
        return SKIPPED
    return subprocess.run([runner, folder, "--list-failed", "--known", known], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
