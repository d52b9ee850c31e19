#include "admin/rescue.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "db/journal_rescue.h"
#include "sync/batch.h"
#include "sync/folder_courier.h"
#include "sync/kiosk_keys.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

constexpr std::size_t records_a_batch = 2000;

/// `answers.db`, `contacts.db`, and those put aside as damaged.
bool is_journal(const fs::path& file) {
    const std::string name = file.filename().string();
    const bool ours = name.starts_with("answers.db") || name.starts_with("contacts.db");
    return ours && !name.ends_with("-wal") && !name.ends_with("-shm") &&
           !name.ends_with("-journal");
}

/// Copies a file with its log; answers where the copy is.
Result<fs::path> copy_of(const fs::path& file, const fs::path& scratch) {
    const fs::path copy = scratch / file.filename();
    std::error_code failed;
    fs::copy_file(file, copy, fs::copy_options::overwrite_existing, failed);
    for (const char* log : {"-wal", "-journal"}) {
        if (!failed && fs::exists(file.string() + log)) {
            fs::copy_file(file.string() + log,
                          copy.string() + log,
                          fs::copy_options::overwrite_existing,
                          failed);
        }
    }
    if (failed) {
        return Error{ErrorKind::unreachable,
                     fmt::format("{} cannot be copied: {}", file.string(), failed.message())};
    }
    return copy;
}

class Rescue {
public:
    Rescue(Office& office, base::Files& files, sync::Courier& place, base::Day today)
        : office_(office), files_(files), place_(place), today_(today) {}

    Result<Rescued> go(const fs::path& folder, const fs::path& scratch) {
        read_keys(folder);
        std::vector<fs::path> journals;
        std::error_code nothing;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder, nothing)) {
            if (entry.is_regular_file(nothing) && is_journal(entry.path())) {
                journals.push_back(entry.path());
            }
        }
        if (journals.empty()) {
            return Error{
                ErrorKind::absent,
                fmt::format("{} holds no answers.db and no contacts.db of a kiosk. Nothing "
                            "was changed",
                            folder.string())};
        }
        std::sort(journals.begin(), journals.end());
        if (Result<void> spool = take_spool(folder / "spool" / "out"); !spool) {
            return spool.error();
        }
        for (const fs::path& journal : journals) {
            if (Result<void> done = take_journal(journal, scratch); !done) {
                return done.error();
            }
        }
        return std::move(report_);
    }

