#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/random.h"

namespace harmony::base {

enum class IfPresent { skip, replace };
enum class Delivery { fresh, was_there };

/// Plain files, whole or not at all. Every write goes: exclusive part file, write, sync, close,
/// rename, sync of the folder; a failed sync is never retried. Links are not followed.
///
/// Errors: absent (no such file or folder), refused (no permission, a link, not a regular file, over
/// the cap), full (no space), unreachable (the disk or stick answered with an error).
class Files {
public:
    Files() = default;
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;
    virtual ~Files() = default;

    /// At most `cap` bytes; a longer file is refused, not cut.
    [[nodiscard]] virtual Result<Bytes> read(const std::filesystem::path& file, std::size_t cap) = 0;

    /// As `read`, after the cached pages were dropped: what the medium holds, not what we wrote.
    [[nodiscard]] virtual Result<Bytes> read_back(const std::filesystem::path& file,
                                                  std::size_t cap) = 0;

    /// Makes missing folders (synced upwards). `mode` as for chmod.
    [[nodiscard]] virtual Result<Delivery> write(const std::filesystem::path& file,
                                                 ByteView bytes,
                                                 IfPresent if_present,
                                                 unsigned mode) = 0;

    /// Names in the folder, in byte order, without `.part-*`; an absent folder has none.
    [[nodiscard]] virtual Result<std::vector<std::string>> list(
        const std::filesystem::path& folder) = 0;

    /// Done also when it was not there.
    [[nodiscard]] virtual Result<void> remove(const std::filesystem::path& file) = 0;

    [[nodiscard]] virtual Result<void> make_folders(const std::filesystem::path& folder,
                                                    unsigned mode) = 0;
};

class RealFiles final : public Files {
public:
    /// `random` names part files; it must outlive this.
    explicit RealFiles(RandomSource& random) : random_(random) {}

    [[nodiscard]] Result<Bytes> read(const std::filesystem::path& file, std::size_t cap) override;
    [[nodiscard]] Result<Bytes> read_back(const std::filesystem::path& file,
                                          std::size_t cap) override;
    [[nodiscard]] Result<Delivery> write(const std::filesystem::path& file,
                                         ByteView bytes,
                                         IfPresent if_present,
                                         unsigned mode) override;
    [[nodiscard]] Result<std::vector<std::string>> list(
        const std::filesystem::path& folder) override;
    [[nodiscard]] Result<void> remove(const std::filesystem::path& file) override;
    [[nodiscard]] Result<void> make_folders(const std::filesystem::path& folder,
                                            unsigned mode) override;

private:
    RandomSource& random_;
};

/// Everybody may read what is public; keys and state are for their owner.
inline constexpr unsigned public_mode = 0644;
inline constexpr unsigned private_mode = 0600;

}  // namespace harmony::base
