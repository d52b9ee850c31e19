#include "sync/store_key.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "sync/sodium_bytes.h"

namespace harmony::sync {
namespace {

constexpr std::size_t key_size = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

std::array<unsigned char, nonce_size> nonce_of(base::ByteView key,
                                               base::ByteView body,
                                               base::ByteView bound_to) {
    std::array<unsigned char, nonce_size> nonce{};
    crypto_generichash_state state;
    const unsigned long long length = bound_to.size();
    std::array<unsigned char, 8> prefix{};
    for (std::size_t at = 0; at < prefix.size(); ++at) {
        prefix.at(at) = static_cast<unsigned char>((length >> (8 * at)) & 0xFFU);
    }
    crypto_generichash_init(&state, raw(key), key.size(), nonce.size());
    crypto_generichash_update(&state, prefix.data(), prefix.size());
    crypto_generichash_update(&state, raw(bound_to), bound_to.size());
    crypto_generichash_update(&state, raw(body), body.size());
    crypto_generichash_final(&state, nonce.data(), nonce.size());
    return nonce;
}

}  // namespace

StoreKey StoreKey::random(base::RandomSource& source) {
    StoreKey key;
    key.key_.resize(key_size);
    source.fill(key.key_);
    return key;
}

std::optional<StoreKey> StoreKey::from_bytes(base::ByteView bytes) {
    if (bytes.size() != key_size) {
        return std::nullopt;
    }
    StoreKey key;
    key.key_.assign(bytes.begin(), bytes.end());
    return key;
}

base::Bytes StoreKey::seal(base::ByteView body, base::ByteView bound_to) const {
    const auto nonce = nonce_of(key_, body, bound_to);
    base::Bytes out(nonce_size + body.size() + tag_size);
    std::transform(nonce.begin(), nonce.end(), out.begin(), [](unsigned char byte) {
        return static_cast<std::byte>(byte);
    });
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(out) + nonce_size,
                                               nullptr,
                                               raw(body),
                                               body.size(),
                                               raw(bound_to),
                                               bound_to.size(),
                                               nullptr,
                                               nonce.data(),
                                               raw(base::ByteView(key_)));
    return out;
}

std::optional<base::SecretBytes> StoreKey::open(base::ByteView sealed,
                                                base::ByteView bound_to) const {
    if (sealed.size() < nonce_size + tag_size) {
        return std::nullopt;
    }
    base::SecretBytes body(sealed.size() - nonce_size - tag_size);
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(body),
                                                                  nullptr,
                                                                  nullptr,
                                                                  raw(sealed.subspan(nonce_size)),
                                                                  sealed.size() - nonce_size,
                                                                  raw(bound_to),
                                                                  bound_to.size(),
                                                                  raw(sealed),
                                                                  raw(base::ByteView(key_)));
    return opened == 0 ? std::optional(std::move(body)) : std::nullopt;
}

}  // namespace harmony::sync
