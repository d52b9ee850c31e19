#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "base/ids.h"
#include "db/columns.h"
#include "db/office_values.h"

namespace harmony::db {

struct OfficeOptions {
    std::string vfs;  ///< name of a registered SQLite VFS; empty: the system's. Of files only
    bool read_only = false;  ///< several may read while one writes
};

/// One chunk of a form's table with the columns that were asked for, in that order.
struct TableChunk {
    std::size_t number = 0;
    std::size_t rows = 0;
    bool closed = false;  ///< full and clustered by (place, month)
    std::vector<ColumnChunk> columns;
};

/// A form's table: its columns are the head columns and then the questions.
struct TableInfo {
    FormTable table;
    std::uint64_t rows = 0;
    std::size_t chunks = 0;
};

/// Free text of one question in one chunk: the rows that have some, ascending, and their words.
struct TextChunk {
    std::vector<std::uint32_t> rows;
    std::vector<std::string> texts;

    bool operator==(const TextChunk&) const = default;
};

/// What the office has taken in (docs/formats/office-store.md). The batches are the truth, kept as
/// they came; the columns are derived from them and can be made again with the same bytes.
///
/// It stands in a file of SQLite or in a database of PostgreSQL, with the same rows. One thread at
/// a time; other programs may read and write the same store. Errors: full, unreachable (cannot be
/// opened, does not answer, busy), unreadable (not a store, made by a newer Harmony), refused (not
/// allowed to write, an address that is not safe). Throws `StoreFailed` when the disk or file
/// fails, or the server while something is read.
class OfficeStore {
public:
    /// Opens or makes the store: in a file, or at `postgresql://name@host/database`.
    [[nodiscard]] static base::Result<std::unique_ptr<OfficeStore>> open(
        const std::string& where, const OfficeOptions& options = {});

    /// Whether `where` is an address of a server as it may be given on a command line: safe, and
    /// without a password, which everybody on the computer could read there. Errors: refused.
    [[nodiscard]] static base::Result<void> check_address(const std::string& where);

    OfficeStore(const OfficeStore&) = delete;
    OfficeStore& operator=(const OfficeStore&) = delete;
    ~OfficeStore();

    // --- intake ---------------------------------------------------------------------------------

    /// Puts a group of batches in, in this order, each exactly once, whole and in one transaction
    /// with their rows and stream heads. A group of some thousand records costs least.
    /// Errors: refused (a batch that does not follow the head of its stream, or a stopped stream;
    /// nothing of the group went in), full.
    [[nodiscard]] base::Result<std::vector<Inserted>> insert(std::span<const OfficeBatch> group);

    [[nodiscard]] std::optional<StreamHead> head(const StreamKey& stream);
    [[nodiscard]] std::vector<StreamHead> heads();  ///< sorted by stream
    [[nodiscard]] base::Result<void> stop_stream(const StreamKey& stream);
    [[nodiscard]] base::Result<void> set_level(const StreamKey& stream, std::uint8_t level);

    /// Which of these are in the stream already. `records` sorted by rid.
    [[nodiscard]] std::vector<SeenRecord> seen(const StreamKey& stream,
                                               std::span<const RecordName> records);

    [[nodiscard]] std::vector<BatchSummary> batches();  ///< in the order they went in
    [[nodiscard]] std::optional<CheckedBatch> batch(const StreamKey& stream, std::uint64_t seq);

    // --- erasure --------------------------------------------------------------------------------

    /// Puts rewritten bytes in a stored batch's place, together with the note that says why and
    /// tombstones for the records that are gone: in one transaction. `original` must be the digest
    /// that the batch came with. Those of survey batches leave the columns with the next `rebuild`,
    /// which `needs_rebuild` then asks for. A record that has a tombstone keeps its first reason.
    /// Errors: absent (no such batch), refused (another digest), full.
    [[nodiscard]] base::Result<void> redact(const Redaction& redaction,
                                            base::ByteView rewritten_bytes,
                                            std::span<const Tombstone> erased);

    /// Empties the log, which still holds pages from before `rebuild`. Errors: unreachable (another
    /// program reads the store), full.
    [[nodiscard]] base::Result<void> forget_old_pages();

