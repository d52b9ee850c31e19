#include "fault/power_cut_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <map>
#include <utility>
#include <vector>

namespace harmony::tests {
namespace {

constexpr int longest_path = 512;
constexpr int sector = 512;
/// What SQLite gives no name.
constexpr const char* temporary = "/.temporary";

/// The shared memory of one file, and how many connections have it.
struct Shared {
    std::vector<std::unique_ptr<std::vector<std::byte>>> regions;
    int connections = 0;
};

}  // namespace

struct PowerCutVfs::Context {
    PowerCutDisk& disk;
    std::map<PowerCutDisk::File*, Shared> shared;
    bool shared_memory_used = false;
};

namespace {

using Context = PowerCutVfs::Context;

/// What SQLite allocates for an open file.
struct Handle {
    sqlite3_file base;
    Context* context;
    PowerCutDisk::File* file;
    char path[longest_path];
    bool shares;  // memory with other connections
};

Handle& handle(sqlite3_file* raw) {
    return *reinterpret_cast<Handle*>(raw);
}

/// `code` an errno value, `error` what SQLite calls it when it is an I/O error.
int result(int code, int error) {
    if (code == 0) {
        return SQLITE_OK;
    }
    return code == ENOSPC ? SQLITE_FULL : error;
}

int close_file(sqlite3_file*) {
    return SQLITE_OK;
}

int read_file(sqlite3_file* raw, void* out, int count, sqlite3_int64 offset) {
    const Handle& open = handle(raw);
    PowerCutDisk& disk = open.context->disk;
    const auto wanted = static_cast<std::size_t>(count);
    // The system's VFS asks again for what a short read left out, so only its errors reach SQLite.
    std::size_t allowed = wanted;
    if (disk.read(allowed) != 0) {
        return SQLITE_IOERR_READ;
    }
    const std::vector<std::byte>& cache = disk.bytes(*open.file);
    const auto at = static_cast<std::size_t>(offset);
    const std::size_t there = at < cache.size() ? std::min(wanted, cache.size() - at) : 0;
    if (there < wanted) {
        std::memset(out, 0, wanted);
    }
    if (there > 0) {
        std::memcpy(out, cache.data() + at, there);
    }
    return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* raw, const void* data, int count, sqlite3_int64 offset) {
    const Handle& open = handle(raw);
    std::size_t done = 0;
    const int code = open.context->disk.write(
        *open.file, data, static_cast<std::size_t>(count), static_cast<std::size_t>(offset), done);
    return result(code, SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* raw, sqlite3_int64 size) {
    const Handle& open = handle(raw);
    const int code = open.context->disk.truncate(*open.file, static_cast<std::size_t>(size));
    return result(code, SQLITE_IOERR_TRUNCATE);
}

int sync_file(sqlite3_file* raw, int) {
    const Handle& open = handle(raw);
    const int code = open.context->disk.sync(*open.file);
    if (code == 0) {
        open.context->disk.keep_name(static_cast<const char*>(open.path));
    }
    return result(code, SQLITE_IOERR_FSYNC);
}

int file_size(sqlite3_file* raw, sqlite3_int64* size) {
    const Handle& open = handle(raw);
    *size = static_cast<sqlite3_int64>(open.context->disk.bytes(*open.file).size());
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
    return sector;
}

int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int map_shared(sqlite3_file* raw, int number, int size, int extend, void volatile** out) {
    Handle& open = handle(raw);
    open.context->shared_memory_used = true;
    Shared& shared = open.context->shared[open.file];
    shared.connections += std::exchange(open.shares, true) ? 0 : 1;
    auto& regions = shared.regions;
    const auto at = static_cast<std::size_t>(number);
    while (extend != 0 && regions.size() <= at) {
        regions.push_back(std::make_unique<std::vector<std::byte>>(static_cast<std::size_t>(size)));
    }
    *out = at < regions.size() ? regions[at]->data() : nullptr;
    return SQLITE_OK;
}

int lock_shared(sqlite3_file*, int, int, int) {
    return SQLITE_OK;
}

void fence_shared(sqlite3_file*) {}

int unmap_shared(sqlite3_file* raw, int) {
    Handle& open = handle(raw);
    Shared& shared = open.context->shared[open.file];
    shared.connections -= std::exchange(open.shares, false) ? 1 : 0;
    if (shared.connections == 0) {
        open.context->shared.erase(open.file);
    }
    return SQLITE_OK;
}

constexpr sqlite3_io_methods file_methods{2,
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
                                          map_shared,
                                          lock_shared,
                                          fence_shared,
                                          unmap_shared,
                                          nullptr,
                                          nullptr};

Context& context_of(sqlite3_vfs* vfs) {
    return *static_cast<Context*>(vfs->pAppData);
}

/// A second temporary file must not find what the first left.
int make_temporary(PowerCutDisk& disk, Handle& open) {
    return result(disk.make(temporary, open.file), SQLITE_CANTOPEN);
}

int find_or_make(PowerCutDisk& disk, Handle& open, const char* path, int flags) {
    open.file = disk.find(path);
    if (open.file != nullptr) {
        return SQLITE_OK;
    }
    if ((flags & SQLITE_OPEN_CREATE) == 0) {
        return SQLITE_CANTOPEN;
    }
    return result(disk.make(path, open.file), SQLITE_CANTOPEN);
}

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* raw, int flags, int* out_flags) {
    Context& context = context_of(vfs);
    Handle& open = handle(raw);
    open.base.pMethods = nullptr;
    open.context = &context;
    open.file = nullptr;
    sqlite3_snprintf(
        longest_path, static_cast<char*>(open.path), "%s", path != nullptr ? path : temporary);
    open.shares = false;
    if (context.disk.dark()) {
        return SQLITE_CANTOPEN;
    }
    const int code = path == nullptr ? make_temporary(context.disk, open)
                                     : find_or_make(context.disk, open, path, flags);
    if (code == SQLITE_OK) {
        open.base.pMethods = &file_methods;
        if (out_flags != nullptr) {
            *out_flags = flags;
        }
    }
    return code;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    PowerCutDisk& disk = context_of(vfs).disk;
    const int code = disk.remove(path);
    if (code == ENOENT) {
        return SQLITE_IOERR_DELETE_NOENT;
    }
    if (code != 0 || sync_folder == 0) {
        return result(code, SQLITE_IOERR_DELETE);
    }
    return result(disk.sync_name(path), SQLITE_IOERR_DIR_FSYNC);
}

int access_file(sqlite3_vfs* vfs, const char* path, int, int* out) {
    *out = context_of(vfs).disk.find(path) != nullptr ? 1 : 0;
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

PowerCutVfs::PowerCutVfs(std::string name, PowerCutDisk& disk)
    : name_(std::move(name)),
      context_(std::make_unique<Context>(Context{disk, {}, false})),
      vfs_(std::make_unique<sqlite3_vfs>()) {
    *vfs_ = {};
    vfs_->iVersion = 1;
    vfs_->szOsFile = sizeof(Handle);
    vfs_->mxPathname = longest_path;
    vfs_->zName = name_.c_str();
    vfs_->pAppData = context_.get();
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

PowerCutVfs::~PowerCutVfs() {
    sqlite3_vfs_unregister(vfs_.get());
}

bool PowerCutVfs::shared_memory_used() const {
    return context_->shared_memory_used;
}

void PowerCutVfs::forget_shared_memory() {
    context_->shared.clear();
}

}  // namespace harmony::tests
