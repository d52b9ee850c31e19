#pragma once

#include <filesystem>

#include "base/error.h"

namespace harmony::admin {

/// A folder of this process alone, gone with this object.
class ScratchFolder {
public:
    /// Below `in`, which must be there. Unreachable when none can be made.
    [[nodiscard]] static base::Result<ScratchFolder> make(const std::filesystem::path& in);

    ScratchFolder(ScratchFolder&& other) noexcept;
    ScratchFolder& operator=(ScratchFolder&&) = delete;
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder();

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}

    std::filesystem::path path_;
};

}  // namespace harmony::admin