    /// Tombstones alone, for records whose batch has not come (yet): what is inserted later leaves
    /// them out. Errors: full.
    [[nodiscard]] base::Result<void> bury(const StreamKey& stream,
                                          std::span<const Tombstone> erased);

    /// Every note, by stream and seq, those of one batch in the order they were made.
    [[nodiscard]] std::vector<Redaction> redactions();
    [[nodiscard]] std::vector<Tombstone> tombstones(const StreamKey& stream);  ///< sorted by rid

    // --- beside the streams ---------------------------------------------------------------------

    /// Kept once a digest, under the newest reason.
    [[nodiscard]] base::Result<Inserted> quarantine(const Quarantined& file);
    [[nodiscard]] std::vector<Quarantined> quarantined();  ///< without bytes, oldest first
    [[nodiscard]] std::optional<base::Bytes> quarantined_bytes(const base::Digest& digest);
    [[nodiscard]] base::Result<void> dismiss(const base::Digest& digest);

    // --- decisions ------------------------------------------------------------------------------

    /// Moves the head of a stream over a gap. Errors: refused (it is no longer there), full.
    [[nodiscard]] base::Result<void> close_gap(const Closure& closure, const Decision& decision);
    [[nodiscard]] std::vector<Closure> closures();  ///< by stream and place; without totals

    /// Puts a file that was kept aside into a stream of its own and takes it from there; its batch
    /// says which stream. Errors: refused (another file is in that place), full.
    [[nodiscard]] base::Result<Inserted> adopt(const OfficeBatch& batch,
                                               const Adoption& adoption,
                                               const Decision& decision);
    [[nodiscard]] std::vector<Adoption> adoptions();  ///< by stream

    /// As `dismiss`, by an officer: it is passed over when it comes again.
    [[nodiscard]] base::Result<void> dismiss(const base::Digest& digest, const Decision& decision);

    /// Whether an officer adopted or dismissed the file with this digest.
    [[nodiscard]] bool is_decided(const base::Digest& file);

    [[nodiscard]] base::Result<void> note(const Decision& decision);
    [[nodiscard]] std::vector<Decision> decisions();  ///< oldest first

    // --- facts ----------------------------------------------------------------------------------

    /// Puts a batch of this office's own at the end of a stream: `make` is given the head that it
    /// must follow, which nobody moves meanwhile, and is called again when a server gave the
    /// transaction up for another's sake. Errors: those of `make`; full.
    [[nodiscard]] base::Result<void> append(
        const StreamKey& stream,
        const std::function<base::Result<OfficeBatch>(const StreamHead&)>& make);

    /// The named value that the table's seals hang on: `if_none` is kept when there is none yet.
    [[nodiscard]] base::Result<base::Bytes> fact_key(base::ByteView if_none);

    /// Empties the table of facts, which is filled again under another key.
    [[nodiscard]] base::Result<void> begin_facts_anew(base::ByteView key);

    /// Batches of contacts whose facts are not in the table, oldest first.
    [[nodiscard]] std::vector<BatchSummary> batches_without_facts();

    /// Puts the facts of a stored batch into the table, without those that have a tombstone.
    [[nodiscard]] base::Result<void> keep_facts(const StreamKey& stream,
                                                std::uint64_t seq,
                                                const FactsOfBatch& facts);

    /// Records of contacts that no key here opened.
    [[nodiscard]] std::uint64_t locked_facts();

    /// Hands over facts, of whichever kind of trouble. Of one date: all about it and about those
    /// who signed up for it, and what officers said of no date.
    using TakeFact = std::function<void(const FactRow&)>;
    void each_fact(const TakeFact& take);
    void each_fact_of(const FactDate& date, const TakeFact& take);
    void each_fact_of(const FactSubject& subject, const TakeFact& take);
    /// Of those about whom a fact of one of these kinds is here.
    void each_fact_of_kinds(std::span<const std::uint8_t> kinds, const TakeFact& take);
    void each_fact_in_trouble(const TakeFact& take);

