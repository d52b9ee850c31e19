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
                           kiosk == nullptr ? stream.kiosk.hex() : kiosk->label,
                           stream.cls == 1 ? "answers" : "contacts");
    }

    /// `last`: the batch before it in its stream; moved on to this one.
    void look_at(const db::BatchSummary& batch, db::StreamHead& last) {
        const std::string name = name_of(batch.stream, batch.seq);
        for (std::uint64_t missing = last.seq + 1; missing < batch.seq; ++missing) {
            find(name_of(batch.stream, missing) + " is missing.");
        }
        const bool follows = batch.seq == last.seq + 1;
        const std::optional<db::CheckedBatch> stored = store_.batch(batch.stream, batch.seq);
        const sync::RegisteredKiosk* kiosk = office_.registry().find(batch.stream.kiosk);
        if (kiosk == nullptr) {
            find(name + " is of a kiosk that is not in the list.");
        } else if (!stored) {
            find(name + " cannot be read.");
        } else {
            const Result<sync::Batch> read = sync::read_signed_batch(stored->bytes, kiosk->sign);
            if (!read) {
                find(name + " is not what the kiosk signed: its bytes were changed.");
            } else {
                compare(name, *read, *stored, follows ? &last : nullptr);
                report_.records += read->records().size();
            }
        }
        last = {batch.stream, batch.seq, batch.digest, batch.total};
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

    void look_at_heads(const std::map<db::StreamKey, db::StreamHead>& last) {
        std::map<db::StreamKey, db::StreamHead> heads;
        for (const db::StreamHead& head : store_.heads()) {
            heads[head.stream] = head;
        }
        for (const auto& [stream, batch] : last) {
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
            if (!last.contains(stream) && head.seq > 0) {
                find(name_of(stream, head.seq) + " would be acknowledged, but is missing.");
            }
        }
    }

    Office& office_;
    db::OfficeStore& store_;
    AuditReport report_;
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
