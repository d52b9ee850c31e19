#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "base/time.h"
#include "db/response_stage.h"

namespace harmony::db {

/// One chain of batches: a kiosk, one life of it, a class (1 survey, 2 contact).
struct StreamKey {
    base::KioskId kiosk;
    base::InstanceId instance;
    std::uint8_t cls = 1;

    auto operator<=>(const StreamKey&) const = default;
};

/// The newest batch of a stream such that every one before it is in the store.
struct StreamHead {
    StreamKey stream;
    std::uint64_t seq = 0;
    base::Digest digest;
    std::uint64_t total = 0;  ///< records up to here, as the batches say
    std::uint8_t level = 1;   ///< what an acknowledgement may say: 1 stored, 2 opened, 3 backed up
    bool stopped = false;     ///< two branches were seen: nothing more goes in

    bool operator==(const StreamHead&) const = default;
};

/// What became of each record of a batch when it was opened. The sum is the batch's count.
struct OpenedCounts {
    std::uint32_t opened = 0;
    std::uint32_t dummy = 0;
    std::uint32_t no_key = 0;
    std::uint32_t cannot_open = 0;
    std::uint32_t newer = 0;
    std::uint32_t needs_form = 0;
    std::uint32_t erased = 0;  ///< rewritten away; a note of erasure names them

    bool operator==(const OpenedCounts&) const = default;
};

/// A record's name within its stream, to find one that comes again.
struct RecordName {
    base::RecordId rid;
    std::uint8_t rev = 0;

    auto operator<=>(const RecordName&) const = default;
};

/// A batch that passed every check, as it came. The truth of the office store.
struct CheckedBatch {
    StreamKey stream;
    std::uint64_t seq = 0;
    base::Digest digest;
    base::Digest prev;
    base::Bytes bytes;
    std::uint64_t total = 0;  ///< as its header says
    std::uint32_t trust_version = 0;
    std::uint64_t pack_version = 0;
    std::uint8_t flags = 0;
    base::Day cut_day{};
    base::Day taken_day{};
    OpenedCounts counts;
    std::vector<RecordName> records;  ///< every one, dummies too, sorted
    std::uint32_t redactions = 0;     ///< how often `bytes` were rewritten; 0: as they came
};

/// What a fact is about, and which date: as in the facts themselves, which this room does not read.
using FactSubject = base::Id<struct FactSubjectTag>;
using FactDate = base::EngagementId;

/// One fact of a batch of contacts, as the table of facts keeps it: what it says is sealed by
/// whoever opened it, beside it stands what it is found by.
struct FactRow {
    base::RecordId rid;
    std::uint64_t number = 0;  ///< of its kiosk or office; 0: it cannot be read
    std::uint8_t kind = 0;     ///< 0: it cannot be read
    std::uint8_t trouble = 0;  ///< 0: it counts; else why it does not (`events::Standing`)
    FactSubject subject;       ///< zero: of nobody
    FactDate occurrence;       ///< zero: of no date
    bool has_words = false;    ///< a name or address that is searched for
    base::Bytes sealed;

    // Where it came from; set when it is read.
    base::KioskId kiosk;  ///< zero: the office
    base::InstanceId instance;
    std::int64_t batch = 0;
};

/// Those of one batch.
struct FactsOfBatch {
    std::vector<FactRow> rows;
    std::uint64_t locked = 0;  ///< records that no key here opened
};

/// `FactRow::trouble` of facts of one name that say different things.
inline constexpr std::uint8_t trouble_twice = 8;
/// Of facts that are different and have the same number of one machine.
inline constexpr std::uint8_t trouble_forked = 9;

/// What one date comes to, as last worked out.
struct FactTally {
    FactDate occurrence;                 ///< zero: all that is about no date
    base::Digest plan;                   ///< of what the office said of the date then
    base::Day until = base::Day::max();  ///< the last day on which it holds
    int coming = 0;
    int waiting = 0;
    int asked = 0;
    int cancelled = 0;
    int came = 0;
    int hidden = 0;     ///< what kiosks may still confirm
    int conflicts = 0;  ///< that are open

