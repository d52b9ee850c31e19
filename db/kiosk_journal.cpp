#include "db/kiosk_journal.h"

#include <algorithm>
#include <utility>

#include "db/batch_ack.h"
#include "db/batch_cut.h"
#include "db/failure.h"
#include "db/journal_schema.h"
#include "db/reserve_file.h"
#include "db/sqlite.h"
#include "db/state_file.h"
#include "db/store_open.h"

namespace harmony::db {
namespace {

using base::Bytes;
using base::Error;
using base::ErrorKind;
using base::Result;
namespace fs = std::filesystem;

bool is_full(const Result<void>& result) {
    return !result && result.error().kind == ErrorKind::full;
}

template <typename T>
bool is_full(const Result<T>& result) {
    return !result && result.error().kind == ErrorKind::full;
}

std::uint64_t count(Database& database, const char* sql) {
    Query query = database.query(sql);
    base::promise(query.next(), "a count without a row");
    return static_cast<std::uint64_t>(query.integer(0));
}

}  // namespace

struct KioskJournal::Parts {
    Parts(std::unique_ptr<Database> answers_file,
          std::unique_ptr<Database> contacts_file,
          std::unique_ptr<Database> state_database,
          ReserveFile reserve_file)
        : answers(std::move(answers_file)),
          contacts(std::move(contacts_file)),
          state_file(std::move(state_database)),
          state(state_file),
          reserve(std::move(reserve_file)) {}

    [[nodiscard]] Database& of(RecordClass cls) const {
        return cls == RecordClass::survey ? *answers : *contacts;
    }

    void must_be_usable() {
        answers->must_be_usable();
        contacts->must_be_usable();
        state_file.database().must_be_usable();
    }

    /// Tries once more when giving up the reserve made space.
    template <typename Work>
    auto with_space(Work&& work) -> decltype(work()) {
        must_be_usable();
        auto outcome = work();
        if (is_full(outcome) && reserve.release()) {
            outcome = work();
        }
        return outcome;
    }

    /// So that the times of the two files do not tell which kind of record came last. In a
    /// transaction of its own, and not synced: a touch may be lost, a record may not.
    void touch(RecordClass other);

    Result<std::int64_t> epoch_number(const Bytes& block);
    Result<Appended> put(const SealedRow& row, std::int64_t group);
    Result<Appended> put(const ContactRow& row);
    Result<void> put(const AllocationRow& row);

