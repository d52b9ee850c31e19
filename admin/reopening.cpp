#include "admin/reopening.h"

#include "admin/intake_group.h"

namespace harmony::admin {

using base::Result;

Result<db::OfficeBatch> Reopening::open(const db::CheckedBatch& stored) {
    const Result<sync::Batch> batch = sync::read_batch(stored.bytes);
    if (!batch) {
        return batch.error().while_doing("opening batch " + std::to_string(stored.seq) +
                                         " of kiosk " + stored.stream.kiosk.hex());
    }
    std::set<db::RecordName>& seen = seen_[stored.stream];
    std::vector<base::RecordId> counted;
    for (const sync::BatchRecord& record : batch->records()) {  // sorted by id
        if (!seen.insert({record.record, record.revision}).second) {
            counted.push_back(record.record);
        }
    }
    return open_batch(*batch, counted, tools_);
}

Result<void> rebuild_store(db::OfficeStore& store, const IntakeTools& tools) {
    Reopening again(tools);
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
