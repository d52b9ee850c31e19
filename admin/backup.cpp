// A backup is a tar (libarchive), sealed as a stream (sync/backup_stream.h):
//  1. the store is copied beside itself, so that nothing changes while it is read;
//  2. the manifest is written first, with the hash of every file;
//  3. the stream goes into a part file, which is synced and renamed.
#include "admin/backup.h"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <fstream>
#include <map>

#include "admin/intake_answers.h"
#include "admin/whole_file.h"
#include "sync/file_hasher.h"
#include "sync/key_file.h"

namespace harmony::admin {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using base::Result;

constexpr const char* manifest_name = "manifest.json";
constexpr std::size_t piece = 64u << 10;

base::Digest digest_of(sync::FileHasher& hasher) {
    return base::Digest::from_bytes(hasher.finish().view()).value_or(base::Digest{});
}

/// Hands a file on, a piece at a time.
Result<void> read_pieces(const fs::path& file,
                         const std::function<Result<void>(base::ByteView)>& take) {
    std::ifstream in(file, std::ios::binary);
    base::Bytes buffer(piece);
    while (in) {
        in.read(reinterpret_cast<char*>(buffer.data()),
                static_cast<std::streamsize>(buffer.size()));
        const auto got = static_cast<std::size_t>(in.gcount());
        if (got == 0) {
            break;
        }
        if (Result<void> taken = take(base::ByteView(buffer).first(got)); !taken) {
            return taken;
        }
    }
    return in.eof() ? Result<void>{}
                    : Error{ErrorKind::unreachable, file.string() + " cannot be read"};
}

// --- making -------------------------------------------------------------------------------------

/// Files of the backup by their names in it.
using Sources = std::map<std::string, fs::path>;

Sources sources_of(const OfficeFolder& folder, const fs::path& store_copy, const fs::path& own) {
    Sources sources{{"office.db", store_copy}, {"office.json", own}};
    std::error_code ignored;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(folder.key("x").parent_path(), ignored)) {
        if (entry.is_regular_file() && entry.path().extension() == ".hkk") {
            sources["keys/" + entry.path().filename().string()] = entry.path();
        }
    }
    for (const fs::directory_entry& entry :
         fs::directory_iterator(folder.root() / "events", ignored)) {
        if (entry.is_regular_file() && entry.path().extension() == ".toml") {
            sources["events/" + entry.path().filename().string()] = entry.path();
        }
    }
    return sources;
}

/// The settings as they go into a backup, whose store is a file wherever the office's own is: who
/// restores it must not write into the database of another, and needs no password to do so.
Result<fs::path> settings_for_backup(const Office& office, const fs::path& scratch) {
    if (office.settings().store.empty()) {
        return office.folder().settings();
    }
    OfficeSettings settings = office.settings();
    settings.store.clear();
    const fs::path file = scratch / "office.json";
    WholeFile out(file);
    Result<void> done = out.write(base::as_bytes(write_settings(settings)));
    done = done ? out.finish() : done;
    return done ? Result<fs::path>(file) : done.error();
}

Result<BackupManifest> manifest_of(Office& office, const Sources& sources, base::Day today) {
    BackupManifest manifest;
    manifest.org = office.settings().org;
    manifest.day = today;
    manifest.batches = office.store().batches().size();
    for (const base::FormName& form : office.store().tables()) {
        manifest.responses += office.store().table(form)->rows;
    }
    for (const auto& [name, file] : sources) {
        sync::FileHasher hasher;
        BackupEntry entry{name, 0, {}};
        const auto read = read_pieces(file, [&](base::ByteView bytes) {
            entry.length += bytes.size();
            hasher.take(bytes);
            return Result<void>{};
        });
        if (!read) {
            return read.error();
        }
        entry.hash = digest_of(hasher);
        manifest.entries.push_back(entry);
    }
    return manifest;
}

struct FreeWriter {
    void operator()(archive* tar) const noexcept { archive_write_free(tar); }
};
struct FreeEntry {
    void operator()(archive_entry* entry) const noexcept { archive_entry_free(entry); }
};

/// A tar whose bytes go to `sink`.
class TarWriter {
public:
    explicit TarWriter(sync::BackupSink sink) : sink_(std::move(sink)), tar_(archive_write_new()) {
        archive_write_set_format_ustar(tar_.get());
        archive_write_set_bytes_per_block(tar_.get(), 0);
        archive_write_open(tar_.get(), this, nullptr, &TarWriter::put, nullptr);
    }

    Result<void> begin(const std::string& name, std::uint64_t length) {
        const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(length));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0600);
        return end(archive_write_header(tar_.get(), entry.get()) == ARCHIVE_OK);
    }

    Result<void> write(base::ByteView bytes) {
        return end(archive_write_data(tar_.get(), bytes.data(), bytes.size()) ==
                   static_cast<la_ssize_t>(bytes.size()));
    }

    Result<void> finish() { return end(archive_write_close(tar_.get()) == ARCHIVE_OK); }

