// Layout of HKZ1 (docs/formats/hk1.md, 15.3):
//   "HKZ1" org day manifest commit wraps(K) header(24) chunk chunk ... chunk(final)
// where a chunk is 64 KiB of plain text and 17 bytes more; only the last is shorter.
#include "sync/backup_stream.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "sync/wire.h"
#include "sync/wraps_wire.h"

namespace harmony::sync {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view magic = "HKZ1";
constexpr std::size_t plain_size = 64u << 10;
constexpr std::size_t sealed_size = plain_size + crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t header_size = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t fixed_size = 4 + 16 + 4 + 32 + 32 + 1;
constexpr std::size_t wrap_size = 8 + 80;

using State = crypto_secretstream_xchacha20poly1305_state;

unsigned char* raw(std::byte* bytes) {
    return reinterpret_cast<unsigned char*>(bytes);
}
const unsigned char* raw(const std::byte* bytes) {
    return reinterpret_cast<const unsigned char*>(bytes);
}

std::array<unsigned char, 8> number_bytes(std::uint64_t number) {
    std::array<unsigned char, 8> bytes{};
    for (unsigned char& byte : bytes) {
        byte = static_cast<unsigned char>(number & 0xFFU);
        number >>= 8U;
    }
    return bytes;
}

Error no_backup() {
    return {ErrorKind::unreadable, "this is no backup of Harmony, or its beginning is missing"};
}

Error spoiled() {
    return {ErrorKind::unreadable,
            "this backup was changed, or a part of it is missing. Use another copy"};
}

struct Head {
    BackupHead said;
    base::Digest commit;
    std::vector<Wrap> wraps;
};

std::optional<Head> read_head(base::ByteView bytes) {
    WireReader reader(bytes);
    Head head;
    const bool ours = base::as_text(reader.raw(magic.size())) == magic;
    head.said.org = reader.id<base::OrgId>();
    head.said.day = reader.day();
    head.said.manifest = reader.id<base::Digest>();
    head.commit = reader.id<base::Digest>();
    head.wraps = read_wraps(reader);
    return ours && reader.finished() ? std::optional(std::move(head)) : std::nullopt;
}

/// Zeroed when it goes.
struct Cipher {
    State state{};

    Cipher() = default;
    Cipher(const Cipher&) = delete;
    Cipher& operator=(const Cipher&) = delete;
    ~Cipher() { sodium_memzero(&state, sizeof(state)); }
};

}  // namespace

// --- sealing ------------------------------------------------------------------------------------

struct BackupSealer::Impl {
    explicit Impl(BackupSink to) : sink(std::move(to)) { pending.reserve(plain_size); }

    Result<void> seal(unsigned char tag) {
        base::Bytes chunk(pending.size() + crypto_secretstream_xchacha20poly1305_ABYTES);
        const auto bound = number_bytes(number++);
        base::promise(crypto_secretstream_xchacha20poly1305_push(&cipher.state,
                                                                 raw(chunk.data()),
                                                                 nullptr,
                                                                 raw(pending.data()),
                                                                 pending.size(),
                                                                 bound.data(),
                                                                 bound.size(),
                                                                 tag) == 0,
                      "a chunk of a backup is sealed");
        sodium_memzero(pending.data(), pending.size());
        pending.clear();
        return sink(chunk);
    }

    BackupSink sink;
    Cipher cipher;
    base::SecretBytes pending;
    std::uint64_t number = 0;
};

BackupSealer::BackupSealer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BackupSealer::BackupSealer(BackupSealer&&) noexcept = default;
BackupSealer& BackupSealer::operator=(BackupSealer&&) noexcept = default;
BackupSealer::~BackupSealer() = default;

Result<BackupSealer> BackupSealer::begin(const BackupHead& head,
                                         std::span<const BoxPublicKey> recipients,
                                         base::RandomSource& random,
                                         BackupSink sink) {
    base::SecretBytes key(crypto_secretstream_xchacha20poly1305_KEYBYTES);
    random.fill(key);
    WireWriter out;
    out.raw(base::as_bytes(magic));
    out.id(head.org);
    out.day(head.day);
    out.id(head.manifest);
    out.id(hash("hk1.dek.1", key));
    write_wraps(out, wrap_key(key, recipients));
    auto impl = std::make_unique<Impl>(std::move(sink));
    std::array<std::byte, header_size> header{};
    base::promise(crypto_secretstream_xchacha20poly1305_init_push(
                      &impl->cipher.state, raw(header.data()), raw(key.data())) == 0,
                  "a backup begins");
    out.raw(header);
    if (Result<void> written = impl->sink(out.written()); !written) {
        return written.error();
    }
    return BackupSealer(std::move(impl));
}

