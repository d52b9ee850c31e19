#!/usr/bin/python3
"""A second reader of the status code of a kiosk (docs/formats/status-code.md), with Ed25519 written
out from RFC 8032, section 5.1, and nothing of libsodium.

    status_code.py PUBLIC_KEY_HEX TEXT      exit 0: signed by that key; 1: not
"""
import base64
import hashlib
import sys

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    squared = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if squared == 0:
        return None if sign else 0
    x = pow(squared, (P + 3) // 8, P)
    if (x * x - squared) % P != 0:
        x = x * ROOT % P
    if (x * x - squared) % P != 0:
        return None
    return P - x if x & 1 != sign else x


def point(data):
    y = int.from_bytes(data, "little")
    x = recover_x(y & ((1 << 255) - 1), y >> 255)
    return None if x is None else (x, y & ((1 << 255) - 1))


def add(first, second):
    (x1, y1), (x2, y2) = first, second
    cross = D * x1 * x2 * y1 * y2 % P
    x3 = (x1 * y2 + x2 * y1) * pow(1 + cross, P - 2, P) % P
    y3 = (y1 * y2 + x1 * x2) * pow(1 - cross, P - 2, P) % P
    return x3, y3


def times(number, of):
    found = (0, 1)
    while number:
        if number & 1:
            found = add(found, of)
        of = add(of, of)
        number >>= 1
    return found


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y)


def verify(public, message, signature):
    key, r = point(public), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % L
    return times(s, BASE) == add(r, times(challenge, key))


def main():
    public, text = bytes.fromhex(sys.argv[1]), sys.argv[2]
    said, mark, letters = text.partition(";s=")
    if not said.startswith("HS1;") or not mark or len(letters) != 86:
        return 1
    signature = base64.urlsafe_b64decode(letters + "==")
    return 0 if verify(public, b"harmony status 1\n" + said.encode("ascii"), signature) else 1


if __name__ == "__main__":
    sys.exit(main())
