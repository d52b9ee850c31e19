// How a backup is opened: the stream, the tar within it, and every file held against the manifest
// before it counts.
#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <fstream>

#include "admin/backup.h"
#include "admin/whole_file.h"
#include "sync/file_hasher.h"

namespace harmony::admin {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view manifest_name = "manifest.json";
constexpr std::size_t piece = 64u << 10;
constexpr std::size_t manifest_cap = 1u << 20;

base::Digest digest_of(sync::FileHasher& hasher) {
    return base::Digest::from_bytes(hasher.finish().view()).value_or(base::Digest{});
}

struct FreeReader {
    void operator()(archive* tar) const noexcept { archive_read_free(tar); }
};

/// Gives a file to `sync::BackupOpener`.
sync::BackupSource source_of(const std::shared_ptr<std::ifstream>& in,
                             const std::filesystem::path& file) {
    return [in, file](std::size_t most) -> Result<base::Bytes> {
        base::Bytes bytes(most);
        in->read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(most));
        bytes.resize(static_cast<std::size_t>(in->gcount()));
        if (in->bad()) {
            return Error{ErrorKind::unreachable, "the backup cannot be read: " + file.string()};
        }
        return bytes;
    };
}

/// Where the files of a backup go while it is opened.
class Taker {
public:
    Taker() = default;
    Taker(const Taker&) = delete;
    Taker& operator=(const Taker&) = delete;
    virtual ~Taker() = default;
    virtual Result<void> begin(const std::string& name) = 0;
    virtual Result<void> take(base::ByteView bytes) = 0;
    virtual Result<void> end() = 0;
};

class Nowhere final : public Taker {
public:
    Result<void> begin(const std::string&) override { return {}; }
    Result<void> take(base::ByteView) override { return {}; }
    Result<void> end() override { return {}; }
};

class IntoFolder final : public Taker {
public:
    explicit IntoFolder(fs::path folder) : folder_(std::move(folder)) {}

    Result<void> begin(const std::string& name) override {
        std::error_code trouble;
        const fs::path file = folder_ / name;
        fs::create_directories(file.parent_path(), trouble);
        fs::permissions(file.parent_path(), fs::perms::owner_all, trouble);
        file_ = std::make_unique<WholeFile>(file);
        return {};
    }
    Result<void> take(base::ByteView bytes) override { return file_->write(bytes); }
    Result<void> end() override { return file_->finish(); }

private:
    fs::path folder_;
    std::unique_ptr<WholeFile> file_;
};

/// Reads the tar within the stream, entry by entry.
class Unpacking {
public:
    explicit Unpacking(sync::BackupOpener opener)
        : opener_(std::move(opener)), tar_(archive_read_new()) {
        archive_read_support_format_tar(tar_.get());
    }

    Result<BackupManifest> run(Taker& taker) {
        if (archive_read_open(tar_.get(), this, nullptr, &Unpacking::get, nullptr) != ARCHIVE_OK) {
            return trouble();
        }
        Result<BackupManifest> manifest = first();
        if (!manifest) {
            return manifest;
        }
        for (const BackupEntry& entry : manifest->entries) {
            if (Result<void> taken = one(entry, taker); !taken) {
                return taken.error();
            }
        }
        archive_entry* more = nullptr;
        if (archive_read_next_header(tar_.get(), &more) != ARCHIVE_EOF || fault_) {
            return trouble();
        }
        return manifest;
    }

private:
    static la_ssize_t get(archive*, void* self, const void** bytes) {
        auto& reader = *static_cast<Unpacking*>(self);
        Result<base::SecretBytes> next = reader.opener_.next();
        if (!next) {
            reader.fault_ = next.error();
            return -1;
        }
        reader.held_ = std::move(*next);
        *bytes = reader.held_.data();
        return static_cast<la_ssize_t>(reader.held_.size());
    }

    [[nodiscard]] Error trouble() const {
        return fault_ ? *fault_
                      : Error{ErrorKind::unreadable,
                              "this backup does not hold what its list of contents says"};
    }

    Result<BackupManifest> first() {
        archive_entry* entry = nullptr;
        if (archive_read_next_header(tar_.get(), &entry) != ARCHIVE_OK ||
            std::string_view(archive_entry_pathname(entry)) != manifest_name ||
            archive_entry_size(entry) > static_cast<la_int64_t>(manifest_cap)) {
            return trouble();
        }
        std::string text(static_cast<std::size_t>(archive_entry_size(entry)), '\0');
        if (archive_read_data(tar_.get(), text.data(), text.size()) !=
            static_cast<la_ssize_t>(text.size())) {
            return trouble();
        }
        Result<BackupManifest> manifest = read_manifest(text);
        const sync::BackupHead& head = opener_.head();
        sync::FileHasher hasher;
        hasher.take(base::as_bytes(text));
        const bool right = manifest && digest_of(hasher) == head.manifest &&
                           manifest->org == head.org && manifest->day == head.day;
        return right || !manifest ? std::move(manifest) : trouble();
    }

