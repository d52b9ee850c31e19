"""quick_hash_test.py LIBRARY: the cheap hash of the tests keeps what the real one is asked for apart.

Each line is a process of its own, with the library before libsodium as ctest loads it, or without.
"""
import os
import subprocess
import sys

ask = """
import ctypes, ctypes.util, sys
sodium = ctypes.CDLL("libsodium.so.23", mode=ctypes.RTLD_GLOBAL)
sodium.sodium_init()
hash = ctypes.CDLL(None).crypto_pwhash
hash.argtypes = [ctypes.c_char_p, ctypes.c_ulonglong, ctypes.c_char_p, ctypes.c_ulonglong, ctypes.c_char_p,
                 ctypes.c_ulonglong, ctypes.c_size_t, ctypes.c_int]
out = ctypes.create_string_buffer(32)
word = sys.argv[1].encode()
assert hash(out, 32, word, len(word), b"0123456789abcdef", int(sys.argv[2]), int(sys.argv[3]), 2) == 0
print(out.raw.hex())
"""
library = sys.argv[1]


def hashed(word, rounds, memory, **settings):
    return subprocess.run([sys.executable, "-c", ask, word, str(rounds), str(memory)], capture_output=True,
                          text=True, check=True, env={**os.environ, **settings}).stdout.strip()


os.environ.pop("LD_PRELOAD", None)
os.environ.pop("HARMONY_REAL_HASH", None)
mib = 1 << 20
quick = {"LD_PRELOAD": library}
cheap = hashed("walnut", 2, 16 * mib, **quick)
checks = {
    "the same twice": cheap == hashed("walnut", 2, 16 * mib, **quick),
    "another password, another key": cheap != hashed("copper", 2, 16 * mib, **quick),
    "other rounds, another key": cheap != hashed("walnut", 3, 16 * mib, **quick),
    "other memory, another key": cheap != hashed("walnut", 2, 32 * mib, **quick),
    "not the real key": cheap != hashed("walnut", 2, 16 * mib),
    "the real key where it is asked for": hashed("walnut", 2, 16 * mib, HARMONY_REAL_HASH="1", **quick)
    == hashed("walnut", 2, 16 * mib),
    "nothing cheaper than the library allows": hashed("walnut", 1, 8192, **quick) != cheap,
}
for sentence, holds in checks.items():
    print("ok" if holds else "not ok", sentence)
sys.exit(0 if all(checks.values()) else 1)
