#include "fault/power_cut_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace harmony::tests {
namespace {

constexpr std::size_t sector = 512;
constexpr int longest_path = 512;

}  // namespace

struct PowerCutDisk::File {
    struct Pending {
        bool truncation = false;
        std::size_t at = 0;  // of a truncation: the new size
        std::vector<std::byte> data;
    };

    std::vector<std::byte> cache;
    std::vector<std::byte> durable;
    std::vector<Pending> pending;
    bool there = false;          // as a program sees it
    bool there_durably = false;  // as a power cut leaves it
};

namespace {

using File = PowerCutDisk::File;

/// What SQLite allocates for an open file.
struct Handle {
    sqlite3_file base;
    PowerCutDisk* disk;
    File* file;
};

Handle& handle(sqlite3_file* raw) {
    return *reinterpret_cast<Handle*>(raw);
}

void put(std::vector<std::byte>& image, const File::Pending& change) {
    if (change.truncation) {
        image.resize(change.at);
        return;
    }
    image.resize(std::max(image.size(), change.at + change.data.size()));
    std::copy(change.data.begin(),
              change.data.end(),
              image.begin() + static_cast<std::ptrdiff_t>(change.at));
}

int close_file(sqlite3_file*) {
    return SQLITE_OK;
}

int read_file(sqlite3_file* raw, void* out, int count, sqlite3_int64 offset) {
    const Handle& open = handle(raw);
    if (open.disk->dark()) {
        return SQLITE_IOERR_READ;
    }
    const std::vector<std::byte>& cache = open.file->cache;
    const auto at = static_cast<std::size_t>(offset);
    const auto wanted = static_cast<std::size_t>(count);
    const std::size_t there = at < cache.size() ? std::min(wanted, cache.size() - at) : 0;
    std::memset(out, 0, wanted);
    if (there > 0) {
        std::memcpy(out, cache.data() + at, there);
    }
    return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* raw, const void* data, int count, sqlite3_int64 offset) {
    const Handle& open = handle(raw);
    return open.disk->write(
        *open.file, data, static_cast<std::size_t>(count), static_cast<std::size_t>(offset));
}

int truncate_file(sqlite3_file* raw, sqlite3_int64 size) {
    const Handle& open = handle(raw);
    return open.disk->truncate(*open.file, static_cast<std::size_t>(size));
}

int sync_file(sqlite3_file* raw, int) {
    const Handle& open = handle(raw);
    return open.disk->sync(*open.file);
}

int file_size(sqlite3_file* raw, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(handle(raw).file->cache.size());
    return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) {
    return SQLITE_OK;
}

int nobody_holds_it(sqlite3_file*, int* reserved) {
    *reserved = 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file*) {
    return static_cast<int>(sector);
}

int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

constexpr sqlite3_io_methods file_methods{1,
                                          close_file,
                                          read_file,
                                          write_file,
                                          truncate_file,
                                          sync_file,
                                          file_size,
                                          lock_file,
                                          lock_file,
                                          nobody_holds_it,
                                          control_file,
                                          sector_size,
                                          characteristics,
                                          nullptr,
                                          nullptr,
                                          nullptr,
                                          nullptr,
                                          nullptr,
                                          nullptr};

PowerCutDisk& disk_of(sqlite3_vfs* vfs) {
    return *static_cast<PowerCutDisk*>(vfs->pAppData);
}

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* raw, int flags, int* out_flags) {
    Handle& open = handle(raw);
    open.base.pMethods = nullptr;
    open.disk = &disk_of(vfs);
    open.file = nullptr;
    const std::string name = path != nullptr ? path : ":temporary:";
    const int code = open.disk->make(name, (flags & SQLITE_OPEN_CREATE) != 0, open.file);
    if (code == SQLITE_OK) {
        open.base.pMethods = &file_methods;
        if (out_flags != nullptr) {
            *out_flags = flags;
        }
    }
    return code;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    return disk_of(vfs).remove(path, sync_folder != 0);
}

