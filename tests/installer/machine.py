"""A Debian 12 in a folder, started with systemd-nspawn: what the long proof installs its packages into."""
import pathlib
import re
import shutil
import subprocess
import time


class Failed(Exception):
    """A step of the proof did not come out as it must; the text is for whoever reads the log."""


def run(*command, check=True, **options):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors="replace", **options)
    if check and done.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stdout[-3000:]}")
    return done


def make_base(base, debs):
    """A fresh tree with what the packages depend on, and a virtual display; made once, kept as a tar."""
    wanted = set()
    for deb in debs:
        depends = run("dpkg-deb", "-f", deb, "Depends").stdout
        wanted |= {re.split(r"[ (|]", word.strip())[0] for word in depends.split(",")}
    wanted = sorted(word for word in wanted if word and not word.startswith("harmony"))
    packages = ",".join(["systemd-sysv", "xvfb", "xdotool", *wanted])
    note = base.with_suffix(".packages")
    if base.exists() and note.exists() and note.read_text() == packages:
        return
    base.parent.mkdir(parents=True, exist_ok=True)
    run("mmdebstrap", "--variant=apt", f"--include={packages}", "bookworm", base)
    note.write_text(packages)


class Machine:
    """One tree. `call` works on a tree that is not running, `inside` on one that is."""

    def __init__(self, root, base, carry):
        self.root, self.carry, self.process = pathlib.Path(root), pathlib.Path(carry), None
        if self.root.exists():
            shutil.rmtree(self.root)
        self.root.mkdir(parents=True)
        run("tar", "--numeric-owner", "-xf", base, "-C", self.root)
        (self.root / "srv/carry").mkdir()

    def nspawn(self, *words):
        return ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--private-network",
                f"--bind={self.carry}:/srv/carry", "-D", str(self.root), *words]

    def call(self, *command, check=True):
        done = run(*self.nspawn("--pipe"), *command, check=check)
        # systemd-nspawn's own remark where /run is no file system of its own.
        done.stdout = "".join(line for line in done.stdout.splitlines(True)
                              if not line.startswith("Attempted to remove disk file system"))
        return done

    def install(self, *debs, check=True):
        """From files alone, without a network: what is missing is missing."""
        for deb in debs:
            shutil.copy(deb, self.root / "srv")
        names = [f"/srv/{deb.name}" for deb in debs]
        command = ["env", "DEBIAN_FRONTEND=noninteractive", "dpkg", "-i", *names]
        return self.inside(*command, check=check) if self.process else self.call(*command, check=check)

    def write(self, path, text):
        file = self.root / path.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def read(self, path):
        return (self.root / path.lstrip("/")).read_text()

    def boot(self):
        log = open(self.root.with_suffix(".console"), "ab")
        self.process = subprocess.Popen(self.nspawn("--boot"), stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.wait("systemd to start", lambda: self.leader() is not None, 60)
        self.wait("the machine to be up", lambda: self.inside(
            "systemctl", "is-system-running", check=False).stdout.strip() in ("running", "degraded"), 240)

    def leader(self):
        found = run("pgrep", "-P", self.process.pid, check=False).stdout.split()
        return found[0] if found else None

    def inside(self, *command, check=True):
        return run("nsenter", "-t", self.leader(), "-m", "-u", "-i", "-n", "-p", "-C", *command, check=check,
                   env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"})

    def power_off(self):
        """As with the button; a machine that does not end in two minutes has failed."""
        self.inside("systemctl", "poweroff", check=False)
        try:
            self.process.wait(120)
        except subprocess.TimeoutExpired:
            self.destroy()
            raise Failed("the machine does not switch itself off")
        self.process = None

    def destroy(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def show(self, unit, name):
        return self.inside("systemctl", "show", f"--property={name}", "--value", unit).stdout.strip()

    def wait(self, what, holds, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return
            time.sleep(0.5)
        log = ""
        if self.process and self.leader():
            log = self.inside("journalctl", "--no-pager", "-n", "60", check=False).stdout
        raise Failed(f"waited {seconds} s for {what}\n{log}")
