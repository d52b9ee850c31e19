// The pool file (local, never travels):
//     "HKPOOL1\0" || context 32 || u32 length || epoch block || u32 n || n x (record id 16, key 32)
// A slot that was taken is all zero. Rules:
//  1. a file is made whole under another name, synced, and renamed: there is no half pool;
//  2. taking: the zeros are written and synced before the caller gets the slot. A kill before that
//     loses nothing; a kill after it loses the slot, which is no harm: 1,023 are left;
//  3. giving back is for slots that gave out no key, so a slot in the file never sealed anything;
//  4. slots lie and are taken in the order in which their ids were drawn, which has nothing to do
//  with
//     the order of the ids: a batch, sorted by id, does not show who came first;
//  5. the file is locked while it is open: two programs on one pool would both take slot 0.
#include "sync/slot_pool.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "sync/sodium_bytes.h"
#include "sync/wire.h"

namespace harmony::sync {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t slot_size = 48;
constexpr std::string_view magic("HKPOOL1\0", 8);
constexpr std::size_t max_pool_file = std::size_t{1} << 20U;
using SlotBytes = std::array<std::byte, slot_size>;

base::Error pool_error(int code, const fs::path& file) {
    const std::string step = "the pool of record keys " + file.string() + ": ";
    if (code == ENOSPC || code == EDQUOT) {
        return {base::ErrorKind::full, step + "no space left"};
    }
    if (code == EACCES || code == EPERM || code == ELOOP || code == EROFS) {
        return {base::ErrorKind::refused, step + std::strerror(code)};
    }
    if (code == ENOENT) {
        return {base::ErrorKind::absent, step + "it is not there"};
    }
    return {base::ErrorKind::unreachable, step + std::strerror(code)};
}

bool write_all(int descriptor, base::ByteView bytes, std::size_t at) {
    while (!bytes.empty()) {
        const ssize_t put =
            ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(at));
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(put));
        at += static_cast<std::size_t>(put);
    }
    return ::fdatasync(descriptor) == 0;
}

bool read_all(int descriptor, std::span<std::byte> into, std::size_t at) {
    while (!into.empty()) {
        const ssize_t got = ::pread(descriptor, into.data(), into.size(), static_cast<off_t>(at));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            errno = got == 0 ? EIO : errno;
            return false;
        }
        into = into.subspan(static_cast<std::size_t>(got));
        at += static_cast<std::size_t>(got);
    }
    return true;
}

base::SecretBytes pool_bytes(const FreshEpoch& epoch) {
    WireWriter head;
    head.raw(base::as_bytes(magic));
    head.id(epoch.context);
    head.var(write_epoch_block(epoch.block));
    head.u32(static_cast<std::uint32_t>(epoch.slots.size() / slot_size));
    base::SecretBytes bytes(head.written().begin(), head.written().end());
    bytes.insert(bytes.end(), epoch.slots.begin(), epoch.slots.end());
    return bytes;
}

bool sync_folder(const fs::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    return synced;
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

bool is_empty(base::ByteView slot) {
    return std::all_of(
        slot.begin(), slot.end(), [](std::byte byte) { return byte == std::byte{}; });
}

}  // namespace

SlotPool::SlotPool(fs::path file, int descriptor)
    : file_(std::move(file)), descriptor_(descriptor) {}

SlotPool::SlotPool(SlotPool&& other) noexcept
    : file_(std::move(other.file_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      block_(std::move(other.block_)),
      context_(other.context_),
      first_slot_(other.first_slot_),
      filled_(std::move(other.filled_)),
      next_(other.next_),
      left_(std::exchange(other.left_, 0)) {}

SlotPool& SlotPool::operator=(SlotPool&& other) noexcept {
    if (this != &other) {
        close();
        file_ = std::move(other.file_);
        descriptor_ = std::exchange(other.descriptor_, -1);
        block_ = std::move(other.block_);
        context_ = other.context_;
        first_slot_ = other.first_slot_;
        filled_ = std::move(other.filled_);
        next_ = other.next_;
        left_ = std::exchange(other.left_, 0);
    }
    return *this;
}

SlotPool::~SlotPool() {
    close();
}

void SlotPool::close() {
    if (descriptor_ >= 0) {
        ::close(std::exchange(descriptor_, -1));
    }
}

base::Result<SlotPool> SlotPool::open(const fs::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) {
        return pool_error(errno, file);
    }
    SlotPool pool(file, descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        return base::Error{base::ErrorKind::refused,
                           "another Harmony kiosk is running with " + file.string()};
    }
    if (base::Result<void> loaded = pool.load(); !loaded) {
        return loaded.error();
    }
    return pool;
}

base::Result<void> SlotPool::load() {
    const base::Error damaged{base::ErrorKind::unreadable,
                              "the pool of record keys " + file_.string() + " is damaged"};
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) {
        return pool_error(errno, file_);
    }
    if (!S_ISREG(status.st_mode) || status.st_size > static_cast<off_t>(max_pool_file)) {
        return damaged;
    }
    base::SecretBytes bytes(static_cast<std::size_t>(status.st_size));
    if (!read_all(descriptor_, bytes, 0)) {
        return pool_error(errno, file_);
    }
    WireReader reader(bytes);
    const bool ours = base::as_text(reader.raw(magic.size())) == magic;
    context_ = reader.id<base::Digest>();
    base::Result<EpochBlock> block = read_epoch_block(reader.var(max_record));
    const std::uint32_t slots = reader.u32();
    first_slot_ = bytes.size() - reader.left();
    if (!ours || reader.failed() || !block || reader.left() != std::size_t{slots} * slot_size) {
        return damaged;
    }
    block_ = std::move(*block);
    filled_.assign(slots, false);
    for (std::size_t i = 0; i < slots; ++i) {
        filled_[i] = !is_empty(reader.raw(slot_size));
    }
    left_ = static_cast<std::size_t>(std::count(filled_.begin(), filled_.end(), true));
    next_ = 0;
    return {};
}

