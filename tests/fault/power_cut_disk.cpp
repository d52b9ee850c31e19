#include "fault/power_cut_disk.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <span>
#include <utility>

namespace harmony::tests {
namespace {

constexpr std::size_t sector = 512;

}  // namespace

struct PowerCutDisk::File {
    struct Pending {
        bool truncation = false;
        std::size_t at = 0;  // of a truncation: the new size
        std::vector<std::byte> data;
    };

    bool folder = false;
    std::vector<std::byte> cache;
    std::vector<std::byte> durable;
    std::vector<Pending> pending;
};

/// A name that came, went, or moved, and whose folder was not synced since.
struct PowerCutDisk::NameChange {
    std::string removed;  // empty: none
    std::string added;    // empty: none
    File* file = nullptr;
};

namespace {

using File = PowerCutDisk::File;

void put(std::vector<std::byte>& image, std::size_t at, std::span<const std::byte> data) {
    image.resize(std::max(image.size(), at + data.size()));
    std::copy(data.begin(), data.end(), image.begin() + static_cast<std::ptrdiff_t>(at));
}

bool is_of_reads(Fault fault) {
    return fault == Fault::read_once || fault == Fault::read_sticky || fault == Fault::read_short;
}

void put(std::vector<std::byte>& image, const File::Pending& change) {
    if (change.truncation) {
        image.resize(change.at);
    } else {
        put(image, change.at, change.data);
    }
}

}  // namespace

std::string folder_of(const std::string& path) {
    return path.substr(0, path.find_last_of('/'));
}

PowerCutDisk::PowerCutDisk() = default;

PowerCutDisk::~PowerCutDisk() = default;

void PowerCutDisk::break_at(Fault fault, std::uint64_t n) {
    fault_ = fault;
    fault_at_ = (fault == Fault::sync_drops ? syncs_
                 : is_of_reads(fault)       ? reads_
                                            : operations_) +
                n;
}

int PowerCutDisk::read(std::size_t& size) {
    if (dark_) {
        return EIO;
    }
    ++reads_;
    if (see_) {
        see_();
    }
    const bool now = is_of_reads(fault_) && reads_ == fault_at_;
    if (now && fault_ == Fault::read_short && size > 1) {
        size /= 2;
        return 0;
    }
    const bool after = fault_ == Fault::read_sticky && fault_at_ != 0 && reads_ >= fault_at_;
    return after || (now && fault_ == Fault::read_once) ? EIO : 0;
}

void PowerCutDisk::then(Fault fault, std::uint64_t n) {
    next_fault_ = fault;
    next_fault_in_ = n;
}

/// SplitMix64 (S. Vigna 2015).
std::uint64_t PowerCutDisk::draw(std::uint64_t bound) {
    random_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = random_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return (mixed ^ (mixed >> 31U)) % bound;
}

/// Counts, and says what the fault makes of it.
int PowerCutDisk::operation(Kind kind) {
    if (dark_) {
        return EIO;
    }
    ++operations_;
    syncs_ += kind == Kind::sync ? 1 : 0;
    if (see_) {
        see_();
    }
    const bool now = operations_ == fault_at_;
    const bool after = fault_at_ != 0 && operations_ >= fault_at_;
    switch (fault_) {
        case Fault::power_cut: dark_ = now; return now ? EIO : 0;
        case Fault::error_once: return now ? EIO : 0;
        case Fault::error_sticky: return after ? EIO : 0;
        case Fault::full_once: return now && kind != Kind::sync ? ENOSPC : 0;
        // A full disk still syncs what it took, and still deletes.
        case Fault::full_sticky:
        case Fault::short_then_full: return after && kind == Kind::write ? ENOSPC : 0;
        case Fault::sync_drops:
            drop_now_ = kind == Kind::sync && syncs_ == fault_at_;
            if (drop_now_ && next_fault_ != Fault::none) {
                break_at(std::exchange(next_fault_, Fault::none), next_fault_in_);
                follows_ = true;
            }
            return drop_now_ ? EIO : 0;
        case Fault::read_once:
        case Fault::read_sticky:
        case Fault::read_short:
        case Fault::none: break;
    }
    return 0;
}

File& PowerCutDisk::keep(std::unique_ptr<File> file) {
    all_.push_back(std::move(file));
    return *all_.back();
}

File* PowerCutDisk::find(const std::string& path) const {
    const auto found = names_.find(path);
    return found != names_.end() && !found->second->folder ? found->second : nullptr;
}

bool PowerCutDisk::is_folder(const std::string& path) const {
    const auto found = names_.find(path);
    return found != names_.end() && found->second->folder;
}

void PowerCutDisk::apply(const NameChange& change, Names& names) {
    if (!change.removed.empty()) {
        names.erase(change.removed);
    }
    if (!change.added.empty()) {
        names[change.added] = change.file;
    }
}

void PowerCutDisk::change_names(NameChange change) {
    apply(change, names_);
    pending_names_.push_back(std::move(change));
}

template <typename Wanted>
void PowerCutDisk::settle_names(Wanted&& wanted) {
    std::vector<NameChange> left;
    for (NameChange& change : pending_names_) {
        if (wanted(change.added.empty() ? change.removed : change.added)) {
            apply(change, durable_names_);
        } else {
            left.push_back(std::move(change));
        }
    }
    pending_names_ = std::move(left);
}

int PowerCutDisk::make(const std::string& path, File*& file) {
    const bool was_dark = dark_;
    const int code = operation(Kind::write);
    if (was_dark || (code != 0 && !dark_)) {
        return code;
    }
    file = &keep(std::make_unique<File>());
    change_names({{}, path, file});
    return code;
}

int PowerCutDisk::make_folder(const std::string& path) {
    if (names_.contains(path)) {
        return EEXIST;
    }
    const int code = operation(Kind::write);
    if (code == 0) {
        File& folder = keep(std::make_unique<File>());
        folder.folder = true;
        change_names({{}, path, &folder});
    }
    return code;
}

int PowerCutDisk::write(
    File& file, const void* data, std::size_t size, std::size_t at, std::size_t& done) {
    const bool was_dark = dark_;
    const int code = operation(Kind::write);
    done = code == 0 ? size : 0;
    if (code == ENOSPC && fault_ == Fault::short_then_full && operations_ == fault_at_) {
        done = size / 2;
    }
    // The write in flight when the power goes lands partly: it is decided sector by sector like any
    // other.
    const std::size_t lands = dark_ && !was_dark ? size : done;
    if (was_dark || lands == 0) {
        return code;
    }
    File::Pending change;
    change.at = at;
    const auto* bytes = static_cast<const std::byte*>(data);
    change.data.assign(bytes, bytes + lands);
    put(file.cache, change);
    file.pending.push_back(std::move(change));
    return code;
}

int PowerCutDisk::truncate(File& file, std::size_t size) {
    // Cutting a file takes no space.
    const int code = operation(Kind::name);
    if (code == 0) {
        file.pending.push_back({true, size, {}});
        put(file.cache, file.pending.back());
    }
    return code;
}

int PowerCutDisk::sync(File& file) {
    drop_now_ = false;
    const int code = operation(Kind::sync);
    if (code == 0) {
        for (const File::Pending& change : file.pending) {
            put(file.durable, change);
        }
    }
    if (code == 0 || drop_now_) {
        file.pending.clear();
    }
    return code;
}

int PowerCutDisk::sync_folder(const std::string& folder) {
    // A journal keeps what a failed sync of a folder did not write: nothing is dropped here.
    const int code = operation(Kind::sync);
    if (code != 0) {
        return code;
    }
    settle_names([&](const std::string& name) { return folder_of(name) == folder; });
    return 0;
}

int PowerCutDisk::sync_name(const std::string& path) {
    const int code = operation(Kind::sync);
    if (code == 0) {
        keep_name(path);
    }
    return code;
}

void PowerCutDisk::keep_name(const std::string& path) {
    settle_names([&](const std::string& name) { return name == path; });
}

int PowerCutDisk::rename(const std::string& from, const std::string& to) {
    File* file = find(from);
    if (file == nullptr) {
        return ENOENT;
    }
    const int code = operation(Kind::name);
    if (code == 0) {
        change_names({from, to, file});
    }
    return code;
}

int PowerCutDisk::remove(const std::string& path) {
    if (find(path) == nullptr) {
        return ENOENT;
    }
    const int code = operation(Kind::name);
    if (code == 0) {
        change_names({path, {}, nullptr});
    }
    return code;
}

int PowerCutDisk::remove_folder(const std::string& path) {
    if (!is_folder(path) || !names_in(path).empty()) {
        return is_folder(path) ? ENOTEMPTY : ENOENT;
    }
    const int code = operation(Kind::name);
    if (code == 0) {
        change_names({path, {}, nullptr});
    }
    return code;
}

const std::vector<std::byte>& PowerCutDisk::bytes(const File& file) const {
    return file.cache;
}

void PowerCutDisk::drop_clean_pages(File& file) const {
    file.cache = file.durable;
    for (const File::Pending& change : file.pending) {
        put(file.cache, change);
    }
}

/// Which of the pending changes reached the medium.
void PowerCutDisk::decide(File& file) {
    for (File::Pending& change : file.pending) {
        if (change.truncation) {
            if (draw(2) == 0) {
                put(file.durable, change);
            }
            continue;
        }
        const std::span<std::byte> data(change.data);
        for (std::size_t from = 0; from < data.size();) {
            const std::size_t edge = ((change.at + from) / sector + 1) * sector - change.at;
            const std::size_t to = std::min(edge, data.size());
            const std::span<std::byte> part = data.subspan(from, to - from);
            const std::uint64_t fate = draw(10);
            if (fate == 9) {
                std::generate(
                    part.begin(), part.end(), [&] { return static_cast<std::byte>(draw(256)); });
            }
            if (fate < 5 || fate == 9) {
                put(file.durable, change.at + from, part);
            }
            from = to;
        }
    }
    file.pending.clear();
}

void PowerCutDisk::decide_names() {
    for (const NameChange& change : pending_names_) {
        if (draw(2) == 0) {
            apply(change, durable_names_);
        }
    }
    pending_names_.clear();
    // What lies in a folder that is not there is not there. A path sorts after its folder's.
    for (auto at = durable_names_.begin(); at != durable_names_.end();) {
        const std::string folder = folder_of(at->first);
        const bool reached = folder.empty() || durable_names_.contains(folder);
        at = reached ? std::next(at) : durable_names_.erase(at);
    }
}

void PowerCutDisk::reboot() {
    decide_names();
    names_ = durable_names_;
    for (const std::unique_ptr<File>& file : all_) {
        decide(*file);
        file->cache = file->durable;
    }
    end_fault();
    dark_ = false;
}

void PowerCutDisk::restart() {
    if (!follows_) {
        end_fault();
    }
}

void PowerCutDisk::end_fault() {
    fault_ = Fault::none;
    fault_at_ = 0;
    next_fault_ = Fault::none;
    follows_ = false;
}

std::vector<std::string> PowerCutDisk::files() const {
    std::vector<std::string> paths;
    for (const auto& [path, file] : names_) {
        if (!file->folder) {
            paths.push_back(path);
        }
    }
    return paths;
}

std::vector<std::string> PowerCutDisk::names_in(const std::string& folder) const {
    std::vector<std::string> names;
    for (const auto& [path, file] : names_) {
        if (folder_of(path) == folder) {
            names.push_back(path.substr(folder.size() + 1));
        }
    }
    return names;
}

void PowerCutDisk::save_to(const std::filesystem::path& folder) const {
    for (const std::string& path : files()) {
        const std::filesystem::path real = folder / path.substr(1);
        std::filesystem::create_directories(real.parent_path());
        const std::vector<std::byte>& image = find(path)->cache;
        std::ofstream(real, std::ios::binary)
            .write(reinterpret_cast<const char*>(image.data()),
                   static_cast<std::streamsize>(image.size()));
    }
}

}  // namespace harmony::tests
