// Between the rooms and the C library. The linker sends every call of `open` in our own object
// files to `__wrap_open` here (ld, option --wrap); `__real_open` is the C library's. `stat` and
// `mkdir` are called by the C++ library as well, for std::filesystem, so these two are also defined
// outright.
#include "fault/crash_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace harmony::tests {

struct CrashFiles::Context {
    struct Open {
        PowerCutDisk::File* file = nullptr;  // null: a folder
        std::string folder;
        std::size_t at = 0;
    };

    struct Folder {
        std::vector<std::string> names;
        std::size_t next = 0;
        dirent entry{};
    };

    PowerCutDisk& disk;
    FileBite bite;
    std::map<int, Open> descriptors;
    std::vector<std::unique_ptr<Folder>> folders;
    std::vector<PowerCutDisk::File*> owed;  // syncs that the bite put off
    int next_descriptor = first_descriptor;

    /// Far beyond what the kernel gives out.
    static constexpr int first_descriptor = 1 << 24;
};

namespace {

using Context = CrashFiles::Context;

// The C library's functions have no room for a parameter: this is the one disk of this program.
Context* current = nullptr;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

constexpr std::array<std::string_view, 4> invented = {"/kiosk", "/office", "/stick", "/export"};

bool is_ours(const char* path) {
    const std::string_view text(path);
    return current != nullptr &&
           std::any_of(invented.begin(), invented.end(), [&](std::string_view folder) {
               return text.starts_with(folder) &&
                      (text.size() == folder.size() || text[folder.size()] == '/');
           });
}

Context::Open* find_open(int descriptor) {
    if (current == nullptr || descriptor < Context::first_descriptor) {
        return nullptr;
    }
    const auto found = current->descriptors.find(descriptor);
    return found != current->descriptors.end() ? &found->second : nullptr;
}

/// As a system call answers: 0, or -1 with errno.
int answer(int code) {
    errno = code;
    return code == 0 ? 0 : -1;
}

std::string clean(const char* path) {
    std::string text(path);
    while (text.size() > 1 && text.ends_with('/')) {
        text.pop_back();
    }
    return text;
}

int open_ours(const std::string& path, int flags) {
    PowerCutDisk& disk = current->disk;
    if (disk.dark()) {
        return answer(EIO);
    }
    Context::Open open;
    open.file = disk.find(path);
    const bool folder = disk.is_folder(path);
    if (open.file != nullptr && (flags & O_EXCL) != 0) {
        return answer(EEXIST);
    }
    if (open.file == nullptr && !folder) {
        if ((flags & O_CREAT) == 0 || !disk.is_folder(folder_of(path))) {
            return answer(ENOENT);
        }
        if (const int code = disk.make(path, open.file); code != 0) {
            return answer(code);
        }
    } else if (open.file != nullptr && (flags & O_TRUNC) != 0) {
        if (const int code = disk.truncate(*open.file, 0); code != 0) {
            return answer(code);
        }
    }
    open.folder = path;
    const int descriptor = current->next_descriptor++;
    current->descriptors.emplace(descriptor, std::move(open));
    return descriptor;
}

ssize_t write_ours(Context::Open& open, const void* data, std::size_t size) {
    std::size_t done = 0;
    const int code = current->disk.write(*open.file, data, size, open.at, done);
    open.at += done;
    // A short write answers what went in; the next one says why no more did.
    if (code != 0 && done == 0) {
        return answer(code);
    }
    return static_cast<ssize_t>(done);
}

ssize_t read_ours(Context::Open& open, void* into, std::size_t size) {
    if (const int code = current->disk.read(size); code != 0) {
        return answer(code);
    }
    const std::vector<std::byte>& bytes = current->disk.bytes(*open.file);
    const std::size_t there = open.at < bytes.size() ? bytes.size() - open.at : 0;
    const std::size_t count = std::min(size, there);
    if (count > 0) {
        std::memcpy(into, bytes.data() + open.at, count);
    }
    open.at += count;
    return static_cast<ssize_t>(count);
}

int sync_ours(Context::Open& open) {
    if (open.file == nullptr) {
        return current->bite == FileBite::no_folder_sync
                   ? 0
                   : answer(current->disk.sync_folder(open.folder));
    }
    if (current->bite == FileBite::rename_before_sync) {
        current->owed.push_back(open.file);
        return 0;
    }
    return answer(current->disk.sync(*open.file));
}

int rename_ours(const std::string& from, const std::string& to, bool replace) {
    PowerCutDisk& disk = current->disk;
    if (!replace && (disk.find(to) != nullptr || disk.is_folder(to))) {
        return answer(EEXIST);
    }
    if (!disk.is_folder(folder_of(to))) {
        return answer(ENOENT);
    }
    const int code = disk.rename(from, to);
    for (PowerCutDisk::File* file : std::exchange(current->owed, {})) {
        static_cast<void>(disk.sync(*file));
    }
    return answer(code);
}

void describe(struct stat& status, bool folder, std::size_t size) {
    status = {};
    status.st_mode = folder ? S_IFDIR | 0755U : S_IFREG | 0644U;
    status.st_size = static_cast<off_t>(size);
}

int stat_ours(const std::string& path, struct stat& status) {
    if (current->disk.is_folder(path)) {
        describe(status, true, 0);
        return 0;
    }
    const PowerCutDisk::File* file = current->disk.find(path);
    if (file == nullptr) {
        return answer(ENOENT);
    }
    describe(status, false, current->disk.bytes(*file).size());
    return 0;
}

int make_folder_ours(const std::string& path) {
    if (!current->disk.is_folder(folder_of(path))) {
        return answer(ENOENT);
    }
    return answer(current->disk.make_folder(path));
}

}  // namespace

