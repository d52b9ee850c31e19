#include "db/cold_start.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace harmony::db {
namespace {

namespace fs = std::filesystem;

void drop_cached_pages(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor >= 0) {
        ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
        ::close(descriptor);
    }
}

/// File systems that know no syncs of folders say so with EINVAL.
base::Result<void> sync_folder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        return {};  // not there or not ours: the opening says it better
    }
    const bool synced = ::fsync(descriptor) == 0 || errno == EINVAL;
    const int code = errno;
    ::close(descriptor);
    if (!synced) {
        return base::Error{base::ErrorKind::unreachable,
                           folder.string() + ": " + std::strerror(code)};
    }
    return {};
}

}  // namespace

base::Result<void> start_cold(const fs::path& file) {
    drop_cached_pages(file);
    drop_cached_pages(file.string() + "-wal");
    return sync_folder(file.has_parent_path() ? file.parent_path() : fs::path("."));
}

}  // namespace harmony::db
