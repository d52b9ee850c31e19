// How a frame is read (docs/formats/hk1.md, 2.1):
//  1. lengths and the magic, against the caps, before anything is allocated;
//  2. the number and the order of signatures;
//  3. the digest, over the bytes as they are stored;
//  4. who signed is asked for by the caller, with keys it trusts, before it parses the body.
#include "sync/frame.h"

#include <algorithm>
#include <array>

#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t kib = 1024;
constexpr std::size_t mib = 1024 * kib;
constexpr std::size_t head_size = 8;
constexpr std::size_t signature_size = 72;

constexpr std::array<FrameRule, frame_kinds> rules{{
    {"HKT1", "hk1.trust.1", 16, 64 * kib, "trust document"},
    {"HKG1", "hk1.registry.1", 8, 8 * mib, "registry"},
    {"HKE1", "hk1.enrol.1", 1, 4 * kib, "enrolment request"},
    {"HKW1", "hk1.welcome.1", 8, 8 * mib, "answer to an enrolment"},
    {"HKB1", "hk1.batch.1", 1, 8 * mib, "batch"},
    {"HKX1", "hk1.expired.1", 1, 4 * kib, "expiry note"},
    {"HKH1", "hk1.health.1", 1, 64 * kib, "heartbeat"},
    {"HKA1", "hk1.ack.1", 8, 64 * kib, "acknowledgement"},
    {"HKP1", "hk1.pack.1", 8, 1 * mib, "content list"},
    {"HKO1", "hk1.own.1", 8, 256 * kib, "kiosk's own part"},
    {"HKR1", "hk1.roster.1", 8, 4 * mib, "roster"},
    {"HKU1", "hk1.token.1", 8, 4 * kib, "admin token"},
    {"HKD1", "hk1.redact.1", 8, 64 * kib, "redaction note"},
}};
static_assert(rules[static_cast<std::size_t>(FrameKind::redaction)].magic == "HKD1");

base::Bytes signed_message(std::string_view type, const base::Digest& digest) {
    WireWriter message;
    message.raw(base::as_bytes(std::string_view("hk1\0sign", 8)));
    message.text(type);
    message.id(digest);
    return message.take();
}

/// What is signed of a frame with this body.
base::Bytes message_of(FrameKind kind, base::ByteView body) {
    const FrameRule& rule = frame_rule(kind);
    WireWriter file;
    file.raw(base::as_bytes(rule.magic));
    file.var(body);
    return signed_message(rule.type, hash(rule.type, file.written()));
}

std::size_t body_length(base::ByteView file) {
    WireReader reader(file.subspan(4));
    return reader.u32();
}

FrameFault head_fault(const FrameRule& rule, base::ByteView file) {
    const std::string_view magic = base::as_text(file.first(std::min<std::size_t>(4, file.size())));
    const std::string_view letters = magic.substr(0, 3);
    if (letters != rule.magic.substr(0, letters.size())) {
        return FrameFault::badfmt;
    }
    if (magic.size() < 4) {
        return FrameFault::partial;
    }
    if (magic != rule.magic) {
        const bool digit = magic[3] >= '0' && magic[3] <= '9';
        return digit ? FrameFault::newer : FrameFault::badfmt;
    }
    return file.size() < head_size ? FrameFault::partial : FrameFault::none;
}

}  // namespace

const FrameRule& frame_rule(FrameKind kind) {
    return rules.at(static_cast<std::size_t>(kind));
}

FrameFault frame_fault(FrameKind kind, base::ByteView file) {
    const FrameRule& rule = frame_rule(kind);
    if (file.size() > rule.cap) {
        return FrameFault::oversize;
    }
    if (const FrameFault fault = head_fault(rule, file); fault != FrameFault::none) {
        return fault;
    }
    const std::size_t body = body_length(file);
    if (body > rule.cap) {
        return FrameFault::badfmt;
    }
    if (file.size() < head_size + body + 1) {
        return FrameFault::partial;
    }
    const auto signatures = static_cast<std::size_t>(file[head_size + body]);
    if (signatures < 1 || signatures > rule.max_signatures) {
        return FrameFault::badfmt;
    }
    const std::size_t whole = head_size + body + 1 + signature_size * signatures;
    if (file.size() != whole) {
        return file.size() < whole ? FrameFault::partial : FrameFault::badfmt;
    }
    return FrameFault::none;
}

