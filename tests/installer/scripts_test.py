"""scripts_test.py SOURCE BUILD: the scripts of the appliance and of the packages, on made-up machines.

Nothing of this machine is touched: folders, devices and commands are stand-ins in a temporary folder.
"""
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

source, build = map(pathlib.Path, sys.argv[1:3])
lib = source / "installer/appliance/lib"
faults = []


def check(holds, sentence):
    if not holds:
        faults.append(sentence)


def run(*command, **settings):
    env = {**os.environ, **{key: str(value) for key, value in settings.items()}}
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, env=env)


def program(folder, name, text):
    file = folder / name
    file.write_text("#!/bin/sh\n" + text)
    file.chmod(0o755)
    return file


def usb_door(folder):
    """A port, a maker and the window say whether a thing may be used."""
    ports = folder / "ports"
    ports.write_text("# PORT VENDOR what\n1-1 0eef touch panel\n1-2 stick\n1-3.1 046d scanner\n")
    window = folder / "window"
    cases = [("1-1", "0eef", False, "yes"), ("1-1", "046d", False, "no"), ("1-3.1", "046d", False, "yes"),
             ("1-3", "046d", False, "no"), ("1-4", "0eef", False, "no"), ("1-2", "0781", False, "no"),
             ("1-2", "0781", True, "yes"), ("1-1", "0781", True, "no"), ("1-2", "stick", False, "no"),
             ("#", "PORT", False, "no")]
    for port, vendor, is_open, answer in cases:
        window.unlink(missing_ok=True)
        if is_open:
            window.touch()
        said = run(lib / "usb-door", port, vendor, ports, window).stdout.strip()
        check(said == answer, f"usb-door {port} {vendor}, window {is_open}: {said}, not {answer}")


def ports(folder):
    """`harmony-ports list` names things, and neither interfaces nor the machine's own hubs."""
    devices = folder / "devices"
    for name, vendor, product in (("1-1", "0eef", "Touch"), ("1-1.2", "0781", "Stick"), ("usb1", "1d6b", "Hub")):
        (devices / name).mkdir(parents=True)
        (devices / name / "idVendor").write_text(vendor + "\n")
        (devices / name / "product").write_text(product + "\n")
    (devices / "1-1:1.0").mkdir()
    said = run(source / "installer/appliance/harmony-ports", "list", HARMONY_USB_DEVICES=devices).stdout
    check(said == "1-1 0eef Touch\n1-1.2 0781 Stick\n", f"harmony-ports list: {said!r}")
    check(run(source / "installer/appliance/harmony-ports", "lern").returncode == 2, "harmony-ports lern")


def stick_window(folder):
    """The request is taken away at once; the answer is its number and one sentence; the window shuts."""
    request, answers = folder / "request", folder / "answers"
    started = folder / "started"
    stick = folder / "sdz1"

    def ask(start, patience):
        request.write_text("0123456789abcdef\n; rm -rf /")
        done = run(lib / "stick-window", request, HARMONY_ANSWERS=answers, HARMONY_STICK=stick,
                   HARMONY_USB_DEVICES=folder / "none", HARMONY_PATIENCE=patience, HARMONY_START=start)
        check(done.returncode == 0, f"stick-window ended with {done.returncode}: {done.stderr}")
        check(not request.exists(), "the request of a stick lies there still")
        check(not (answers / "stick-window").exists(), "the window for sticks stays open")
        return (answers / "stick-answer").read_text()

    good = program(folder, "good", f'echo "$@" >{started}\n[ -e {answers}/stick-window ]\n')
    bad = program(folder, "bad", "exit 1\n")
    check(ask(good, 0) == "0123456789abcdef\nNo stick in the slot.\n", "no stick: another answer")
    stick.touch()
    check(ask(good, 5) == "0123456789abcdef\ndone\n", "a stick: another answer")
    check(started.read_text() == "harmony-stick@sdz1.service\n", "another unit was started")
    check(ask(bad, 5).startswith("0123456789abcdef\nThis stick could not be used"), "a bad stick")


def brightness(folder):
    """Percent in each light's own steps; never dark, never more than it can, nothing but a number."""
    lights = folder / "lights"
    for name, most in (("intel", 1515), ("small", 7)):
        (lights / name).mkdir(parents=True)
        (lights / name / "max_brightness").write_text(f"{most}\n")
    (lights / "broken").mkdir()
    asked = folder / "asked"
    for text, values in (("60\n", ("909", "4")), ("1\n", ("15", "1")), ("100\n", ("1515", "7")),
                         ("0999\n", ("1515", "7")), ("080\n", ("1212", "5")), ("0\n", None), ("", None),
                         ("$(x)\n", None)):
        for name in ("intel", "small"):
            (lights / name / "brightness").write_text("before\n")
        asked.write_text(text)
        done = run(lib / "set-brightness", asked, lights)
        found = tuple((lights / name / "brightness").read_text().strip() for name in ("intel", "small"))
        check(done.returncode == 0 and found == (values or ("before", "before")),
              f"set-brightness {text!r}: {found} {done.stderr}")
    check(run(lib / "set-brightness", asked, folder / "none").returncode == 0, "no light is no error")


