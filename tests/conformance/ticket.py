#!/usr/bin/python3
"""A second reader of tickets (docs/formats/ticket.md): Base45 from RFC 9285, BLAKE2b from Python's
own library, Ed25519 as status_code.py writes it out from RFC 8032.

    ticket.py PUBLIC_KEY_HEX TEXT      prints what the ticket says; exit 1: not signed by that key
"""
import hashlib
import struct
import sys

sys.dont_write_bytecode = True
import status_code

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def named(name, message):
    return hashlib.blake2b(message, digest_size=32, person=name.ljust(16, b"\0")).digest()


def base45(text):
    whole = bytearray()
    for at in range(0, len(text), 3):
        part = [LETTERS.index(letter) for letter in text[at : at + 3]]
        number = sum(digit * 45**place for place, digit in enumerate(part))
        whole += number.to_bytes(len(part) - 1, "big")
    return bytes(whole)


def main(key, text):
    if not text.startswith("HT1:"):
        sys.exit(1)
    whole = base45(text[4:])
    body, signature = whole[:40], whole[40:]
    kind = b"hk1.ticket.1"
    message = b"hk1\0sign" + struct.pack("<I", len(kind)) + kind + named(kind, body)
    key = bytes.fromhex(key)
    if len(whole) != 104 or not status_code.verify(key, message, signature):
        sys.exit(1)
    if body[:8] != named(b"hk1.keyid.1", key)[:8]:
        sys.exit(1)
    state, party, _, code = struct.unpack("<BBHI", body[32:40])
    print(body[8:16].hex(), state, party, code)


if __name__ == "__main__":
    main(*sys.argv[1:])
