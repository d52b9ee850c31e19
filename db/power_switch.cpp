// 1. Before the first change of a file after a sync, the whole file is remembered as it is.
// 2. A sync forgets what was remembered: the file of now is what a power cut leaves.
// 3. A cut puts every remembered file back, and closes the system's files under whoever has them
// open,
//    so that their locks are gone as after a restart of the machine.
// A script's files are small, so that whole files are cheap to remember.

#include "db/power_switch.h"

#include <sqlite3.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/error.h"

namespace harmony::db {

namespace {

/// What SQLite allocates for an open file; the system's own follows in the same memory.
struct Handle {
    sqlite3_file base;
    PowerSwitch* power;
    sqlite3_file* real;
};

Handle& handle(sqlite3_file* raw) {
    return *reinterpret_cast<Handle*>(raw);
}

std::optional<base::Bytes> content_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return std::nullopt;
    }
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return base::copy_bytes(base::as_bytes(text));
}

void put_back(const std::string& path, const std::optional<base::Bytes>& content) {
    if (!content) {
        std::error_code nothing;
        std::filesystem::remove(path, nothing);
        return;
    }
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    const std::string_view text = base::as_text(*content);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    base::promise(out.good(), "what was synced can be put back");
}

}  // namespace

/// The functions that SQLite calls.
struct PowerSwitch::Calls {
    static PowerSwitch& of(sqlite3_vfs* vfs) { return *static_cast<PowerSwitch*>(vfs->pAppData); }

    /// The system's file; none when the power was cut under it.
    static sqlite3_file* real(sqlite3_file* raw) {
        const Handle& open = handle(raw);
        const bool alive = !open.power->dark_ && open.power->open_.count(raw) != 0;
        return alive ? open.real : nullptr;
    }

    static int close(sqlite3_file* raw) {
        const Handle& open = handle(raw);
        const bool alive = open.power->open_.erase(raw) != 0;
        return alive ? open.real->pMethods->xClose(open.real) : SQLITE_OK;
    }

    static int read(sqlite3_file* raw, void* out, int count, sqlite3_int64 at) {
        sqlite3_file* file = real(raw);
        return file != nullptr ? file->pMethods->xRead(file, out, count, at) : SQLITE_IOERR_READ;
    }

    static int write(sqlite3_file* raw, const void* data, int count, sqlite3_int64 at) {
        sqlite3_file* file = real(raw);
        if (file == nullptr) {
            return SQLITE_IOERR_WRITE;
        }
        PowerSwitch& power = *handle(raw).power;
        power.before_change(power.open_.at(raw));
        return file->pMethods->xWrite(file, data, count, at);
    }

    static int truncate(sqlite3_file* raw, sqlite3_int64 size) {
        sqlite3_file* file = real(raw);
        if (file == nullptr) {
            return SQLITE_IOERR_TRUNCATE;
        }
        PowerSwitch& power = *handle(raw).power;
        power.before_change(power.open_.at(raw));
        return file->pMethods->xTruncate(file, size);
    }

    static int sync(sqlite3_file* raw, int flags) {
        sqlite3_file* file = real(raw);
        if (file == nullptr) {
            return SQLITE_IOERR_FSYNC;
        }
        const int code = file->pMethods->xSync(file, flags);
        if (code == SQLITE_OK) {
            PowerSwitch& power = *handle(raw).power;
            power.synced_.erase(power.open_.at(raw));
        }
        return code;
    }

    static int size(sqlite3_file* raw, sqlite3_int64* out) {
        sqlite3_file* file = real(raw);
        return file != nullptr ? file->pMethods->xFileSize(file, out) : SQLITE_IOERR_FSTAT;
    }

    static int lock(sqlite3_file* raw, int level) {
        sqlite3_file* file = real(raw);
        return file != nullptr ? file->pMethods->xLock(file, level) : SQLITE_IOERR_LOCK;
    }

    static int unlock(sqlite3_file* raw, int level) {
        sqlite3_file* file = real(raw);
        return file != nullptr ? file->pMethods->xUnlock(file, level) : SQLITE_OK;
    }

    static int reserved(sqlite3_file* raw, int* out) {
        sqlite3_file* file = real(raw);
        return file != nullptr ? file->pMethods->xCheckReservedLock(file, out)
                               : SQLITE_IOERR_CHECKRESERVEDLOCK;
    }

    static int control(sqlite3_file* raw, int what, void* argument) {
        sqlite3_file* file = real(raw);
        return file != nullptr ? file->pMethods->xFileControl(file, what, argument)
                               : SQLITE_NOTFOUND;
    }

    static int sector(sqlite3_file* raw) {
        sqlite3_file* file = real(raw);
        return file != nullptr ? file->pMethods->xSectorSize(file) : 4096;
    }

    static int characteristics(sqlite3_file* raw) {
        sqlite3_file* file = real(raw);
        return file != nullptr ? file->pMethods->xDeviceCharacteristics(file) : 0;
    }

