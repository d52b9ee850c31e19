#include "sync/crypto.h"

#include <sodium.h>

#include "sync/sodium_bytes.h"

namespace harmony::sync {
namespace {

template <typename Key>
base::KeyId id_of(const Key& key) {
    return *base::KeyId::from_bytes(hash("hk1.keyid.1", key.view()).view().first(8));
}

}  // namespace

base::Result<void> start() {
    if (sodium_init() < 0) {
        return base::Error{base::ErrorKind::refused, "the cryptography library does not start"};
    }
    return {};
}

base::Digest hash(std::string_view name, base::ByteView message) {
    base::promise(!name.empty() && name.size() <= crypto_generichash_blake2b_PERSONALBYTES,
                  "a hash name of 1 to 16 letters");
    std::array<unsigned char, crypto_generichash_blake2b_PERSONALBYTES> person{};
    std::memcpy(person.data(), name.data(), name.size());
    const std::array<unsigned char, crypto_generichash_blake2b_SALTBYTES> salt{};
    std::array<std::byte, 32> out{};
    const int done = crypto_generichash_blake2b_salt_personal(
        raw(out), out.size(), raw(message), message.size(), nullptr, 0, salt.data(), person.data());
    base::promise(done == 0, "BLAKE2b refused its parameters");
    return base::Digest(out);
}

base::Digest plain_hash(base::ByteView message) {
    std::array<std::byte, 32> out{};
    const int done =
        crypto_generichash(raw(out), out.size(), raw(message), message.size(), nullptr, 0);
    base::promise(done == 0, "BLAKE2b refused its parameters");
    return base::Digest(out);
}

base::KeyId key_id(const SignPublicKey& key) {
    return id_of(key);
}

base::KeyId key_id(const BoxPublicKey& key) {
    return id_of(key);
}

base::FormName form_name(base::ByteView compiled_form) {
    return *base::FormName::from_bytes(hash("hk1.form.1", compiled_form).view().first(8));
}

base::Digest text_hash(base::ByteView text) {
    return hash("hk1.text.1", text);
}

base::NoticeHash notice_hash(base::ByteView notice) {
    return *base::NoticeHash::from_bytes(text_hash(notice).view().first(8));
}

void SodiumRandom::fill(std::span<std::byte> out) {
    randombytes_buf(out.data(), out.size());
}

SignKeyPair::SignKeyPair(const SignSeed& seed) : secret_(crypto_sign_SECRETKEYBYTES) {
    std::array<std::byte, 32> key{};
    base::promise(crypto_sign_seed_keypair(raw(key), raw(secret_), raw(seed.reveal())) == 0,
                  "Ed25519 key from seed");
    public_key_ = SignPublicKey(key);
    id_ = key_id(public_key_);
}

Signature SignKeyPair::sign(base::ByteView message) const {
    std::array<std::byte, 64> signature{};
    base::promise(
        crypto_sign_detached(
            raw(signature), nullptr, raw(message), message.size(), raw(base::ByteView(secret_))) ==
            0,
        "Ed25519 signature");
    return Signature(signature);
}

bool verify(const SignPublicKey& key, base::ByteView message, const Signature& signature) {
    return crypto_sign_verify_detached(
               raw(signature.view()), raw(message), message.size(), raw(key.view())) == 0;
}

BoxKeyPair::BoxKeyPair(const BoxSeed& seed) : secret_(crypto_box_SECRETKEYBYTES) {
    std::array<std::byte, 32> key{};
    base::promise(crypto_box_seed_keypair(raw(key), raw(secret_), raw(seed.reveal())) == 0,
                  "X25519 key from seed");
    public_key_ = BoxPublicKey(key);
    id_ = key_id(public_key_);
}

std::optional<base::SecretBytes> BoxKeyPair::unwrap(base::ByteView wrapped) const {
    return wrapped.size() == 32 + crypto_box_SEALBYTES ? open_sealed(wrapped) : std::nullopt;
}

std::optional<base::SecretBytes> BoxKeyPair::open_sealed(base::ByteView sealed) const {
    if (sealed.size() < crypto_box_SEALBYTES) {
        return std::nullopt;
    }
    base::SecretBytes key(sealed.size() - crypto_box_SEALBYTES);
    if (crypto_box_seal_open(raw(key),
                             raw(sealed),
                             sealed.size(),
                             raw(public_key_.view()),
                             raw(base::ByteView(secret_))) != 0) {
        return std::nullopt;
    }
    return key;
}

}  // namespace harmony::sync
