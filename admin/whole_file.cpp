#include "admin/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

Error disk_trouble(const fs::path& file, int code) {
    const ErrorKind kind = code == ENOSPC || code == EDQUOT  ? ErrorKind::full
                           : code == EACCES || code == EROFS ? ErrorKind::refused
                                                             : ErrorKind::unreachable;
    return {kind, file.string() + ": " + std::strerror(code)};
}

Result<void> sync_folder_of(const fs::path& name) {
    const fs::path parent = name.has_parent_path() ? name.parent_path() : fs::path(".");
    const int folder = ::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool kept = folder >= 0 && ::fsync(folder) == 0;
    const int code = errno;
    if (folder >= 0) {
        ::close(folder);
    }
    return kept ? Result<void>{} : disk_trouble(name, code);
}

}  // namespace

WholeFile::WholeFile(fs::path name)
    : name_(std::move(name)),
      part_(name_.parent_path() / (".part-" + name_.filename().string())),
      file_(::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600)) {}

WholeFile::~WholeFile() {
    if (file_ >= 0) {
        ::close(file_);
        ::unlink(part_.c_str());
    }
}

Result<void> WholeFile::write(base::ByteView bytes) {
    written_ += bytes.size();
    while (file_ >= 0 && !bytes.empty()) {
        const ssize_t put = ::write(file_, bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) {
            return disk_trouble(name_, errno);
        }
        bytes = bytes.subspan(put < 0 ? 0 : static_cast<std::size_t>(put));
    }
    return file_ >= 0 ? Result<void>{} : disk_trouble(name_, ENOENT);
}

Result<void> WholeFile::finish() {
    if (file_ < 0) {
        return disk_trouble(name_, ENOENT);
    }
    if (::fsync(file_) != 0) {
        return disk_trouble(name_, errno);
    }
    ::close(std::exchange(file_, -1));
    if (::rename(part_.c_str(), name_.c_str()) != 0) {
        const int code = errno;
        ::unlink(part_.c_str());
        return disk_trouble(name_, code);
    }
    return sync_folder_of(name_);
}

Result<void> name_for_good(const fs::path& beside, const fs::path& named) {
    if (::rename(beside.c_str(), named.c_str()) != 0) {
        return disk_trouble(named, errno);
    }
    return sync_folder_of(named);
}

}  // namespace harmony::admin
