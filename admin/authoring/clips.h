#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/files.h"

namespace harmony::admin {

/// A recorded phrase by its name in a pack without `clips/`: "ckb-3f2a91c07d5e.opus".
struct ClipFile {
    std::string name;
    base::Bytes bytes;

    bool operator==(const ClipFile&) const = default;
};

/// Reads `<folder>/<language>/<12 hexadecimal digits>.opus` of these languages
/// (docs/formats/clips.md); none when the folder is not there. Errors, each with the file: refused
/// (another name, over 1 MiB), unreadable (no Opus in Ogg).
[[nodiscard]] base::Result<std::vector<ClipFile>> read_clip_folder(
    base::Files& files,
    const std::filesystem::path& folder,
    const std::vector<std::string>& languages);

}  // namespace harmony::admin
