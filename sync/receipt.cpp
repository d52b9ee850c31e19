#include "sync/receipt.h"

#include <sodium.h>

#include <algorithm>
#include <array>

namespace harmony::sync {
namespace {

constexpr std::size_t digits_in_receipt = 12;
constexpr unsigned long long operations = 2;
constexpr std::size_t memory_bytes = std::size_t{32} << 20U;

}  // namespace

base::Result<base::ReceiptKey> receipt_key(std::string_view digits,
                                           base::ByteView deployment_salt) {
    const bool numeric =
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits.size() != digits_in_receipt || !numeric ||
        deployment_salt.size() != crypto_pwhash_SALTBYTES) {
        return base::Error{base::ErrorKind::refused, "a receipt number has 12 digits"};
    }
    std::array<std::byte, base::ReceiptKey::size> key{};
    const int made = crypto_pwhash(reinterpret_cast<unsigned char*>(key.data()),
                                   key.size(),
                                   digits.data(),
                                   digits.size(),
                                   reinterpret_cast<const unsigned char*>(deployment_salt.data()),
                                   operations,
                                   memory_bytes,
                                   crypto_pwhash_ALG_ARGON2ID13);
    if (made != 0) {
        return base::Error{base::ErrorKind::full, "there is no memory to make a receipt number"};
    }
    return base::ReceiptKey(key);
}

}  // namespace harmony::sync
