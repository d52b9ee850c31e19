#!/usr/bin/python3
"""A key that the product split and one that it put on paper, read by the second reader:
split_second_reader.py ADMIN HK1_DECODE."""
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile

admin, decode = sys.argv[1:]
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "passphrase").write_text("six words that nobody guesses here\n")

    def office(*words):
        return subprocess.run([admin, "--office", folder / "office", "--passphrase-file",
                               folder / "passphrase", *words], check=True, capture_output=True,
                              text=True).stdout

    def second(*words):
        return subprocess.run(["/usr/bin/python3", decode, *words], capture_output=True, text=True)

    office("init", "--org", "Example Borough", "--demo")
    for holder in "abc":
        office("key", "new", "holder", "--out", folder / (holder + ".hkk"))
    escrow = folder / "office" / "escrow" / "contact.hkk"
    split = folder / "contact.hks"
    office("key", "split", escrow, "--holders", *(folder / (h + ".pub") for h in "abc"),
           "--need", "2", "--out", split)
    public = escrow.read_bytes()[54:86].hex()  # 3.1: the public key stands at 54
    for group in itertools.combinations("abc", 2):
        said = second("--split", split, folder / "passphrase", *(folder / (h + ".hkk") for h in group))
        assert said.returncode == 0, said.stderr
        key = json.loads(said.stdout)
        assert key["public"] == public and key["kind"] == 4, key
    for alone in "abc":
        said = second("--split", split, folder / "passphrase", folder / (alone + ".hkk"))
        assert said.returncode == 1 and "not enough" in said.stderr, said
    spoiled = bytearray(split.read_bytes())
    spoiled[100] ^= 1
    (folder / "spoiled.hks").write_bytes(spoiled)
    said = second("--split", folder / "spoiled.hks", folder / "passphrase", folder / "a.hkk",
                  folder / "b.hkk")
    assert said.returncode == 1, said

    # On paper: the letters stand alone between two empty lines.
    letters = office("key", "paper", escrow).split("\n\n")[1]
    (folder / "letters").write_text(letters)
    said = second("--paper", folder / "letters")
    assert said.returncode == 0 and json.loads(said.stdout)["secret"] == key["secret"], said
    (folder / "letters").write_text(letters.replace(letters[3], "Z" if letters[3] != "Z" else "Y", 1))
    assert second("--paper", folder / "letters").returncode == 1
print("the second reader agrees")
