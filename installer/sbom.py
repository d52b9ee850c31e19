"""sbom.py DEB... -o FILE: what is in the packages and what they stand on, as SPDX 2.3 (a bill of materials).

From what dpkg knows on the machine that built them: each package of Harmony with the hash of its file, every
Debian package it needs (and those need) with its exact version and source, and the libraries whose text
was compiled into it (the -dev packages of installer/packages.txt). Who hears of a fault in one of them sees
here whether it concerns their kiosks. The same packages give the same file: its date is the release's.
"""
import argparse
import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
from urllib.parse import quote

here = pathlib.Path(__file__).resolve().parent


def said_by(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout


def installed():
    """{name: fields} of every package on this machine, with what each provides."""
    names = ("Package", "Version", "Architecture", "source:Package", "source:Version", "Maintainer", "Homepage",
             "Depends", "Pre-Depends", "Provides")
    shown = said_by("dpkg-query", "-W", "-f", "\x1f".join(f"${{{name}}}" for name in names) + "\\n")
    found = {}
    for line in shown.splitlines():
        fields = dict(zip(names, line.split("\x1f")))
        found[fields["Package"]] = fields
    return found


def alternatives(depends):
    """[[name, name], ...]: one of each is needed."""
    return [[re.split(r"[ (:]", name.strip())[0] for name in one.split("|")]
            for one in depends.split(",") if one.strip()]


class Materials:
    def __init__(self):
        self.known = installed()
        self.provided = {}
        for name, fields in self.known.items():
            for other in re.findall(r"([a-z0-9][a-z0-9.+-]+)", fields["Provides"]):
                self.provided.setdefault(other, name)
        self.packages, self.relations = {}, []

    @staticmethod
    def identity(name):
        return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)

    def relate(self, one, how, other):
        relation = {"spdxElementId": one, "relationshipType": how, "relatedSpdxElement": other}
        if relation not in self.relations:
            self.relations.append(relation)

    def absent(self, name):
        """One that is needed and was not on the machine that built: the kiosk's machine says which version."""
        identity = self.identity(name)
        self.packages[identity] = {
            "SPDXID": identity, "name": name, "downloadLocation": "NOASSERTION", "filesAnalyzed": False,
            "comment": "Not installed on the machine that built the packages."}
        return identity

    def debian(self, name, with_needs=True):
        """The entry of an installed package, with all that it needs; nothing for one that is not here."""
        name = name if name in self.known else self.provided.get(name)
        if name is None:
            return None
        identity = self.identity(name)
        if identity in self.packages:
            return identity
        fields = self.known[name]
        self.packages[identity] = {
            "SPDXID": identity, "name": name, "versionInfo": fields["Version"],
            "supplier": f"Organization: {fields['Maintainer'].split('<')[0].strip()}",
            "sourceInfo": f"Debian source package {fields['source:Package']} {fields['source:Version']}",
            "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": "NOASSERTION",
            "licenseDeclared": "NOASSERTION", "copyrightText": "NOASSERTION",
            "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
                              "referenceLocator": f"pkg:deb/debian/{quote(name)}@{quote(fields['Version'])}"
                                                  f"?arch={fields['Architecture']}"}]}
        if with_needs:
            self.need(identity, fields["Depends"] + "," + fields["Pre-Depends"])
        return identity

    def need(self, identity, depends):
        for names in alternatives(depends):
            here_already = (self.identity(name) for name in names if self.identity(name) in self.packages)
            other = next(here_already, None) or next(filter(None, map(self.debian, names)), None)
            self.relate(identity, "DEPENDS_ON", other or self.absent(names[0]))

    def ours(self, debs):
        fields = {deb: {name: said_by("dpkg-deb", "-f", deb, name).strip() for name in
                        ("Package", "Version", "Architecture", "Depends")} for deb in debs}
        for deb, of in fields.items():
            identity = self.identity(of["Package"])
            self.packages[identity] = {
                "SPDXID": identity, "name": of["Package"], "versionInfo": of["Version"],
                "packageFileName": deb.name, "supplier": "Organization: Harmony maintainers",
                "downloadLocation": "NOASSERTION", "filesAnalyzed": False,
                "checksums": [{"algorithm": "SHA256", "checksumValue": hashlib.sha256(deb.read_bytes()).hexdigest()}],
                "licenseConcluded": "NOASSERTION", "licenseDeclared": "GPL-3.0-or-later",
                "copyrightText": "NOASSERTION"}
            self.relate("SPDXRef-DOCUMENT", "DESCRIBES", identity)
        for deb, of in fields.items():
            self.need(self.identity(of["Package"]), of["Depends"])
        for line in (here / "packages.txt").read_text().splitlines():
            compiled = self.debian(line.strip(), False) if line.strip().endswith("-dev") else None
            for deb, of in fields.items():
                if compiled and of["Architecture"] != "all":
                    self.relate(compiled, "BUILD_DEPENDENCY_OF", self.identity(of["Package"]))


def document(debs):
    materials = Materials()
    materials.ours(debs)
    packages = [materials.packages[name] for name in sorted(materials.packages)]
    day = said_by("cmake", "-P", here.parent / "cmake/release_day.cmake").strip()
    version = next(package["versionInfo"] for package in packages if package["name"] == "harmony-common")
    digest = hashlib.sha256(json.dumps(packages, sort_keys=True).encode()).hexdigest()
    return {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
            "name": f"harmony-{version}", "documentNamespace": f"https://example.org/harmony/{version}/{digest}",
            "creationInfo": {"created": datetime.datetime.fromisoformat(day).strftime("%Y-%m-%dT%H:%M:%SZ"),
                             "creators": ["Tool: harmony installer/sbom.py"]},
            "packages": packages,
            "relationships": sorted(materials.relations, key=lambda of: sorted(of.items()))}


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    words.add_argument("debs", nargs="+", type=pathlib.Path)
    words.add_argument("-o", dest="out", required=True, type=pathlib.Path)
    asked = words.parse_args()
    asked.out.write_text(json.dumps(document(sorted(asked.debs)), indent=1) + os.linesep)
