#include "db/reserve_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <utility>

namespace harmony::db {
namespace {

constexpr mode_t owner_only = 0600;

/// Only a disk that stays comfortable afterwards gives some: a reserve that fills it helps nobody.
bool has_room(const std::filesystem::path& folder, std::size_t bytes) {
    struct statvfs disk {};
    if (::statvfs(folder.c_str(), &disk) != 0) {
        return false;
    }
    return static_cast<std::uintmax_t>(disk.f_bavail) * disk.f_frsize > 2 * std::uintmax_t{bytes};
}

}  // namespace

ReserveFile::ReserveFile(std::filesystem::path file, std::size_t bytes) : file_(std::move(file)) {
    if (bytes == 0) {
        return;
    }
    struct stat found {};
    if (::stat(file_.c_str(), &found) == 0 && static_cast<std::size_t>(found.st_size) == bytes) {
        held_ = true;
        return;
    }
    if (!has_room(file_.parent_path(), bytes)) {
        return;
    }
    const int descriptor =
        ::open(file_.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, owner_only);
    if (descriptor < 0) {
        return;
    }
    // Allocated, not written: a sparse file would give nothing back.
    held_ = ::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes)) == 0;
    ::close(descriptor);
    if (!held_) {
        ::unlink(file_.c_str());
    }
}

bool ReserveFile::release() {
    if (!std::exchange(held_, false)) {
        return false;
    }
    return ::unlink(file_.c_str()) == 0;
}

}  // namespace harmony::db
