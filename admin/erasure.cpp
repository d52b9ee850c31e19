#include "admin/erasure.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "admin/intake_group.h"
#include "admin/reopening.h"
#include "sync/batch.h"
#include "sync/frame.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

/// The newest note on one batch, which names everything that was erased of it; an empty one when
/// nothing was.
Result<sync::Redaction> note_on(Office& office, const db::StreamKey& stream, std::uint64_t seq) {
    Result<sync::Redaction> newest = sync::Redaction{};
    for (const db::Redaction& kept : office.store().redactions()) {
        if (kept.stream == stream && kept.seq == seq) {
            newest = sync::read_redaction(kept.note, office.trust());
        }
    }
    return newest;
}

bool is_among(const std::vector<sync::ErasedRecord>& records, const base::RecordId& record) {
    return std::any_of(
        records.begin(), records.end(), [&](const auto& each) { return each.record == record; });
}

/// What was erased of a kiosk: what it sent may stand in a stream of its own, too (an adopted
/// file).
std::vector<db::Tombstone> erased_at(db::OfficeStore& store,
                                     const std::vector<db::BatchSummary>& batches,
                                     const db::StreamKey& stream) {
    std::set<db::StreamKey> streams;
    for (const db::BatchSummary& batch : batches) {
        if (batch.stream.kiosk == stream.kiosk && batch.stream.cls == stream.cls) {
            streams.insert(batch.stream);
        }
    }
    std::vector<db::Tombstone> erased;
    for (const db::StreamKey& each : streams) {
        const auto here = store.tombstones(each);
        erased.insert(erased.end(), here.begin(), here.end());
    }
    return erased;
}

/// Rewrites one batch without `wanted`.
Result<void> rewrite(Office& office,
                     const db::CheckedBatch& stored,
                     std::vector<base::RecordId> wanted,
                     sync::ErasureReason reason,
                     const sync::SignKeyPair& publisher,
                     base::Day today) {
    Result<sync::Redaction> note = note_on(office, stored.stream, stored.seq);
    if (!note) {
        return note.error().while_doing("reading what was erased before");
    }
    std::erase_if(wanted, [&](const auto& id) { return is_among(note->records, id); });
    if (wanted.empty()) {
        return {};
    }
    const Result<sync::Batch> batch = sync::read_batch(stored.bytes);
    if (!batch) {
        return batch.error();
    }
    std::sort(wanted.begin(), wanted.end());  // one may be named twice: its file came twice
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    const Result<base::Bytes> rewritten = sync::blank_records(*batch, wanted);
    if (!rewritten) {
        return rewritten.error();
    }
    note->origin = batch->head().origin;
    note->cls = batch->head().cls;
    note->seq = batch->head().seq;
    note->original = stored.digest;
    note->rewritten = sync::frame_digest(sync::FrameKind::batch, *rewritten);
    std::vector<db::Tombstone> tombstones;
    for (const base::RecordId& id : wanted) {
        note->records.push_back({id, reason});
        tombstones.push_back({id, static_cast<std::uint8_t>(reason), today});
    }
    const sync::SignKeyPair* const signers[] = {&publisher};
    const base::Bytes file = sync::sign_redaction(*note, signers);
    return office.store().redact(
        {stored.stream, stored.seq, stored.digest, note->rewritten, file}, *rewritten, tombstones);
}

}  // namespace

Result<void> erase(Office& office,
                   std::span<const FoundRecord> records,
                   sync::ErasureReason reason,
                   const sync::SignKeyPair& publisher,
                   const IntakeTools& tools) {
    std::map<std::pair<db::StreamKey, std::uint64_t>, std::vector<base::RecordId>> by_batch;
    for (const FoundRecord& found : records) {
        by_batch[{found.stream, found.seq}].push_back(found.record);
    }
    for (auto& [place, wanted] : by_batch) {
        const auto stored = office.store().batch(place.first, place.second);
        if (!stored) {
            return Error{ErrorKind::absent, "a batch is no longer in the store"};
        }
        if (Result<void> done =
                rewrite(office, *stored, std::move(wanted), reason, publisher, tools.today);
            !done) {
            return done;
        }
    }
    if (office.store().needs_rebuild()) {
        if (Result<void> made = rebuild_store(office.store(), tools); !made) {
            return made;
        }
    }
    return records.empty() ? Result<void>() : office.store().forget_old_pages();
}

std::vector<FoundRecord> came_again(db::OfficeStore& store) {
    const std::vector<db::BatchSummary> batches = store.batches();
    std::vector<FoundRecord> found;
    for (const db::BatchSummary& batch : batches) {
        if (batch.counts.erased == 0 || batch.redactions > 0) {
            continue;
        }
        const std::optional<db::CheckedBatch> stored = store.batch(batch.stream, batch.seq);
        for (const base::RecordId& id :
             erased_among(erased_at(store, batches, batch.stream), stored->records)) {
            found.push_back({batch.stream, batch.seq, id, {}, {}});
        }
    }
    return found;
}

Result<std::vector<ErasedFrom>> erasures(Office& office) {
    std::vector<ErasedFrom> all;
    for (const db::Redaction& kept : office.store().redactions()) {
        Result<sync::Redaction> note = sync::read_redaction(kept.note, office.trust());
        if (!note) {
            return note.error();
        }
        if (!all.empty() && all.back().stream == kept.stream && all.back().seq == kept.seq) {
            all.pop_back();  // the newer note names everything that the older one does
        }
        all.push_back({kept.stream, kept.seq, std::move(note->records)});
    }
    return all;
}

}  // namespace harmony::admin