Result<void> BackupSealer::append(base::ByteView bytes) {
    while (!bytes.empty()) {
        // A full chunk is kept until more comes: the last one carries the mark.
        if (impl_->pending.size() == plain_size) {
            if (Result<void> sealed = impl_->seal(0); !sealed) {
                return sealed;
            }
        }
        const std::size_t take = std::min(bytes.size(), plain_size - impl_->pending.size());
        impl_->pending.insert(
            impl_->pending.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(take));
        bytes = bytes.subspan(take);
    }
    return {};
}

Result<void> BackupSealer::finish() {
    return impl_->seal(crypto_secretstream_xchacha20poly1305_TAG_FINAL);
}

// --- opening ------------------------------------------------------------------------------------

struct BackupOpener::Impl {
    explicit Impl(BackupSource from) : source(std::move(from)) {}

    BackupSource source;
    BackupHead head;
    Cipher cipher;
    std::uint64_t number = 0;
    bool ended = false;
};

BackupOpener::BackupOpener(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BackupOpener::BackupOpener(BackupOpener&&) noexcept = default;
BackupOpener& BackupOpener::operator=(BackupOpener&&) noexcept = default;
BackupOpener::~BackupOpener() = default;

const BackupHead& BackupOpener::head() const {
    return impl_->head;
}

Result<BackupOpener> BackupOpener::begin(BackupSource source, const KeyRing& ring) {
    auto impl = std::make_unique<Impl>(std::move(source));
    Result<base::Bytes> bytes = impl->source(fixed_size);
    if (!bytes) {
        return bytes.error();
    }
    if (bytes->size() != fixed_size) {
        return no_backup();
    }
    const auto wraps = static_cast<std::size_t>(bytes->back());
    Result<base::Bytes> rest = impl->source(wraps * wrap_size);
    Result<base::Bytes> header = rest ? impl->source(header_size) : rest;
    if (!header) {
        return header.error();
    }
    base::append(*bytes, *rest);
    const std::optional<Head> head = read_head(*bytes);
    if (!head || header->size() != header_size) {
        return no_backup();
    }
    const Unwrapped key = unwrap_key(head->wraps, ring);
    if (key.opening == Opening::no_key_here) {
        return Error{ErrorKind::refused, "no key that is here opens this backup"};
    }
    if (key.opening != Opening::opened || hash("hk1.dek.1", key.key) != head->commit ||
        crypto_secretstream_xchacha20poly1305_init_pull(
            &impl->cipher.state, raw(header->data()), raw(key.key.data())) != 0) {
        return spoiled();
    }
    impl->head = head->said;
    return BackupOpener(std::move(impl));
}

Result<base::SecretBytes> BackupOpener::next() {
    if (impl_->ended) {
        const Result<base::Bytes> behind = impl_->source(1);
        if (behind && !behind->empty()) {
            return spoiled();
        }
        return base::SecretBytes{};
    }
    const Result<base::Bytes> chunk = impl_->source(sealed_size);
    if (!chunk) {
        return chunk.error();
    }
    if (chunk->size() < crypto_secretstream_xchacha20poly1305_ABYTES) {
        return spoiled();
    }
    base::SecretBytes plain(chunk->size() - crypto_secretstream_xchacha20poly1305_ABYTES);
    const auto bound = number_bytes(impl_->number++);
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&impl_->cipher.state,
                                                   raw(plain.data()),
                                                   nullptr,
                                                   &tag,
                                                   raw(chunk->data()),
                                                   chunk->size(),
                                                   bound.data(),
                                                   bound.size()) != 0) {
        return spoiled();
    }
    impl_->ended = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (!impl_->ended && chunk->size() != sealed_size) {
        return spoiled();
    }
    if (impl_->ended && plain.empty()) {
        return next();
    }
    return plain;
}

Result<BackupHead> read_backup_head(base::ByteView beginning) {
    if (beginning.size() < fixed_size) {
        return no_backup();
    }
    const auto wraps = static_cast<std::size_t>(beginning[fixed_size - 1]);
    const std::size_t size = fixed_size + wraps * wrap_size;
    const auto head = beginning.size() < size ? std::nullopt : read_head(beginning.first(size));
    return head ? Result<BackupHead>(head->said) : no_backup();
}

}  // namespace harmony::sync