CrashFiles::CrashFiles(PowerCutDisk& disk, FileBite bite)
    : context_(std::make_unique<Context>(Context{disk, bite, {}, {}, {}})) {
    current = context_.get();
}

CrashFiles::~CrashFiles() {
    current = nullptr;
}

void CrashFiles::forget_descriptors() {
    context_->descriptors.clear();
    context_->owed.clear();
}

}  // namespace harmony::tests

// NOLINTBEGIN(bugprone-reserved-identifier): the linker's names
extern "C" {

using namespace harmony::tests;

int __real_open(const char* path, int flags, ...);
int __real_close(int descriptor);
ssize_t __real_read(int descriptor, void* into, size_t size);
ssize_t __real_write(int descriptor, const void* data, size_t size);
int __real_fsync(int descriptor);
int __real_fstat(int descriptor, struct stat* status);
int __real_posix_fadvise(int descriptor, off_t offset, off_t length, int advice);
int __real_rename(const char* from, const char* to);
int __real_renameat2(int a, const char* from, int b, const char* to, unsigned flags);
int __real_unlink(const char* path);
int __real_rmdir(const char* path);
DIR* __real_opendir(const char* path);
dirent* __real_readdir(DIR* folder);
int __real_closedir(DIR* folder);

int __wrap_open(const char* path, int flags, ...) {
    if (is_ours(path)) {
        return open_ours(clean(path), flags);
    }
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return __real_open(path, flags, mode);
}

int __wrap_close(int descriptor) {
    if (find_open(descriptor) != nullptr) {
        current->descriptors.erase(descriptor);
        return 0;
    }
    return __real_close(descriptor);
}

ssize_t __wrap_read(int descriptor, void* into, size_t size) {
    auto* open = find_open(descriptor);
    return open != nullptr ? read_ours(*open, into, size) : __real_read(descriptor, into, size);
}

ssize_t __wrap_write(int descriptor, const void* data, size_t size) {
    auto* open = find_open(descriptor);
    return open != nullptr ? write_ours(*open, data, size) : __real_write(descriptor, data, size);
}

int __wrap_fsync(int descriptor) {
    auto* open = find_open(descriptor);
    return open != nullptr ? sync_ours(*open) : __real_fsync(descriptor);
}

int __wrap_fstat(int descriptor, struct stat* status) {
    const auto* open = find_open(descriptor);
    if (open == nullptr) {
        return __real_fstat(descriptor, status);
    }
    describe(*status,
             open->file == nullptr,
             open->file == nullptr ? 0 : current->disk.bytes(*open->file).size());
    return 0;
}

int __wrap_posix_fadvise(int descriptor, off_t offset, off_t length, int advice) {
    const auto* open = find_open(descriptor);
    if (open == nullptr) {
        return __real_posix_fadvise(descriptor, offset, length, advice);
    }
    const bool drops = advice == POSIX_FADV_DONTNEED && current->bite != FileBite::no_drop;
    if (drops && open->file != nullptr) {
        current->disk.drop_clean_pages(*open->file);
    }
    return 0;
}

int __wrap_rename(const char* from, const char* to) {
    return is_ours(from) ? rename_ours(clean(from), clean(to), true) : __real_rename(from, to);
}

int __wrap_renameat2(int a, const char* from, int b, const char* to, unsigned flags) {
    return is_ours(from) ? rename_ours(clean(from), clean(to), flags == 0)
                         : __real_renameat2(a, from, b, to, flags);
}

int __wrap_unlink(const char* path) {
    return is_ours(path) ? answer(current->disk.remove(clean(path))) : __real_unlink(path);
}

int __wrap_rmdir(const char* path) {
    return is_ours(path) ? answer(current->disk.remove_folder(clean(path))) : __real_rmdir(path);
}

int mkdir(const char* path, mode_t mode) {
    return is_ours(path) ? make_folder_ours(clean(path)) : ::mkdirat(AT_FDCWD, path, mode);
}

int stat(const char* path, struct stat* status) {
    return is_ours(path) ? stat_ours(clean(path), *status) : ::fstatat(AT_FDCWD, path, status, 0);
}

int lstat(const char* path, struct stat* status) {
    return is_ours(path) ? stat_ours(clean(path), *status)
                         : ::fstatat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW);
}

