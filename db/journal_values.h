#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"

namespace harmony::db {

/// Which of the two streams of a kiosk; the numbers are those of docs/formats/hk1.md, Classes.
enum class RecordClass : std::uint8_t { survey = 1, contact = 2 };

/// What the k rule counts by. The journal's rows name a group by an opaque number only; what it
/// stands for is in another file (state.db).
struct Group {
    std::optional<base::EngagementId> engagement;
    base::Day day{};

    auto operator<=>(const Group&) const = default;
};

/// One sealed survey record, ready to be kept.
struct SealedRow {
    base::RecordId rid;
    std::uint8_t rev = 0;     ///< 0, or 1 for the second sealing of the same task
    base::Bytes epoch_block;  ///< the epoch the record is sealed under, as it goes into a batch
    Group group;
    base::Bytes ciphertext;
};

/// One sealed contact record (sign-up, case, complaint).
struct ContactRow {
    base::RecordId rid;
    base::Bytes record;                   ///< the whole W record
    std::optional<base::Day> drop_after;  ///< unsent after this day it may be dropped
};

/// What this kiosk may confirm of one date by itself (docs/formats/journal.md); numbers only.
struct AllocationRow {
    base::Id<struct OccurrenceTag, 8> occurrence;
    std::uint64_t version = 0;  ///< of the own part that was applied last
    int used = 0;               ///< people confirmed here; only grows
    int cap = 0;                ///< people it may ever confirm

    bool operator==(const AllocationRow&) const = default;
};

enum class Appended {
    fresh,
    was_there,  ///< the same record (or a later revision of it) is kept already; nothing changed
};

/// A row of a batch under way. For contacts `epoch` and `rev` are 0.
struct BatchRow {
    base::RecordId rid;
    std::uint8_t rev = 0;
    std::size_t epoch = 0;  ///< index into `BatchDraft::epochs`
    base::Bytes sealed;     ///< ciphertext, or the whole W record
};

/// Everything the journal knows about a batch to be made.
struct BatchDraft {
    RecordClass cls = RecordClass::survey;
    bool forced = false;  ///< holds a group under k because staff said so
    bool split = false;   ///< a group lies in several epochs, and one part is under k
    bool small = false;   ///< holds a group under k because it has waited long enough
    std::uint64_t seq = 1;
    base::Digest prev;                ///< digest of seq - 1; zero for seq 1
    std::uint64_t total_before = 0;   ///< records of this chain before this batch, dummies counted
    base::Day day{};                  ///< the day of the cut
    std::vector<BatchRow> rows;       ///< sorted by rid
    std::vector<base::Bytes> epochs;  ///< blocks named by the rows, in no particular order
};

/// A batch as it will travel.
struct MadeBatch {
    base::Bytes bytes;
    base::Digest digest;
    std::uint32_t records = 0;  ///< with dummies
    /// The block of an epoch that was begun for the dummies and goes on being used, or empty.
    base::Bytes new_epoch;
};

/// Seals dummies, sorts, builds and signs: what the journal cannot do, because it knows no keys.
class BatchMaker {
public:
    BatchMaker() = default;
    BatchMaker(const BatchMaker&) = delete;
    BatchMaker& operator=(const BatchMaker&) = delete;
    virtual ~BatchMaker() = default;

    /// Called inside the transaction of a cut. An error undoes the whole cut.
    [[nodiscard]] virtual base::Result<MadeBatch> make(const BatchDraft& draft) = 0;
};

/// What may go into a batch now.
struct CutOrder {
    RecordClass cls = RecordClass::survey;
    base::InstanceId instance;  ///< of this kiosk; the first cut starts its chain
    std::uint32_t k = 10;       ///< records a group needs before it may go
    bool forced = false;        ///< staff send every group, also those under k
    base::Day today{};
    std::optional<std::uint16_t>
        small_after;                         ///< days after which a group under k goes; none: never
    std::vector<base::RecordId> open_tasks;  ///< left alone: their second sealing may still come
    std::size_t max_records = 2000;          ///< a batch; more become several in a row
    std::size_t max_bytes = std::size_t{4} << 20U;
};

/// A batch that a cut made.
struct CutBatch {
    std::uint64_t seq = 0;
    base::Digest digest;
    std::uint32_t records = 0;  ///< with dummies
    std::uint32_t real = 0;     ///< without
    bool forced = false;

    bool operator==(const CutBatch&) const = default;
};

/// A group that may not go yet.
struct HeldGroup {
    Group group;
    std::uint32_t records = 0;

    bool operator==(const HeldGroup&) const = default;
};

struct CutOutcome {
    std::vector<CutBatch> batches;  ///< empty when nothing might go
    std::vector<HeldGroup> held;
    /// The cut is done, but the file could not be put into a new order for want of space: call
    /// `tidy` when there is some.
    bool tidy_due = false;
};

/// How far a batch has come. The numbers stand in the file.
enum class BatchState : std::uint8_t { cut = 1, delivered = 2, stored = 3, opened = 4, freed = 5 };

/// A batch that was let go although nobody had fetched it.
struct DroppedBatch {
    std::uint64_t seq = 0;
    base::Digest digest;
    std::uint32_t records = 0;  ///< with dummies
    std::uint32_t real = 0;     ///< without
    base::Day dropped_on{};

    bool operator==(const DroppedBatch&) const = default;
};

/// A batch that still has to travel.
struct WaitingBatch {
    std::uint64_t seq = 0;
    base::Digest digest;
    BatchState state = BatchState::cut;
    std::uint32_t real = 0;  ///< records without dummies

    bool operator==(const WaitingBatch&) const = default;
};

/// One entry of an acknowledgement whose signature, organisation, kiosk and version the caller has
/// checked already.
struct AckEntry {
    base::InstanceId instance;
    RecordClass cls = RecordClass::survey;
    std::uint64_t seq = 0;  ///< all of 1..seq have arrived; 0 with a zero digest: none
    base::Digest digest;
    std::uint8_t level = 1;  ///< 1 stored, 2 opened, 3 in a backup
};

/// When acknowledged batches may be freed.
struct FreeRule {
    std::uint8_t ack_level = 2;
    std::uint16_t retention_days = 7;
    base::Day today{};
    bool clock_doubted = false;  ///< nothing is freed while it is
};

enum class AckVerdict {
    applied,
    other_instance,  ///< not about this chain; nothing changed
    mismatch,        ///< names another batch than ours: alarm `ack_mismatch`; nothing changed
};

struct AckOutcome {
    AckVerdict verdict = AckVerdict::applied;
    std::uint32_t acknowledged = 0;  ///< batches that rose
    std::uint32_t reopened = 0;      ///< acknowledged before, not now: offered again
    std::uint32_t lost = 0;          ///< freed already, and the office no longer has them
    std::uint32_t freed = 0;

    bool operator==(const AckOutcome&) const = default;
};

/// What staff screens and the `machine` page show about one stream.
struct JournalCounts {
    std::uint64_t loose = 0;   ///< records in no batch yet
    std::uint64_t unsent = 0;  ///< real records in no batch, or in one that is not acknowledged
    std::uint64_t kept = 0;    ///< real records whose bytes are still here
    std::uint64_t total = 0;   ///< real records ever kept
    std::optional<base::Day> oldest_unsent;

    bool operator==(const JournalCounts&) const = default;
};

}  // namespace harmony::db
