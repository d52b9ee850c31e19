"""An office, a stick and one enrolled kiosk in a folder, set up with the real programs."""
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "conformance"))
import hk1_decode  # noqa: E402
from nacl import bindings as sodium  # noqa: E402

PASSPHRASE = "lantern meadow copper thimble walnut"
DIGITS = re.compile(r"\d{4} \d{4} \d{4}")


class Town:
    """An office, a stick and one enrolled kiosk in a folder."""

    def __init__(self, programs, assets, folder):
        self.bin, self.assets, self.folder = programs, assets, folder
        (folder / "stick").mkdir(parents=True, exist_ok=True)
        (folder / "passphrase").write_text(PASSPHRASE + "\n")
        (folder / "pin").write_text("206417\n")

    def run(self, program, *arguments):
        done = subprocess.run([self.bin / program, *map(str, arguments)], cwd=self.folder, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
        if done.returncode != 0:
            raise SystemExit(f"{program} {' '.join(map(str, arguments))}: exit {done.returncode}\n"
                             f"{done.stdout}{done.stderr}")
        return done.stdout

    def admin(self, *arguments):
        return self.run("harmony-admin", "--office", "office", "--passphrase-file", "passphrase",
                        "--today", "2026-03-02", *arguments)

    def kiosk(self, *arguments):
        return self.run("harmony-kiosk", *self.kiosk_options(), *arguments)

    def kiosk_options(self):
        return ["--data", "kiosk", "--courier", "folder:stick"]

    def set_up(self):
        self.admin("init", "--demo", "--org", "Test Council")
        self.admin(*self.publication())
        asked = self.kiosk("--enrol-request", "stick/kiosk.hke")
        told = self.admin("kiosk", "enrol", "stick/kiosk.hke", "--label", "Kiosk", "--site", "Hall",
                          "--digits", DIGITS.search(asked).group(), "--pin-file", "pin",
                          "--to", "folder:stick")
        self.digits = DIGITS.findall(told)[-1]
        shutil.copytree(self.folder / "kiosk", self.folder / "kiosk-new")
        self.kiosk("--welcome", "stick", "--digits", self.digits)

    def publication(self):
        return ["publish", "--survey", self.assets / "surveys/neighbourhood",
                "--survey", self.assets / "surveys/town_centre_pspo",
                "--survey", self.assets / "demo/priorities",
                "--content", self.assets / "demo/content.json",
                "--phrases", self.assets / "phrases", "--to", "folder:stick"]

    def write_script(self, name, lines):
        path = self.folder / name
        path.write_text("\n".join([f'scenario "{name}"',
                                   "given panel 10.1 ; given clock 2026-03-12T10:00:00+00:00",
                                   *lines, ""]))
        return path

    def batches(self):
        return [hk1_decode.read_batch(file.read_bytes())
                for file in sorted((self.folder / "stick").glob("hk1-*/up/*/survey/*.hkb"))]

    def survey_key(self):
        """Public and secret key of the office's survey recipient."""
        for file in (self.folder / "office").rglob("*.hkk"):
            key = hk1_decode.open_key_file(file.read_bytes(), PASSPHRASE.encode())
            if key["kind"] == 3 and "escrow" not in str(file):
                return sodium.crypto_box_seed_keypair(key["secret"])
        raise SystemExit("the office has no survey key")
