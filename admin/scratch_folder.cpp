#include "admin/scratch_folder.h"

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp

#include <system_error>
#include <utility>

namespace harmony::admin {

namespace fs = std::filesystem;

base::Result<ScratchFolder> ScratchFolder::make(const fs::path& in) {
    std::string pattern = (in / ".harmony-work-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
        return base::Error{base::ErrorKind::unreachable,
                           "no folder to work in can be made in " + in.string()};
    }
    return ScratchFolder(pattern);
}

ScratchFolder::ScratchFolder(ScratchFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) {
        fs::remove_all(path_, ignored);
    }
}

}  // namespace harmony::admin
