// How a store is audited:
//  1. Batches, stream by stream: each one's signature and bytes, then what the store says beside
//     them, then the chain from the one before.
//  2. Heads: what acknowledgements rest on must be the last batch of its stream.
//  3. Tables: a copy of the store is made anew from its batches; every column must be the same.
#include "admin/audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "admin/reopening.h"
#include "sync/office_batch.h"
#include "sync/redaction.h"

namespace harmony::admin {
namespace {

using base::Result;

std::uint64_t sum(const db::OpenedCounts& counts) {
    return std::uint64_t{counts.opened} + counts.dummy + counts.no_key + counts.cannot_open +
           counts.newer + counts.needs_form + counts.erased;
}

class Audit {
public:
    explicit Audit(Office& office) : office_(office), store_(office.store()) {}

    AuditReport& report() { return report_; }

    void look_at_batches() {
        std::vector<db::BatchSummary> all = store_.batches();
        std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
            return std::tie(a.stream, a.seq) < std::tie(b.stream, b.seq);
        });
        report_.batches = all.size();
        closures_ = store_.closures();
        for (const db::Adoption& adoption : store_.adoptions()) {
            adopted_[adoption.stream] = adoption;
        }
        read_notes();
        report_.adopted = adopted_.size();
        std::map<db::StreamKey, db::StreamHead> last;
        for (const db::BatchSummary& batch : all) {
            look_at(batch, last[batch.stream]);
        }
        report_.streams = last.size();
        look_at_heads(last);
    }

private:
    void find(std::string sentence) { report_.findings.push_back(std::move(sentence)); }

    [[nodiscard]] std::string name_of(const db::StreamKey& stream, std::uint64_t seq) const {
        const sync::RegisteredKiosk* kiosk = office_.registry().find(stream.kiosk);
        return fmt::format("Batch {} of {} ({})",
                           seq,
                           stream.kiosk.is_zero() ? std::string("this office")
                           : kiosk == nullptr     ? stream.kiosk.hex()
                                                  : kiosk->label,
                           stream.cls == 1 ? "answers" : "contacts");
    }

    /// `last`: the batch before it in its stream; moved on to this one.
    void look_at(const db::BatchSummary& batch, db::StreamHead& last) {
        const std::string name = name_of(batch.stream, batch.seq);
        const bool known_before = pass_gaps(batch, last);
        const std::optional<db::CheckedBatch> stored = store_.batch(batch.stream, batch.seq);
        const std::vector<sync::SignPublicKey> signers = signers_of(batch.stream);
        if (signers.empty()) {
            find(name + " is of a kiosk that is not in the list.");
        } else if (!stored) {
            find(name + " cannot be read.");
        } else {
            const Result<sync::Batch> read = read_as_kept(*stored, signers);
            if (!read) {
                find(name + " is not what the kiosk signed: its bytes were changed.");
            } else {
                const bool own = adopted_.contains(batch.stream);
                db::CheckedBatch row = as_signed(*stored);
                // Bytes that were rewritten have a digest of their own; that of the note was
                // compared with what is listed, and chains go by it.
                const bool rewritten = notes_.contains({batch.stream, batch.seq});
                row.digest = rewritten ? read->digest() : row.digest;
                compare(name, *read, row, known_before && !own ? &last : nullptr);
                report_.records += read->records().size();
            }
        }
        last = {batch.stream, batch.seq, batch.digest, batch.total};
    }

    /// What is missing before this batch; `last` moves over what an officer or the kiosk closed.
    /// False when what stands right before this batch is not known.
    bool pass_gaps(const db::BatchSummary& batch, db::StreamHead& last) {
        if (last.seq + 1 == batch.seq) {
            return true;
        }
        for (std::uint64_t missing = last.seq + 1; missing < batch.seq; ++missing) {
            const db::Closure* closure = closing(batch.stream, missing);
            if (closure == nullptr) {
                find(name_of(batch.stream, missing) + " is missing.");
            } else if (missing == closure->last) {
                report_.remarks.push_back(fmt::format("{} never came; its place was closed on {}.",
                                                      name_of(batch.stream, missing),
                                                      base::to_iso(closure->day)));
            }
        }
        const db::Closure* before = closing(batch.stream, batch.seq - 1);
        const bool whole = before != nullptr && before->first == last.seq + 1;
        if (whole) {
            last = {batch.stream, before->last, before->digest, last.total + before->records};
        }
        return whole;
    }

    [[nodiscard]] const db::Closure* closing(const db::StreamKey& stream, std::uint64_t seq) const {
        const auto found = std::find_if(closures_.begin(), closures_.end(), [&](const auto& each) {
            return each.stream == stream && each.first <= seq && seq <= each.last;
        });
        return found == closures_.end() ? nullptr : &*found;
    }

