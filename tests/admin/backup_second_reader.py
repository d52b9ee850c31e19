#!/usr/bin/python3
"""A backup of the product, opened by the second reader: backup_second_reader.py ADMIN HK1_DECODE."""
import json
import pathlib
import subprocess
import sys
import tempfile

admin, decode = sys.argv[1:]
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "passphrase").write_text("six words that nobody guesses here\n")
    (folder / "safe").mkdir()

    def office(*words):
        subprocess.run([admin, "--office", folder / "office", "--passphrase-file",
                        folder / "passphrase", *words], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    def second(file, key):
        return subprocess.run(["/usr/bin/python3", decode, "--backup", file, key,
                               folder / "passphrase"], capture_output=True, text=True)

    office("init", "--org", "Example Borough", "--demo")
    office("backup", "--to", folder / "safe")
    backup = next((folder / "safe").glob("*.hkz"))
    for key in ("keys", "escrow"):  # the office's, and the one in the safe
        said = second(backup, folder / "office" / key / "backup.hkk")
        assert said.returncode == 0, said.stderr
        files = json.loads(said.stdout)["files"]
        assert files["office.db"] > 0 and "keys/publisher.hkk" in files, files
        assert not any("root" in name or "escrow" in name for name in files), files
    # It must be able to say no: another key, a changed byte, a missing end.
    assert second(backup, folder / "office" / "keys" / "survey.hkk").returncode == 1
    whole = backup.read_bytes()
    for spoiled in (whole[:-1], whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:]):
        backup.write_bytes(spoiled)
        assert second(backup, folder / "office" / "keys" / "backup.hkk").returncode == 1
print("the second reader agrees")
