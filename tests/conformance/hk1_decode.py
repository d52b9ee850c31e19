#!/usr/bin/python3
"""A second reader of HK1, written from docs/formats/hk1.md and from nothing in sync/.

Needs Debian's python3-nacl (libsodium) and hashlib. Usage:

    hk1_decode.py --self-test DATA     the published vectors, worked out anew
    hk1_decode.py --check DATA         every file under DATA/batches, DATA/packs, DATA/keys, against the
                                       expectations that lie beside it (NAME.expect.json)
    hk1_decode.py --show FILE          one file, as JSON
    hk1_decode.py --backup FILE KEY PASSPHRASE-FILE
                                       what lies in a backup, each file held against its list
    hk1_decode.py --split FILE PASSPHRASE-FILE HOLDER-KEY ...
                                       the key that was split, opened by these holders
    hk1_decode.py --paper FILE         the key in 64 letters

Exit codes: 0 all agree, 1 something does not, 2 wrong usage.
"""
import argparse
import hashlib
import io
import itertools
import json
import struct
import sys
import tarfile
import unicodedata
from pathlib import Path

from nacl import bindings as sodium
from nacl import exceptions

MAGIC = {
    b"HKT1": ("hk1.trust.1", 16, 64 << 10),
    b"HKG1": ("hk1.registry.1", 8, 8 << 20),
    b"HKE1": ("hk1.enrol.1", 1, 4 << 10),
    b"HKW1": ("hk1.welcome.1", 8, 8 << 20),
    b"HKB1": ("hk1.batch.1", 1, 8 << 20),
    b"HKX1": ("hk1.expired.1", 1, 4 << 10),
    b"HKH1": ("hk1.health.1", 1, 64 << 10),
    b"HKA1": ("hk1.ack.1", 8, 64 << 10),
    b"HKP1": ("hk1.pack.1", 8, 1 << 20),
    b"HKO1": ("hk1.own.1", 8, 256 << 10),
    b"HKR1": ("hk1.roster.1", 8, 4 << 20),
    b"HKU1": ("hk1.token.1", 8, 4 << 10),
    b"HKD1": ("hk1.redact.1", 8, 64 << 10),
}
KINDS = {1: {0, 1}, 2: {0, 2}, 3: {3}, 4: {4, 5}}


class Bad(Exception):
    """The bytes are not what they claim to be."""


def need(held, why):
    if not held:
        raise Bad(why)


def named_hash(name, message):
    return hashlib.blake2b(message, digest_size=32, person=name.encode("ascii")).digest()


def key_id(key):
    return named_hash("hk1.keyid.1", key)[:8]


def ascending(items):
    return all(a < b for a, b in zip(items, items[1:]))


