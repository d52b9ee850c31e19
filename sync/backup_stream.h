#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/random.h"
#include "base/time.h"
#include "sync/crypto.h"
#include "sync/wraps.h"

namespace harmony::sync {

/// What a backup says without being opened (HKZ1, docs/formats/hk1.md 15.3).
struct BackupHead {
    base::OrgId org;
    base::Day day;
    base::Digest manifest;  ///< of the list of contents, which lies within

    bool operator==(const BackupHead&) const = default;
};

/// Takes the bytes of a backup as they are made.
using BackupSink = std::function<base::Result<void>(base::ByteView)>;

/// Seals a stream to the backup keys: a random key, wrapped to each recipient; chunks of 64 KiB
/// under XChaCha20-Poly1305 (libsodium's secretstream), each bound to its number, the last one
/// marked.
class BackupSealer {
public:
    /// Writes the head. REQUIRES: 1 to 16 recipients. Errors: those of the sink.
    [[nodiscard]] static base::Result<BackupSealer> begin(const BackupHead& head,
                                                          std::span<const BoxPublicKey> recipients,
                                                          base::RandomSource& random,
                                                          BackupSink sink);

    BackupSealer(BackupSealer&&) noexcept;
    BackupSealer& operator=(BackupSealer&&) noexcept;
    ~BackupSealer();

    [[nodiscard]] base::Result<void> append(base::ByteView bytes);

    /// Writes what is left, and the mark of the end. Once.
    [[nodiscard]] base::Result<void> finish();

private:
    struct Impl;
    explicit BackupSealer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Gives the next bytes of a backup, at most `most`; fewer only at its end.
using BackupSource = std::function<base::Result<base::Bytes>(std::size_t most)>;

/// Opens a backup from its beginning.
class BackupOpener {
public:
    /// Reads the head. Errors: unreadable (no backup), refused (no key here opens it).
    [[nodiscard]] static base::Result<BackupOpener> begin(BackupSource source, const KeyRing& ring);

    BackupOpener(BackupOpener&&) noexcept;
    BackupOpener& operator=(BackupOpener&&) noexcept;
    ~BackupOpener();

    [[nodiscard]] const BackupHead& head() const;

    /// The next piece, up to 64 KiB; empty after the last. Unreadable when a piece was changed, is
    /// missing or stands in another's place, or when the stream ends without its mark.
    [[nodiscard]] base::Result<base::SecretBytes> next();

private:
    struct Impl;
    explicit BackupOpener(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Only the head, as `begin` reads it, without a key. Unreadable when it is none.
[[nodiscard]] base::Result<BackupHead> read_backup_head(base::ByteView beginning);

}  // namespace harmony::sync
