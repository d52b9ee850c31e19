#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "sync/floor.h"
#include "sync/frame.h"
#include "sync/trust.h"

namespace harmony::sync {

/// Content is named by its hash: H("hk1.file.1", content).
using FileHash = base::Id<struct FileHashTag, 32>;
[[nodiscard]] FileHash file_hash(base::ByteView content);

struct PackFile {
    std::string name;  ///< `is_pack_file_name`
    std::uint64_t length = 0;
    FileHash hash;

    bool operator==(const PackFile&) const = default;
};

/// Caps of section 2.4.
inline constexpr std::size_t max_pack_files = 2000;
inline constexpr std::uint64_t max_pack_file = std::uint64_t{64} << 20U;
inline constexpr std::uint64_t max_pack = std::uint64_t{512} << 20U;

/// What a version of a stream consists of (HKP1, section 13.1). Written sorted by name.
struct PackManifest {
    base::OrgId org;
    std::string stream;
    std::uint64_t version = 1;
    std::uint32_t trust_version = 1;
    base::Digest trust_hash;
    base::Day created;
    base::Day warn_after;
    std::uint32_t min_app = 0;
    std::vector<PackFile> files;

    bool operator==(const PackManifest&) const = default;
};

/// `[a-z0-9-]+`, at most 32 letters.
[[nodiscard]] bool is_stream_name(std::string_view name);

/// `[a-z0-9][a-z0-9._-]*`, at most one `/` (each part starts so), no `..`, at most 64 letters.
[[nodiscard]] bool is_pack_file_name(std::string_view name);

/// The HKP1 file. Refused with a sentence when a name, a size or a count is not allowed.
[[nodiscard]] base::Result<base::Bytes> sign_manifest(
    PackManifest manifest, std::span<const SignKeyPair* const> publishers);

/// Where a kiosk stands when a manifest arrives.
struct InstallContext {
    std::string stream;
    std::optional<Floor> floor;
    std::uint32_t app = 0;
    std::uint64_t free_bytes = 0;        ///< on the disk of the packs
    std::vector<FileHash> already_here;  ///< content that need not be fetched again
};

/// What is to be done with a manifest that was checked.
struct InstallPlan {
    PackManifest manifest;
    FloorAnswer answer = FloorAnswer::newer;  ///< anything but `newer`: change nothing
    Floor floor;                              ///< to be stored with the installed pack
    std::vector<PackFile> fetch;              ///< what is not here yet, each content once
};

/// The checks of section 13.4 up to the free space, in that order. Refused with the sentence of the
/// first that fails; unreadable when it is no manifest; full when there is no space.
[[nodiscard]] base::Result<InstallPlan> check_install(base::ByteView file,
                                                      const TrustDocument& trust,
                                                      const InstallContext& context);

/// A manifest with its signatures and organisation checked and nothing else: for the office's own
/// use.
[[nodiscard]] base::Result<PackManifest> read_manifest(base::ByteView file,
                                                       const TrustDocument& trust);

/// Whether fetched bytes are what the manifest names. Unreadable otherwise.
[[nodiscard]] base::Result<void> check_content(const PackFile& file, base::ByteView content);

}  // namespace harmony::sync