    bool operator==(const FactTally&) const = default;
};

/// A checked batch with its opened responses, ready to go in.
struct OfficeBatch {
    CheckedBatch batch;
    ResponseStage responses;
    /// Records of earlier batches of this stream that a higher revision here takes the place of.
    std::vector<base::RecordId> replaces;
    /// Of a batch of contacts: its facts; nothing when nobody here sealed them for the table.
    std::optional<FactsOfBatch> facts = {};
};

enum class Inserted {
    fresh,
    was_there,  ///< stream and seq are in the store already; nothing changed
};

/// A record that is in the stream already.
struct SeenRecord {
    RecordName name;
    std::uint64_t seq = 0;  ///< of the batch that holds it

    bool operator==(const SeenRecord&) const = default;
};

/// A batch as the lists of staff show it; without its bytes.
struct BatchSummary {
    StreamKey stream;
    std::uint64_t seq = 0;
    base::Digest digest;
    std::uint64_t total = 0;
    std::uint8_t flags = 0;
    base::Day cut_day{};
    base::Day taken_day{};
    OpenedCounts counts;
    std::uint32_t redactions = 0;
};

/// A record that must not come back.
struct Tombstone {
    base::RecordId rid;
    std::uint8_t reason = 0;  ///< as the note of erasure says
    base::Day day{};          ///< on which it was erased

    bool operator==(const Tombstone&) const = default;
};

/// That the bytes of a stored batch were rewritten, and by which note (sync-protocol.md 11.6).
struct Redaction {
    StreamKey stream;
    std::uint64_t seq = 0;
    base::Digest original;   ///< of the batch as it came: what chains and heads go by
    base::Digest rewritten;  ///< of the bytes that took its place
    base::Bytes note;        ///< the signed note (HKD1)

    bool operator==(const Redaction&) const = default;
};

/// Why an officer did something that the books must show.
struct Decision {
    base::Day day{};
    std::string what;    ///< "accept-gap", "adopt", "dismiss", "confirm", "expired"
    std::string object;  ///< a file's digest in hex, or words that name the place
    std::string reason;  ///< the officer's words

    bool operator==(const Decision&) const = default;
};

/// Places of a chain that were closed although their batches never came.
struct Closure {
    StreamKey stream;
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    base::Digest digest;        ///< of the batch at `last`: the kiosk named it
    std::uint64_t total = 0;    ///< of the stream up to `last`; 0 when read back
    std::uint64_t records = 0;  ///< that the missing ones held
    base::Day day{};
    base::Bytes note;  ///< the kiosk's own (HKX1), or empty

    bool operator==(const Closure&) const = default;
};

/// A file that an officer took in by itself, beside the stream it claims.
struct Adoption {
    StreamKey stream;  ///< its own
    base::Digest file;
    base::InstanceId real_instance;  ///< as the kiosk signed it
    std::uint64_t real_seq = 0;
    std::string verdict;  ///< why it had been kept aside
    base::Day day{};

    bool operator==(const Adoption&) const = default;
};

/// A file that was kept aside, with the reason.
struct Quarantined {
    base::Digest digest;  ///< of its bytes, as the caller names files
    std::string name;     ///< where it came from
    std::string reason;   ///< the verdict's word: "badsig", "unknown", ...
    base::Day day{};
    std::optional<StreamKey> stream;
    std::uint64_t seq = 0;
    base::Bytes bytes;  ///< empty in lists
};

/// A version of something the office published, with its bytes.
struct Published {
    std::string kind;  ///< "pack:<stream>", "own:<kiosk hex>", "ack:<kiosk hex>", "trust", ...
    std::uint64_t version = 0;
    base::Digest digest;
    base::Bytes bytes;
};

/// Opens a stored batch again and decodes its responses, for `rebuild`.
using BatchOpener = std::function<base::Result<OfficeBatch>(const CheckedBatch& stored)>;

}  // namespace harmony::db
