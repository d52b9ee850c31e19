#include "admin/reopening.h"

#include <algorithm>

#include "admin/intake_group.h"

namespace harmony::admin {

using base::Result;

Reopening::Reopening(db::OfficeStore& store, const IntakeTools& tools)
    : store_(store), tools_(tools) {
    for (const db::Adoption& adoption : store.adoptions()) {
        adopted_.insert(adoption.stream);
    }
}

/// Whether another stream of this kiosk brought the record before.
bool Reopening::is_elsewhere(const db::StreamKey& here, const sync::BatchRecord& record) const {
    return std::any_of(seen_.begin(), seen_.end(), [&](const auto& other) {
        if (other.first == here || other.first.kiosk != here.kiosk || other.first.cls != here.cls) {
            return false;
        }
        const auto at = other.second.lower_bound({record.record, 0});
        return at != other.second.end() && at->rid == record.record;
    });
}

Result<db::OfficeBatch> Reopening::open(const db::CheckedBatch& stored) {
    const Result<sync::Batch> batch = sync::read_batch(stored.bytes);
    if (!batch) {
        return batch.error().while_doing("opening batch " + std::to_string(stored.seq) +
                                         " of kiosk " + stored.stream.kiosk.hex());
    }
    std::set<db::RecordName>& seen = seen_[stored.stream];
    std::vector<base::RecordId> counted;
    for (const sync::BatchRecord& record : batch->records()) {  // sorted by id
        const bool fresh = seen.insert({record.record, record.revision}).second;
        if (!fresh || (adopted_.contains(stored.stream) && is_elsewhere(stored.stream, record))) {
            counted.push_back(record.record);
        }
    }
    db::OfficeBatch opened = open_batch(
        *batch, {counted, erased_among(store_.tombstones(stored.stream), stored.records)}, tools_);
    if (adopted_.contains(stored.stream)) {
        opened.facts.reset();  // bound to a stream of its own: taken in when facts are read
    }
    return opened;
}

Result<void> rebuild_store(db::OfficeStore& store, const IntakeTools& tools) {
    Reopening again(store, tools);
    const std::size_t total = store.batches().size();
    std::size_t done = 0;
    return store.rebuild([&](const db::CheckedBatch& stored) {
        Result<db::OfficeBatch> opened = again.open(stored);
        if (tools.step) {
            tools.step(++done, total);
        }
        return opened;
    });
}

}  // namespace harmony::admin