class Fields:
    """Little-endian fields, front to back."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def raw(self, size):
        need(self.at + size <= len(self.data), "shorter than its own lengths say")
        self.at += size
        return self.data[self.at - size:self.at]

    def number(self, size):
        return int.from_bytes(self.raw(size), "little")

    def var(self, cap):
        size = self.number(4)
        need(size <= cap, "a length over its cap")
        return self.raw(size)

    def text(self, cap):
        try:
            text = self.var(cap).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Bad("a text that is not UTF-8") from error
        need(unicodedata.is_normalized("NFC", text), "a text that is not NFC")
        need(not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in text), "a control character")
        return text

    def finish(self):
        need(self.at == len(self.data), "bytes after the end")

    @property
    def left(self):
        return len(self.data) - self.at


# ---- frames -----------------------------------------------------------------------------------------

def read_frame(data, magic=None):
    need(bytes(data[:4]) in MAGIC and (magic is None or data[:4] == magic), "another magic")
    name, most, cap = MAGIC[bytes(data[:4])]
    need(len(data) <= cap, "over the cap")
    fields = Fields(data)
    fields.raw(4)
    body = fields.var(cap)
    digest = named_hash(name, data[:fields.at])
    count = fields.number(1)
    need(1 <= count <= most, "number of signatures")
    signatures = [(fields.raw(8), fields.raw(64)) for _ in range(count)]
    fields.finish()
    need(ascending([key for key, _ in signatures]), "signatures out of order")
    return {"type": name, "body": body, "digest": digest, "signatures": signatures}


def signed_message(frame):
    name = frame["type"].encode("ascii")
    return b"hk1\0sign" + struct.pack("<I", len(name)) + name + frame["digest"]


def signed_by(frame, public_key):
    wanted = key_id(public_key)
    for key, signature in frame["signatures"]:
        if key == wanted:
            try:
                sodium.crypto_sign_open(signature + signed_message(frame), public_key)
                return True
            except exceptions.BadSignatureError:
                return False
    return False


# ---- wrapped keys and records -----------------------------------------------------------------------

def read_wraps(fields):
    count = fields.number(1)
    need(1 <= count <= 16, "1 to 16 recipients")
    wraps = [(fields.raw(8), fields.raw(80)) for _ in range(count)]
    need(ascending([key for key, _ in wraps]), "wraps out of order")
    return wraps


def unwrap(wraps, public_key, secret_key):
    """The key; None when there is none for this recipient."""
    for key, sealed in wraps:
        if key == key_id(public_key):
            try:
                return sodium.crypto_box_seal_open(sealed, public_key, secret_key)
            except exceptions.CryptoError as error:
                raise Bad("cannot open") from error
    return None


def is_sealed_size(cls, size):
    bucket = size - 16
    smallest = 128 if cls == 1 else 256
    return smallest <= bucket <= 32768 and bucket & (bucket - 1) == 0


def unpad(cls, plain):
    body = plain.rstrip(b"\0")
    need(body and body[-1] == 0x80 and len(body) >= 2, "cannot open")
    kind, content = body[0], body[1:-1]
    need(kind in KINDS[cls] and not (kind == 0 and content), "cannot open")
    return kind, content


def decrypt(sealed, associated, nonce, key):
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, associated, nonce, key)
    except exceptions.CryptoError as error:
        raise Bad("cannot open") from error


def epoch_context(head, block):
    return named_hash("hk1.epoch.1", head["org"] + head["kiosk"] + head["instance"] + b"\1" +
                      block["id"] + block["set"] + block["commit"])


def read_w_record(cls, data):
    fields = Fields(data)
    record = {"set": fields.raw(16), "rid": fields.raw(16), "commit": fields.raw(32),
              "wraps": read_wraps(fields)}
    record["head"] = data[:fields.at]
    record["ct"] = fields.var(33 << 10)
    fields.finish()
    need(is_sealed_size(cls, len(record["ct"])), "a ciphertext of no bucket")
    return record


def open_w_record(origin, cls, record, public_key, secret_key):
    key = unwrap(record["wraps"], public_key, secret_key)
    if key is None:
        return None
    need(named_hash("hk1.dek.1", key) == record["commit"], "cannot open")
    associated = b"hk1.record.w.1".ljust(16, b"\0") + origin + bytes([cls]) + record["head"]
    return unpad(cls, decrypt(record["ct"], associated, bytes(24), key))


# ---- batches ----------------------------------------------------------------------------------------

def read_batch(data):
    frame = read_frame(data, b"HKB1")
    fields = Fields(frame["body"])
    head = {"org": fields.raw(16), "kiosk": fields.raw(16), "instance": fields.raw(16),
            "class": fields.number(1), "flags": fields.number(1), "seq": fields.number(8),
            "prev": fields.raw(32), "trust_version": fields.number(4), "trust_hash": fields.raw(32),
            "pack_version": fields.number(8), "total": fields.number(8), "day": fields.number(4)}
    need(head["class"] in (1, 2) and head["flags"] < 16 and head["seq"] >= 1, "head")
    epochs = []
    for _ in range(fields.number(2)):
        epochs.append({"id": fields.raw(16), "set": fields.raw(16), "commit": fields.raw(32),
                       "wraps": read_wraps(fields)})
    need(len(epochs) <= 64 and ascending([e["id"] for e in epochs]), "epochs")
    count = fields.number(4)
    need(count <= 32768, "records a batch")
    records = []
    for _ in range(count):
        if head["class"] == 1:
            record = {"epoch": fields.number(2), "rid": fields.raw(16), "rev": fields.number(1),
                      "ct": fields.var(33 << 10)}
            need(record["epoch"] < len(epochs) and record["rev"] <= 1, "record head")
            need(is_sealed_size(1, len(record["ct"])), "a ciphertext of no bucket")
        else:
            record = read_w_record(2, fields.var(33 << 10))
        records.append(record)
    fields.finish()
    need(ascending([r["rid"] for r in records]), "records out of order")
    if head["class"] == 1:
        need({r["epoch"] for r in records} == set(range(len(epochs))), "an epoch that is not used")
    else:
        need(not epochs, "epochs in a contact batch")
    return {"frame": frame, "head": head, "epochs": epochs, "records": records}


def open_batch(batch, public_key, secret_key):
    """[(rid, rev, kind, body)], kind None where this recipient has no key."""
    head, opened = batch["head"], []
    origin = head["org"] + head["kiosk"] + head["instance"]
    if head["class"] == 2:
        for record in batch["records"]:
            got = open_w_record(origin, 2, record, public_key, secret_key)
            opened.append((record["rid"], 0) + (got or (None, b"")))
        return opened
    keys = []
    for block in batch["epochs"]:
        key = unwrap(block["wraps"], public_key, secret_key)
        need(key is None or named_hash("hk1.epochkey.1", key) == block["commit"], "cannot open")
        keys.append(key)
    for record in batch["records"]:
        key = keys[record["epoch"]]
        if key is None:
            opened.append((record["rid"], record["rev"], None, b""))
            continue
        context = epoch_context(head, batch["epochs"][record["epoch"]])
        nonce = record["rid"] + bytes([record["rev"]]) + bytes(7)
        kind, body = unpad(1, decrypt(record["ct"], context, nonce, key))
        opened.append((record["rid"], record["rev"], kind, body))
    return opened


def batch_name(batch):
    kind = {1: "survey", 2: "contact"}[batch["head"]["class"]]
    return "up/%s/%s/%012d-%s.hkb" % (batch["head"]["kiosk"].hex(), kind, batch["head"]["seq"],
                                      batch["frame"]["digest"].hex()[:16])


# ---- the other bodies -------------------------------------------------------------------------------

def read_ack(frame):
    fields = Fields(frame["body"])
    ack = {"org": fields.raw(16), "kiosk": fields.raw(16), "version": fields.number(8),
           "day": fields.number(4), "entries": []}
    for _ in range(fields.number(1)):
        entry = {"instance": fields.raw(16), "class": fields.number(1), "seq": fields.number(8),
                 "hash": fields.raw(32), "level": fields.number(1)}
        need(entry["class"] in (1, 2) and 1 <= entry["level"] <= 3, "an entry")
        ack["entries"].append(entry)
    fields.finish()
    need(ascending([(e["instance"], e["class"]) for e in ack["entries"]]), "entries out of order")
    return ack


def read_keys(fields):
    threshold, count = fields.number(1), fields.number(1)
    keys = [fields.raw(32) for _ in range(count)]
    need(1 <= threshold <= count <= 8 and ascending(keys), "keys")
    return threshold, keys


def read_trust(frame):
    fields = Fields(frame["body"])
    trust = {"org": fields.raw(16), "org_name": fields.text(200), "version": fields.number(4),
             "prev": fields.raw(32), "created": fields.number(4), "warn_after": fields.number(4)}
    trust["root_threshold"], trust["roots"] = read_keys(fields)
    trust["pub_threshold"], trust["publishers"] = read_keys(fields)
    trust["sets"] = []
    for _ in range(fields.number(1)):
        one = {"class": fields.number(1), "id": fields.raw(16), "members": []}
        for _ in range(fields.number(1)):
            one["members"].append((fields.number(1), fields.raw(32)))
        need(1 <= one["class"] <= 4 and 1 <= len(one["members"]) <= 16, "a set")
        need(all(role in (1, 2) for role, _ in one["members"]), "a role")
        need(ascending([key for _, key in one["members"]]), "members out of order")
        trust["sets"].append(one)
    trust["min_app"] = fields.number(4)
    fields.finish()
    need(ascending([one["id"] for one in trust["sets"]]), "sets out of order")
    need((trust["version"] == 1) == (trust["prev"] == bytes(32)) and trust["version"] > 0, "prev")
    return trust


def signers(frame, keys):
    return sum(signed_by(frame, key) for key in keys)


def read_pack(frame):
    fields = Fields(frame["body"])
    pack = {"org": fields.raw(16), "stream": fields.text(32), "version": fields.number(8),
            "trust_version": fields.number(4), "trust_hash": fields.raw(32),
            "created": fields.number(4), "warn_after": fields.number(4),
            "min_app": fields.number(4), "files": []}
    for _ in range(fields.number(2)):
        pack["files"].append({"name": fields.text(64), "length": fields.number(8),
                              "hash": fields.raw(32)})
    fields.finish()
    need(ascending([f["name"].encode() for f in pack["files"]]), "files out of order")
    return pack


def read_own(frame):
    fields = Fields(frame["body"])
    own = {"org": fields.raw(16), "kiosk": fields.raw(16), "version": fields.number(8),
           "day": fields.number(4), "trust_version": fields.number(4),
           "trust_hash": fields.raw(32), "state": fields.number(1), "renew": fields.number(4),
           "instance": fields.raw(16), "label": fields.text(64), "site": fields.text(64),
           "stream": fields.text(32), "needs_pack": fields.number(8),
           "retention_days": fields.number(2), "small_after": fields.number(2),
           "ack_level": fields.number(1), "k": fields.number(1), "rights": fields.number(1)}
    own["sets"] = [(fields.number(1), fields.raw(16)) for _ in range(fields.number(1))]
    own["grants"] = [(fields.raw(8), fields.number(4)) for _ in range(fields.number(2))]
    own["private"] = fields.var(4096)
    fields.finish()
    need([cls for cls, _ in own["sets"]] == [1, 2, 3], "one set each")
    need(ascending([occurrence for occurrence, _ in own["grants"]]), "grants out of order")
    need(1 <= own["state"] <= 4 and 1 <= own["ack_level"] <= 3 and own["rights"] < 16, "a setting")
    return own


def read_enrolment(frame):
    fields = Fields(frame["body"])
    request = {"kiosk": fields.raw(16), "instance": fields.raw(16), "sign": fields.raw(32),
               "receive": fields.raw(32), "ticket": fields.raw(32), "nonce": fields.raw(16),
               "app": fields.number(4)}
    fields.finish()
    need(signed_by(frame, request["sign"]), "not signed by itself")
    return request


def read_welcome(frame):
    fields = Fields(frame["body"])
    welcome = {"org": fields.raw(16), "kiosk": fields.raw(16), "instance": fields.raw(16),
               "nonce": fields.raw(16), "request": fields.raw(32)}
    welcome["trust"] = [fields.var(64 << 10) for _ in range(fields.number(2))]
    welcome["own"] = fields.var(256 << 10)
    welcome["stream"] = fields.text(32)
    fields.finish()
    return welcome


# ---- key files --------------------------------------------------------------------------------------

def fingerprint(digest):
    salt = named_hash("hk1.fpr.1", b"")[:16]
    out = sodium.crypto_pwhash_alg(16, digest, salt, 3, 64 << 20, 2)
    digits = "%012d" % (int.from_bytes(out[:8], "little") % 10 ** 12)
    return " ".join((digits[:4], digits[4:8], digits[8:]))


def open_key_file(data, passphrase):
    fields = Fields(data)
    need(fields.raw(4) == b"HKK1", "another magic")
    kind, alg, ops, mem = (fields.number(n) for n in (1, 1, 4, 4))
    salt, nonce, public = fields.raw(16), fields.raw(24), fields.raw(32)
    sealed = fields.var(1024 + 16)
    fields.finish()
    need(2 <= ops <= 8 and 65536 <= mem <= 2097152, "a cost out of range")
    key = sodium.crypto_pwhash_alg(32, passphrase, salt, ops, mem << 10, 2)
    secret = decrypt(sealed, data[:90], nonce, key)
    if alg == 1:
        need(sodium.crypto_sign_seed_keypair(secret)[0] == public, "another public key")
    elif alg == 2:
        need(sodium.crypto_box_seed_keypair(secret)[0] == public, "another public key")
    else:
        need(alg == 3 and public == bytes(32), "a public key of nothing")
    return {"kind": kind, "alg": alg, "public": public, "secret": secret}


def read_kiosk_keys(data):
    need(len(data) == 164 and data[:4] == b"HKL1", "another magic or length")
    need(named_hash("hk1.secret.1", data[:132]) == data[132:], "changed")
    return {"kiosk": data[4:20], "instance": data[20:36]}


CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def write_paper(kind, alg, seed):
    """A key on paper (3.3): 16 groups of 4."""
    head = bytes([kind, alg]) + seed
    number = int.from_bytes(head + named_hash("hk1.paper.1", head)[:6], "big")
    letters = "".join(CROCKFORD[number >> shift & 31] for shift in range(315, -1, -5))
    return " ".join(letters[at:at + 4] for at in range(0, 64, 4))


def read_paper(text):
    letters = "".join(text.split()).replace("-", "").upper()
    letters = letters.translate(str.maketrans("OIL", "011"))
    need(len(letters) == 64 and all(letter in CROCKFORD for letter in letters), "not 64 letters")
    number = 0
    for letter in letters:
        number = number * 32 + CROCKFORD.index(letter)
    whole = number.to_bytes(40, "big")
    need(named_hash("hk1.paper.1", whole[:34])[:6] == whole[34:], "a wrong letter")
    return {"kind": whole[0], "alg": whole[1], "secret": whole[2:34]}


def open_split(data, seeds):
    """The seed of a split key (HKS1, 15.2), by the first group whose holders are all in `seeds`."""
    need(named_hash("hk1.escrow.1", data[:-32]) == data[-32:], "changed")
    fields = Fields(data[:-32])
    need(fields.raw(4) == b"HKS1", "another magic")
    kind, alg = fields.number(1), fields.number(1)
    public = fields.raw(32)
    needed, count = fields.number(1), fields.number(1)
    need(2 <= needed <= 3 and needed <= count <= 5, "too few or too many holders")
    holders = [fields.raw(8) for _ in range(count)]
    need(ascending(holders), "holders are not sorted")
    blobs = [(list(fields.raw(needed)), fields.raw(32 + 48 * needed))
             for _ in range(fields.number(1))]
    fields.finish()
    groups = list(itertools.combinations(range(count), needed))
    need([tuple(group) for group, _ in blobs] == groups, "not one blob a group")
    pairs = {}
    for seed in seeds:
        pair = sodium.crypto_box_seed_keypair(seed)
        pairs[key_id(pair[0])] = pair
    for group, sealed in blobs:
        if not all(holders[place] in pairs for place in group):
            continue
        for place in group:
            sealed = sodium.crypto_box_seal_open(sealed, *pairs[holders[place]])
        pair = (sodium.crypto_sign_seed_keypair if alg == 1 else sodium.crypto_box_seed_keypair)
        need(pair(sealed)[0] == public, "another public key")
        return {"kind": kind, "alg": alg, "public": public, "secret": sealed}
    raise Bad("these holders are not enough")


# ---- the vectors of section 18 ----------------------------------------------------------------------

def run(first, count):
    return bytes(range(first, first + count))


ORIGIN = run(0xA0, 16) + run(0xB0, 16) + run(0xC0, 16)
BODY = bytes.fromhex(
    "8b0148010203040506070848111213141516171862706c48d1e08e2775d8bd5a19503e010300506c1c7ddc8095033930"
    "da1611261e7392860301f7f605734369656d6e6f2070727a7920736b6c65706965")


def seal_box(message, ephemeral, recipient):
    """crypto_box_seal with a given ephemeral secret: epk || box under BLAKE2b-192(epk || pk)."""
    public = sodium.crypto_scalarmult_base(ephemeral)
    nonce = hashlib.blake2b(public + recipient, digest_size=24).digest()
    return public + sodium.crypto_box(message, nonce, recipient, ephemeral)


def make_wraps(key):
    wraps = []
    for seed, ephemeral in ((1, 0x61), (2, 0x62), (3, 0x63)):
        public, _ = sodium.crypto_box_seed_keypair(bytes([seed]) * 32)
        wraps.append(key_id(public) + seal_box(key, bytes([ephemeral]) * 32, public))
    return bytes([3]) + b"".join(sorted(wraps))


def pad(content, bucket):
    return (content + b"\x80").ljust(bucket, b"\0")


def make_frame(magic, body, seed):
    data = magic + struct.pack("<I", len(body)) + body
    public, secret = sodium.crypto_sign_seed_keypair(seed)
    frame = {"type": MAGIC[magic][0], "digest": named_hash(MAGIC[magic][0], data)}
    signature = sodium.crypto_sign(signed_message(frame), secret)[:64]
    return data + b"\1" + key_id(public) + signature


def make_example_batch():
    epoch_key = run(0x40, 32)
    commit = named_hash("hk1.epochkey.1", epoch_key)
    block = run(0xE0, 16) + run(0xD0, 16) + commit + make_wraps(epoch_key)
    context = named_hash("hk1.epoch.1",
                         ORIGIN + b"\1" + run(0xE0, 16) + run(0xD0, 16) + commit)
    records = b""
    for rid, plain in ((b"\x10" * 16, pad(b"\1" + BODY, 128)), (b"\x20" * 16, pad(b"\0", 128))):
        sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
            plain, context, rid + bytes(8), epoch_key)
        records += struct.pack("<H", 0) + rid + b"\0" + struct.pack("<I", len(sealed)) + sealed
    body = (ORIGIN + b"\1\1" + struct.pack("<Q", 1) + bytes(32) + struct.pack("<I", 1) +
            b"\x77" * 32 + struct.pack("<QQI", 5, 2, 20542) + struct.pack("<H", 1) + block +
            struct.pack("<I", 2) + records)
    return make_frame(b"HKB1", body, b"\x09" * 32), commit, context


def make_example_ack(batch_digest):
    body = (ORIGIN[:32] + struct.pack("<QIB", 1, 20543, 1) + ORIGIN[32:] + b"\1" +
            struct.pack("<Q", 1) + batch_digest + b"\2")
    return make_frame(b"HKA1", body, b"\x0a" * 32)


def make_example_w_record():
    key = run(0x80, 32)
    head = run(0xD0, 16) + b"\x30" * 16 + named_hash("hk1.dek.1", key) + make_wraps(key)
    plain = pad(b"\2" + bytes.fromhex("8201676578616d706c65"), 256)
    associated = b"hk1.record.w.1\0\0" + ORIGIN + b"\2" + head
    sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, associated, bytes(24), key)
    return head + struct.pack("<I", len(sealed)) + sealed


def self_test(data_folder):
    paper = write_paper(3, 2, bytes([1]) * 32)
    need(paper == "0C10 2081 040G 2081 040G 2081 040G 2081 040G 2081 040G 2081 040G 209M K770 8XMC",
         "a key on paper")
    need(read_paper(paper.lower()) == {"kind": 3, "alg": 2, "secret": bytes([1]) * 32}, "paper read")
    batch_file, commit, context = make_example_batch()
    need(commit.hex().startswith("b7bbb76174d2d8da"), "commit")
    need(context.hex().startswith("5ad9af86b39da441"), "context")
    need(batch_file == (data_folder / "batches/v1/example-survey.hkb").read_bytes(), "batch bytes")
    batch = read_batch(batch_file)
    need(batch["frame"]["digest"].hex() ==
         "2ff828926a1c086f4379fcef7f76093304d14f9830c69d13b1aaacad2f7d7261", "batch digest")
    need(batch_name(batch) ==
         "up/b0b1b2b3b4b5b6b7b8b9babbbcbdbebf/survey/000000000001-2ff828926a1c086f.hkb", "name")
    kiosk, _ = sodium.crypto_sign_seed_keypair(b"\x09" * 32)
    need(signed_by(batch["frame"], kiosk), "kiosk signature")
    for seed in (1, 2, 3):
        opened = open_batch(batch, *sodium.crypto_box_seed_keypair(bytes([seed]) * 32))
        need([(kind, body) for _, _, kind, body in opened] == [(1, BODY), (0, b"")], "records")
    ack_file = make_example_ack(batch["frame"]["digest"])
    need(ack_file == (data_folder / "batches/v1/example.hka").read_bytes(), "ack bytes")
    need(read_ack(read_frame(ack_file))["entries"][0]["level"] == 2, "ack entry")
    w_record = make_example_w_record()
    need(len(w_record) == 605 and hashlib.blake2b(w_record, digest_size=32).hexdigest() ==
         "749d3f954fdd6abc279bf519d57fa2e1fe5e2c55997f7e12c08229b1aa9c47b0", "W record")
    recipient = sodium.crypto_box_seed_keypair(b"\2" * 32)
    need(open_w_record(ORIGIN, 2, read_w_record(2, w_record), *recipient)[0] == 2, "W record kind")
    need(fingerprint(b"\x55" * 32) == "1760 5481 5132", "fingerprint")
    refuse_changes(batch_file, kiosk)


def refuse_changes(batch_file, kiosk):
    """Every single-bit flip and every length but the right one."""
    changed = []
    for bit in range(len(batch_file) * 8):
        one = bytearray(batch_file)
        one[bit // 8] ^= 1 << (bit % 8)
        changed.append(bytes(one))
    changed += [batch_file[:size] for size in range(len(batch_file))]
    changed += [batch_file + bytes(more) for more in range(1, 300)]
    for one in changed:
        try:
            taken = signed_by(read_batch(one)["frame"], kiosk)
        except Bad:
            taken = False
        need(not taken, "a changed batch was taken")


# ---- backups (15.3) ----------------------------------------------------------------------------------

CHUNK = (64 << 10) + sodium.crypto_secretstream_xchacha20poly1305_ABYTES


def open_backup(data, seed):
    """The manifest and the files of a backup: [(name, bytes)], each with the hash of the manifest."""
    fields = Fields(data)
    need(fields.raw(4) == b"HKZ1", "another magic")
    org, day = fields.raw(16), fields.number(4)
    manifest_digest, commit = fields.raw(32), fields.raw(32)
    key = unwrap(read_wraps(fields), *sodium.crypto_box_seed_keypair(seed))
    need(key is not None, "no wrap for this key")
    need(named_hash("hk1.dek.1", key) == commit, "the key does not match its commitment")
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    header = fields.raw(sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    plain_text, number, tag = b"", 0, None
    sealed = data[fields.at:]
    while sealed:
        need(tag != sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL, "bytes after the end")
        chunk, sealed = sealed[:CHUNK], sealed[CHUNK:]
        try:
            more, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(
                state, chunk, struct.pack("<Q", number))
        except (RuntimeError, exceptions.CryptoError) as fault:
            raise Bad("chunk %d does not open" % number) from fault
        plain_text, number = plain_text + more, number + 1
    need(tag == sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL, "the end is missing")
    with tarfile.open(fileobj=io.BytesIO(plain_text), mode="r:") as tar:
        files = [(member.name, tar.extractfile(member).read()) for member in tar.getmembers()]
    name, text = files[0]
    need(name == "manifest.json" and named_hash("hk1.file.1", text) == manifest_digest, "manifest")
    manifest = json.loads(text)
    need(manifest["harmony"] == "backup/1" and manifest["org"] == org.hex(), "organisation")
    entries = [(entry["name"], entry["length"], entry["hash"]) for entry in manifest["entries"]]
    there = [(name, len(held), named_hash("hk1.file.1", held).hex()) for name, held in files[1:]]
    need(entries == there, "the files are not those of the manifest")
    need(entries == sorted(entries), "the manifest is not sorted")
    return {"org": org.hex(), "day": day, "manifest": manifest}, files[1:]


# ---- files with expectations ------------------------------------------------------------------------

READERS = {"hk1.ack.1": read_ack, "hk1.trust.1": read_trust, "hk1.pack.1": read_pack,
           "hk1.own.1": read_own, "hk1.enrol.1": read_enrolment, "hk1.welcome.1": read_welcome}


def plain(value):
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).hex()
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def show(path, expected):
    data = path.read_bytes()
    if data[:4] == b"HKK1":
        key = open_key_file(data, expected.get("passphrase", "").encode())
        return {"kind": key["kind"], "public": key["public"].hex(), "secret": key["secret"].hex()}
    if data[:4] == b"HKL1":
        return plain(read_kiosk_keys(data))
    if data[:4] == b"HKB1":
        batch = read_batch(data)
        shown = {"head": plain(batch["head"]), "digest": batch["frame"]["digest"].hex(),
                 "name": batch_name(batch), "records": len(batch["records"])}
        if "recipient_seed" in expected:
            pair = sodium.crypto_box_seed_keypair(bytes.fromhex(expected["recipient_seed"]))
            shown["opened"] = [[rid.hex(), rev, kind, body.hex()]
                               for rid, rev, kind, body in open_batch(batch, *pair)]
        return shown
    frame = read_frame(data)
    shown = {"digest": frame["digest"].hex(),
             "signers": [key.hex() for key, _ in frame["signatures"]]}
    if frame["type"] in READERS:
        shown.update(plain(READERS[frame["type"]](frame)))
    if frame["type"] == "hk1.trust.1":
        trust = read_trust(frame)
        need(signers(frame, trust["roots"]) >= trust["root_threshold"], "root signatures")
    return shown


def check(data_folder):
    """Every file must be readable; what its expectation names must be equal."""
    count = 0
    for folder in ("batches", "packs", "keys"):
        for path in sorted((data_folder / folder).rglob("*.hk?")):
            note = path.with_name(path.name + ".expect.json")
            expected = json.loads(note.read_text()) if note.exists() else {}
            shown = show(path, expected)
            for name, value in expected.items():
                if name not in ("passphrase", "recipient_seed"):
                    need(shown.get(name) == value, "%s: %s differs" % (path, name))
            count += 1
    need(count >= 2, "no files under %s" % data_folder)
    return count


def main():
    parser = argparse.ArgumentParser(description="A second reader of HK1")
    group = parser.add_mutually_exclusive_group(required=True)
    group.add_argument("--self-test", metavar="DATA", type=Path)
    group.add_argument("--check", metavar="DATA", type=Path)
    group.add_argument("--show", metavar="FILE", type=Path)
    group.add_argument("--backup", metavar="FILE", nargs=3, type=Path)
    group.add_argument("--split", metavar="FILE", nargs="+", type=Path)
    group.add_argument("--paper", metavar="FILE", type=Path)
    arguments = parser.parse_args()
    sodium.sodium_init()
    try:
        if arguments.self_test:
            self_test(arguments.self_test)
            print("the worked example agrees, byte for byte")
        elif arguments.check:
            print("%d files agree" % check(arguments.check))
        elif arguments.backup:
            file, key, passphrase = (path.read_bytes() for path in arguments.backup)
            opened = open_key_file(key, passphrase.strip())
            need(opened["kind"] == 6, "not the key of backups")
            head, files = open_backup(file, opened["secret"])
            print(json.dumps({**head, "files": {name: len(held) for name, held in files}}, indent=1))
        elif arguments.split:
            file, passphrase, *keys = (path.read_bytes() for path in arguments.split)
            holders = [open_key_file(key, passphrase.strip()) for key in keys]
            need(all(holder["kind"] == 7 for holder in holders), "not a holder's key")
            print(json.dumps(plain(open_split(file, [each["secret"] for each in holders]))))
        elif arguments.paper:
            print(json.dumps(plain(read_paper(arguments.paper.read_text()))))
        else:
            print(json.dumps(show(arguments.show, {}), indent=1))
    except Bad as bad:
        print("does not agree: %s" % bad, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
