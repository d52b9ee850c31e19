#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace harmony::tests {

/// What goes wrong at the operation that `break_at` names. Operations are writes, syncs,
/// truncations, deletions and the making of files, counted from 1.
enum class Fault {
    none,
    power_cut,     ///< the machine is dark: this and every later operation fails
    error_once,    ///< one I/O error
    error_sticky,  ///< I/O errors from then on
    full_once,     ///< one "no space"
    full_sticky,   ///< no space from then on
    sync_drops,    ///< a sync fails once, its data is dropped, and the cache looks clean
};

/// An in-memory disk under SQLite that forgets what was never synced.
///
/// Each file has a cache image (what a program reads) and a durable image (what a power cut
/// leaves). A write goes into the cache and onto a pending list; a sync puts the list into the
/// durable image. At a power cut every pending 512-byte sector is kept (50 %), dropped (40 %) or
/// garbled (10 %) by itself, a pending truncation is kept or dropped, a file never synced may
/// vanish, and a deletion whose folder was not synced may come back. Only bytes that were being
/// written are garbled, as SQLite is told (SQLITE_IOCAP_POWERSAFE_OVERWRITE, which the system's VFS
/// says as well). There is no shared memory: a WAL file opens only under exclusive locking.
class PowerCutDisk {
public:
    /// Registers itself as an SQLite VFS under `name`. Everything random comes from `seed`.
    PowerCutDisk(std::string name, std::uint64_t seed);
    PowerCutDisk(const PowerCutDisk&) = delete;
    PowerCutDisk& operator=(const PowerCutDisk&) = delete;
    ~PowerCutDisk();

    [[nodiscard]] const std::string& name() const { return name_; }

    void break_at(Fault fault, std::uint64_t operation);

    /// Operations so far.
    [[nodiscard]] std::uint64_t operations() const { return operations_; }

    /// The machine comes back: what was pending is decided, the cache is what is durable.
    /// Connections from before must not be used any more. The fault is over.
    void reboot();

    /// Only the program comes back, after dropping cached pages: what a failed sync dropped is
    /// gone, everything else is still there. The fault is over.
    void restart();

    /// Bytes that all files may have together in the cache; 0: no limit.
    void limit(std::size_t bytes) { limit_ = bytes; }

    [[nodiscard]] bool exists(const std::string& path) const;
    [[nodiscard]] std::size_t size(const std::string& path) const;
    [[nodiscard]] std::vector<std::string> files() const;

    // For the VFS alone: each answers with an SQLite result code.
    struct File;
    [[nodiscard]] int make(const std::string& path, bool create, File*& file);
    [[nodiscard]] int write(File& file, const void* data, std::size_t size, std::size_t at);
    [[nodiscard]] int truncate(File& file, std::size_t size);
    [[nodiscard]] int sync(File& file);
    [[nodiscard]] int remove(const std::string& path, bool sync_folder);
    [[nodiscard]] bool dark() const { return dark_; }

private:
    [[nodiscard]] int operation(int error);
    [[nodiscard]] std::uint64_t draw(std::uint64_t bound);
    void decide(File& file);
    [[nodiscard]] std::size_t used() const;

    std::string name_;
    std::uint64_t random_;
    std::unique_ptr<sqlite3_vfs> vfs_;
    std::map<std::string, std::unique_ptr<File>> files_;
    std::vector<std::unique_ptr<File>> unlinked_;  // open connections may still point to them
    Fault fault_ = Fault::none;
    std::uint64_t fault_at_ = 0;
    std::uint64_t operations_ = 0;
    std::size_t limit_ = 0;
    bool dark_ = false;
};

}  // namespace harmony::tests
