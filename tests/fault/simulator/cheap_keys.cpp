// Signatures and key wraps that cost a hundredth and keep their rules among honest programs: what
// one key signs no other key is taken for, what is wrapped to one key no other opens, and any
// changed bit is noticed. Everything above these five functions is the real code. They stand before
// libsodium's own when the simulator of the tests is linked; the long form is linked without.
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace {

using Hash = std::array<unsigned char, crypto_generichash_BYTES_MAX>;

Hash hash(const unsigned char* key, const unsigned char* bytes, unsigned long long size) {
    Hash out{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, out.size());
    crypto_generichash_update(&state, key, crypto_box_PUBLICKEYBYTES);
    crypto_generichash_update(&state, bytes, size);
    crypto_generichash_final(&state, out.data(), out.size());
    return out;
}

constexpr std::size_t drawn = 32;
constexpr std::size_t mark = 16;
static_assert(drawn + mark == crypto_box_SEALBYTES);

/// Only what fits into one hash is wrapped: keys.
void mix(unsigned char* out,
         const unsigned char* in,
         unsigned long long size,
         const unsigned char* key,
         const unsigned char* nonce) {
    const Hash stream = hash(key, nonce, drawn);
    for (std::size_t at = 0; at < size; ++at) {
        out[at] = static_cast<unsigned char>(in[at] ^ stream.at(at));
    }
}

}  // namespace

extern "C" int crypto_sign_detached(unsigned char* signature,
                                    unsigned long long* size,
                                    const unsigned char* message,
                                    unsigned long long message_size,
                                    const unsigned char* secret) {
    // The second half of a secret key is its public key.
    const Hash made = hash(secret + crypto_sign_SEEDBYTES, message, message_size);
    std::copy(made.begin(), made.end(), signature);
    if (size != nullptr) {
        *size = made.size();
    }
    return 0;
}

extern "C" int crypto_sign_verify_detached(const unsigned char* signature,
                                           const unsigned char* message,
                                           unsigned long long size,
                                           const unsigned char* key) {
    const Hash made = hash(key, message, size);
    return std::memcmp(made.data(), signature, made.size()) == 0 ? 0 : -1;
}

extern "C" int crypto_box_seal(unsigned char* out,
                               const unsigned char* message,
                               unsigned long long size,
                               const unsigned char* key) {
    randombytes_buf(out, drawn);
    mix(out + crypto_box_SEALBYTES, message, size, key, out);
    const Hash made = hash(key, message, size);
    std::copy_n(made.begin(), mark, out + drawn);
    return 0;
}

extern "C" int crypto_box_seal_open(unsigned char* message,
                                    const unsigned char* sealed,
                                    unsigned long long size,
                                    const unsigned char* key,
                                    const unsigned char*) {
    const unsigned long long inside = size - crypto_box_SEALBYTES;
    mix(message, sealed + crypto_box_SEALBYTES, inside, key, sealed);
    const Hash made = hash(key, message, inside);
    return std::memcmp(made.data(), sealed + drawn, mark) == 0 ? 0 : -1;
}
