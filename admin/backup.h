#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "admin/office.h"
#include "base/error.h"
#include "base/random.h"
#include "base/time.h"
#include "sync/backup_stream.h"
#include "sync/object_name.h"

namespace harmony::admin {

/// One file of a backup.
struct BackupEntry {
    std::string name;  ///< below the office folder: "office.db", "keys/survey.hkk"
    std::uint64_t length = 0;
    base::Digest hash;

    bool operator==(const BackupEntry&) const = default;
};

/// What lies in a backup: its first file, `manifest.json`, whose digest stands in the head.
struct BackupManifest {
    base::OrgId org;
    base::Day day{};
    std::uint64_t batches = 0;
    std::uint64_t responses = 0;
    std::vector<BackupEntry> entries;  ///< sorted by name

    bool operator==(const BackupManifest&) const = default;
};

[[nodiscard]] std::string write_manifest(const BackupManifest& manifest);
/// Unreadable when it is none, or names a file outside of the folder.
[[nodiscard]] base::Result<BackupManifest> read_manifest(std::string_view json);

struct BackedUp {
    std::filesystem::path file;
    std::uint64_t bytes = 0;
    BackupManifest manifest;
};

/// Seals the office folder into one file in `folder`: a copy of the store, the settings, and the
/// key files, which stay sealed with the passphrase. Root and escrow keys are not in it: they
/// belong elsewhere. The file is whole or not there. Errors: full, unreachable, refused.
[[nodiscard]] base::Result<BackedUp> back_up(Office& office,
                                             const std::filesystem::path& folder,
                                             const std::filesystem::path& scratch,
                                             base::RandomSource& random,
                                             base::Day today);

/// Opens a backup into `into`, which must not exist: it is made beside it and renamed when every
/// file is there as the manifest says and `finish`, which is handed the folder beside it, has done
/// what must be done before anybody can use it. Errors: refused (no key opens it, the folder is
/// there), unreadable (changed, or not whole), full; those of `finish`.
[[nodiscard]] base::Result<BackupManifest> unpack_backup(
    const std::filesystem::path& file,
    const std::filesystem::path& into,
    const sync::KeyRing& ring,
    const std::function<base::Result<void>(const std::filesystem::path&)>& finish = {});

/// Opens all of it and compares every file with the manifest; writes nothing.
[[nodiscard]] base::Result<BackupManifest> check_backup(const std::filesystem::path& file,
                                                        const sync::KeyRing& ring);

/// Moves the store of an office that was just restored from its file into an empty database of
/// PostgreSQL, notes the address in the settings, and takes the file away. Errors: refused (an
/// address that may not be given, something is in the database), unreachable, full: the office goes
/// on with its file.
[[nodiscard]] base::Result<void> move_store(const OfficeFolder& folder,
                                            const std::string& address,
                                            base::Files& files);

inline constexpr std::uint64_t restored_ahead = 1000;

/// A backup is behind what was published since: no version may be given out twice with other
/// content. Every counter goes on `restored_ahead` beyond the higher of the backup and of the names
/// that were `seen` where kiosks fetch.
[[nodiscard]] base::Result<void> raise_versions(db::OfficeStore& store,
                                                const std::vector<sync::ObjectName>& seen);

}  // namespace harmony::admin