int access_file(sqlite3_vfs* vfs, const char* path, int, int* out) {
    *out = disk_of(vfs).exists(path) ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", path);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int size, char* out) {
    std::memset(out, 7, static_cast<std::size_t>(size));
    return size;
}

int no_sleep(sqlite3_vfs*, int microseconds) {
    return microseconds;
}

int fixed_time(sqlite3_vfs*, double* days) {
    *days = 2461000.5;  // a day in 2025, as a Julian day
    return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) {
    return 0;
}

}  // namespace

PowerCutDisk::PowerCutDisk(std::string name, std::uint64_t seed)
    : name_(std::move(name)), random_(seed), vfs_(std::make_unique<sqlite3_vfs>()) {
    *vfs_ = {};
    vfs_->iVersion = 1;
    vfs_->szOsFile = sizeof(Handle);
    vfs_->mxPathname = longest_path;
    vfs_->zName = name_.c_str();
    vfs_->pAppData = this;
    vfs_->xOpen = open_file;
    vfs_->xDelete = delete_file;
    vfs_->xAccess = access_file;
    vfs_->xFullPathname = full_path;
    vfs_->xRandomness = randomness;
    vfs_->xSleep = no_sleep;
    vfs_->xCurrentTime = fixed_time;
    vfs_->xGetLastError = last_error;
    sqlite3_vfs_register(vfs_.get(), 0);
}

PowerCutDisk::~PowerCutDisk() {
    sqlite3_vfs_unregister(vfs_.get());
}

void PowerCutDisk::break_at(Fault fault, std::uint64_t operation) {
    fault_ = fault;
    fault_at_ = operation;
}

std::uint64_t PowerCutDisk::draw(std::uint64_t bound) {
    random_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = random_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return (mixed ^ (mixed >> 31U)) % bound;
}

/// Counts, and answers what the fault says: `error`, full, or all is well.
int PowerCutDisk::operation(int error) {
    if (dark_) {
        return error;
    }
    ++operations_;
    const bool now = operations_ == fault_at_;
    const bool after = fault_at_ != 0 && operations_ >= fault_at_;
    switch (fault_) {
        case Fault::power_cut: dark_ = dark_ || now; return now ? error : SQLITE_OK;
        case Fault::error_once: return now ? error : SQLITE_OK;
        case Fault::error_sticky: return after ? error : SQLITE_OK;
        case Fault::full_once: return now ? SQLITE_FULL : SQLITE_OK;
        case Fault::full_sticky: return after ? SQLITE_FULL : SQLITE_OK;
        case Fault::sync_drops:
        case Fault::none: break;
    }
    return SQLITE_OK;
}

int PowerCutDisk::make(const std::string& path, bool create, File*& file) {
    if (dark_) {
        return SQLITE_IOERR;
    }
    std::unique_ptr<File>& known = files_[path];
    if (!known) {
        known = std::make_unique<File>();
    }
    file = known.get();
    if (file->there) {
        return SQLITE_OK;
    }
    if (!create) {
        return SQLITE_CANTOPEN;
    }
    const int code = operation(SQLITE_IOERR);
    file->there = code == SQLITE_OK;
    if (file->there && file->there_durably) {
        file->pending.push_back({true, 0, {}});  // the one before was deleted, perhaps not durably
    }
    return code;
}

std::size_t PowerCutDisk::used() const {
    std::size_t sum = 0;
    for (const auto& [path, file] : files_) {
        sum += file->there ? file->cache.size() : 0;
    }
    return sum;
}

int PowerCutDisk::write(File& file, const void* data, std::size_t size, std::size_t at) {
    const bool was_dark = dark_;
    const int code = operation(SQLITE_IOERR_WRITE);
    if (was_dark) {
        return code;
    }
    const std::size_t grows = at + size > file.cache.size() ? at + size - file.cache.size() : 0;
    if (code == SQLITE_OK && limit_ != 0 && grows > 0 && used() + grows > limit_) {
        return SQLITE_FULL;
    }
    if (code != SQLITE_OK && fault_ != Fault::power_cut) {
        return code;
    }
    // The write in flight when the power goes lands partly: it is decided sector by sector like any
    // other.
    File::Pending change;
    change.at = at;
    const auto* bytes = static_cast<const std::byte*>(data);
    change.data.assign(bytes, bytes + size);
    put(file.cache, change);
    file.pending.push_back(std::move(change));
    return code;
}