    Result<void> one(const BackupEntry& wanted, Taker& taker) {
        archive_entry* entry = nullptr;
        if (archive_read_next_header(tar_.get(), &entry) != ARCHIVE_OK ||
            std::string_view(archive_entry_pathname(entry)) != wanted.name ||
            archive_entry_filetype(entry) != AE_IFREG) {
            return trouble();
        }
        Result<void> done = taker.begin(wanted.name);
        sync::FileHasher hasher;
        std::uint64_t length = 0;
        std::vector<char> buffer(piece);
        while (done) {
            const la_ssize_t got = archive_read_data(tar_.get(), buffer.data(), buffer.size());
            if (got < 0) {
                return trouble();
            }
            if (got == 0) {
                break;
            }
            const auto bytes = base::as_bytes({buffer.data(), static_cast<std::size_t>(got)});
            length += bytes.size();
            hasher.take(bytes);
            done = length <= wanted.length ? taker.take(bytes) : trouble();
        }
        if (done && (length != wanted.length || digest_of(hasher) != wanted.hash)) {
            return trouble();
        }
        return done ? taker.end() : done;
    }

    sync::BackupOpener opener_;
    base::SecretBytes held_;
    std::optional<Error> fault_;
    std::unique_ptr<archive, FreeReader> tar_;
};

Result<BackupManifest> open_backup(const fs::path& file, const sync::KeyRing& ring, Taker& taker) {
    const auto in = std::make_shared<std::ifstream>(file, std::ios::binary);
    if (!*in) {
        return Error{ErrorKind::absent, "there is no " + file.string()};
    }
    Result<sync::BackupOpener> opener = sync::BackupOpener::begin(source_of(in, file), ring);
    if (!opener) {
        return opener.error();
    }
    return Unpacking(std::move(*opener)).run(taker);
}

}  // namespace

Result<BackupManifest> unpack_backup(const fs::path& file,
                                     const fs::path& into,
                                     const sync::KeyRing& ring,
                                     const std::function<Result<void>(const fs::path&)>& finish) {
    std::error_code trouble;
    const fs::path named = fs::absolute(into).lexically_normal();
    if (fs::exists(named, trouble)) {
        return Error{
            ErrorKind::refused,
            named.string() + " is there already. Nothing was changed; name another folder"};
    }
    const fs::path beside =
        named.parent_path() / fmt::format(".{}.being-restored", named.filename().string());
    fs::remove_all(beside, trouble);
    fs::create_directories(beside, trouble);
    fs::permissions(beside, fs::perms::owner_all, trouble);
    IntoFolder folder(beside);
    Result<BackupManifest> manifest = open_backup(file, ring, folder);
    if (manifest) {
        Result<void> done = finish ? finish(beside) : Result<void>();
        if (done) {
            done = name_for_good(beside, named);
        }
        if (!done) {
            manifest = done.error();
        }
    }
    if (!manifest) {
        fs::remove_all(beside, trouble);
    }
    return manifest;
}

Result<void> move_store(const OfficeFolder& folder,
                        const std::string& address,
                        base::Files& files) {
    Result<OfficeSettings> settings = read_settings(files, folder);
    if (!settings) {
        return settings.error();
    }
    {
        const auto store = db::OfficeStore::open(folder.store());
        const Result<void> copied =
            store ? (*store)->copy_to(address) : Result<void>(store.error());
        if (!copied) {
            return copied;
        }
    }
    settings->store = address;
    const auto kept = files.write(folder.settings(),
                                  base::as_bytes(write_settings(*settings)),
                                  base::IfPresent::replace,
                                  base::private_mode);
    if (!kept) {
        return kept.error();
    }
    std::error_code ignored;
    for (const char* ending : {"", "-wal", "-shm"}) {
        fs::remove(folder.store().string() + ending, ignored);
    }
    return {};
}

Result<BackupManifest> check_backup(const fs::path& file, const sync::KeyRing& ring) {
    Nowhere nowhere;
    return open_backup(file, ring, nowhere);
}

}  // namespace harmony::admin
