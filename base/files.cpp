// How a plain file is written (docs/formats/hk1.md, section 8.6):
//  1. `.part-<8 hex>-<name>` is made with O_EXCL and O_NOFOLLOW, written, synced and closed;
//  2. renamed onto its name (RENAME_NOREPLACE when what is there must stay);
//  3. the folder is synced, so that the name survives a power cut as well;
//  4. any failure unlinks the part file and is reported; a sync is never tried twice, because the
//     page cache claims bytes after a failed one that the disk never got.
#include "base/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

namespace harmony::base {
namespace {

namespace fs = std::filesystem;

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    ~Descriptor() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }

    [[nodiscard]] int get() const { return fd_; }
    [[nodiscard]] bool open() const { return fd_ >= 0; }
    [[nodiscard]] int close_now() { return ::close(std::exchange(fd_, -1)); }

private:
    int fd_;
};

struct CloseFolder {
    void operator()(DIR* folder) const noexcept { ::closedir(folder); }
};

Error from_errno(int code, const fs::path& path) {
    const std::string name = path.string();
    switch (code) {
        case ENOENT:
        case ENOTDIR: return {ErrorKind::absent, "there is no " + name};
        case ENOSPC:
        case EDQUOT: return {ErrorKind::full, "there is no space left for " + name};
        case EACCES:
        case EPERM: return {ErrorKind::refused, "no permission for " + name};
        case EROFS: return {ErrorKind::refused, name + " cannot be written: it is read-only"};
        case ELOOP: return {ErrorKind::refused, name + " is a link, and links are not followed"};
        case EEXIST: return {ErrorKind::refused, name + " is there already"};
        default: return {ErrorKind::unreachable, name + ": " + std::strerror(code)};
    }
}

Result<Bytes> read_all(const fs::path& file, std::size_t cap, bool from_medium) {
    const Descriptor fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!fd.open()) {
        return from_errno(errno, file);
    }
    struct stat status {};
    if (::fstat(fd.get(), &status) != 0) {
        return from_errno(errno, file);
    }
    if (!S_ISREG(status.st_mode)) {
        return Error{ErrorKind::refused, file.string() + " is not a file"};
    }
    if (static_cast<std::uint64_t>(status.st_size) > cap) {
        return Error{ErrorKind::refused, file.string() + " is larger than allowed"};
    }
    if (from_medium) {
        static_cast<void>(::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_DONTNEED));
    }
    Bytes bytes(static_cast<std::size_t>(status.st_size));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::read(fd.get(), bytes.data() + done, bytes.size() - done);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return from_errno(errno, file);
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

Result<void> sync_folder(const fs::path& folder) {
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.open() || ::fsync(fd.get()) != 0) {
        return from_errno(errno, folder);
    }
    return {};
}

Result<void> write_part(const fs::path& part, ByteView bytes, unsigned mode) {
    Descriptor fd(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!fd.open()) {
        return from_errno(errno, part);
    }
    while (!bytes.empty()) {
        const ssize_t put = ::write(fd.get(), bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return from_errno(errno, part);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    if (::fsync(fd.get()) != 0 || fd.close_now() != 0) {
        return from_errno(errno, part);
    }
    return {};
}

/// rename that refuses (EEXIST) when the name is taken and must stay. File systems without
/// RENAME_NOREPLACE (some sticks) get a look first.
int move_into_place(const fs::path& from, const fs::path& to, IfPresent if_present) {
    if (if_present == IfPresent::replace) {
        return ::rename(from.c_str(), to.c_str());
    }
    const int moved = ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE);
    if (moved == 0 || (errno != EINVAL && errno != ENOSYS)) {
        return moved;
    }
    struct stat status {};
    if (::lstat(to.c_str(), &status) == 0) {
        errno = EEXIST;
        return -1;
    }
    return ::rename(from.c_str(), to.c_str());
}

}  // namespace

Result<Bytes> RealFiles::read(const fs::path& file, std::size_t cap) {
    return read_all(file, cap, false);
}

Result<Bytes> RealFiles::read_back(const fs::path& file, std::size_t cap) {
    return read_all(file, cap, true);
}

Result<Delivery> RealFiles::write(const fs::path& file,
                                  ByteView bytes,
                                  IfPresent if_present,
                                  unsigned mode) {
    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    if (Result<void> made = make_folders(folder, 0755); !made) {
        return made.error();
    }
    std::array<std::byte, 4> tag{};
    random_.fill(tag);
    const fs::path part = folder / (".part-" + to_hex(tag) + "-" + file.filename().string());
    if (Result<void> written = write_part(part, bytes, mode); !written) {
        ::unlink(part.c_str());
        return written.error();
    }
    const bool fresh = move_into_place(part, file, if_present) == 0;
    if (!fresh) {
        const int code = errno;
        ::unlink(part.c_str());
        if (code != EEXIST) {
            return from_errno(code, file);
        }
    }
    // Also when it was there: whoever wrote it may have ended between the rename and this.
    if (Result<void> synced = sync_folder(folder); !synced) {
        return synced.error();
    }
    return fresh ? Delivery::fresh : Delivery::was_there;
}

Result<std::vector<std::string>> RealFiles::list(const fs::path& folder) {
    const std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
    std::vector<std::string> names;
    if (!open) {
        if (errno == ENOENT) {
            return names;
        }
        return from_errno(errno, folder);
    }
    for (;;) {
        errno = 0;
        const dirent* entry = ::readdir(open.get());
        if (entry == nullptr) {
            break;
        }
        const std::string_view name(static_cast<const char*>(entry->d_name));
        if (name != "." && name != ".." && !name.starts_with(".part-")) {
            names.emplace_back(name);
        }
    }
    if (errno != 0) {
        return from_errno(errno, folder);
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<void> RealFiles::remove(const fs::path& file) {
    if (::unlink(file.c_str()) != 0 && errno != ENOENT) {
        return from_errno(errno, file);
    }
    return {};
}

Result<void> RealFiles::make_folders(const fs::path& folder, unsigned mode) {
    std::error_code ignored;
    if (fs::is_directory(folder, ignored)) {
        return {};
    }
    const fs::path parent = folder.parent_path();
    if (!parent.empty() && parent != folder) {
        if (Result<void> made = make_folders(parent, mode); !made) {
            return made;
        }
    }
    if (::mkdir(folder.c_str(), mode) != 0) {
        return errno == EEXIST ? Result<void>() : from_errno(errno, folder);
    }
    Result<void> synced = sync_folder(parent.empty() ? fs::path(".") : parent);
    if (!synced) {
        // Else the next call would find it there, and nobody would ever sync its name.
        ::rmdir(folder.c_str());
    }
    return synced;
}

}  // namespace harmony::base
