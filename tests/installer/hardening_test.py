"""hardening_test.py BUILD PROGRAM...: what makes a program hard to break into is in what was built.

Threat model, section 4: placed anywhere (PIE), tables that are read-only once it runs (full RELRO), a
stack that is no program, guarded frames, checked copies (_FORTIFY_SOURCE), marks where jumps may land
(-fcf-protection). Read with readelf, nm and objdump, as anybody else would look at the package. What
leaves no trace in every program (-fstack-clash-protection) is read off the compiler's command lines.

The bite: a program made without any of it must be found wanting in each.
"""
import json
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

build = pathlib.Path(sys.argv[1])
programs = [pathlib.Path(name) for name in sys.argv[2:]]
jumps_marked = platform.machine() == "x86_64"


def said_by(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=True).stdout


def imports(program):
    return {line.split()[-1].split("@")[0] for line in
            said_by("nm", "-D", "--undefined-only", program).splitlines()}


def wanting(program):
    """What this program lacks, in words."""
    segments, dynamic, called = (said_by("readelf", "-lW", program), said_by("readelf", "-dW", program),
                                 imports(program))
    stack = re.search(r"GNU_STACK.*?\s(R\w*)\s", segments)
    found = []
    if "Elf file type is DYN" not in segments:
        found.append("it lies at a fixed place")
    if "GNU_RELRO" not in segments or not re.search(r"BIND_NOW|FLAGS_1.*\bNOW\b", dynamic):
        found.append("its tables of calls can be written while it runs")
    if stack is None or "E" in stack.group(1):
        found.append("its stack can be run")
    if "__stack_chk_fail" not in called:
        found.append("its frames are not guarded")
    if not any(re.fullmatch(r"__\w+_chk", name) for name in called):
        found.append("its copies are not checked")
    # The start of main and of every function that is called through a pointer; a few come with the start
    # files of the C library.
    if jumps_marked and said_by("objdump", "-d", "--no-show-raw-insn", program).count("endbr64") < 20:
        found.append("a jump may land anywhere in it")
    return found


def without(folder):
    """A program of the kind that nobody wants."""
    source = folder / "soft.c"
    source.write_text('#include <string.h>\n#include <stdio.h>\n'
                      'int main(int n, char** v) {\n    char text[64];\n    strcpy(text, v[n - 1]);\n'
                      '    return puts(text);\n}\n')
    program = folder / "soft"
    # The command line, and no more than it: Debian's compiler makes PIE by itself.
    subprocess.run(["cc", "-O2", "-w", "-no-pie", "-fno-pie", "-fno-stack-protector", "-U_FORTIFY_SOURCE",
                    "-fcf-protection=none" if jumps_marked else "-w", "-Wl,-z,norelro,-z,lazy,-z,execstack",
                    str(source), "-o", str(program)], check=True)
    return program


faults = [f"{program.name}: {what}" for program in programs for what in wanting(program)]
for entry in json.loads((build / "compile_commands.json").read_text()):
    for flag in ("-fstack-clash-protection", "-D_FORTIFY_SOURCE=2"):
        if flag not in entry["command"] and "/tests/" not in entry["file"]:
            faults.append(f"{entry['file']}: compiled without {flag}")
with tempfile.TemporaryDirectory() as folder:
    soft = wanting(without(pathlib.Path(folder)))
    if len(soft) != (6 if jumps_marked else 5):
        faults.append(f"of a program without any protection only this is said: {soft}")
for fault in faults:
    print(fault)
sys.exit(1 if faults else 0)