def sqlite(file, user_version):
    """The first page of a database, as far as it matters here: offset 60, big-endian (sqlite.org)."""
    head = bytearray(100)
    head[:16] = b"SQLite format 3\0"
    head[60:64] = struct.pack(">I", user_version)
    file.write_bytes(bytes(head))


def downgrade(folder):
    """An older package refuses to go beside a newer store, and says what to do."""
    kiosk = build / "packaging/harmony-kiosk/preinst"
    knows = int(next(line for line in kiosk.read_text().splitlines() if line.startswith("knows="))[6:])
    state = folder / "state"
    state.mkdir()
    for step in ("install", "upgrade"):
        check(run(kiosk, step, "9.9", HARMONY_STATE=state).returncode == 0, "an empty state is refused")
        for name in ("answers", "contacts", "state"):
            sqlite(state / f"{name}.db", knows)
        check(run(kiosk, step, "9.9", HARMONY_STATE=state).returncode == 0, "an equal store is refused")
        for name in ("answers", "contacts", "state"):
            sqlite(state / f"{name}.db", knows + 1)
            done = run(kiosk, step, "9.9", HARMONY_STATE=state)
            check(done.returncode == 1, f"a newer {name}.db is not refused at {step}")
            check("made by a newer Harmony" in done.stderr and "Nothing was changed" in done.stderr,
                  f"what is said: {done.stderr}")
            sqlite(state / f"{name}.db", 70000)  # more than two bytes
            check(run(kiosk, step, "9.9", HARMONY_STATE=state).returncode == 1, "70000 is not over 1")
            sqlite(state / f"{name}.db", knows)
    (state / "answers.db").write_bytes(b"no database")
    check(run(kiosk, "upgrade", "9.9", HARMONY_STATE=state).returncode == 0,
          "what is no database is not the package's to judge")

    admin = build / "packaging/harmony-admin/preinst"
    knows = int(next(line for line in admin.read_text().splitlines() if line.startswith("knows="))[6:])
    office = folder / "an office"
    office.mkdir()
    offices = folder / "offices"
    offices.write_text(f"{folder}/not there\n{office}\n")
    sqlite(office / "office.db", knows)
    check(run(admin, "upgrade", "9.9", HARMONY_OFFICES=offices).returncode == 0, "an equal office is refused")
    sqlite(office / "office.db", knows + 1)
    check(run(admin, "upgrade", "9.9", HARMONY_OFFICES=offices).returncode == 1, "a newer office is not refused")


def purge(folder):
    """What the office does not have stays, until a person says otherwise."""
    def purged(unsent, forget="", stores=True):
        root = folder / "purged"
        run("rm", "-rf", root)
        state = root / "var/lib/harmony-kiosk"
        state.mkdir(parents=True)
        (root / "var/lib/harmony-spool").mkdir()
        if stores:
            (state / "answers.db").touch()
        if unsent is not None:
            (state / "unsent").write_text(f"{unsent}\n")
        script = folder / "postrm"
        text = (build / "packaging/harmony-kiosk/postrm").read_text()
        script.write_text(text.replace("/var/lib", f"{root}/var/lib"))
        done = run("sh", script, "purge", HARMONY_FORGET_RECORDS=forget)
        check(done.returncode == 0, f"purge ended with {done.returncode}")
        return state.exists(), done.stderr

    check(purged(0) == (False, ""), "a purge with nothing unsent leaves something")
    kept, said = purged(12)
    check(kept and "12 sealed records" in said and "rm -r" in said, f"12 unsent: {said}")
    kept, said = purged(None)
    check(kept and "unknown" in said, "a store nobody counted was removed")
    check(purged(None, stores=False) == (False, ""), "an empty state folder stays")
    check(purged(12, forget="yes") == (False, ""), "a person said otherwise, and it stays")


def shell(folder):
    """Every script is read by sh, and none of them by bash alone."""
    scripts = [*lib.iterdir(), source / "installer/appliance/harmony-ports",
               *(build / "packaging").glob("*/p*")]
    check(len(scripts) >= 15, "scripts are missing")
    for script in scripts:
        text = script.read_text()
        check(text.startswith("#!/bin/sh\n"), f"{script.name} is for another shell")
        check("set -e" in text, f"{script.name} goes on after a failure")
        check(run("dash", "-n", script).returncode == 0, f"{script.name} cannot be read")
        check(os.access(script, os.X_OK), f"{script.name} cannot be run")


def display(folder):
    """The wait for the display ends with the socket, and gives up without one."""
    check(run(lib / "wait-for-display", folder / "X0", 0).returncode == 1, "no display is no error")


for part in (usb_door, ports, stick_window, brightness, downgrade, purge, shell, display):
    with tempfile.TemporaryDirectory() as folder:
        part(pathlib.Path(folder))
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