DIR* __wrap_opendir(const char* path) {
    if (!is_ours(path)) {
        return __real_opendir(path);
    }
    if (current->disk.dark() || !current->disk.is_folder(clean(path))) {
        errno = current->disk.dark() ? EIO : ENOENT;
        return nullptr;
    }
    auto folder = std::make_unique<Context::Folder>();
    folder->names = current->disk.names_in(clean(path));
    current->folders.push_back(std::move(folder));
    return reinterpret_cast<DIR*>(current->folders.back().get());
}

namespace {

Context::Folder* find_folder(DIR* folder) {
    if (current == nullptr) {
        return nullptr;
    }
    const auto found =
        std::find_if(current->folders.begin(), current->folders.end(), [&](const auto& ours) {
            return static_cast<void*>(ours.get()) == static_cast<void*>(folder);
        });
    return found != current->folders.end() ? found->get() : nullptr;
}

}  // namespace

dirent* __wrap_readdir(DIR* raw) {
    Context::Folder* folder = find_folder(raw);
    if (folder == nullptr) {
        return __real_readdir(raw);
    }
    if (folder->next == folder->names.size()) {
        return nullptr;
    }
    const std::string& name = folder->names[folder->next++];
    std::memset(&folder->entry, 0, sizeof folder->entry);
    name.copy(static_cast<char*>(folder->entry.d_name), sizeof folder->entry.d_name - 1);
    return &folder->entry;
}

int __wrap_closedir(DIR* raw) {
    if (find_folder(raw) == nullptr) {
        return __real_closedir(raw);
    }
    std::erase_if(current->folders, [&](const auto& ours) {
        return static_cast<void*>(ours.get()) == static_cast<void*>(raw);
    });
    return 0;
}

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier)
