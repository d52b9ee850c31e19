"""manual_test.py SOURCE ADMIN KIOSK COURIER: the manuals and the completion say what the programs do.

The program's own --help, verb by verb, is held against what `harmony-admin manual` prints, and the pages
written by hand against the other programs' --help. Bash itself completes a few lines.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

source = pathlib.Path(sys.argv[1])
admin, kiosk, courier = sys.argv[2:5]
faults = []


def check(holds, sentence):
    if not holds:
        faults.append(sentence)


def said_by(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


def options_in(text):
    """The words of options at the beginning of a line of --help."""
    words = set()
    for line in text.splitlines():
        found = re.match(r"^(?:  |    )((?:-\w|--[a-z0-9-]+)(?:,(?:-\w|--[a-z0-9-]+))*)(?=[ :=\n]|$)", line)
        if found:
            words.update(found.group(1).split(","))
    return words


def verbs_below(words):
    """Every verb, by asking the program for help as a person would."""
    text = said_by(admin, *words, "--help")
    at = text.find("Subcommands:")
    if at < 0:
        yield words, text
        return
    if words and options_in(text) - {"-h", "--help"}:
        yield words, text  # a verb that holds further ones
    for line in text[at:].splitlines()[1:]:
        found = re.match(r"^  ([a-z][a-z-]*)(?:, [a-z-]+)*(?: |$)", line)  # further names follow a comma
        if not found:
            break
        yield from verbs_below([*words, found.group(1)])


page = said_by(admin, "manual", "page").replace("\\-", "-")
completion = said_by(admin, "manual", "bash")
verbs = list(verbs_below([]))
check(len(verbs) > 50, f"only {len(verbs)} verbs were found by asking for help")
table = (source / "admin/cli/run.cpp").read_text().count("verbs.push_back(make_") - 1  # "manual" is hidden
check(len(verbs) >= table, f"{len(verbs)} verbs in the help, {table} in the table")


def missing(page, completion):
    """What help says and the two do not."""
    for words, text in verbs:
        name = " ".join(words)
        begin = page.find(f'.SS "harmony-admin {name}"')
        if begin < 0:
            yield f"the page has no {name}"
            continue
        part = page[begin:page.find(".SS", begin + 3)]
        line = re.search(rf'^ +"{name}"\) words="(.*)" ;;$', completion, re.M)
        for word in options_in(text) - {"-h", "--help"}:
            if not re.search(rf"^\.B .*{re.escape(word)}(?![a-z-])", part, re.M):
                yield f"the page's {name} has no {word}"
            if not line or word not in line.group(1).split():
                yield f"the completion of {name} has no {word}"


for sentence in missing(page, completion):
    check(False, sentence)
check(list(missing(page.replace('.SS "harmony-admin sync"', ".SS x"), completion)) == ["the page has no sync"],
      "a verb that is not in the page is not missed")
check("manual" not in said_by(admin, "--help"), "the maker of manuals shows in the help of officers")

with tempfile.TemporaryDirectory() as folder:
    made = pathlib.Path(folder) / "harmony-admin.1"
    made.write_text(said_by(admin, "manual", "page"))
    for manual in [made, *sorted((source / "installer/man").iterdir())]:
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(manual)],
                              capture_output=True, text=True).stdout
        check(not lint, lint)

    script = pathlib.Path(folder) / "completion"
    script.write_text(completion)

    def completed(*words):
        """What bash offers after these words; the last one is being typed."""
        asked = " ".join(f"'{word}'" for word in words)
        return subprocess.run(
            ["bash", "-c", f"source {script}; COMP_WORDS=({asked}); COMP_CWORD={len(words) - 1}; "
             "_harmony_admin; printf '%s\\n' \"${COMPREPLY[@]}\""],
            capture_output=True, text=True).stdout.split()

    check("publish" in completed("harmony-admin", "pub"), "pub is not completed")
    check(set(completed("harmony-admin", "kiosk", "re")) == {"revoke", "retire"}, "kiosk re")
    check("--from" in completed("harmony-admin", "sync", "--fr"), "sync --fr")
    check("sync" in completed("harmony-admin", "--office", "somewhere", "sy"), "after an option of the program")
    check(completed("harmony-admin", "sync", "--from", "x") == [], "a value without choices is a file's name")

# The pages written by hand.
for program, name in ((kiosk, "harmony-kiosk.1"), (courier, "harmony-courier.1")):
    text = (source / "installer/man" / name).read_text().replace("\\-", "-")
    documented = set(re.findall(r"^\.BI? (--[a-z0-9-]+)", text, re.M))
    known = {word for word in options_in(said_by(program, "--help")) if word.startswith("--")} - {"--help"}
    check(len(known) > 8, f"{name}: --help was not understood")
    check(documented == known, f"{name}: {sorted(documented ^ known)} are in the page or in --help alone")

for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
