#pragma once

#include <cstdint>
#include <filesystem>

#include "base/bytes.h"
#include "base/error.h"

namespace harmony::admin {

/// A large file that is written piece by piece, and is there whole, under its name, or not at all:
/// what `base::Files` does for small ones. For its owner alone.
class WholeFile {
public:
    explicit WholeFile(std::filesystem::path name);
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;
    /// Takes away what is not finished.
    ~WholeFile();

    /// Errors: full, refused, unreachable.
    [[nodiscard]] base::Result<void> write(base::ByteView bytes);

    /// Syncs, renames, syncs the folder. Once.
    [[nodiscard]] base::Result<void> finish();

    [[nodiscard]] std::uint64_t written() const { return written_; }

private:
    std::filesystem::path name_;
    std::filesystem::path part_;
    int file_;
    std::uint64_t written_ = 0;
};

/// Gives what was made beside its place (a whole folder, too) its name, for good: the new name
/// outlives a power cut. Errors: refused, unreachable.
[[nodiscard]] base::Result<void> name_for_good(const std::filesystem::path& beside,
                                               const std::filesystem::path& named);

}  // namespace harmony::admin