base::Result<SlotPool> SlotPool::create(const fs::path& file, const FreshEpoch& epoch) {
    std::error_code code;
    fs::create_directories(folder_of(file), code);
    if (code) {
        return pool_error(code.value(), file);
    }
    const fs::path part = folder_of(file) / (".part-" + file.filename().string());
    ::unlink(part.c_str());
    const int descriptor =
        ::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return pool_error(errno, file);
    }
    const bool written = write_all(descriptor, pool_bytes(epoch), 0);
    const int failure = errno;
    ::close(descriptor);
    if (!written) {
        ::unlink(part.c_str());
        return pool_error(failure, file);
    }
    if (::rename(part.c_str(), file.c_str()) != 0 || !sync_folder(folder_of(file))) {
        return pool_error(errno, file);
    }
    return open(file);
}

base::Result<SlotPool> SlotPool::open_or_start(const fs::path& file,
                                               const Origin& origin,
                                               const base::SetId& set,
                                               std::span<const BoxPublicKey> recipients,
                                               base::RandomSource& random) {
    base::Result<SlotPool> held = open(file);
    if (!held && held.error().kind != base::ErrorKind::absent &&
        held.error().kind != base::ErrorKind::unreadable) {
        return held.error();
    }
    if (held && held->left() > 0 && held->block().set == set &&
        held->context_ == epoch_context(origin, held->block())) {
        return held;
    }
    if (held) {
        if (base::Result<void> wiped = held->wipe_slots(); !wiped) {
            return wiped.error();
        }
    }
    return create(file, make_epoch(origin, set, recipients, random));
}

base::Result<std::optional<Slot>> SlotPool::take() {
    while (next_ < filled_.size() && !filled_[next_]) {
        ++next_;
    }
    if (next_ == filled_.size()) {
        return std::optional<Slot>();
    }
    const std::size_t at = first_slot_ + next_ * slot_size;
    base::SecretBytes bytes(slot_size);
    if (!read_all(descriptor_, bytes, at)) {
        return pool_error(errno, file_);
    }
    // Written off first: whether or not the zeros reach the file, nobody in this run gets it again.
    filled_[next_] = false;
    --left_;
    if (!write_all(descriptor_, SlotBytes{}, at)) {
        return pool_error(errno, file_);
    }
    const base::ByteView slot(bytes);
    return std::optional<Slot>(std::in_place,
                               block_,
                               context_,
                               *base::RecordId::from_bytes(slot.first(16)),
                               slot.subspan(16));
}

base::Result<void> SlotPool::give_back(Slot slot) {
    if (slot.used() || slot.block_.id != block_.id) {
        return {};
    }
    const auto free = std::find(filled_.begin(), filled_.end(), false);
    base::promise(free != filled_.end(), "a slot that came from this pool");
    const auto index = static_cast<std::size_t>(free - filled_.begin());
    base::SecretBytes bytes(slot.record_.view().begin(), slot.record_.view().end());
    bytes.insert(bytes.end(), slot.key_.begin(), slot.key_.end());
    if (!write_all(descriptor_, bytes, first_slot_ + index * slot_size)) {
        return pool_error(errno, file_);
    }
    filled_[index] = true;
    ++left_;
    next_ = std::min(next_, index);
    return {};
}

base::Result<void> SlotPool::wipe_slots() {
    const base::Bytes zeros(filled_.size() * slot_size);
    if (!write_all(descriptor_, zeros, first_slot_)) {
        return pool_error(errno, file_);
    }
    filled_.assign(filled_.size(), false);
    left_ = 0;
    return {};
}

base::Result<void> SlotPool::start_new(const Origin& origin,
                                       const base::SetId& set,
                                       std::span<const BoxPublicKey> recipients,
                                       base::RandomSource& random) {
    if (base::Result<void> wiped = wipe_slots(); !wiped) {
        return wiped;
    }
    base::Result<SlotPool> fresh = create(file_, make_epoch(origin, set, recipients, random));
    if (!fresh) {
        return fresh.error();
    }
    *this = std::move(*fresh);
    return {};
}

base::Result<void> SlotPool::erase_forever() {
    if (base::Result<void> wiped = wipe_slots(); !wiped) {
        return wiped;
    }
    if (::unlink(file_.c_str()) != 0 && errno != ENOENT) {
        return pool_error(errno, file_);
    }
    block_ = {};  // what tasks still hold belongs to no epoch of this pool any more
    return {};
}

}  // namespace harmony::sync
