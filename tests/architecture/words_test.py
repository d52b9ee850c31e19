"""Checks of the source text itself: hash names, open ends, licence, file lengths.

Usage: words_test.py ROOT. Exit 1 and a list when a rule is broken.
"""
import pathlib
import re
import sys

ROOMS = "base survey events summary db sync ui kiosk admin".split()
# docs/formats/hk1.md, section 2.1: the names under which Harmony hashes, and nothing else.
HASH_NAMES = {
    "hk1.trust.1", "hk1.registry.1", "hk1.enrol.1", "hk1.welcome.1", "hk1.batch.1", "hk1.expired.1",
    "hk1.health.1", "hk1.ack.1", "hk1.pack.1", "hk1.own.1", "hk1.roster.1", "hk1.token.1",
    "hk1.redact.1", "hk1.keyid.1", "hk1.epoch.1", "hk1.epochkey.1", "hk1.dek.1", "hk1.record.w.1",
    "hk1.pubset.1", "hk1.instance.1", "hk1.file.1", "hk1.form.1", "hk1.fpr.1", "hk1.paper.1",
    "hk1.secret.1", "hk1.escrow.1", "hk1.joining.1", "hk1.occurrence.1", "hk1.text.1", "hk1.ticket.1",
    "hk1.pictures.1", "hk1.fact.1", "hk1.turn.1", "hk1.message.1", "hk1.words.1", "hk1.plan.1",
    "hk1.mark.1", "hk1.conflict.1",
}
OPEN_ENDS = re.compile(r"\b(TODO|FIXME|XXX)\b|not implemented", re.I)


def main(root):
    faults = []
    sources = [f for room in ROOMS for f in sorted((root / room).rglob("*")) if f.suffix in (".h", ".cpp")]
    if len(sources) < 20:
        faults.append(f"only {len(sources)} source files under {root}: looking in the wrong place?")
    for file in sources:
        text = file.read_text(encoding="utf-8")
        where = file.relative_to(root)
        for number, line in enumerate(text.splitlines(), 1):
            if OPEN_ENDS.search(line):
                faults.append(f"{where}:{number}: left open: {line.strip()}")
            for name in re.findall(r'"(hk1\.[a-z.0-9]+)"', line):
                if name not in HASH_NAMES:
                    faults.append(f"{where}:{number}: {name} is not a name of docs/formats/hk1.md")
        if file.suffix == ".h" and not text.startswith("#pragma once"):
            faults.append(f"{where}: does not begin with #pragma once")
    headers = list((root / "base").glob("*.h"))
    if len(headers) > 10:
        faults.append(f"base has {len(headers)} headers; 10 is the most (docs/map.md)")
    print("\n".join(faults) or f"{len(sources)} source files keep to the words of the house.")
    return 1 if faults else 0


sys.exit(main(pathlib.Path(sys.argv[1])))