    std::unique_ptr<Database> answers;
    std::unique_ptr<Database> contacts;
    StateFile state_file;
    KioskState state;
    ReserveFile reserve;
    Bytes last_block;  ///< whose number `last_epoch` is; empty: none known
    std::int64_t last_epoch = 0;
};

void KioskJournal::Parts::touch(RecordClass other) {
    Database& file = of(other);
    // A log that holds frames no sync has seen yet is still whole after a power cut, up to a frame:
    // the next record's commit syncs them with it.
    Result<void> done = file.execute("PRAGMA synchronous=NORMAL");
    if (done) {
        done = file.query("UPDATE touch SET n=n+1 WHERE id=1").run();
    }
    const Result<void> back = file.execute("PRAGMA synchronous=FULL");
    base::promise(back.ok(), "a store did not go back to full syncs");
    // Full is no reason to tell anybody: the record itself is safe.
    base::promise(done.ok() || is_full(done), "a file could not be touched");
}

Result<std::int64_t> KioskJournal::Parts::epoch_number(const Bytes& block) {
    if (!last_block.empty() && block == last_block) {
        return last_epoch;
    }
    {
        Query known = answers->query("SELECT ref FROM epoch WHERE block=?");
        if (known.bind(block).next()) {
            return known.integer(0);
        }
    }
    const Result<void> kept =
        answers->query("INSERT INTO epoch(block) VALUES(?)").bind(block).run();
    if (!kept) {
        return kept.error();
    }
    return answers->last_row();
}

Result<Appended> KioskJournal::Parts::put(const SealedRow& row, std::int64_t group) {
    const Result<std::int64_t> epoch = epoch_number(row.epoch_block);
    if (!epoch) {
        return epoch.error();
    }
    Result<void> done =
        answers->query("INSERT OR IGNORE INTO sealed(rid, rev, epoch, grp, ct) VALUES(?,?,?,?,?)")
            .bind(row.rid)
            .bind(row.rev)
            .bind(*epoch)
            .bind(group)
            .bind(row.ciphertext)
            .run();
    if (done && answers->changes() == 0 && row.rev == 1) {
        done = answers->query("UPDATE sealed SET rev=1, epoch=?, grp=?, ct=? WHERE rid=? AND rev=0")
                   .bind(*epoch)
                   .bind(group)
                   .bind(row.ciphertext)
                   .bind(row.rid)
                   .run();
    }
    if (!done) {
        return done.error();
    }
    const bool fresh = answers->changes() == 1;
    last_epoch = *epoch;
    return fresh ? Appended::fresh : Appended::was_there;
}

Result<Appended> KioskJournal::Parts::put(const ContactRow& row) {
    Query query =
        contacts->query("INSERT OR IGNORE INTO sealed(rid, record, drop_after) VALUES(?,?,?)");
    query.bind(row.rid).bind(row.record);
    if (row.drop_after) {
        query.bind(base::day_number(*row.drop_after));
    } else {
        query.bind_null();
    }
    if (Result<void> done = query.run(); !done) {
        return done.error();
    }
    return contacts->changes() == 1 ? Appended::fresh : Appended::was_there;
}

/// What was spent stays spent, and an older own part changes nothing: such a row is a broken
/// promise of the caller.
Result<void> KioskJournal::Parts::put(const AllocationRow& row) {
    const Result<void> done =
        contacts
            ->query(
                "INSERT INTO allocation(occurrence, version, cap, used) VALUES(?,?,?,?)"
                " ON CONFLICT(occurrence) DO UPDATE SET version=excluded.version,"
                " cap=excluded.cap, used=excluded.used"
                " WHERE excluded.used>=used AND excluded.version>=version")
            .bind(row.occurrence)
            .bind(static_cast<std::int64_t>(row.version))
            .bind(row.cap)
            .bind(row.used)
            .run();
    if (done) {
        base::promise(contacts->changes() == 1, "a ledger of spaces that goes forward");
    }
    return done;
}

KioskJournal::KioskJournal(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

KioskJournal::~KioskJournal() = default;

Result<std::unique_ptr<KioskJournal>> KioskJournal::open(const fs::path& folder,
                                                         const JournalOptions& options) {
    bool replaced = false;
    const auto open_file = [&](const char* name, std::int32_t id, const char* schema) {
        StoreSpec spec{folder / name, id, schema, options.vfs, options.max_pages, {}};
        if (options.trace) {
            spec.trace = [&, name](const std::string& step) { options.trace(name, step); };
        }
        Result<OpenedStore> opened = open_store(spec);
        replaced = replaced || (opened && opened->replaced_bad);
        return opened;
    };
    Result<OpenedStore> answers = open_file("answers.db", answers_application_id, answers_schema);
    if (!answers) {
        return answers.error();
    }
    Result<OpenedStore> contacts =
        open_file("contacts.db", contacts_application_id, contacts_schema);
    if (!contacts) {
        return contacts.error();
    }
    Result<OpenedStore> state = open_file("state.db", state_application_id, state_schema);
    if (!state) {
        return state.error();
    }
    std::unique_ptr<KioskJournal> journal(new KioskJournal(
        std::make_unique<Parts>(std::move(answers->database),
                                std::move(contacts->database),
                                std::move(state->database),
                                ReserveFile(folder / "reserve.bin", options.reserve_bytes))));
    if (replaced) {
        KioskState& known = journal->state();
        const base::Day since = known.clock_floor().value_or(base::Day{});
        if (Result<void> told = known.raise_fault("db_bad", since); !told) {
            return told.error();
        }
    }
    return journal;
}

Result<Appended> KioskJournal::append(const SealedRow& row) {
    if (row.rev > 1 || row.epoch_block.empty() || row.ciphertext.empty()) {
        return Error{ErrorKind::refused, "a record that was not sealed"};
    }
    Parts& parts = *parts_;
    // The group's number is committed in its own file before the first row that uses it.
    const Result<std::int64_t> group =
        parts.with_space([&] { return parts.state_file.group_number(row.group); });
    if (!group) {
        return group.error();
    }
    const Result<Appended> kept = parts.with_space([&]() -> Result<Appended> {
        Result<Appended> outcome =
            in_transaction(*parts.answers, [&] { return parts.put(row, *group); });
        parts.last_block = outcome ? row.epoch_block : Bytes{};
        return outcome;
    });
    if (kept) {
        parts.answers->write_log_ahead();
        parts.touch(RecordClass::contact);
    }
    return kept;
}

Result<Appended> KioskJournal::append(const ContactRow& row) {
    return append(std::span(&row, 1));
}

Result<Appended> KioskJournal::append(std::span<const ContactRow> rows) {
    return append(rows, {});
}

std::vector<AllocationRow> KioskJournal::allocations() {
    parts_->must_be_usable();
    std::vector<AllocationRow> rows;
    Query query = parts_->contacts->query(
        "SELECT occurrence, version, cap, used FROM allocation ORDER BY occurrence");
    while (query.next()) {
        rows.push_back({query.id<decltype(AllocationRow::occurrence)>(0),
                        static_cast<std::uint64_t>(query.integer(1)),
                        static_cast<int>(query.integer(3)),
                        static_cast<int>(query.integer(2))});
    }
    return rows;
}

Result<Appended> KioskJournal::append(std::span<const ContactRow> rows,
                                      std::span<const AllocationRow> ledger) {
    for (const ContactRow& row : rows) {
        if (row.record.empty()) {
            return Error{ErrorKind::refused, "a record that was not sealed"};
        }
    }
    Parts& parts = *parts_;
    const auto put_all = [&]() -> Result<Appended> {
        Appended all = Appended::was_there;
        for (const ContactRow& row : rows) {
            const Result<Appended> kept = parts.put(row);
            if (!kept) {
                return kept;
            }
            all = *kept == Appended::fresh ? Appended::fresh : all;
        }
        for (const AllocationRow& row : ledger) {
            const Result<void> kept = all == Appended::fresh ? parts.put(row) : Result<void>();
            if (!kept) {
                return kept.error();
            }
        }
        return all;
    };
    const Result<Appended> kept =
        parts.with_space([&] { return in_transaction(*parts.contacts, put_all); });
    if (kept) {
        parts.touch(RecordClass::survey);
    }
    return kept;
}

Result<CutOutcome> KioskJournal::cut(const CutOrder& order, BatchMaker& maker) {
    Parts& parts = *parts_;
    parts.last_block.clear();
    Result<CutOutcome> outcome = parts.with_space([&] {
        return order.cls == RecordClass::survey
                   ? cut_survey(
                         *parts.answers,
                         [&](std::int64_t number) { return parts.state_file.group(number); },
                         order,
                         maker)
                   : cut_contacts(*parts.contacts, order, maker);
    });
    if (outcome && !outcome->batches.empty()) {
        outcome->tidy_due = !tidy().ok();
    }
    return outcome;
}

std::vector<HeldGroup> KioskJournal::groups() {
    std::vector<HeldGroup> groups;
    Query query = parts_->answers->query("SELECT grp, count(*) FROM sealed GROUP BY grp");
    while (query.next()) {
        groups.push_back({parts_->state_file.group(query.integer(0)),
                          static_cast<std::uint32_t>(query.integer(1))});
    }
    return groups;
}

std::vector<WaitingBatch> KioskJournal::batches_to_offer(RecordClass cls) {
    return unacknowledged_batches(parts_->of(cls));
}

Result<Bytes> KioskJournal::batch_bytes(RecordClass cls, std::uint64_t seq) {
    return bytes_of_batch(parts_->of(cls), seq);
}

Result<void> KioskJournal::mark_delivered(RecordClass cls, std::uint64_t seq, base::Day today) {
    return parts_->with_space([&] { return mark_batch_delivered(parts_->of(cls), seq, today); });
}

Result<AckOutcome> KioskJournal::apply_ack(const AckEntry& entry, const FreeRule& rule) {
    Result<AckOutcome> outcome =
        parts_->with_space([&] { return apply_ack_entry(parts_->of(entry.cls), entry, rule); });
    if (outcome && outcome->freed > 0) {
        static_cast<void>(tidy());
    }
    return outcome;
}

Result<std::uint32_t> KioskJournal::free_acknowledged(RecordClass cls, const FreeRule& rule) {
    Result<std::uint32_t> freed =
        parts_->with_space([&] { return free_batches(parts_->of(cls), rule); });
    if (freed && *freed > 0) {
        static_cast<void>(tidy());
    }
    return freed;
}

std::optional<base::Day> KioskJournal::latest_drop_day() {
    Query query = parts_->contacts->query("SELECT max(drop_after) FROM sealed");
    if (!query.next() || query.is_null(0)) {
        return std::nullopt;
    }
    return base::day_from_number(static_cast<std::int32_t>(query.integer(0)));
}

Result<DroppedBatch> KioskJournal::drop_unsent(std::uint64_t seq, base::Day today) {
    Result<DroppedBatch> dropped =
        parts_->with_space([&] { return drop_batch(*parts_->contacts, seq, today); });
    if (dropped) {
        static_cast<void>(tidy());
    }
    return dropped;
}

std::optional<DroppedBatch> KioskJournal::dropped_batch(std::uint64_t seq) {
    return freed_batch(*parts_->contacts, seq);
}

std::uint64_t KioskJournal::acknowledged_contacts() {
    return count(*parts_->contacts, "SELECT coalesce(max(seq), 0) FROM batch WHERE level>0");
}

Result<void> KioskJournal::tidy() {
    parts_->must_be_usable();
    Result<void> done = rewrite(*parts_->answers);
    if (done) {
        done = rewrite(*parts_->contacts);
    }
    return done ? parts_->state_file.database().checkpoint() : done;
}

JournalCounts KioskJournal::counts(RecordClass cls) {
    Database& file = parts_->of(cls);
    JournalCounts counts;
    counts.loose = count(file, "SELECT count(*) FROM sealed");
    counts.unsent =
        counts.loose + count(file, "SELECT coalesce(sum(real), 0) FROM batch WHERE state<3");
    counts.kept =
        counts.loose + count(file, "SELECT coalesce(sum(real), 0) FROM batch WHERE state<5");
    counts.total = counts.loose + count(file, "SELECT coalesce(sum(real), 0) FROM batch");
    Query oldest = file.query("SELECT min(since) FROM batch WHERE state<3");
    if (oldest.next() && !oldest.is_null(0)) {
        counts.oldest_unsent = base::day_from_number(static_cast<std::int32_t>(oldest.integer(0)));
    }
    if (cls == RecordClass::survey) {
        for (const HeldGroup& held : groups()) {
            counts.oldest_unsent =
                std::min(counts.oldest_unsent.value_or(held.group.day), held.group.day);
        }
    }
    return counts;
}

std::uint64_t KioskJournal::count_waiting() {
    return count(*parts_->answers, "SELECT count(*) FROM sealed");
}

std::uint64_t KioskJournal::records_total() {
    return count_waiting() + count(*parts_->answers, "SELECT coalesce(sum(real), 0) FROM batch");
}

KioskState& KioskJournal::state() {
    return parts_->state;
}

bool KioskJournal::failed() const {
    return parts_->answers->failed() || parts_->contacts->failed() ||
           parts_->state_file.database().failed();
}

bool KioskJournal::has_reserve() const {
    return parts_->reserve.held();
}

}  // namespace harmony::db