    static int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* raw, int flags, int* out);

    static int remove(sqlite3_vfs* vfs, const char* path, int sync_folder) {
        PowerSwitch& power = of(vfs);
        if (power.dark_) {
            return SQLITE_IOERR_DELETE;
        }
        power.before_change(path);
        const int code = power.real_->xDelete(power.real_, path, sync_folder);
        if (code == SQLITE_OK && sync_folder != 0) {
            power.synced_.erase(path);
        }
        return code;
    }

    static int access(sqlite3_vfs* vfs, const char* path, int flags, int* out) {
        PowerSwitch& power = of(vfs);
        return power.dark_ ? SQLITE_IOERR_ACCESS
                           : power.real_->xAccess(power.real_, path, flags, out);
    }

    static int full_path(sqlite3_vfs* vfs, const char* path, int count, char* out) {
        sqlite3_vfs* const real = of(vfs).real_;
        return real->xFullPathname(real, path, count, out);
    }

    static int randomness(sqlite3_vfs* vfs, int count, char* out) {
        sqlite3_vfs* const real = of(vfs).real_;
        return real->xRandomness(real, count, out);
    }

    static int sleep(sqlite3_vfs* vfs, int microseconds) {
        sqlite3_vfs* const real = of(vfs).real_;
        return real->xSleep(real, microseconds);
    }

    static int time(sqlite3_vfs* vfs, double* out) {
        sqlite3_vfs* const real = of(vfs).real_;
        return real->xCurrentTime(real, out);
    }

    static int last_error(sqlite3_vfs* vfs, int count, char* out) {
        sqlite3_vfs* const real = of(vfs).real_;
        return real->xGetLastError(real, count, out);
    }
};

namespace {

using Calls = PowerSwitch::Calls;

// Version 1: no shared memory and no mapped pages, which the journal does not use.
constexpr sqlite3_io_methods file_methods{1,
                                          Calls::close,
                                          Calls::read,
                                          Calls::write,
                                          Calls::truncate,
                                          Calls::sync,
                                          Calls::size,
                                          Calls::lock,
                                          Calls::unlock,
                                          Calls::reserved,
                                          Calls::control,
                                          Calls::sector,
                                          Calls::characteristics,
                                          nullptr,
                                          nullptr,
                                          nullptr,
                                          nullptr,
                                          nullptr,
                                          nullptr};

}  // namespace

int PowerSwitch::Calls::open(
    sqlite3_vfs* vfs, const char* path, sqlite3_file* raw, int flags, int* out) {
    PowerSwitch& power = of(vfs);
    Handle& opened = handle(raw);
    opened.base.pMethods = nullptr;
    opened.power = &power;
    opened.real = reinterpret_cast<sqlite3_file*>(&opened + 1);
    if (power.dark_) {
        return SQLITE_CANTOPEN;
    }
    const std::string name = path != nullptr ? path : "";
    std::error_code nothing;
    if ((flags & SQLITE_OPEN_CREATE) != 0 && !name.empty() &&
        !std::filesystem::exists(name, nothing)) {
        power.before_change(name);
    }
    const int code = power.real_->xOpen(power.real_, path, opened.real, flags, out);
    if (code == SQLITE_OK) {
        opened.base.pMethods = &file_methods;
        power.open_.emplace(raw, name);
    }
    return code;
}

PowerSwitch::PowerSwitch(std::string name)
    : name_(std::move(name)),
      real_(sqlite3_vfs_find(nullptr)),
      vfs_(std::make_unique<sqlite3_vfs>()) {
    base::promise(real_ != nullptr, "SQLite has a way to the system's files");
    *vfs_ = {};
    vfs_->iVersion = 1;
    vfs_->szOsFile = static_cast<int>(sizeof(Handle)) + real_->szOsFile;
    vfs_->mxPathname = real_->mxPathname;
    vfs_->zName = name_.c_str();
    vfs_->pAppData = this;
    vfs_->xOpen = Calls::open;
    vfs_->xDelete = Calls::remove;
    vfs_->xAccess = Calls::access;
    vfs_->xFullPathname = Calls::full_path;
    vfs_->xRandomness = Calls::randomness;
    vfs_->xSleep = Calls::sleep;
    vfs_->xCurrentTime = Calls::time;
    vfs_->xGetLastError = Calls::last_error;
    sqlite3_vfs_register(vfs_.get(), 0);
}

PowerSwitch::~PowerSwitch() {
    sqlite3_vfs_unregister(vfs_.get());
}

void PowerSwitch::before_change(const std::string& path) {
    if (!path.empty() && synced_.count(path) == 0) {  // a file without a name ends with its handle
        synced_.emplace(path, content_of(path));
    }
}

void PowerSwitch::cut() {
    dark_ = true;
    for (const auto& [raw, path] : open_) {
        sqlite3_file* const file = handle(raw).real;
        file->pMethods->xClose(file);
    }
    open_.clear();
    for (const auto& [path, content] : synced_) {
        put_back(path, content);
    }
    synced_.clear();
}

}  // namespace harmony::db
