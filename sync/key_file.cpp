// HKK1 (docs/formats/hk1.md, 3.1): the cost is checked before anything is derived, the head is
// bound to the secret as associated data, and an opened key must give the public key that the head
// names.
#include "sync/key_file.h"

#include <sodium.h>

#include "sync/sodium_bytes.h"
#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t associated_size = 90;
constexpr std::size_t max_secret = 1024;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

struct Parts {
    KeyFileLabel label;
    PassphraseCost cost;
    base::ByteView salt;
    base::ByteView nonce;
    base::ByteView sealed;
};

base::Error not_a_key_file() {
    return {base::ErrorKind::unreadable, "this is not a Harmony key file"};
}

bool allowed(PassphraseCost cost) {
    return cost.operations >= 2 && cost.operations <= 8 && cost.memory_kib >= 65536 &&
           cost.memory_kib <= 2097152;
}

bool fits(const KeyFileLabel& label, std::size_t sealed) {
    const bool seed = label.algorithm != KeyAlgorithm::bytes;
    const std::size_t secret = sealed - tag_size;
    return seed ? secret == 32 : secret >= 1 && secret <= max_secret;
}

base::Result<Parts> read_parts(base::ByteView file) {
    WireReader reader(file);
    const bool magic = base::as_text(reader.raw(4)) == "HKK1";
    const std::uint8_t kind = reader.u8();
    const std::uint8_t algorithm = reader.u8();
    Parts parts{};
    parts.cost.operations = reader.u32();
    parts.cost.memory_kib = reader.u32();
    parts.salt = reader.raw(crypto_pwhash_SALTBYTES);
    parts.nonce = reader.raw(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
    parts.label.public_key = base::copy_bytes(reader.raw(32));
    parts.sealed = reader.var(max_secret + tag_size);
    if (!magic || !reader.finished() || kind < 1 || kind > 8 || algorithm < 1 || algorithm > 3 ||
        parts.sealed.size() <= tag_size) {
        return not_a_key_file();
    }
    parts.label.kind = static_cast<KeyKind>(kind);
    parts.label.algorithm = static_cast<KeyAlgorithm>(algorithm);
    if (!fits(parts.label, parts.sealed.size())) {
        return not_a_key_file();
    }
    return parts;
}

base::Result<base::SecretBytes> derive(std::string_view passphrase,
                                       base::ByteView salt,
                                       PassphraseCost cost) {
    base::SecretBytes key(crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
    if (crypto_pwhash(raw(key),
                      key.size(),
                      passphrase.data(),
                      passphrase.size(),
                      raw(salt),
                      cost.operations,
                      std::size_t{cost.memory_kib} * 1024,
                      crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return base::Error{base::ErrorKind::full,
                           "not enough memory to work out the key from the passphrase"};
    }
    return key;
}

struct Plain {
    KeyKind kind;
    KeyAlgorithm algorithm;
    base::ByteView secret;
    base::ByteView public_key;
};

base::Result<base::Bytes> write(const Plain& plain,
                                std::string_view passphrase,
                                PassphraseCost cost,
                                base::RandomSource& random) {
    base::promise(allowed(cost), "a passphrase cost that a reader accepts");
    std::array<std::byte, crypto_pwhash_SALTBYTES> salt{};
    std::array<std::byte, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> nonce{};
    random.fill(salt);
    random.fill(nonce);
    WireWriter file;
    file.raw(base::as_bytes("HKK1"));
    file.u8(static_cast<std::uint8_t>(plain.kind));
    file.u8(static_cast<std::uint8_t>(plain.algorithm));
    file.u32(cost.operations);
    file.u32(cost.memory_kib);
    file.raw(salt);
    file.raw(nonce);
    file.raw(plain.public_key);
    file.u32(static_cast<std::uint32_t>(plain.secret.size() + tag_size));
    base::Result<base::SecretBytes> key = derive(passphrase, salt, cost);
    if (!key) {
        return key.error();
    }
    base::Bytes sealed(plain.secret.size() + tag_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed),
                                               nullptr,
                                               raw(plain.secret),
                                               plain.secret.size(),
                                               raw(file.written()),
                                               associated_size,
                                               nullptr,
                                               raw(base::ByteView(nonce)),
                                               raw(*key));
    file.raw(sealed);
    return file.take();
}

/// Whether the secret is the one of the public key in the head.
bool matches(const OpenedKey& key, base::ByteView public_key) {
    switch (key.algorithm) {
        case KeyAlgorithm::ed25519:
            return base::equal(SignKeyPair(key.sign_seed()).public_key().view(), public_key);
        case KeyAlgorithm::x25519:
            return base::equal(BoxKeyPair(key.box_seed()).public_key().view(), public_key);
        case KeyAlgorithm::bytes: return base::equal(SignPublicKey().view(), public_key);
    }
    return false;
}

}  // namespace

SignSeed OpenedKey::sign_seed() const {
    base::promise(algorithm == KeyAlgorithm::ed25519, "a seed for signing");
    return std::move(*SignSeed::from_bytes(secret));
}

BoxSeed OpenedKey::box_seed() const {
    base::promise(algorithm == KeyAlgorithm::x25519, "a seed for opening");
    return std::move(*BoxSeed::from_bytes(secret));
}

base::Result<base::Bytes> write_key_file(KeyKind kind,
                                         const SignSeed& seed,
                                         std::string_view passphrase,
                                         PassphraseCost cost,
                                         base::RandomSource& random) {
    const SignPublicKey key = SignKeyPair(seed).public_key();
    return write(
        {kind, KeyAlgorithm::ed25519, seed.reveal(), key.view()}, passphrase, cost, random);
}

base::Result<base::Bytes> write_key_file(KeyKind kind,
                                         const BoxSeed& seed,
                                         std::string_view passphrase,
                                         PassphraseCost cost,
                                         base::RandomSource& random) {
    const BoxPublicKey key = BoxKeyPair(seed).public_key();
    return write({kind, KeyAlgorithm::x25519, seed.reveal(), key.view()}, passphrase, cost, random);
}

base::Result<base::Bytes> write_secret_file(base::ByteView secret,
                                            std::string_view passphrase,
                                            PassphraseCost cost,
                                            base::RandomSource& random) {
    base::promise(!secret.empty() && secret.size() <= max_secret, "a secret of 1 to 1,024 bytes");
    const SignPublicKey none;
    return write(
        {KeyKind::other, KeyAlgorithm::bytes, secret, none.view()}, passphrase, cost, random);
}

base::Result<KeyFileLabel> read_key_label(base::ByteView file) {
    base::Result<Parts> parts = read_parts(file);
    if (!parts) {
        return parts.error();
    }
    return std::move(parts->label);
}

base::Result<OpenedKey> open_key_file(base::ByteView file, std::string_view passphrase) {
    const base::Result<Parts> parts = read_parts(file);
    if (!parts) {
        return parts.error();
    }
    if (!allowed(parts->cost)) {
        return not_a_key_file();
    }
    base::Result<base::SecretBytes> key = derive(passphrase, parts->salt, parts->cost);
    if (!key) {
        return key.error();
    }
    OpenedKey opened{parts->label.kind,
                     parts->label.algorithm,
                     base::SecretBytes(parts->sealed.size() - tag_size)};
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(opened.secret),
                                                   nullptr,
                                                   nullptr,
                                                   raw(parts->sealed),
                                                   parts->sealed.size(),
                                                   raw(file),
                                                   associated_size,
                                                   raw(parts->nonce),
                                                   raw(*key)) != 0) {
        return base::Error{base::ErrorKind::refused, "the passphrase does not open this key"};
    }
    if (!matches(opened, parts->label.public_key)) {
        return not_a_key_file();
    }
    return opened;
}

}  // namespace harmony::sync
