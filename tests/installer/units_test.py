"""units_test.py SOURCE: the units' walls, by systemd's own measure, and what the rules of the appliance say.

Each check has a bite: a copy with a wall taken away must be found. The gates are those of the threat
model, D8: exposure as `systemd-analyze security` counts it, in tenths (a plain unit has 9.2).
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

source = pathlib.Path(sys.argv[1])
units = source / "installer/units"
appliance = source / "installer/appliance"
gates = {"harmony-display.service": 10, "harmony-kiosk.service": 7, "harmony-courier.service": 13,
         "harmony-stick@.service": 7}
faults = []


def check(holds, sentence):
    if not holds:
        faults.append(sentence)


def within(unit, gate):
    done = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--no-pager",
                           f"--threshold={gate}", str(unit)], capture_output=True, text=True)
    said = re.search(r"Overall exposure level.*: ([0-9.]+)", done.stdout)
    return done.returncode == 0 and said is not None, said.group(1) if said else done.stderr


def lines_of(text):
    """(section, name, value) of a settings file of systemd."""
    section = ""
    for line in text.splitlines():
        line = line.strip()
        if line.startswith("["):
            section = line.strip("[]")
        elif "=" in line and not line.startswith("#"):
            name, value = line.split("=", 1)
            yield section, name, value


def values(file, name):
    return [value for _, key, value in lines_of(file.read_text()) if key == name]


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)

    # 1. Scores, and a copy without three of the walls, which must not pass.
    for name, gate in gates.items():
        good, score = within(units / name, gate)
        check(good, f"{name} is at {score}, over its gate of {gate / 10}")
        text = (units / name).read_text()
        weak = re.sub(r"(?m)^(NoNewPrivileges|ProtectSystem|SystemCallFilter)=.*\n", "", text)
        check(weak != text, f"{name} lost the lines that the bite takes away")
        (folder / name).write_text(weak)
        good, score = within(folder / name, gate)
        check(not good, f"{name} without three walls passes with {score}: the gate does not bite")

    # 2. systemd reads every line. Programs that are not installed here stand as true(1).
    for file in units.iterdir():
        text = re.sub(r"(?m)^(Exec\w+=[+]?)/\S+", r"\1/bin/true", file.read_text())
        (folder / file.name).write_text(text)
    (folder / "harmony-stick@x.service").write_text((folder / "harmony-stick@.service").read_text())
    names = sorted(str(file) for file in folder.iterdir() if "@." not in file.name)

    def verify():
        done = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *names],
                              capture_output=True, text=True,
                              env={**os.environ, "SYSTEMD_UNIT_PATH": f"{folder}:/lib/systemd/system"})
        return [line for line in done.stderr.splitlines() if "harmony" in line]

    check(not verify(), f"systemd-analyze verify: {verify()}")
    planted = folder / "harmony-kiosk.service"
    planted.write_text(planted.read_text().replace("PrivateNetwork=yes", "PrivateNetwork=perhaps"))
    check(verify(), "systemd-analyze verify did not see a planted fault")

# 3. What each unit must not lose, whatever its score.
kiosk = units / "harmony-kiosk.service"
for name, value in {"WatchdogSec": "10", "Restart": "always", "RestartSec": "2", "Type": "notify",
                    "RestartPreventExitStatus": "42", "PrivateNetwork": "yes", "LimitCORE": "0",
                    "MemorySwapMax": "0", "RestrictAddressFamilies": "AF_UNIX", "PrivateUsers": "yes",
                    "StateDirectoryMode": "0700", "RuntimeDirectoryPreserve": "restart"}.items():
    check(values(kiosk, name) == [value], f"harmony-kiosk.service: {name} is not {value}")
check("char-alsa rw" in values(kiosk, "DeviceAllow"), "the kiosk has no sound")
for name in gates:
    file = units / name
    allowed = [line for line in values(file, "SystemCallFilter") if not line.startswith("~")]
    denied = " ".join(line for line in values(file, "SystemCallFilter") if line.startswith("~"))
    check(allowed and allowed[0].startswith("@system-service"), f"{name}: no list of system calls")
    for group in ("@privileged", "@mount", "@debug", "@raw-io", "@module", "@swap", "@reboot", "@clock"):
        check(group in denied, f"{name}: {group} is not denied")
    check(values(file, "CapabilityBoundingSet") == [""], f"{name}: capabilities")
    check(values(file, "User")[0] != "root", f"{name}: runs as root")
check(values(units / "harmony-courier.service", "LoadCredential") ==
      ["courier.secret:/etc/harmony/courier.secret"], "the store's account is not handed over")
check(values(units / "harmony-stick@.service", "PrivateNetwork") == ["yes"], "a stick with a network")
check("LoadCredential" not in (units / "harmony-stick@.service").read_text(),
      "whoever reads sticks holds the store's account")
display = " ".join(values(units / "harmony-display.service", "ExecStart"))
for word in ("-nolisten tcp", "-nolisten local", "-noreset", "-novtswitch", "-auth /run/harmony-display/xauth"):
    check(word in display, f"the X server is started without {word}")

# 4. The machine (threats K1, K2, K7): what is set stands there.
sysctl = dict(line.split(" = ") for line in (appliance / "sysctl.conf").read_text().splitlines()
              if " = " in line)
for name, value in {"kernel.sysrq": "0", "kernel.core_pattern": "|/bin/false", "fs.suid_dumpable": "0",
                    "kernel.yama.ptrace_scope": "2", "dev.tty.ldisc_autoload": "0",
                    "kernel.kptr_restrict": "2", "kernel.panic": "10"}.items():
    check(sysctl.get(name) == value, f"sysctl.conf: {name} is not {value}")
for file, name, value in (("logind.conf", "NAutoVTs", "0"), ("logind.conf", "ReserveVT", "0"),
                          ("watchdog.conf", "RuntimeWatchdogSec", "30"),
                          ("watchdog.conf", "CtrlAltDelBurstAction", "none"),
                          ("journald.conf", "SystemMaxUse", "64M"),
                          ("journald.conf", "MaxRetentionSec", "14day")):
    check(values(appliance / file, name) == [value], f"{file}: {name} is not {value}")
scripts = source / "installer/debian/harmony-kiosk-appliance"
masked = [re.search(r'(?m)^masked="(.*)"', (scripts / name).read_text()).group(1)
          for name in ("postinst", "postrm")]
check(masked[0] == masked[1], "what is masked at installation is not what is unmasked at removal")
for unit in ("getty@.service", "autovt@.service", "ctrl-alt-del.target", "debug-shell.service",
             "emergency.service", "rescue.service", "apt-daily.timer"):
    check(unit in masked[0].split(), f"{unit} is not masked")

# 5. The X server's settings: no way to a console, no input but touch.
xorg = (appliance / "xorg.conf").read_text()
for option in ("DontVTSwitch", "DontZap", "DontZoom"):
    check(f'Option "{option}" "true"' in xorg, f"xorg.conf: {option}")
for kind in ("Keyboard", "Pointer", "Touchpad", "Tablet", "Joystick"):
    check(re.search(rf'MatchIs{kind} "true"\n    Option "Ignore" "true"', xorg), f"xorg.conf: {kind}")

# 6. The rules of udev: every line is made of what udev knows, every jump has its label.
rules = [line for line in (appliance / "99-harmony-usb.rules").read_text().splitlines()
         if line and not line.startswith("#")]
item = re.compile(r'^(ACTION|SUBSYSTEM|KERNEL|TEST|PROGRAM|RESULT|LABEL|GOTO|SYMLINK|RUN|ENV\{\w+\}|ATTR\{\w+\})'
                  r'(==|!=|\+=|=)"[^"]*"$')
for line in rules:
    for part in re.split(r",\s*(?=[A-Z])", line):
        check(item.match(part), f"99-harmony-usb.rules: {part}")
text = "\n".join(rules)
check(set(re.findall(r'GOTO="(\w+)"', text)) == set(re.findall(r'LABEL="(\w+)"', text)),
      "99-harmony-usb.rules: a jump without its label")
check(not item.match('ATRR{authorized}="0"'), "the check of rules does not see a misspelt one")
check('options usbcore authorized_default=2' in (appliance / "modprobe.conf").read_text(), "usbcore")

for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