    /// What the store says beside the bytes, in the words of the kiosk: a file that an officer took
    /// in by itself stands in a stream of its own.
    [[nodiscard]] db::CheckedBatch as_signed(db::CheckedBatch row) const {
        const auto own = adopted_.find(row.stream);
        if (own == adopted_.end()) {
            return row;
        }
        const auto read = sync::read_batch(row.bytes);
        row.stream.instance = own->second.real_instance;
        row.seq = own->second.real_seq;
        row.prev = read ? read->head().previous : row.prev;
        row.total = read ? read->head().total : row.total;
        return row;
    }

    /// Whose signature a batch must have: its kiosk's, or one of those who may publish.
    [[nodiscard]] std::vector<sync::SignPublicKey> signers_of(const db::StreamKey& stream) const {
        if (stream.kiosk.is_zero()) {
            return sync::publishers_ever(office_.trust());
        }
        const sync::RegisteredKiosk* kiosk = office_.registry().find(stream.kiosk);
        return kiosk == nullptr ? std::vector<sync::SignPublicKey>{} : std::vector{kiosk->sign};
    }

    /// As the kiosk signed it; or as this office rewrote it, when its newest note says so and names
    /// every record of which nothing is left.
    Result<sync::Batch> read_as_kept(const db::CheckedBatch& stored,
                                     const std::vector<sync::SignPublicKey>& signers) {
        const auto note = notes_.find({stored.stream, stored.seq});
        if (note == notes_.end()) {
            return sync::read_batch_signed_by(stored.bytes, signers);
        }
        Result<sync::Batch> read = sync::read_batch(stored.bytes);
        const auto changed = [] {
            return base::Error{base::ErrorKind::refused, "rewritten in another way"};
        };
        if (!read || note->second.rewritten != read->digest() ||
            note->second.original != stored.digest) {
            return changed();
        }
        std::vector<base::RecordId> blank;
        for (const sync::BatchRecord& record : read->records()) {
            if (sync::is_blank(record)) {
                blank.push_back(record.record);
            }
        }
        const auto& named = note->second.records;
        const bool same = std::equal(blank.begin(),
                                     blank.end(),
                                     named.begin(),
                                     named.end(),
                                     [](const auto& a, const auto& b) { return a == b.record; });
        return same ? std::move(read) : Result<sync::Batch>(changed());
    }

    void read_notes() {
        for (const db::Redaction& kept : store_.redactions()) {
            const auto note = sync::read_redaction(kept.note, office_.trust());
            const std::string name = name_of(kept.stream, kept.seq);
            // A note names the place that the kiosk signed, also of a file that was taken in by
            // itself.
            const auto own = adopted_.find(kept.stream);
            const bool by_itself = own != adopted_.end();
            const bool about_it = note && note->origin.kiosk == kept.stream.kiosk &&
                                  note->origin.instance == (by_itself ? own->second.real_instance
                                                                      : kept.stream.instance) &&
                                  static_cast<std::uint8_t>(note->cls) == kept.stream.cls &&
                                  note->seq == (by_itself ? own->second.real_seq : kept.seq);
            if (!about_it) {
                find(name + " has a note of an erasure that this office never signed.");
                continue;
            }
            notes_[{kept.stream, kept.seq}] = *note;
            ++report_.erasures;
        }
    }

    /// What stands beside the bytes, and the chain.
    void compare(const std::string& name,
                 const sync::Batch& signed_batch,
                 const db::CheckedBatch& row,
                 const db::StreamHead* before) {
        const sync::BatchHead& head = signed_batch.head();
        const bool same =
            head.origin.kiosk == row.stream.kiosk && head.origin.instance == row.stream.instance &&
            static_cast<std::uint8_t>(head.cls) == row.stream.cls && head.seq == row.seq &&
            signed_batch.digest() == row.digest && head.previous == row.prev &&
            head.total == row.total && head.trust_version == row.trust_version &&
            head.pack_version == row.pack_version && head.flags == row.flags &&
            head.day == row.cut_day;
        if (!same) {
            find(name + " is listed with other figures than the kiosk signed.");
        }
        if (sum(row.counts) != signed_batch.records().size()) {
            find(fmt::format("{} holds {} records, but {} are accounted for.",
                             name,
                             signed_batch.records().size(),
                             sum(row.counts)));
        }
        const bool names =
            std::equal(row.records.begin(),
                       row.records.end(),
                       signed_batch.records().begin(),
                       signed_batch.records().end(),
                       [](const db::RecordName& listed, const auto& record) {
                           return listed.rid == record.record && listed.rev == record.revision;
                       });
        if (!names) {
            find(name + " lists other records than it holds.");
        }
        if (before != nullptr && before->seq > 0 && head.previous != before->digest) {
            find(name + " does not follow the batch before it.");
        }
        if (before != nullptr && head.total != before->total + signed_batch.records().size()) {
            find(name + " does not add up with the batches before it.");
        }
    }

    /// A place that was closed behind the last batch that came.
    [[nodiscard]] db::StreamHead behind_closures(db::StreamHead newest) const {
        while (const db::Closure* next = closing(newest.stream, newest.seq + 1)) {
            newest = {newest.stream, next->last, next->digest, newest.total + next->records};
        }
        return newest;
    }