private:
    void read_keys(const fs::path& folder) {
        const auto file = files_.read(folder / "keys.hkl", sync::kiosk_keys_size);
        auto keys = file ? sync::read_kiosk_keys(*file) : Result<sync::KioskKeys>(file.error());
        if (keys) {
            keys_ = std::move(*keys);
        } else {
            report_.troubles.push_back("keys.hkl: " + keys.error().message + ".");
        }
    }

    /// What lay ready for the courier: copies of batches, and the last word on how it was.
    Result<void> take_spool(const fs::path& out) {
        std::error_code nothing;
        if (!fs::is_directory(out, nothing)) {
            return {};
        }
        sync::FolderCourier spool(files_, out, office_.settings().org, sync::Medium::folder);
        const auto listing = spool.list(sync::up_folder(), "");
        for (const sync::ObjectName& name :
             listing ? listing->names : std::vector<sync::ObjectName>{}) {
            const auto bytes = spool.fetch(name, name.cap());
            if (!bytes) {
                report_.troubles.push_back(bytes.error().message);
            } else if (const auto put = place_.deliver(name, *bytes); !put) {
                return put.error();
            }
        }
        return {};
    }

    Result<void> take_journal(const fs::path& journal, const fs::path& scratch) {
        const Result<fs::path> copy = copy_of(journal, scratch);
        if (!copy) {
            return copy.error();
        }
        const Result<db::RescuedStream> read = db::rescue_stream(*copy);
        if (!read) {
            report_.troubles.push_back(read.error().message + ".");
            return {};
        }
        if (!read->whole) {
            report_.troubles.push_back(journal.filename().string() +
                                       " is damaged: a part of it could not be read.");
        }
        std::optional<db::ChainEnd> end = read->chain;
        for (const base::Bytes& bytes : read->batches) {
            const Result<sync::Batch> batch = sync::read_batch(bytes);
            if (!batch) {
                report_.troubles.push_back("A package in " + journal.filename().string() + ": " +
                                           batch.error().message + ".");
                continue;
            }
            const sync::BatchHead& head = batch->head();
            if (!end || end->seq < head.seq) {
                end = {head.origin.instance, head.seq, batch->digest(), head.total};
            }
            if (Result<void> put = put_batch(head, batch->digest(), batch->file()); !put) {
                return put;
            }
            ++report_.batches;
        }
        if (!keys_) {
            report_.unproved += read->loose.size();
            return {};
        }
        // A disk that is read for the second time, or better than before, goes on where this
        // office is, and brings what is not here: else its chain would have two branches.
        const db::StreamKey stream{
            keys_->kiosk, keys_->instance, static_cast<std::uint8_t>(read->cls)};
        const std::optional<db::StreamHead> head = office_.store().head(stream);
        if (head && (!end || end->seq < head->seq)) {
            end = {keys_->instance, head->seq, head->digest, head->total};
        }
        return take_loose(static_cast<sync::RecordClass>(read->cls),
                          not_here(stream, read->loose),
                          end.value_or(db::ChainEnd{}));
    }

    std::vector<db::LooseRecord> not_here(const db::StreamKey& stream,
                                          std::vector<db::LooseRecord> loose) {
        std::vector<db::RecordName> names;
        for (const db::LooseRecord& row : loose) {
            names.push_back({row.rid, row.rev});
        }
        std::sort(names.begin(), names.end());
        const std::vector<db::SeenRecord> seen = office_.store().seen(stream, names);
        std::erase_if(loose, [&](const db::LooseRecord& row) {
            return std::any_of(seen.begin(), seen.end(), [&](const db::SeenRecord& each) {
                return each.name.rid == row.rid && each.name.rev >= row.rev;
            });
        });
        return loose;
    }

    Result<void> put_batch(const sync::BatchHead& head,
                           const base::Digest& digest,
                           base::ByteView file) {
        const auto name = sync::ObjectName::batch(head.origin.kiosk, head.cls, head.seq, digest);
        const auto put = place_.deliver(name, file);
        return put ? Result<void>() : put.error();
    }

    /// Records in no package: made into the next ones of the chain with the machine's own key.
    Result<void> take_loose(sync::RecordClass cls,
                            const std::vector<db::LooseRecord>& loose,
                            const db::ChainEnd& end) {
        sync::BatchHead head;
        head.origin = {office_.settings().org, keys_->kiosk, keys_->instance};
        head.cls = cls;
        head.flags = sync::batch_flag::forced | sync::batch_flag::last;
        head.day = today_;
        head.seq = end.seq;
        head.previous = end.digest;
        head.total = end.total;
        for (std::size_t first = 0; first < loose.size(); first += records_a_batch) {
            const std::size_t here = std::min(records_a_batch, loose.size() - first);
            const auto rows = std::span(loose).subspan(first, here);
            ++head.seq;
            head.total += rows.size();
            const Result<sync::BuiltBatch> built = build(head, rows);
            if (!built) {
                report_.troubles.push_back(built.error().message);
                return {};
            }
            if (Result<void> put = put_batch(head, built->digest, built->file); !put) {
                return put;
            }
            head.previous = built->digest;
            report_.loose += rows.size();
        }
        return {};
    }

    Result<sync::BuiltBatch> build(sync::BatchHead& head, std::span<const db::LooseRecord> rows) {
        const sync::SignKeyPair sign(keys_->sign);
        if (head.cls == sync::RecordClass::contact) {
            std::vector<base::Bytes> records;
            std::vector<base::SetId> sets;
            for (const db::LooseRecord& row : rows) {
                const auto wrapped = sync::read_wrapped(head.cls, row.sealed);
                if (!wrapped) {
                    return wrapped.error();
                }
                sets.push_back(wrapped->set);
                records.push_back(row.sealed);
            }
            name_trust(head, sets);
            return sync::build_contact_batch(head, records, sign);
        }
        std::vector<sync::EpochBlock> epochs;
        std::vector<sync::SealedRecord> records;
        std::vector<base::SetId> sets;
        for (const db::LooseRecord& row : rows) {
            Result<sync::EpochBlock> block = sync::read_epoch_block(row.epoch_block);
            if (!block) {
                return block.error();
            }
            records.push_back({block->id, row.rid, row.rev, row.sealed});
            if (std::find(epochs.begin(), epochs.end(), *block) == epochs.end()) {
                sets.push_back(block->set);
                epochs.push_back(std::move(*block));
            }
        }
        name_trust(head, sets);
        return sync::build_survey_batch(head, epochs, records, sign);
    }

    /// The newest trust document that names every set these records are sealed to.
    void name_trust(sync::BatchHead& head, const std::vector<base::SetId>& sets) const {
        for (const sync::TrustedDocument& each : office_.trust().all()) {
            const bool names_all = std::all_of(sets.begin(), sets.end(), [&](const auto& set) {
                return each.document.find_set(set) != nullptr;
            });
            if (names_all) {
                head.trust_version = each.document.version;
                head.trust_hash = each.digest;
            }
        }
    }

    Office& office_;
    base::Files& files_;
    sync::Courier& place_;
    base::Day today_;
    std::optional<sync::KioskKeys> keys_;
    Rescued report_;
};

}  // namespace

Result<Rescued> rescue(Office& office,
                       const fs::path& folder,
                       const fs::path& scratch,
                       base::Files& files,
                       sync::Courier& place,
                       base::Day today) {
    return Rescue(office, files, place, today).go(folder, scratch);
}

}  // namespace harmony::admin
