#include <algorithm>
#include <map>

#include "sync/batch.h"
#include "sync/batch_wire.h"

namespace harmony::sync {
namespace {

BuiltBatch finish(const base::Bytes& body, std::size_t records, const SignKeyPair& kiosk) {
    BuiltBatch built;
    built.file = write_frame(FrameKind::batch, body, kiosk);
    built.digest = frame_digest(FrameKind::batch, built.file);
    built.records = static_cast<std::uint32_t>(records);
    return built;
}

void sort_records(std::vector<BatchRecord>& records) {
    std::sort(records.begin(), records.end(), [](const BatchRecord& a, const BatchRecord& b) {
        return a.record < b.record;
    });
    base::promise(
        records.size() <= max_batch_records &&
            strictly_ascending(records, [](const BatchRecord& each) { return each.record; }),
        "a batch within its cap that names each record once");
}

/// The epochs that rows name, sorted by id.
std::vector<EpochBlock> used_epochs(std::span<const EpochBlock> epochs,
                                    std::span<const SealedRecord> rows) {
    std::map<base::EpochId, const EpochBlock*> known;
    for (const EpochBlock& block : epochs) {
        known.emplace(block.id, &block);
    }
    std::map<base::EpochId, const EpochBlock*> used;
    for (const SealedRecord& row : rows) {
        const auto found = known.find(row.epoch);
        base::promise(found != known.end(), "the epoch block of every row");
        used.insert(*found);
    }
    base::promise(used.size() <= max_batch_epochs, "a batch of at most 64 epochs");
    std::vector<EpochBlock> sorted;
    sorted.reserve(used.size());
    for (const auto& [id, block] : used) {
        sorted.push_back(*block);
    }
    return sorted;
}

std::uint16_t index_of(std::span<const EpochBlock> sorted, const base::EpochId& id) {
    const auto found = std::lower_bound(
        sorted.begin(), sorted.end(), id, [](const EpochBlock& block, const base::EpochId& wanted) {
            return block.id < wanted;
        });
    return static_cast<std::uint16_t>(found - sorted.begin());
}

}  // namespace

base::Digest renewal_link(const base::InstanceId& old_instance,
                          std::uint64_t old_seq,
                          const base::Digest& old_digest) {
    WireWriter linked;
    linked.id(old_instance);
    linked.u64(old_seq);
    linked.id(old_digest);
    return hash("hk1.instance.1", linked.written());
}

BuiltBatch build_survey_batch(const BatchHead& head,
                              std::span<const EpochBlock> epochs,
                              std::span<const SealedRecord> rows,
                              const SignKeyPair& kiosk) {
    base::promise(head.cls == RecordClass::survey, "a survey batch");
    const std::vector<EpochBlock> sorted = used_epochs(epochs, rows);
    std::vector<BatchRecord> records;
    records.reserve(rows.size());
    for (const SealedRecord& row : rows) {
        records.push_back({index_of(sorted, row.epoch), row.record, row.revision, row.sealed, {}});
    }
    sort_records(records);
    return finish(write_batch_body(head, sorted, records), rows.size(), kiosk);
}

BuiltBatch build_contact_batch(const BatchHead& head,
                               std::span<const base::Bytes> records,
                               const SignKeyPair& kiosk) {
    base::promise(head.cls == RecordClass::contact, "a contact batch");
    std::vector<BatchRecord> sorted;
    for (const base::Bytes& record : records) {
        const base::Result<WrappedRecord> wrapped = read_wrapped(head.cls, record);
        base::promise(wrapped.ok(), "whole W records");
        sorted.push_back({0, wrapped->record, 0, wrapped->sealed, record});
    }
    sort_records(sorted);
    return finish(write_batch_body(head, {}, sorted), records.size(), kiosk);
}

std::size_t dummies_needed(RecordClass cls, std::size_t real) {
    const std::size_t multiple = cls == RecordClass::survey ? 16 : 4;
    return (multiple - real % multiple) % multiple;
}

}  // namespace harmony::sync