base::Error frame_error(FrameKind kind, FrameFault fault) {
    const std::string noun(frame_rule(kind).noun);
    switch (fault) {
        case FrameFault::oversize:
            return {base::ErrorKind::refused, "this " + noun + " is larger than any may be"};
        case FrameFault::newer:
            return {base::ErrorKind::unreadable, "this " + noun + " needs a newer Harmony"};
        case FrameFault::partial:
            return {base::ErrorKind::unreadable, "this " + noun + " is not complete"};
        case FrameFault::none:
        case FrameFault::badfmt: break;
    }
    return {base::ErrorKind::unreadable, "this " + noun + " is not in the form it must have"};
}

base::Result<Frame> read_frame(FrameKind kind, base::ByteView file) {
    if (const FrameFault fault = frame_fault(kind, file); fault != FrameFault::none) {
        return frame_error(kind, fault);
    }
    const std::size_t body = body_length(file);
    Frame frame;
    frame.kind = kind;
    frame.body = file.subspan(head_size, body);
    WireReader reader(file.subspan(head_size + body));
    const std::size_t signatures = reader.u8();
    for (std::size_t i = 0; i < signatures; ++i) {
        const auto key = reader.id<base::KeyId>();
        frame.signatures.push_back({key, reader.id<Signature>()});
    }
    const auto by_key = [](const FrameSignature& signature) { return signature.key; };
    if (!reader.finished() || !strictly_ascending(frame.signatures, by_key)) {
        return frame_error(kind, FrameFault::badfmt);
    }
    frame.digest = hash(frame_rule(kind).type, file.first(head_size + body));
    return frame;
}

bool signed_by(const Frame& frame, const SignPublicKey& key) {
    const base::KeyId id = key_id(key);
    const base::Bytes message = signed_message(frame_rule(frame.kind).type, frame.digest);
    return std::any_of(
        frame.signatures.begin(), frame.signatures.end(), [&](const FrameSignature& each) {
            return each.key == id && verify(key, message, each.signature);
        });
}

std::size_t count_signers(const Frame& frame, std::span<const SignPublicKey> keys) {
    std::vector<SignPublicKey> distinct(keys.begin(), keys.end());
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    return static_cast<std::size_t>(
        std::count_if(distinct.begin(), distinct.end(), [&](const SignPublicKey& key) {
            return signed_by(frame, key);
        }));
}

FrameSignature sign_body(FrameKind kind, base::ByteView body, const SignKeyPair& signer) {
    return {signer.id(), signer.sign(message_of(kind, body))};
}

bool signed_body(FrameKind kind,
                 base::ByteView body,
                 const FrameSignature& signature,
                 const SignPublicKey& key) {
    return signature.key == key_id(key) && verify(key, message_of(kind, body), signature.signature);
}

base::Bytes join_frame(FrameKind kind,
                       base::ByteView body,
                       std::vector<FrameSignature> signatures) {
    const FrameRule& rule = frame_rule(kind);
    base::promise(!signatures.empty() && signatures.size() <= rule.max_signatures,
                  "a frame with its kind's number of signers");
    const auto by_key = [](const FrameSignature& signature) { return signature.key; };
    std::sort(signatures.begin(), signatures.end(), [](const auto& a, const auto& b) {
        return a.key < b.key;
    });
    base::promise(strictly_ascending(signatures, by_key), "a key that signs once");
    WireWriter file;
    file.reserve(head_size + body.size() + 1 + signature_size * signatures.size());
    file.raw(base::as_bytes(rule.magic));
    file.var(body);
    file.u8(static_cast<std::uint8_t>(signatures.size()));
    for (const FrameSignature& signature : signatures) {
        file.id(signature.key);
        file.id(signature.signature);
    }
    base::promise(file.written().size() <= rule.cap, "a frame within its cap");
    return file.take();
}

base::Bytes write_frame(FrameKind kind,
                        base::ByteView body,
                        std::span<const SignKeyPair* const> signers) {
    std::vector<FrameSignature> signatures;
    const base::Bytes message = message_of(kind, body);
    for (const SignKeyPair* signer : signers) {
        signatures.push_back({signer->id(), signer->sign(message)});
    }
    return join_frame(kind, body, std::move(signatures));
}

base::Bytes write_frame(FrameKind kind, base::ByteView body, const SignKeyPair& signer) {
    const std::array<const SignKeyPair*, 1> signers{&signer};
    return write_frame(kind, body, signers);
}

base::Digest frame_digest(FrameKind kind, base::ByteView file) {
    base::promise(frame_fault(kind, file) == FrameFault::none, "a well-formed frame");
    return hash(frame_rule(kind).type, file.first(head_size + body_length(file)));
}

}  // namespace harmony::sync
