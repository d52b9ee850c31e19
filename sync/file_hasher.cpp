#include "sync/file_hasher.h"

#include <sodium.h>

#include <array>
#include <string_view>

namespace harmony::sync {

struct FileHasher::State {
    crypto_generichash_blake2b_state hash{};
};

FileHasher::FileHasher() : state_(std::make_unique<State>()) {
    constexpr std::string_view name = "hk1.file.1";
    std::array<unsigned char, crypto_generichash_blake2b_PERSONALBYTES> person{};
    std::copy(name.begin(), name.end(), person.begin());
    crypto_generichash_blake2b_init_salt_personal(
        &state_->hash, nullptr, 0, FileHash::size, nullptr, person.data());
}

FileHasher::FileHasher(FileHasher&&) noexcept = default;
FileHasher& FileHasher::operator=(FileHasher&&) noexcept = default;
FileHasher::~FileHasher() = default;

void FileHasher::take(base::ByteView bytes) {
    crypto_generichash_blake2b_update(
        &state_->hash, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

FileHash FileHasher::finish() {
    std::array<std::byte, FileHash::size> out{};
    crypto_generichash_blake2b_final(
        &state_->hash, reinterpret_cast<unsigned char*>(out.data()), out.size());
    return FileHash(out);
}

}  // namespace harmony::sync
