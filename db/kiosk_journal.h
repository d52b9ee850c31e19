#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "db/journal_values.h"
#include "db/kiosk_state.h"

namespace harmony::db {

struct JournalOptions {
    std::string vfs;  ///< name of a registered SQLite VFS; empty: the system's
    /// Kept aside and given up once when the disk is full; 0: none is kept.
    std::size_t reserve_bytes = std::size_t{4} << 20U;
    /// Sees every statement of the opening, for tests and for the log of a doctor; may be empty.
    std::function<void(const std::string& file, const std::string& statement)> trace;
    std::int64_t max_pages = 0;  ///< of each file, 0: no limit; for tests of a full disk
};

/// What a kiosk keeps until the office has it: `answers.db`, `contacts.db` and `state.db` in one
/// folder (docs/formats/journal.md).
///
/// One thread at a time. Errors are returned; the failure of a disk or file is thrown as
/// `StoreFailed`, after which this object only refuses (with `StoreFailed` again) and its
/// destructor leaves the files alone.
class KioskJournal {
public:
    /// Opens or makes the three files, replays what a killed run left, and checks each file. One
    /// that fails the check is renamed `*.bad-<n>` and begun anew (fault `db_bad` in `state()`).
    /// Errors: full, unreachable (cannot be opened, or another program has it), unreadable (made by
    /// a newer Harmony). Throws `StoreFailed` when the disk fails.
    [[nodiscard]] static base::Result<std::unique_ptr<KioskJournal>> open(
        const std::filesystem::path& folder, const JournalOptions& options);

    KioskJournal(const KioskJournal&) = delete;
    KioskJournal& operator=(const KioskJournal&) = delete;
    ~KioskJournal();

    /// Keeps a sealed response. Once this has returned a value it survives a power cut.
    ///
    /// The same rid again changes nothing; `rev` 1 takes the place of `rev` 0 in one transaction.
    /// Errors: full (nothing was kept; the reserve has been given up already), refused (a rev
    /// other than 0 and 1, or an empty block or ciphertext).
    [[nodiscard]] base::Result<Appended> append(const SealedRow& row);

    /// As `append`, for the contact stream.
    [[nodiscard]] base::Result<Appended> append(const ContactRow& row);

    /// Keeps all of them or none: the facts of one sign-up. `was_there` when none was new.
    [[nodiscard]] base::Result<Appended> append(std::span<const ContactRow> rows);

    /// The same, and in the same transaction what these dates have left: a space is spent when its
    /// fact is kept, and only then. Where no record was new, nothing is written of the ledger.
    [[nodiscard]] base::Result<Appended> append(std::span<const ContactRow> rows,
                                                std::span<const AllocationRow> ledger);

    /// The ledger of all dates, by occurrence.
    [[nodiscard]] std::vector<AllocationRow> allocations();

    /// Turns rows into signed batches, all or nothing (steps in docs/formats/journal.md), then
    /// rewrites the file so that no order of arrival is left in it.
    /// Errors: what `maker` said; full; refused (the chain belongs to another instance).
    [[nodiscard]] base::Result<CutOutcome> cut(const CutOrder& order, BatchMaker& maker);

    /// Groups of loose survey records, with their sizes.
    [[nodiscard]] std::vector<HeldGroup> groups();

    /// Batches the office has not acknowledged, by seq: what the spool must hold.
    [[nodiscard]] std::vector<WaitingBatch> batches_to_offer(RecordClass cls);

    /// The bytes of a batch, to write or rewrite its spool file. Errors: absent (freed, or never
    /// made).
    [[nodiscard]] base::Result<base::Bytes> batch_bytes(RecordClass cls, std::uint64_t seq);

    /// A courier read the batch back whole. No error when it has come further already.
    [[nodiscard]] base::Result<void> mark_delivered(RecordClass cls,
                                                    std::uint64_t seq,
                                                    base::Day today);

    /// Applies one entry of a checked acknowledgement, then frees what may be freed.
    [[nodiscard]] base::Result<AckOutcome> apply_ack(const AckEntry& entry, const FreeRule& rule);

    /// Frees the bytes of batches that are acknowledged at the level and for as long as the rule
    /// asks. Returns how many. For the nightly run.
    [[nodiscard]] base::Result<std::uint32_t> free_acknowledged(RecordClass cls,
                                                                const FreeRule& rule);

    /// The latest day after which a loose contact record may be dropped unsent; nothing when none
    /// may.
    [[nodiscard]] std::optional<base::Day> latest_drop_day();

    /// Lets go of the bytes of a contact batch that the office does not have; its row stays.
    /// Again: the same answer. Errors: absent (never made), refused (the office has it).
    [[nodiscard]] base::Result<DroppedBatch> drop_unsent(std::uint64_t seq, base::Day today);

    /// A contact batch that was let go, whoever had fetched it; nothing when it was not.
    [[nodiscard]] std::optional<DroppedBatch> dropped_batch(std::uint64_t seq);

    /// The highest contact batch that the office has acknowledged; 0: none.
    [[nodiscard]] std::uint64_t acknowledged_contacts();

    /// Rewrites both files and empties their logs, so that neither gives away the order of arrival.
    /// Call when the screen has been idle for a minute after new rows. Errors: full (try later).
    [[nodiscard]] base::Result<void> tidy();

    [[nodiscard]] JournalCounts counts(RecordClass cls);

    /// Survey records in no batch yet.
    [[nodiscard]] std::uint64_t count_waiting();

    /// Real survey records ever kept here.
    [[nodiscard]] std::uint64_t records_total();

    /// Floors, trust, own part, settings, counters.
    [[nodiscard]] KioskState& state();

    /// True after `StoreFailed` was thrown.
    [[nodiscard]] bool failed() const;

    /// False once the reserve has been given up and there was no space to make it again.
    [[nodiscard]] bool has_reserve() const;

private:
    struct Parts;

    explicit KioskJournal(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

}  // namespace harmony::db