int PowerCutDisk::truncate(File& file, std::size_t size) {
    const int code = operation(SQLITE_IOERR_TRUNCATE);
    if (code == SQLITE_OK) {
        File::Pending change;
        change.truncation = true;
        change.at = size;
        put(file.cache, change);
        file.pending.push_back(std::move(change));
    }
    return code;
}

int PowerCutDisk::sync(File& file) {
    const int code = operation(SQLITE_IOERR_FSYNC);
    if (code != SQLITE_OK) {
        return code;
    }
    if (fault_ == Fault::sync_drops && operations_ == fault_at_) {
        file.pending.clear();
        return SQLITE_IOERR_FSYNC;
    }
    for (const File::Pending& change : file.pending) {
        put(file.durable, change);
    }
    file.pending.clear();
    file.there_durably = true;
    return SQLITE_OK;
}

int PowerCutDisk::remove(const std::string& path, bool sync_folder) {
    const int code = operation(SQLITE_IOERR_DELETE);
    if (code != SQLITE_OK) {
        return code;
    }
    const auto found = files_.find(path);
    if (found == files_.end() || !found->second->there) {
        return SQLITE_IOERR_DELETE_NOENT;
    }
    File& file = *found->second;
    if (sync_folder || !file.there_durably) {
        unlinked_.push_back(std::move(found->second));
        files_.erase(found);
        return SQLITE_OK;
    }
    file.there = false;
    file.cache.clear();
    file.pending.clear();
    return SQLITE_OK;
}

/// Which of the pending changes reached the medium.
void PowerCutDisk::decide(File& file) {
    for (const File::Pending& change : file.pending) {
        if (change.truncation) {
            if (draw(2) == 0) {
                put(file.durable, change);
            }
            continue;
        }
        for (std::size_t from = 0; from < change.data.size();) {
            const std::size_t edge = ((change.at + from) / sector + 1) * sector - change.at;
            const std::size_t to = std::min(edge, change.data.size());
            File::Pending part;
            part.at = change.at + from;
            part.data.assign(change.data.begin() + static_cast<std::ptrdiff_t>(from),
                             change.data.begin() + static_cast<std::ptrdiff_t>(to));
            const std::uint64_t fate = draw(10);
            if (fate == 9) {
                for (std::byte& byte : part.data) {
                    byte = static_cast<std::byte>(draw(256));
                }
            }
            if (fate < 5 || fate == 9) {
                put(file.durable, part);
            }
            from = to;
        }
    }
    file.pending.clear();
}

void PowerCutDisk::reboot() {
    for (auto& [path, file] : files_) {
        decide(*file);
        const bool made = file->there_durably || (file->there && draw(2) == 0);
        // A deletion whose folder was never synced comes back half of the time.
        const bool deleted = !file->there && file->there_durably && draw(2) == 0;
        file->there = made && !deleted;
        file->there_durably = file->there;
        if (!file->there) {
            file->durable.clear();
        }
        file->cache = file->durable;
    }
    fault_ = Fault::none;
    dark_ = false;
}

void PowerCutDisk::restart() {
    for (auto& [path, file] : files_) {
        if (!file->there) {
            continue;
        }
        file->cache = file->durable;
        for (const File::Pending& change : file->pending) {
            put(file->cache, change);
        }
    }
    fault_ = Fault::none;
    dark_ = false;
}

bool PowerCutDisk::exists(const std::string& path) const {
    const auto found = files_.find(path);
    return found != files_.end() && found->second->there;
}

std::size_t PowerCutDisk::size(const std::string& path) const {
    const auto found = files_.find(path);
    return found != files_.end() ? found->second->cache.size() : 0;
}

std::vector<std::string> PowerCutDisk::files() const {
    std::vector<std::string> names;
    for (const auto& [path, file] : files_) {
        if (file->there) {
            names.push_back(path);
        }
    }
    return names;
}

}  // namespace harmony::tests
