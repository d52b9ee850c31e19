"""packages_test.py SOURCE BUILD ADMIN KIOSK COURIER: the packages, made from this build, and looked at.

What is in them, that lintian has no error, what they depend on, and which doors the kiosk's program does
not have (threat K5). The long proof, in which they are installed and booted, is packages_long.py.
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

source, build = map(pathlib.Path, sys.argv[1:3])
admin, kiosk, courier = sys.argv[3:6]
here = pathlib.Path(__file__).parent
faults = []


def check(holds, sentence):
    if not holds:
        faults.append(sentence)


def said_by(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True).stdout


def contents(deb):
    """{path: mode} of the files in a package."""
    found = {}
    for line in said_by("dpkg-deb", "-c", deb).splitlines():
        mode, owner, _, _, _, path = line.split(None, 5)
        check(owner == "root/root", f"{deb.name}: {path} belongs to {owner}")
        if not mode.startswith("d"):
            found[path.lstrip(".")] = mode
    return found


def expected():
    """The lists beside this script, one line a file: package, path, x for a program."""
    wanted = {}
    for line in (here / "contents.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            package, path, *run = line.split()
            wanted.setdefault(package, {})[path] = "-rwxr-xr-x" if run else "-rw-r--r--"
    assets = source / "assets"
    for folder in ("benchmarks", "calendars", "keyboards", "languages", "phrases", "surveys"):
        for file in (assets / folder).rglob("*"):
            if file.is_file() and file.suffix != ".py" and not file.name.startswith("README") \
                    and "__pycache__" not in file.parts:
                wanted["harmony-common"][f"/usr/share/harmony/assets/{file.relative_to(assets)}"] = "-rw-r--r--"
    return wanted


def field(deb, name):
    return said_by("dpkg-deb", "-f", deb, name).strip()


# A way to another program, out of the kiosk: none of these is called.
forbidden = {"system", "popen", "execl", "execle", "execlp", "execv", "execve", "execvp", "execvpe", "fexecve",
             "SDL_CaptureMouse", "SDL_OpenURL", "g_spawn_async", "g_app_info_launch"}


def doors(program):
    names = {line.split()[-1].split("@")[0] for line in
             said_by("nm", "-D", "--undefined-only", program).splitlines()}
    check("posix_spawn" in names, "nm does not see what the kiosk calls")
    shown = said_by("nm", "-D", "-C", program)
    return sorted(names & forbidden) + re.findall(r"Show(?:Demo|Metrics|Debug\w*)Window", shown)


def materials_amiss(document, debs):
    """What is wrong with a bill of materials of these packages (SPDX 2.3), in words."""
    found = []
    packages = {package["SPDXID"]: package for package in document["packages"]}
    if len(packages) != len(document["packages"]):
        found.append("two packages have one name")
    found += [f"{name} is no SPDX id" for name in packages if not re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", name)]
    ends = {end for relation in document["relationships"] for end in
            (relation["spdxElementId"], relation["relatedSpdxElement"])}
    found += [f"{end} is nowhere" for end in ends - set(packages) - {"SPDXRef-DOCUMENT"}]
    for name, deb in debs.items():
        digest = hashlib.sha256(deb.read_bytes()).hexdigest()
        checksums = packages.get(f"SPDXRef-{name}", {}).get("checksums", [])
        if {"algorithm": "SHA256", "checksumValue": digest} not in checksums:
            found.append(f"{name} is not described with its hash")
        for needed in re.findall(r"(?:^|, )([a-z0-9][a-z0-9.+-]*)", field(deb, "Depends")):
            relation = {"spdxElementId": f"SPDXRef-{name}", "relationshipType": "DEPENDS_ON",
                        "relatedSpdxElement": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", needed)}
            if relation not in document["relationships"]:
                found.append(f"{name} needs {needed}, and the bill does not say so")
    sodium = said_by("dpkg-query", "-W", "-f", "${Version}", "libsodium23")
    if packages.get("SPDXRef-libsodium23", {}).get("versionInfo") != sodium:
        found.append("libsodium23 has another version here")
    return found


def materials(folder, debs):
    bills = []
    for name in ("one", "two"):
        done = subprocess.run([sys.executable, source / "installer/sbom.py", *debs.values(), "-o", folder / name],
                              capture_output=True, text=True)
        check(done.returncode == 0, done.stderr)
        bills.append((folder / name).read_text())
    check(bills[0] == bills[1], "the same packages have two bills of materials")
    document = json.loads(bills[0])
    check(not materials_amiss(document, debs), f"bill of materials: {materials_amiss(document, debs)}")
    # The bite: without a library, and with a package that is another file.
    document["packages"] = [package for package in document["packages"] if package["name"] != "libsodium23"]
    check(len(materials_amiss(document, debs)) >= 2, "a library that is missing from the bill is not found")
    document = json.loads(bills[0].replace(hashlib.sha256(debs["harmony-kiosk"].read_bytes()).hexdigest(), "0" * 64))
    check(len(materials_amiss(document, debs)) == 1, "a package that is another file is not found")


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    made = subprocess.run(["cpack", "--config", str(build / "CPackConfig.cmake"), "-B", str(folder)],
                          cwd=build, capture_output=True, text=True)
    check(made.returncode == 0, made.stdout + made.stderr)
    debs = {deb.name.split("_")[0]: deb for deb in folder.glob("*.deb")}
    wanted = expected()
    check(set(debs) == set(wanted), f"packages: {sorted(debs)}")
    for package in set(debs) & set(wanted):
        found = contents(debs[package])
        for path in sorted(set(found) ^ set(wanted[package])):
            check(False, f"{package}: {path} is {'not in the list' if path in found else 'missing'}")
        for path in set(found) & set(wanted[package]):
            check(found[path] == wanted[package][path], f"{package}: {path} has mode {found[path]}")

    materials(folder, debs)

    version = field(debs["harmony-kiosk"], "Version")
    depends = {package: field(deb, "Depends") for package, deb in debs.items()}
    for package in ("harmony-kiosk", "harmony-admin"):
        check(f"harmony-common (= {version})" in depends[package], f"{package}: {depends[package]}")
        check("libsodium23" in depends[package], f"{package}: dpkg-shlibdeps did not run")
    check(f"harmony-kiosk (= {version})" in depends["harmony-kiosk-appliance"], "the appliance without its kiosk")
    check("libsdl2" in depends["harmony-kiosk"] and "libpq5" in depends["harmony-admin"], "libraries")
    check("libpq" not in depends["harmony-kiosk"], "the kiosk needs a server's library")
    check("harmony-admin" not in depends["harmony-kiosk"] + depends["harmony-kiosk-appliance"],
          "a kiosk with the officer's tool")

    lint = said_by("lintian", "--no-cfg", "--allow-root", "--fail-on", "none", *debs.values())
    errors = [line for line in lint.splitlines() if line.startswith("E:")]
    check(not errors, "\n".join(errors))

    # lintian bites: a package without its copyright file.
    bad = folder / "bad"
    subprocess.run(["dpkg-deb", "-R", debs["harmony-common"], bad], check=True)
    (bad / "usr/share/doc/harmony-common/copyright").unlink()
    subprocess.run(["dpkg-deb", "-b", "--root-owner-group", "-Znone", bad, folder / "bad.deb"],
                   check=True, capture_output=True)
    check("no-copyright-file" in said_by("lintian", "--no-cfg", "--allow-root", "--fail-on", "none",
                                         "--tags", "no-copyright-file", folder / "bad.deb"),
          "lintian does not find a missing copyright file")

check(not doors(kiosk), f"the kiosk's program has doors: {doors(kiosk)}")
needed = said_by("readelf", "-d", kiosk)
check("libcurl" not in needed and "libX11" not in needed, "the kiosk's program loads what it must not need")
for program in (admin, kiosk, courier):
    check("DYN" in said_by("readelf", "-h", program), f"{program} lies at a fixed place")
    check("GNU_RELRO" in said_by("readelf", "-lW", program), f"{program} without RELRO")

for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
