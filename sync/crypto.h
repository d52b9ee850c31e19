#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/secret.h"

/// The few primitives of HK1 (docs/formats/hk1.md, 2 and 3), all of them libsodium's.
namespace harmony::sync {

using SignPublicKey = base::Id<struct SignPublicTag, 32>;
using BoxPublicKey = base::Id<struct BoxPublicTag, 32>;
using Signature = base::Id<struct SignatureTag, 64>;

/// Makes libsodium ready; waits for the kernel's random source. Call it first in `main`; calling it
/// again does nothing. Refused when the library cannot start.
[[nodiscard]] base::Result<void> start();

/// H(name, message): BLAKE2b-256 with `name` as its personalisation. `name` is one of section 2.1,
/// at most 16 letters, and each name serves one purpose.
[[nodiscard]] base::Digest hash(std::string_view name, base::ByteView message);

/// BLAKE2b-256 as other programs have it, without a name: for marks that are no part of HK1.
[[nodiscard]] base::Digest plain_hash(base::ByteView message);

/// The first 8 bytes of H("hk1.keyid.1", key).
[[nodiscard]] base::KeyId key_id(const SignPublicKey& key);
[[nodiscard]] base::KeyId key_id(const BoxPublicKey& key);

/// The first 8 bytes of H("hk1.form.1", compiled form).
[[nodiscard]] base::FormName form_name(base::ByteView compiled_form);

/// H("hk1.text.1", text): names a text that a resident agreed to.
[[nodiscard]] base::Digest text_hash(base::ByteView text);

/// The first 8 bytes of H("hk1.text.1", notice text).
[[nodiscard]] base::NoticeHash notice_hash(base::ByteView notice);

/// libsodium's random source. Key wraps draw from it in any case, so the programs hand out this
/// one.
class SodiumRandom final : public base::RandomSource {
public:
    void fill(std::span<std::byte> out) override;
};

/// 32 secret bytes from which one key pair is made. Move-only; wiped when it goes.
template <typename Tag>
class Seed {
public:
    /// Nothing when `bytes` are not exactly 32.
    [[nodiscard]] static std::optional<Seed> from_bytes(base::ByteView bytes) {
        if (bytes.size() != size) {
            return std::nullopt;
        }
        Seed seed;
        seed.bytes_.assign(bytes.begin(), bytes.end());
        return seed;
    }

    [[nodiscard]] static Seed random(base::RandomSource& source) {
        Seed seed;
        seed.bytes_.resize(size);
        source.fill(seed.bytes_);
        return seed;
    }

    Seed(Seed&&) noexcept = default;
    Seed& operator=(Seed&&) noexcept = default;
    Seed(const Seed&) = delete;
    Seed& operator=(const Seed&) = delete;
    ~Seed() = default;

    /// For writing a key file; the view dies with the seed.
    [[nodiscard]] base::ByteView reveal() const { return bytes_; }

    static constexpr std::size_t size = 32;

private:
    Seed() = default;
    base::SecretBytes bytes_;
};

using SignSeed = Seed<struct SignSeedTag>;
using BoxSeed = Seed<struct BoxSeedTag>;

/// An Ed25519 key pair: signs. Move-only; wiped when it goes.
class SignKeyPair {
public:
    explicit SignKeyPair(const SignSeed& seed);
    SignKeyPair(SignKeyPair&&) noexcept = default;
    SignKeyPair& operator=(SignKeyPair&&) noexcept = default;
    SignKeyPair(const SignKeyPair&) = delete;
    SignKeyPair& operator=(const SignKeyPair&) = delete;
    ~SignKeyPair() = default;

    [[nodiscard]] const SignPublicKey& public_key() const { return public_key_; }
    [[nodiscard]] const base::KeyId& id() const { return id_; }
    [[nodiscard]] Signature sign(base::ByteView message) const;

private:
    SignPublicKey public_key_;
    base::KeyId id_;
    base::SecretBytes secret_;
};

[[nodiscard]] bool verify(const SignPublicKey& key,
                          base::ByteView message,
                          const Signature& signature);

/// An X25519 key pair: opens what was wrapped to it. Move-only; wiped when it goes.
class BoxKeyPair {
public:
    explicit BoxKeyPair(const BoxSeed& seed);
    BoxKeyPair(BoxKeyPair&&) noexcept = default;
    BoxKeyPair& operator=(BoxKeyPair&&) noexcept = default;
    BoxKeyPair(const BoxKeyPair&) = delete;
    BoxKeyPair& operator=(const BoxKeyPair&) = delete;
    ~BoxKeyPair() = default;

    [[nodiscard]] const BoxPublicKey& public_key() const { return public_key_; }
    [[nodiscard]] const base::KeyId& id() const { return id_; }

    /// The 32 bytes that `crypto_box_seal` wrapped; nothing when they are not for this key or were
    /// changed, without saying which. Costs about 33 us.
    [[nodiscard]] std::optional<base::SecretBytes> unwrap(base::ByteView wrapped) const;

    /// As `unwrap`, for anything that was sealed, whatever its length.
    [[nodiscard]] std::optional<base::SecretBytes> open_sealed(base::ByteView sealed) const;

private:
    BoxPublicKey public_key_;
    base::KeyId id_;
    base::SecretBytes secret_;
};

}  // namespace harmony::sync
