#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace harmony::tests {

/// What goes wrong at the operation that `break_at` names. Operations are writes, syncs,
/// truncations, renames, deletions and the making of files and folders; reads are counted apart.
enum class Fault {
    none,
    power_cut,        ///< the machine is dark: this and every later operation fails
    error_once,       ///< one I/O error
    error_sticky,     ///< I/O errors from then on
    full_once,        ///< one "no space"
    full_sticky,      ///< no space from then on
    short_then_full,  ///< half of a write, then no space
    sync_drops,       ///< the n-th sync fails, its data is dropped, and the cache looks clean
    read_once,        ///< one read fails
    read_sticky,      ///< reads fail from then on
    read_short,       ///< one read of a plain file answers half of what was asked for
};

/// An invented disk that forgets what was never synced, for SQLite (`PowerCutVfs`) and for plain
/// files (`crash_files.h`) alike.
///
/// Each file has a cache image (what a program reads) and a durable image (what a power cut
/// leaves). A write goes into the cache and onto a pending list; a sync puts the list into the
/// durable image. Names are kept in the same way, for each folder. At a power cut every pending
/// 512-byte sector is kept (50 %), dropped (40 %) or garbled (10 %) by itself, and a pending
/// truncation, new name, rename or deletion is kept or dropped. Only bytes that were being written
/// are garbled, as SQLite is told (SQLITE_IOCAP_POWERSAFE_OVERWRITE, which the system's VFS says as
/// well).
///
/// Answers are errno values; 0 is done. Everything random comes from the last `reseed`.
class PowerCutDisk {
public:
    struct File;

    PowerCutDisk();
    PowerCutDisk(const PowerCutDisk&) = delete;
    PowerCutDisk& operator=(const PowerCutDisk&) = delete;
    ~PowerCutDisk();

    // --- the fault ------------------------------------------------------------------------------

    /// Strikes at the n-th operation from now, counted from 1; `sync_drops` at the n-th sync,
    /// faults of reads at the n-th read. 0 is the one under way, for `watch`.
    void break_at(Fault fault, std::uint64_t n);

    /// Called at every operation, once it is counted and before it is done.
    void watch(std::function<void()> see) { see_ = std::move(see); }

    /// What is drawn from now on depends on this alone.
    void reseed(std::uint64_t seed) { random_ = seed; }

    /// What strikes after `sync_drops` has: at the n-th operation from then.
    void then(Fault fault, std::uint64_t n);

    [[nodiscard]] std::uint64_t operations() const { return operations_; }
    [[nodiscard]] std::uint64_t syncs() const { return syncs_; }
    [[nodiscard]] std::uint64_t reads() const { return reads_; }
    [[nodiscard]] bool dark() const { return dark_; }

    /// The machine comes back: what was pending is decided, the cache is what is durable.
    /// Connections and descriptors from before must not be used any more. The fault is over.
    void reboot();

    /// Only the program comes back: the cache stays as it is. The fault is over, unless another was
    /// to follow it.
    void restart();

    /// No fault any more, nor one that was to follow.
    void end_fault();

    /// Uniform in [0, bound).
    [[nodiscard]] std::uint64_t draw(std::uint64_t bound);

    // --- what a program does --------------------------------------------------------------------

    /// Nothing when there is no such file (or it is a folder).
    [[nodiscard]] File* find(const std::string& path) const;
    [[nodiscard]] bool is_folder(const std::string& path) const;
    [[nodiscard]] int make(const std::string& path, File*& file);
    [[nodiscard]] int make_folder(const std::string& path);
    /// `done` becomes how many bytes went in; fewer than all only with an error.
    [[nodiscard]] int write(
        File& file, const void* data, std::size_t size, std::size_t at, std::size_t& done);
    [[nodiscard]] int truncate(File& file, std::size_t size);
    [[nodiscard]] int sync(File& file);
    [[nodiscard]] int sync_folder(const std::string& folder);
    /// As `sync_folder`, but of this name alone: all that SQLite may count on.
    [[nodiscard]] int sync_name(const std::string& path);
    /// What happened to this name is durable, as part of a sync that succeeded.
    void keep_name(const std::string& path);
    [[nodiscard]] int rename(const std::string& from, const std::string& to);
    [[nodiscard]] int remove(const std::string& path);
    [[nodiscard]] int remove_folder(const std::string& path);
    [[nodiscard]] const std::vector<std::byte>& bytes(const File& file) const;
    /// To be asked before bytes are handed out. `size` becomes how many may be.
    [[nodiscard]] int read(std::size_t& size);

    /// POSIX_FADV_DONTNEED: pages that look clean leave the cache, so what a failed sync dropped is
    /// seen to be gone.
    void drop_clean_pages(File& file) const;

    // --- what a test looks at -------------------------------------------------------------------

    /// Every file there is, in byte order.
    [[nodiscard]] std::vector<std::string> files() const;
    /// Names of files that lie directly in `folder`, in byte order.
    [[nodiscard]] std::vector<std::string> names_in(const std::string& folder) const;
    /// Writes the cache images below a real folder, for somebody to look at.
    void save_to(const std::filesystem::path& folder) const;

private:
    enum class Kind { write, sync, name };
    struct NameChange;
    using Names = std::map<std::string, File*>;

    [[nodiscard]] int operation(Kind kind);
    void decide(File& file);
    void decide_names();
    static void apply(const NameChange& change, Names& names);
    void change_names(NameChange change);
    template <typename Wanted>
    void settle_names(Wanted&& wanted);
    File& keep(std::unique_ptr<File> file);

    std::uint64_t random_ = 0;
    std::function<void()> see_;
    Names names_;          // as a program sees them
    Names durable_names_;  // as a power cut leaves them
    std::vector<NameChange> pending_names_;
    std::vector<std::unique_ptr<File>> all_;  // unlinked ones too: somebody may hold them open
    Fault fault_ = Fault::none;
    std::uint64_t fault_at_ = 0;
    Fault next_fault_ = Fault::none;
    std::uint64_t next_fault_in_ = 0;
    bool follows_ = false;  // the fault under way is the second
    std::uint64_t operations_ = 0;
    std::uint64_t syncs_ = 0;
    std::uint64_t reads_ = 0;
    bool dark_ = false;
    bool drop_now_ = false;  // the sync under way loses its data
};

/// The part of a path before its last slash.
[[nodiscard]] std::string folder_of(const std::string& path);

}  // namespace harmony::tests
