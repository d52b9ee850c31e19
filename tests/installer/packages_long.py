"""packages_long.py SOURCE BUILD: the packages, proved in a machine (./harmony test --packages).

Two fresh Debian 12 trees: a kiosk, booted in systemd-nspawn with a virtual display in place of the X server
of a real screen, and an office. What is proved, in this order, each with the number of sealed answers as
its measure:
   1 installed from files alone, nothing missing      7 killed five times, started again five times
   2 the machine boots into the kiosk                 8 hung: the service manager ends and restarts it
   3 enrolled, content carried by the courier         9 switched off and on
   4 thirty residents answer through the screens     10 the next version, on top, with its records
   5 from inside the walls nothing opens             11 an older version refuses a newer store
   6 no key leads out, no port listens, and nobody   12 its batch opens at the office
     is logged in                                    13 purge keeps what is unsent, and only that
Needs root, mmdebstrap and systemd-container; the tree of step 1 is downloaded once.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from machine import Failed, Machine, make_base, run

source, build = map(pathlib.Path, sys.argv[1:3])
work = pathlib.Path(os.environ.get("HARMONY_PROOF", build / "packages-proof"))
debs = {deb.name.split("_")[0]: deb for deb in (build / "packages").glob("*.deb")}
data = "/var/lib/harmony-kiosk"
passphrase = "lantern meadow copper thimble walnut\n"
pin = "206417"

virtual_display = """[Service]
PAMName=
TTYPath=
StandardInput=null
ExecStart=
ExecStart=/usr/bin/Xvfb :0 -screen 0 1280x800x24 -fbdir /run/harmony-display -auth /run/harmony-display/xauth -nolisten tcp -nolisten local -noreset -extension GLX
"""

# The kiosk's own unit, with a script in place of what residents touch: the same walls, the same folders.
scripted = """[Service]
Type=exec
Restart=no
WatchdogSec=0
TimeoutStartSec=infinity
ExecStart=
ExecStart=/usr/bin/harmony-kiosk --data /var/lib/harmony-kiosk --script /srv/carry/market.script --out /var/lib/harmony-kiosk/out --memory --seed 1
BindReadOnlyPaths=/srv/carry
"""

# Each line must fail; what does not is written down. The files and the port would be open to every user.
walls = """#!/bin/bash
try() { if eval "$1" 2>/dev/null; then echo "open: $1"; fi; }
try 'echo x >/etc/open-to-all'
try 'echo x >/usr/open-to-all'
try 'echo x >/var/open-to-all'
try 'cat /home/open-to-all'
try 'head -c1 /dev/mem'
try 'head -c1 /dev/input/event0'
try 'cat /etc/shadow'
try 'exec 3<>/dev/tcp/127.0.0.1/8099'
try 'exec 3<>/dev/udp/127.0.0.1/53'
try 'mount -t tmpfs none /mnt'
try 'unshare -m true'
try 'dmesg'
try 'kill -0 1'
try 'chmod u+s /var/lib/harmony-kiosk/state.db'
echo x >/var/lib/harmony-kiosk/inside && rm /var/lib/harmony-kiosk/inside && echo own folder
echo x >/var/lib/harmony-kiosk/spool/out/inside && rm /var/lib/harmony-kiosk/spool/out/inside && echo own spool
"""

walled = """[Service]
Type=oneshot
Restart=no
WatchdogSec=0
ExecStart=
ExecStart=/bin/bash /srv/carry/walls.sh
BindReadOnlyPaths=/srv/carry
StandardOutput=file:/run/walls.txt
"""


def say(text):
    print(text, flush=True)


def repacked(deb, folder, version, change=None):
    """The same package as another version."""
    tree = pathlib.Path(tempfile.mkdtemp(dir=folder))
    run("dpkg-deb", "-R", deb, tree)
    control = tree / "DEBIAN/control"
    old = re.search(r"(?m)^Version: (.*)$", control.read_text()).group(1)
    control.write_text(control.read_text().replace(old, version))
    if change:
        change(tree)
    made = folder / f"{deb.name.split('_')[0]}_{version}.deb"
    run("dpkg-deb", "-b", "--root-owner-group", "-Zgzip", "-z1", tree, made)
    shutil.rmtree(tree)
    return made


port = """[Socket]
ListenStream=127.0.0.1:8099
Accept=yes
[Install]
WantedBy=sockets.target
"""


class Proof:
    def __init__(self):
        if work.exists():
            for name in ("kiosk", "office", "carry", "next"):
                shutil.rmtree(work / name, ignore_errors=True)
        self.carry = work / "carry"
        self.next = work / "next"
        for folder in (self.carry, self.next):
            folder.mkdir(parents=True)
        self.carry.chmod(0o777)
        base = work / "base.tar"
        say("a fresh Debian 12 ...")
        make_base(base, debs.values())
        self.kiosk = Machine(work / "kiosk", base, self.carry)
        self.office = Machine(work / "office", base, self.carry)
        self.answers = 0  # that the program acknowledged to a resident
        self.records = 0  # the same, as the journal counts them

    # What the steps share.

    def admin(self, *words, today="2026-04-20"):
        return self.office.call("env", "HARMONY_OFFICE=/srv/office", "HARMONY_PASSPHRASE_FILE=/srv/passphrase",
                                "harmony-admin", "--today", today, *words).stdout

    def as_kiosk(self, *words):
        return self.kiosk.inside("runuser", "-u", "harmony-kiosk", "--", "harmony-kiosk", "--data", data,
                                 *words).stdout

    def with_unit(self, text):
        """Another thing to do for the kiosk's unit, behind the same walls; empty: its own again."""
        file = "/etc/systemd/system/harmony-kiosk.service.d/proof.conf"
        self.kiosk.write(file, text)
        self.kiosk.inside("systemctl", "daemon-reload")

    def runs(self):
        return self.kiosk.show("harmony-kiosk", "ActiveState") == "active" and \
            self.kiosk.show("harmony-kiosk", "StatusText") == "waiting"

    def wait_until_it_runs(self, what):
        self.kiosk.wait(f"the kiosk to run {what}", self.runs, 120)

    def counted(self, what):
        """The records, with the program that is installed now, at rest."""
        self.kiosk.inside("systemctl", "stop", "harmony-kiosk")
        count = int(self.as_kiosk("--unsent").split()[-1])
        self.records = self.records or count
        if count != self.records or count < self.answers:
            raise Failed(f"{what}: {count} sealed records, and there were {self.records}, {self.answers} of them "
                         "answers")
        self.kiosk.inside("systemctl", "start", "harmony-kiosk")
        self.wait_until_it_runs(what)

    def log(self, *units):
        words = [word for unit in units for word in ("-u", unit)]
        return self.kiosk.inside("journalctl", "--no-pager", "-o", "cat", *words).stdout

    def carried(self):
        """The courier runs once, at once."""
        self.kiosk.inside("systemctl", "restart", "harmony-courier")
        time.sleep(3)

    # The steps.

    def installed(self):
        self.kiosk.install(debs["harmony-common"], debs["harmony-kiosk"], debs["harmony-kiosk-appliance"])
        self.office.install(debs["harmony-common"], debs["harmony-admin"])
        audit = self.kiosk.call("dpkg", "--audit").stdout + self.office.call("dpkg", "--audit").stdout
        if audit.strip():
            raise Failed(audit)

    def boots(self):
        self.kiosk.write("/etc/systemd/system/harmony-display.service.d/proof.conf", virtual_display)
        self.kiosk.boot()
        self.wait_until_it_runs("after the first start")
        colours = int(self.kiosk.inside(
            "sh", "-c", "tail -c +4097 /run/harmony-display/Xvfb_screen0 | head -c 2000000 | "
            "od -An -v -w4 -tx4 | sort -u | wc -l").stdout)
        if colours < 20:
            raise Failed(f"nothing is drawn on the display: {colours} colours")
        # Brightness goes from the kiosk's own folder, which nobody else may read, to the system.
        self.kiosk.inside("runuser", "-u", "harmony-kiosk", "--", "sh", "-c",
                          "umask 077; echo 50 >/run/harmony-kiosk/brightness")
        self.kiosk.wait("the brightness to be set", lambda: self.kiosk.show(
            "harmony-brightness", "ExecMainStartTimestampMonotonic") not in ("", "0"), 30)
        if self.kiosk.show("harmony-brightness", "Result") != "success":
            raise Failed("the brightness was not set:\n" + self.log("harmony-brightness"))
        console = self.kiosk.inside("systemctl", "is-enabled", "getty@tty1", "console-getty",
                                    "debug-shell", check=False).stdout.split()
        if console != ["masked"] * 3:
            raise Failed(f"a console is left: {console}")

    def enrolled(self):
        for name, text in (("passphrase", passphrase), ("pin", pin + "\n")):
            self.office.write(f"/srv/{name}", text)
        assets = "/usr/share/harmony/assets"
        for name in ("pictures", "priorities", "map"):
            shutil.copytree(source / "assets/demo" / name, self.office.root / "srv" / name)
        content = json.loads((source / "assets/demo/content.json").read_text(encoding="utf-8"))
        self.office.write("/srv/content.json", json.dumps({**content, "map": "made", "pictures": "pictures"}))
        self.admin("init", "--demo", "--org", "Tarnbeck Council")
        self.admin("map", "/srv/map/tarnbeck.geojson", "--places", "/srv/map/places.csv", "--id", "tarnbeck",
                   "--area-name", "Tarnbeck", "--attribution", "Map of Tarnbeck, an invented town",
                   "--nearest", "0.4", "--out", "/srv/made")
        self.admin("publish", "--survey", f"{assets}/surveys/neighbourhood", "--survey",
                   f"{assets}/surveys/town_centre_pspo", "--survey", "/srv/priorities", "--content",
                   "/srv/content.json", "--phrases", f"{assets}/phrases", "--to", "folder:/srv/carry")
        self.kiosk.inside("systemctl", "stop", "harmony-kiosk")
        said = self.as_kiosk("--enrol-request", "/srv/carry/kiosk.hke")
        digits = re.search(r"\d{4} \d{4} \d{4}", said).group()
        said = self.admin("kiosk", "enrol", "/srv/carry/kiosk.hke", "--label", "Kiosk A", "--site", "Tarnbeck",
                          "--digits", digits, "--pin-file", "/srv/pin", "--to", "folder:/srv/carry")
        office = re.findall(r"\d{4} \d{4} \d{4}", said)[-1]
        run("chmod", "-R", "a+rwX", self.carry)
        self.as_kiosk("--welcome", "/srv/carry", "--digits", office)
        # The store is a folder here; the unit of the courier sees no other.
        self.kiosk.write("/etc/harmony/courier.toml", 'courier = "folder:/srv/carry"\n')
        self.kiosk.write("/etc/systemd/system/harmony-courier.service.d/proof.conf",
                         "[Service]\nReadWritePaths=/srv/carry\n")
        self.kiosk.inside("systemctl", "daemon-reload")
        self.kiosk.inside("systemctl", "start", "harmony-kiosk")
        # The kiosk wants, the service brings, the kiosk checks: a minute each. It says itself when it has content.
        end = time.monotonic() + 400
        while "fault_off pack_sig" not in self.log("harmony-kiosk"):
            if time.monotonic() > end:
                raise Failed("the content did not come:\n" + self.log("harmony-kiosk", "harmony-courier")[-5000:])
            self.carried()
            time.sleep(20)
        self.kiosk.inside("systemctl", "restart", "harmony-kiosk")
        self.wait_until_it_runs("with content")

    def answered(self):
        # The demo's day on the market, which staff end with "Send and fetch"; without the sign-ups, whose
        # dates are those of the demo's office.
        day = (source / "assets/demo/kiosk-b-2.script").read_text().splitlines(True)
        (self.carry / "market.script").write_text("".join(
            line for line in day if line.startswith(("scenario", "given", "resident", "staff", "tap staff."))))
        self.kiosk.inside("systemctl", "stop", "harmony-kiosk")
        self.with_unit(scripted)
        self.kiosk.inside("systemctl", "start", "harmony-kiosk")
        self.kiosk.wait("thirty residents to answer", lambda: self.kiosk.show(
            "harmony-kiosk", "ActiveState") in ("inactive", "failed"), 900)
        log = self.log("harmony-kiosk")
        self.answers = log.count("\nacknowledged ")
        if self.kiosk.show("harmony-kiosk", "Result") != "success" or self.answers < 30:
            raise Failed(f"{self.answers} residents finished:\n{log[-3000:]}")
        self.with_unit("")
        self.kiosk.inside("systemctl", "start", "harmony-kiosk")
        self.wait_until_it_runs("after the residents")
        self.counted("after the residents")

    def walled(self):
        (self.carry / "walls.sh").write_text(walls)
        for folder in ("etc", "usr", "var", "home"):
            self.kiosk.write(f"/{folder}/open-to-all", "x")
            (self.kiosk.root / folder / "open-to-all").chmod(0o666)
        self.kiosk.write("/etc/systemd/system/proof.socket", port)
        self.kiosk.write("/etc/systemd/system/proof@.service", "[Service]\nExecStart=/bin/true\n")
        self.kiosk.inside("systemctl", "daemon-reload")
        self.kiosk.inside("systemctl", "start", "proof.socket")
        self.kiosk.inside("systemctl", "stop", "harmony-kiosk")
        self.with_unit(walled)
        self.kiosk.inside("systemctl", "start", "harmony-kiosk")
        said = self.kiosk.inside("cat", "/run/walls.txt").stdout
        if said.split("\n")[:-1] != ["own folder", "own spool"]:
            raise Failed(f"from inside the kiosk's unit:\n{said}")
        # The bite: with the walls down, the same script finds the files and the port.
        self.with_unit(walled + "ProtectSystem=no\nProtectHome=no\nPrivateNetwork=no\nIPAddressDeny=\n"
                       "RestrictAddressFamilies=\n")
        self.kiosk.inside("systemctl", "start", "harmony-kiosk")
        said = self.kiosk.inside("cat", "/run/walls.txt").stdout
        if said.count("open: ") < 5 or "8099" not in said:
            raise Failed(f"without the walls the script finds this, and no more:\n{said}")
        self.kiosk.inside("systemctl", "stop", "proof.socket")
        self.with_unit("")
        self.kiosk.inside("systemctl", "start", "harmony-kiosk")
        self.wait_until_it_runs("behind its walls")

    def listening(self):
        """The ports of the machine that somebody could come in by."""
        found = []
        for kind, state in (("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07")):
            table = pathlib.Path(f"/proc/{self.kiosk.leader()}/net/{kind}").read_text().splitlines()[1:]
            found += [f"{kind} {line.split()[1]}" for line in table if line.split()[3] == state]
        return found

    def closed(self):
        """The keys of tests/installer/escape_test.py, through the kiosk's own X server, as its own client."""
        before = [self.kiosk.show(unit, what) for unit in ("harmony-kiosk", "harmony-display")
                  for what in ("MainPID", "NRestarts")]
        for key in ("alt+F4", "ctrl+alt+F1", "ctrl+alt+F2", "ctrl+alt+BackSpace", "ctrl+alt+Delete", "alt+Tab",
                    "alt+Escape", "super", "Print", "alt+Print", "Menu", "ctrl+q", "ctrl+alt+t"):
            self.kiosk.inside("env", "DISPLAY=:0", "XAUTHORITY=/run/harmony-display/xauth", "xdotool", "key", key)
            time.sleep(0.3)
        after = [self.kiosk.show(unit, what) for unit in ("harmony-kiosk", "harmony-display")
                 for what in ("MainPID", "NRestarts")]
        if before != after:
            raise Failed(f"a key ended something: {before}, {after}")
        stranger = self.kiosk.inside("env", "DISPLAY=:0", "XAUTHORITY=/none", "xdotool", "key", "a", check=False)
        if stranger.returncode == 0:
            raise Failed("the X server takes keys from somebody without its cookie")
        if self.listening():
            raise Failed(f"the machine listens: {self.listening()}")
        # The bite: a port that somebody opened is found.
        self.kiosk.inside("systemctl", "start", "proof.socket")
        if "tcp 0100007F:1FA3" not in self.listening():
            raise Failed(f"an open port is not seen: {self.listening()}")
        self.kiosk.inside("systemctl", "stop", "proof.socket")
        people = [line.split()[2] for line in self.kiosk.inside(
            "loginctl", "--no-legend", "list-sessions").stdout.splitlines()]
        if set(people) - {"harmony-display"}:
            raise Failed(f"somebody is logged in: {people}")

    def killed(self):
        before = int(self.kiosk.show("harmony-kiosk", "NRestarts"))
        for _ in range(5):
            pid = self.kiosk.show("harmony-kiosk", "MainPID")
            self.kiosk.inside("systemctl", "kill", "--signal=KILL", "harmony-kiosk")
            self.kiosk.wait("a new process", lambda: self.kiosk.show("harmony-kiosk", "MainPID")
                            not in (pid, "0"), 60)
            self.kiosk.wait("it to be active", lambda: self.kiosk.show("harmony-kiosk", "ActiveState")
                            == "active", 60)
        after = int(self.kiosk.show("harmony-kiosk", "NRestarts"))
        if after - before != 5:
            raise Failed(f"5 kills, {after - before} restarts")
        self.counted("after five kills")

    def hung(self):
        self.kiosk.inside("systemctl", "kill", "--signal=STOP", "harmony-kiosk")
        self.kiosk.wait("the service manager to see it", lambda: "Watchdog timeout" in self.kiosk.inside(
            "journalctl", "--no-pager", "-u", "harmony-kiosk", "-n", "30").stdout, 90)
        self.wait_until_it_runs("after it hung")
        self.counted("after it hung")

    def switched(self):
        self.kiosk.power_off()
        self.kiosk.boot()
        self.wait_until_it_runs("after the machine was off")
        self.counted("after the machine was off")

    def upgraded(self):
        names = ("harmony-common", "harmony-kiosk", "harmony-kiosk-appliance")
        self.kiosk.install(*(repacked(debs[name], self.next, "0.1.1") for name in names))
        version = self.kiosk.inside("dpkg-query", "-W", "-f=${Version}", "harmony-kiosk").stdout
        if version != "0.1.1":
            raise Failed(f"version {version} is installed")
        self.wait_until_it_runs("as the next version")
        self.counted("as the next version")

    def downgraded(self):
        """A store of a later format: byte 63 of the file, the last of user_version."""
        self.kiosk.inside("systemctl", "stop", "harmony-kiosk")
        store = self.kiosk.root / data.lstrip("/") / "state.db"
        kept = store.read_bytes()
        newer = bytearray(kept)
        newer[63] += 1
        store.write_bytes(bytes(newer))
        refused = self.kiosk.install(debs["harmony-kiosk"], check=False)
        if refused.returncode == 0 or "made by a newer Harmony" not in refused.stdout:
            raise Failed(f"an older version goes beside a newer store:\n{refused.stdout}")
        store.write_bytes(kept)
        self.kiosk.inside("dpkg", "--configure", "-a")
        self.kiosk.inside("systemctl", "start", "harmony-kiosk")
        self.wait_until_it_runs("after the refusal")
        self.counted("after the refusal")

    def opened(self):
        self.carried()
        self.kiosk.wait("the batches to be carried", lambda: list(self.carry.rglob("*.hkb")), 120)
        said = self.admin("sync", "--from", "folder:/srv/carry", today="2026-05-25")
        responses = int(re.search(r'"responses": ?(\d+)', self.admin("summarise", "--json",
                                                                     today="2026-05-25")).group(1))
        if responses != self.answers:
            raise Failed(f"the office has {responses} answers of {self.answers}:\n{said}")
        run("chmod", "-R", "a+rX", self.carry)

    def purged(self):
        names = ("harmony-kiosk-appliance", "harmony-kiosk")
        kept = self.kiosk.inside("dpkg", "--purge", *names)
        if "never reached the office" not in kept.stdout or not (self.kiosk.root / data.lstrip("/") / "answers.db").exists():
            raise Failed(f"a purge with sealed records the office has not acknowledged:\n{kept.stdout}")
        left = self.kiosk.inside("systemctl", "is-enabled", "getty@tty1", check=False).stdout.strip()
        if left == "masked":
            raise Failed("consoles stay masked after the purge")
        self.kiosk.install(*(self.next / f"{name}_0.1.1.deb" for name in ("harmony-kiosk", "harmony-kiosk-appliance")))
        self.wait_until_it_runs("after it was installed again")
        self.counted("after it was installed again")
        self.kiosk.inside("env", "HARMONY_FORGET_RECORDS=yes", "dpkg", "--purge", *names)
        for folder in (data, "/var/lib/harmony-spool", "/var/lib/harmony-courier"):
            if (self.kiosk.root / folder.lstrip("/")).exists():
                raise Failed(f"{folder} is there after a purge that should forget it")

    def run(self):
        steps = [self.installed, self.boots, self.enrolled, self.answered, self.walled, self.closed, self.killed, self.hung,
                 self.switched, self.upgraded, self.downgraded, self.opened, self.purged]
        try:
            for number, step in enumerate(steps, 1):
                begun = time.monotonic()
                step()
                say(f"ok {number} {step.__name__} ({time.monotonic() - begun:.0f} s, {self.answers} answers)")
            return 0
        except Failed as failed:
            say(f"not ok {number} {step.__name__}: {failed}")
            return 1
        finally:
            self.kiosk.destroy()
            self.office.destroy()


if __name__ == "__main__":
    sys.exit(Proof().run())