    void look_at_heads(const std::map<db::StreamKey, db::StreamHead>& last) {
        std::map<db::StreamKey, db::StreamHead> heads;
        for (const db::StreamHead& head : store_.heads()) {
            heads[head.stream] = head;
        }
        for (const auto& [stream, newest] : last) {
            const db::StreamHead batch = behind_closures(newest);
            const auto head = heads.find(stream);
            const bool right = head != heads.end() && head->second.seq == batch.seq &&
                               head->second.digest == batch.digest &&
                               head->second.total == batch.total;
            if (!right) {
                find(name_of(stream, batch.seq) +
                     " is the newest, but the store would acknowledge another.");
            }
        }
        for (const auto& [stream, head] : heads) {
            const bool closed = closing(stream, head.seq) != nullptr;
            if (!last.contains(stream) && head.seq > 0 && !closed) {
                find(name_of(stream, head.seq) + " would be acknowledged, but is missing.");
            }
        }
    }

    Office& office_;
    db::OfficeStore& store_;
    AuditReport report_;
    std::map<std::pair<db::StreamKey, std::uint64_t>, sync::Redaction> notes_;  ///< the newest each
    std::vector<db::Closure> closures_;
    std::map<db::StreamKey, db::Adoption> adopted_;
};

/// Two stores, column by column.
class Tables {
public:
    Tables(db::OfficeStore& right, db::OfficeStore& mine, AuditReport& report)
        : right_(right), mine_(mine), report_(report) {}

    void compare() {
        report_.responses = 0;
        const std::vector<base::FormName> there = right_.tables();
        for (const base::FormName& form : mine_.tables()) {
            if (std::find(there.begin(), there.end(), form) == there.end()) {
                find(fmt::format("The table of survey {} has answers that no kiosk sent.",
                                 form.hex()));
            }
        }
        for (const base::FormName& form : there) {
            compare_table(form, *right_.table(form));
        }
    }

private:
    void find(std::string sentence) { report_.findings.push_back(std::move(sentence)); }

    void compare_table(const base::FormName& form, const db::TableInfo& right) {
        const std::optional<db::TableInfo> mine = mine_.table(form);
        report_.responses += right.rows;
        if (!mine || mine->rows != right.rows || mine->chunks != right.chunks ||
            !(mine->table == right.table)) {
            find(fmt::format("Survey {}: kiosks sent {} answers, the table has {}.",
                             form.hex(),
                             right.rows,
                             mine ? mine->rows : 0));
            return;
        }
        const std::size_t columns = db::head_columns + right.table.questions.size();
        for (std::size_t column = 0; column < columns; ++column) {
            if (!same_column(form, column, right.chunks)) {
                const std::string name =
                    column < db::head_columns
                        ? db::head_column_names[column]
                        : right.table.questions[column - db::head_columns].name;
                find(fmt::format("Survey {}: the column \"{}\" differs from what kiosks sent.",
                                 form.hex(),
                                 name));
            }
        }
    }

    bool same_column(const base::FormName& form, std::size_t column, std::size_t chunks) {
        try {
            return has_same_values(form, column, chunks);
        } catch (const db::ColumnDamaged&) {
            return false;
        }
    }

    bool has_same_values(const base::FormName& form, std::size_t column, std::size_t chunks) {
        const auto read = [&](db::OfficeStore& store) {
            std::vector<db::ColumnChunk> all;
            store.for_each_chunk(form, std::span(&column, 1), [&](const db::TableChunk& chunk) {
                all.push_back(chunk.columns.front());
            });
            return all;
        };
        if (read(mine_) != read(right_)) {
            return false;
        }
        for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
            if (!(mine_.texts(form, column, chunk) == right_.texts(form, column, chunk))) {
                return false;
            }
        }
        return column >= db::head_columns ||
               mine_.dictionary(static_cast<db::HeadColumn>(column)) ==
                   right_.dictionary(static_cast<db::HeadColumn>(column));
    }

    db::OfficeStore& right_;
    db::OfficeStore& mine_;
    AuditReport& report_;
};

}  // namespace

Result<AuditReport> audit(Office& office,
                          const IntakeTools& tools,
                          const std::filesystem::path& scratch) {
    Audit run(office);
    run.look_at_batches();
    const std::filesystem::path file = scratch / "audit.db";
    if (Result<void> copied = office.store().copy_to(file); !copied) {
        return copied.error().while_doing("copying the store");
    }
    const auto copy = db::OfficeStore::open(file);
    if (!copy) {
        return copy.error();
    }
    if (Result<void> made = rebuild_store(**copy, tools); !made) {
        run.report().findings.push_back("The tables cannot be made anew: " + made.error().message +
                                        ".");
    } else {
        compare_tables(**copy, office.store(), run.report());
    }
    return std::move(run.report());
}

void compare_tables(db::OfficeStore& right, db::OfficeStore& mine, AuditReport& report) {
    Tables(right, mine, report).compare();
}

}  // namespace harmony::admin
