// What is sealed (docs/formats/hk1.md, 6): kind || body, padded to a bucket, so that lengths say
// little. A survey record's key is its slot's; XChaCha20-Poly1305 under the epoch key with the
// nonce record id || revision || 0^7 is bit for bit the same, and that is how the office opens it.
#include "sync/record.h"

#include <sodium.h>

#include "sync/padding.h"
#include "sync/slot_key_access.h"
#include "sync/sodium_bytes.h"
#include "sync/wire.h"
#include "sync/wraps_wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t largest_bucket = 32768;
static_assert(seal_tag_size == crypto_aead_xchacha20poly1305_ietf_ABYTES);

std::size_t smallest_bucket(RecordClass cls) {
    return cls == RecordClass::survey ? 128 : 256;
}

base::SecretBytes padded(RecordKind kind, base::ByteView body, std::size_t bucket) {
    base::SecretBytes plain(bucket);
    plain[0] = static_cast<std::byte>(kind);
    std::copy(body.begin(), body.end(), plain.begin() + 1);
    std::size_t size = 0;
    base::promise(
        sodium_pad(&size, raw(plain), 1 + body.size(), bucket, plain.size()) == 0 && size == bucket,
        "a body that fits its bucket");
    return plain;
}

SealedRecord seal_slot(SlotKey key, const base::SecretBytes& plain) {
    base::promise(SlotKeyAccess::full(key), "a slot key that was not used");
    SealedRecord record{SlotKeyAccess::epoch(key),
                        SlotKeyAccess::record(key),
                        SlotKeyAccess::revision(key),
                        base::Bytes(plain.size() + seal_tag_size)};
    std::array<std::byte, crypto_aead_chacha20poly1305_ietf_NPUBBYTES> nonce{};
    nonce[4] = static_cast<std::byte>(record.revision);
    const base::Digest context = SlotKeyAccess::context(key);
    crypto_aead_chacha20poly1305_ietf_encrypt(raw(record.sealed),
                                              nullptr,
                                              raw(base::ByteView(plain)),
                                              plain.size(),
                                              raw(context.view()),
                                              context.view().size(),
                                              nullptr,
                                              raw(base::ByteView(nonce)),
                                              raw(SlotKeyAccess::key(key)));
    return record;
}

base::Error too_large() {
    return {base::ErrorKind::refused, "this record is larger than any may be"};
}

base::Bytes associated_data(const WrappedContext& context, base::ByteView head) {
    WireWriter bound;
    bound.raw(base::as_bytes(std::string_view("hk1.record.w.1\0\0", 16)));
    bound.id(context.origin.org);
    bound.id(context.origin.kiosk);
    bound.id(context.origin.instance);
    bound.u8(static_cast<std::uint8_t>(context.cls));
    bound.raw(head);
    return bound.take();
}

constexpr std::array<std::byte, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> zero_nonce{};

OpenedBody opened_body(RecordClass cls, base::ByteView plain) {
    const std::optional<PlainContent> content = read_plaintext(cls, plain);
    if (!content) {
        return {};
    }
    const bool dummy = content->kind == RecordKind::dummy;
    return {dummy ? Opening::dummy : Opening::opened,
            content->kind,
            base::SecretBytes(content->body.begin(), content->body.end())};
}

}  // namespace

std::size_t bucket_for(RecordClass cls, std::size_t body_size) {
    std::size_t bucket = smallest_bucket(cls);
    while (bucket <= largest_bucket) {
        if (body_size + 2 <= bucket) {
            return bucket;
        }
        bucket *= 2;
    }
    return 0;
}

bool is_sealed_size(RecordClass cls, std::size_t size) {
    for (std::size_t bucket = smallest_bucket(cls); bucket <= largest_bucket; bucket *= 2) {
        if (size == bucket + seal_tag_size) {
            return true;
        }
    }
    return false;
}

base::Result<SealedRecord> seal_response(SlotKey key, base::ByteView body) {
    const std::size_t bucket = bucket_for(RecordClass::survey, body.size());
    if (bucket == 0) {
        return too_large();
    }
    return seal_slot(std::move(key), padded(RecordKind::response, body, bucket));
}