    /// Facts with words that are on no page yet.
    void each_fact_to_page(const TakeFact& take);
    /// Puts these on a new page. Refused when another program has done so since.
    [[nodiscard]] base::Result<void> keep_page(std::span<const FactRow> facts,
                                               base::ByteView sealed);
    void each_page(const std::function<void(std::int64_t page, base::ByteView sealed)>& take);

    /// A number that is another when facts came, went or were tallied elsewhere.
    [[nodiscard]] std::int64_t facts_state();
    /// One for each date that facts are about; those that no longer hold end in the past.
    [[nodiscard]] std::vector<FactTally> tallies();
    /// Keeps what was worked out from facts in that state; nothing when they are in another now.
    [[nodiscard]] base::Result<void> keep_tallies(std::span<const FactTally> tallies,
                                                  std::int64_t state);

    // --- what the office publishes --------------------------------------------------------------

    /// Forms are kept for ever. Errors: refused (that name is kept with other bytes), full.
    [[nodiscard]] base::Result<void> keep_form(const base::FormName& name, base::ByteView bytes);
    [[nodiscard]] std::optional<base::Bytes> form(const base::FormName& name);
    [[nodiscard]] std::vector<base::FormName> forms();

    /// Errors: refused (that version is kept with another digest), full.
    [[nodiscard]] base::Result<void> keep_published(const Published& published);
    [[nodiscard]] std::optional<Published> newest_published(std::string_view kind);

    /// The next version number of a kind: never given twice, also not after a kill. Errors: full.
    [[nodiscard]] base::Result<std::uint64_t> issue_version(std::string_view kind);

    /// After a restore: every counter goes on `ahead` beyond the higher of its own and of what was
    /// seen elsewhere. Errors: full.
    [[nodiscard]] base::Result<void> raise_versions(
        const std::map<std::string, std::uint64_t>& seen, std::uint64_t ahead);

    /// Named values: "registry", "trust_chain", ... Empty bytes take one away.
    [[nodiscard]] base::Result<void> set_value(std::string_view name, base::ByteView bytes);
    [[nodiscard]] std::optional<base::Bytes> value(std::string_view name);

    // --- columns --------------------------------------------------------------------------------

    [[nodiscard]] std::vector<base::FormName> tables();

    /// Nothing when no response of that form has come.
    [[nodiscard]] std::optional<TableInfo> table(const base::FormName& form);

    /// Number of a column by its name, head columns and questions alike.
    [[nodiscard]] static std::optional<std::size_t> column_number(const TableInfo& table,
                                                                  std::string_view name);

    /// The values behind the codes of a head column; entry 0 is empty (unknown or none).
    /// month: "YYYY-MM"; engagement, kiosk: hex; mode: "1".."3"; duration: "1".."5".
    [[nodiscard]] std::vector<std::string> dictionary(HeadColumn column);

    /// Hands every chunk of the table to `take`, in order, with the columns by number.
    void for_each_chunk(const base::FormName& form,
                        std::span<const std::size_t> columns,
                        const std::function<void(const TableChunk&)>& take);

    /// Free text of one question (by column number) in one chunk; empty when there is none.
    [[nodiscard]] TextChunk texts(const base::FormName& form,
                                  std::size_t column,
                                  std::size_t chunk);

    /// True when the columns count what they should not, until `rebuild`: a record that was erased,
    /// or one that a later batch replaced by a higher revision. No honest kiosk causes the second
    /// (a cut leaves open tasks alone).
    [[nodiscard]] bool needs_rebuild();

    /// Writes one state of the store into another: a file that is not there yet (what backups and
    /// audits read, whichever database the store is in), or an empty database of PostgreSQL.
    /// Errors: refused (something is there), full, unreachable.
    [[nodiscard]] base::Result<void> copy_to(const std::string& where);

    /// True when nothing was ever put in.
    [[nodiscard]] bool is_new();

    /// Makes all columns again from the batches, in one transaction, giving the same bytes. Errors:
    /// what `open_batch` says; full.
    [[nodiscard]] base::Result<void> rebuild(const BatchOpener& open_batch);

private:
    struct Parts;

    explicit OfficeStore(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

}  // namespace harmony::db
