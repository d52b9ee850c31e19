#include "kiosk/courier_watch.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace harmony::kiosk {

std::chrono::milliseconds wait_after(const CourierNews& news,
                                     const sync::Courier::Remarks& remarks,
                                     sync::BackOff& back_off) {
    if (news.reached) {
        back_off.succeeded();
        return courier_cadence;
    }
    return back_off.after(news.kind.value_or(base::ErrorKind::unreachable), remarks);
}

namespace {

bool is_there(const std::filesystem::path& mount) {
    std::error_code ignored;
    return std::filesystem::is_directory(mount, ignored);
}

}  // namespace

StickSlot::StickSlot(std::filesystem::path mount)
    : mount_(std::move(mount)), there_(is_there(mount_)) {}

bool StickSlot::came() {
    const bool before = there_;
    there_ = is_there(mount_);
    return there_ && !before;
}

OneRun::OneRun(const std::filesystem::path& file)
    : file_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600)) {
    // A folder that cannot be written to is said by the run itself.
    while (file_ >= 0 && ::flock(file_, LOCK_EX) != 0 && errno == EINTR) {
    }
}

OneRun::~OneRun() {
    if (file_ >= 0) {
        ::close(file_);
    }
}

}  // namespace harmony::kiosk