SealedRecord seal_dummy(SlotKey key, std::size_t bucket) {
    base::promise(is_sealed_size(RecordClass::survey, bucket + seal_tag_size),
                  "a bucket of the survey class");
    return seal_slot(std::move(key), padded(RecordKind::dummy, {}, bucket));
}

namespace {

base::Bytes seal_plain(const WrappedContext& context,
                       const WrappedRecipients& recipients,
                       const base::RecordId& record,
                       const base::SecretBytes& plain,
                       base::RandomSource& random) {
    base::SecretBytes key(32);
    random.fill(key);
    WireWriter out;
    out.id(recipients.set);
    out.id(record);
    out.id(hash("hk1.dek.1", key));
    write_wraps(out, wrap_key(key, recipients.keys));
    const base::Bytes bound = associated_data(context, out.written());
    base::Bytes sealed(plain.size() + seal_tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed),
                                               nullptr,
                                               raw(base::ByteView(plain)),
                                               plain.size(),
                                               raw(bound),
                                               bound.size(),
                                               nullptr,
                                               raw(base::ByteView(zero_nonce)),
                                               raw(key));
    out.var(sealed);
    return out.take();
}

}  // namespace

// Six parameters: what binds, who may open, and what is said are three things of two parts each.
// NOLINTNEXTLINE(readability-function-size)
base::Result<base::Bytes> seal_wrapped(const WrappedContext& context,
                                       const WrappedRecipients& recipients,
                                       const base::RecordId& record,
                                       RecordKind kind,
                                       base::ByteView body,
                                       base::RandomSource& random) {
    base::promise(belongs(kind, context.cls) && context.cls != RecordClass::survey,
                  "a W record of a kind that its class has");
    const std::size_t bucket = bucket_for(context.cls, body.size());
    if (bucket == 0) {
        return too_large();
    }
    return seal_plain(context, recipients, record, padded(kind, body, bucket), random);
}

base::Bytes seal_wrapped_dummy(const WrappedContext& context,
                               const WrappedRecipients& recipients,
                               std::size_t bucket,
                               base::RandomSource& random) {
    base::promise(
        context.cls == RecordClass::contact && is_sealed_size(context.cls, bucket + seal_tag_size),
        "a bucket of the contact class");
    return seal_plain(context,
                      recipients,
                      base::RecordId::random(random),
                      padded(RecordKind::dummy, {}, bucket),
                      random);
}

base::Result<WrappedRecord> read_wrapped(RecordClass cls, base::ByteView bytes) {
    WireReader reader(bytes);
    WrappedRecord record;
    record.set = reader.id<base::SetId>();
    record.record = reader.id<base::RecordId>();
    record.commit = reader.id<base::Digest>();
    record.wraps = read_wraps(reader);
    record.head = bytes.first(bytes.size() - reader.left());
    record.sealed = reader.var(max_record);
    if (!reader.finished() || !is_sealed_size(cls, record.sealed.size())) {
        return base::Error{base::ErrorKind::unreadable, "a record is not in the form it must have"};
    }
    return record;
}

OpenedBody open_wrapped(const WrappedContext& context,
                        const WrappedRecord& record,
                        const KeyRing& ring) {
    const Unwrapped key = unwrap_key(record.wraps, ring);
    if (key.opening != Opening::opened) {
        return {key.opening, RecordKind::dummy, {}};
    }
    if (hash("hk1.dek.1", key.key) != record.commit) {
        return {};
    }
    const base::Bytes bound = associated_data(context, record.head);
    base::SecretBytes plain(record.sealed.size() - seal_tag_size);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain),
                                                   nullptr,
                                                   nullptr,
                                                   raw(record.sealed),
                                                   record.sealed.size(),
                                                   raw(bound),
                                                   bound.size(),
                                                   raw(base::ByteView(zero_nonce)),
                                                   raw(base::ByteView(key.key))) != 0) {
        return {};
    }
    return opened_body(context.cls, plain);
}

base::SetId kiosk_set(const BoxPublicKey& receive) {
    return *base::SetId::from_bytes(hash("hk1.keyid.1", receive.view()).view().first(16));
}

}  // namespace harmony::sync