private:
    static la_ssize_t put(archive*, void* self, const void* bytes, size_t size) {
        auto& writer = *static_cast<TarWriter*>(self);
        const base::ByteView view(static_cast<const std::byte*>(bytes), size);
        if (Result<void> sunk = writer.sink_(view); !sunk) {
            writer.fault_ = sunk.error();
            return -1;
        }
        return static_cast<la_ssize_t>(size);
    }

    Result<void> end(bool ok) const {
        if (fault_) {
            return *fault_;
        }
        return ok ? Result<void>{}
                  : Error{ErrorKind::unreachable,
                          std::string("packing: ") + archive_error_string(tar_.get())};
    }

    sync::BackupSink sink_;
    std::optional<Error> fault_;
    std::unique_ptr<archive, FreeWriter> tar_;
};

Result<void> pack(const std::string& manifest, const Sources& sources, TarWriter& tar) {
    Result<void> done = tar.begin(manifest_name, manifest.size());
    if (done) {
        done = tar.write(base::as_bytes(manifest));
    }
    for (auto source = sources.begin(); done && source != sources.end(); ++source) {
        done = tar.begin(source->first, fs::file_size(source->second));
        if (done) {
            done =
                read_pieces(source->second, [&](base::ByteView bytes) { return tar.write(bytes); });
        }
    }
    return done ? tar.finish() : done;
}

Result<std::vector<sync::BoxPublicKey>> recipients_of(Office& office) {
    const auto kept = office.store().value("backup_recipients");
    std::vector<sync::BoxPublicKey> keys;
    for (std::size_t at = 0; kept && at + 32 <= kept->size(); at += 32) {
        if (const auto key =
                sync::BoxPublicKey::from_bytes(base::ByteView(*kept).subspan(at, 32))) {
            keys.push_back(*key);
        }
    }
    if (!keys.empty()) {
        return keys;
    }
    // An office made before these were kept: its own key, and the escrow's where it still lies
    // here.
    for (const fs::path& file :
         {office.folder().key(key_names::backup), office.folder().escrow(key_names::backup)}) {
        std::ifstream in(file, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const auto label = sync::read_key_label(base::as_bytes(text));
        const auto key = label ? sync::BoxPublicKey::from_bytes(label->public_key) : std::nullopt;
        if (key) {
            keys.push_back(*key);
        }
    }
    if (keys.empty()) {
        return Error{ErrorKind::absent, "this office has no key for backups"};
    }
    return keys;
}

}  // namespace

Result<BackedUp> back_up(Office& office,
                         const fs::path& folder,
                         const fs::path& scratch,
                         base::RandomSource& random,
                         base::Day today) {
    const Result<std::vector<sync::BoxPublicKey>> recipients = recipients_of(office);
    if (!recipients) {
        return recipients.error();
    }
    const fs::path copy = scratch / "office.db";
    if (Result<void> copied = office.store().copy_to(copy); !copied) {
        return copied.error().while_doing("copying the store");
    }
    const auto settings = settings_for_backup(office, scratch);
    if (!settings) {
        return settings.error();
    }
    const Sources sources = sources_of(office.folder(), copy, *settings);
    Result<BackupManifest> manifest = manifest_of(office, sources, today);
    if (!manifest) {
        return manifest.error();
    }
    const std::string list = write_manifest(*manifest);
    sync::FileHasher hasher;
    hasher.take(base::as_bytes(list));
    const sync::BackupHead head{office.settings().org, today, digest_of(hasher)};
    BackedUp made{folder / fmt::format("harmony-{}-{}-{}.hkz",
                                       head.org.hex().substr(0, 8),
                                       base::to_iso(today),
                                       head.manifest.hex().substr(0, 8)),
                  0,
                  std::move(*manifest)};
    WholeFile file(made.file);
    Result<sync::BackupSealer> sealer = sync::BackupSealer::begin(
        head, *recipients, random, [&](base::ByteView bytes) { return file.write(bytes); });
    if (!sealer) {
        return sealer.error();
    }
    TarWriter tar([&](base::ByteView bytes) { return sealer->append(bytes); });
    Result<void> done = pack(list, sources, tar);
    if (done) {
        done = sealer->finish();
    }
    if (done) {
        done = file.finish();
    }
    made.bytes = file.written();
    return done ? Result<BackedUp>(std::move(made)) : done.error();
}

Result<void> raise_versions(db::OfficeStore& store, const std::vector<sync::ObjectName>& seen) {
    std::map<std::string, std::uint64_t> highest;
    for (const sync::ObjectName& name : seen) {
        const std::string kiosk = name.kiosk() ? name.kiosk()->hex() : std::string();
        std::string kind;
        switch (name.kind()) {
            case sync::ObjectKind::pack: kind = "pack:" + name.stream(); break;
            case sync::ObjectKind::own_part: kind = "own:" + kiosk; break;
            case sync::ObjectKind::ack: kind = "ack:" + kiosk; break;
            default: continue;
        }
        highest[kind] = std::max(highest[kind], name.number());
    }
    if (Result<void> raised = store.raise_versions(highest, restored_ahead); !raised) {
        return raised;
    }
    // The newest acknowledgement of the backup is older than what kiosks took since: they would
    // pass it over, and free what this office lacks.
    return answer_everybody_anew(store);
}

}  // namespace harmony::admin
