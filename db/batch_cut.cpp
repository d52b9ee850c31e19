// A cut, in one transaction (docs/formats/journal.md, Cutting):
//  1. BEGIN IMMEDIATE;
//  2. read the loose rows of the groups that may go, and their epoch blocks (cut_plan.h decides);
//  3.-5. the maker seals dummies, sorts, builds and signs;
//  6. delete the rows, insert the batch row, delete epochs that nothing names any more, move the
//  chain;
//  7. COMMIT.
// Whatever fails on the way, the transaction goes back: rows or batch, never both, never neither.
#include "db/batch_cut.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "db/cut_plan.h"

namespace harmony::db {
namespace {

using base::Bytes;
using base::Digest;
using base::Error;
using base::ErrorKind;
using base::InstanceId;
using base::RecordId;
using base::Result;

struct Chain {
    std::uint64_t seq = 0;
    Digest hash;
    std::uint64_t total = 0;
};

Result<Chain> chain_of(Database& database, const InstanceId& instance) {
    {
        Query query = database.query("SELECT instance, seq, hash, total FROM chain");
        if (query.next()) {
            if (query.id<InstanceId>(0) != instance) {
                return Error{ErrorKind::refused,
                             "the journal belongs to another life of this kiosk"};
            }
            return Chain{static_cast<std::uint64_t>(query.integer(1)),
                         query.id<Digest>(2),
                         static_cast<std::uint64_t>(query.integer(3))};
        }
    }
    const Digest zero;
    const Result<void> begun =
        database.query("INSERT INTO chain(id, instance, seq, hash, total) VALUES(1,?,0,?,0)")
            .bind(instance)
            .bind(zero)
            .run();
    if (!begun) {
        return begun.error();
    }
    return Chain{};
}

Result<void> write_batch(Database& database,
                         const BatchDraft& draft,
                         const MadeBatch& made,
                         const Chain& chain) {
    const Result<void> kept =
        database
            .query(
                "INSERT INTO batch(seq, hash, bytes, records, real, state, since)"
                " VALUES(?,?,?,?,?,1,?)")
            .bind(draft.seq)
            .bind(made.digest)
            .bind(made.bytes)
            .bind(made.records)
            .bind(draft.rows.size())
            .bind(base::day_number(draft.day))
            .run();
    if (!kept) {
        return kept;
    }
    return database.query("UPDATE chain SET seq=?, hash=?, total=? WHERE id=1")
        .bind(chain.seq)
        .bind(chain.hash)
        .bind(chain.total)
        .run();
}

Result<void> delete_rows(Database& database, const BatchDraft& draft) {
    for (const BatchRow& row : draft.rows) {
        const Result<void> gone =
            database.query("DELETE FROM sealed WHERE rid=?").bind(row.rid).run();
        if (!gone) {
            return gone;
        }
        base::promise(database.changes() == 1, "a row vanished during a cut");
    }
    return {};
}

void check_made(const BatchDraft& draft, const MadeBatch& made) {
    base::promise(!made.bytes.empty(), "a batch without bytes");
    base::promise(made.records >= draft.rows.size(), "a batch that left records out");
}

/// Steps 3 to 6 for one batch.
Result<CutBatch> make_one(Database& database, BatchDraft draft, Chain& chain, BatchMaker& maker) {
    draft.seq = chain.seq + 1;
    draft.prev = chain.hash;
    draft.total_before = chain.total;
    const Result<MadeBatch> made = maker.make(draft);
    if (!made) {
        return made.error();
    }
    check_made(draft, *made);
    chain = {draft.seq, made->digest, chain.total + made->records};
    // Rows first: the pages they leave make room for the batch when the disk is nearly full.
    Result<void> done = delete_rows(database, draft);
    if (done) {
        done = write_batch(database, draft, *made, chain);
    }
    if (done && !made->new_epoch.empty()) {
        done = database.query("INSERT OR IGNORE INTO epoch(block) VALUES(?)")
                   .bind(made->new_epoch)
                   .run();
    }
    if (!done) {
        return done.error();
    }
    return CutBatch{draft.seq,
                    made->digest,
                    made->records,
                    static_cast<std::uint32_t>(draft.rows.size()),
                    draft.forced};
}

BatchDraft draft_of(const PlannedBatch& planned, const CutOrder& order) {
    BatchDraft draft;
    draft.cls = order.cls;
    draft.forced = planned.forced;
    draft.split = planned.split;
    draft.small = planned.small;
    draft.day = order.today;
    draft.rows.reserve(planned.rows.size());
    return draft;
}

BatchDraft load_survey(Database& database, const PlannedBatch& planned, const CutOrder& order) {
    BatchDraft draft = draft_of(planned, order);
    std::map<std::int64_t, std::size_t> index_of;
    for (const LooseRow& loose : planned.rows) {
        const auto [known, fresh] = index_of.emplace(loose.epoch, draft.epochs.size());
        if (fresh) {
            Query block = database.query("SELECT block FROM epoch WHERE ref=?");
            base::promise(block.bind(loose.epoch).next(), "a row without its epoch block");
            draft.epochs.push_back(base::copy_bytes(block.blob(0)));
        }
        Query row = database.query("SELECT rev, ct FROM sealed WHERE rid=?");
        base::promise(row.bind(loose.rid).next(), "a row vanished during a cut");
        draft.rows.push_back({loose.rid,
                              static_cast<std::uint8_t>(row.integer(0)),
                              known->second,
                              base::copy_bytes(row.blob(1))});
    }
    return draft;
}

BatchDraft load_contacts(Database& database, const PlannedBatch& planned, const CutOrder& order) {
    BatchDraft draft = draft_of(planned, order);
    for (const LooseRow& loose : planned.rows) {
        Query row = database.query("SELECT record FROM sealed WHERE rid=?");
        base::promise(row.bind(loose.rid).next(), "a row vanished during a cut");
        draft.rows.push_back({loose.rid, 0, 0, base::copy_bytes(row.blob(0))});
    }
    return draft;
}

/// Columns of `query`: rid, bytes, and for surveys epoch and group. Without rows of open tasks.
std::vector<LooseRow> loose_rows(Query query, const CutOrder& order, bool grouped) {
    std::vector<RecordId> open = order.open_tasks;
    std::sort(open.begin(), open.end());
    std::vector<LooseRow> rows;
    while (query.next()) {
        const auto rid = query.id<RecordId>(0);
        if (std::binary_search(open.begin(), open.end(), rid)) {
            continue;
        }
        rows.push_back({rid,
                        grouped ? query.integer(2) : 0,
                        grouped ? query.integer(3) : 0,
                        static_cast<std::size_t>(query.integer(1))});
    }
    return rows;
}

using Load = BatchDraft (*)(Database&, const PlannedBatch&, const CutOrder&);

Result<std::vector<CutBatch>> make_all(Database& database,
                                       const std::vector<PlannedBatch>& planned,
                                       const CutOrder& order,
                                       Load load,
                                       BatchMaker& maker) {
    std::vector<CutBatch> batches;
    if (planned.empty()) {
        return batches;
    }
    Result<Chain> chain = chain_of(database, order.instance);
    if (!chain) {
        return chain.error();
    }
    for (const PlannedBatch& plan : planned) {
        const Result<CutBatch> made =
            make_one(database, load(database, plan, order), *chain, maker);
        if (!made) {
            return made.error();
        }
        batches.push_back(*made);
    }
    return batches;
}

/// The newest block stays: the pool may go on with it.
Result<void> forget_epochs(Database& database) {
    return database
        .query(
            "DELETE FROM epoch WHERE ref < (SELECT max(ref) FROM epoch)"
            " AND ref NOT IN (SELECT epoch FROM sealed)")
        .run();
}

}  // namespace

Result<CutOutcome> cut_survey(Database& database,
                              const GroupOf& group_of,
                              const CutOrder& order,
                              BatchMaker& maker) {
    return in_transaction(database, [&]() -> Result<CutOutcome> {
        CutPlan plan = plan_cut(
            loose_rows(
                database.query("SELECT rid, length(ct), epoch, grp FROM sealed"), order, true),
            group_of,
            order);
        Result<std::vector<CutBatch>> batches =
            make_all(database, plan.batches, order, load_survey, maker);
        if (!batches) {
            return batches.error();
        }
        if (Result<void> forgotten = forget_epochs(database); !forgotten) {
            return forgotten.error();
        }
        return CutOutcome{std::move(*batches), std::move(plan.held), false};
    });
}

Result<CutOutcome> cut_contacts(Database& database, const CutOrder& order, BatchMaker& maker) {
    return in_transaction(database, [&]() -> Result<CutOutcome> {
        const std::vector<LooseRow> rows =
            loose_rows(database.query("SELECT rid, length(record) FROM sealed"), order, false);
        Result<std::vector<CutBatch>> batches =
            make_all(database, deal_out(rows, order), order, load_contacts, maker);
        if (!batches) {
            return batches.error();
        }
        return CutOutcome{std::move(*batches), {}, false};
    });
}

}  // namespace harmony::db
