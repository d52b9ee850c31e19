#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/files.h"
#include "events/town.h"

namespace harmony::admin {

/// A picture file by its name in a pack without `pictures/`.
struct PictureFile {
    std::string name;
    base::Bytes bytes;

    bool operator==(const PictureFile&) const = default;
};

/// Reads every picture that the town names from `folder`, each once, and looks at it as a kiosk
/// will. Errors: absent (there is no such file), refused (too large), unreadable (no PNG or JPEG):
/// each with the picture's place in the content.
[[nodiscard]] base::Result<std::vector<PictureFile>> read_picture_folder(
    base::Files& files, const std::filesystem::path& folder, const events::Town& town);

}  // namespace harmony::admin
