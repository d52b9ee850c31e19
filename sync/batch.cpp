// How a batch is read (docs/formats/hk1.md, 10): every field in turn against its cap, sorted and
// without repeats, each epoch used; then everything is written again and compared, so that a batch
// has one form only. Signatures are checked before this, over the stored bytes (batch_check.h).
#include "sync/batch.h"

#include <algorithm>
#include <set>

#include "sync/batch_wire.h"
#include "sync/wraps_wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t smallest_epoch_block = 16 + 16 + 32 + 1 + 88;
constexpr std::size_t smallest_survey_record = 2 + 16 + 1 + 4 + 128 + seal_tag_size;
constexpr std::size_t smallest_contact_record = 4 + 16 + 16 + 32 + 1 + 88 + 4 + 256 + seal_tag_size;

base::Error badfmt() {
    return frame_error(FrameKind::batch, FrameFault::badfmt);
}

EpochBlock read_block(WireReader& from) {
    EpochBlock block;
    block.id = from.id<base::EpochId>();
    block.set = from.id<base::SetId>();
    block.commit = from.id<base::Digest>();
    block.wraps = read_wraps(from);
    return block;
}

std::vector<EpochBlock> read_epochs(WireReader& from) {
    const std::size_t count = from.count(from.u16(), max_batch_epochs, smallest_epoch_block);
    std::vector<EpochBlock> epochs;
    for (std::size_t i = 0; i < count && !from.failed(); ++i) {
        epochs.push_back(read_block(from));
    }
    from.require(strictly_ascending(epochs, [](const EpochBlock& block) { return block.id; }));
    return epochs;
}

BatchRecord read_survey_record(WireReader& from, std::size_t epochs) {
    BatchRecord record;
    record.epoch = from.u16();
    record.record = from.id<base::RecordId>();
    record.revision = from.u8();
    record.sealed = from.var(max_record);
    from.require(record.epoch < epochs && record.revision <= 1 &&
                 is_sealed_size(RecordClass::survey, record.sealed.size()));
    return record;
}

BatchRecord read_contact_record(WireReader& from) {
    BatchRecord record;
    record.bytes = from.var(max_record);
    const base::Result<WrappedRecord> wrapped = read_wrapped(RecordClass::contact, record.bytes);
    from.require(wrapped.ok());
    if (wrapped) {
        record.record = wrapped->record;
        record.sealed = wrapped->sealed;
    }
    return record;
}

std::vector<BatchRecord> read_records(WireReader& from, RecordClass cls, std::size_t epochs) {
    const bool survey = cls == RecordClass::survey;
    const std::size_t count = from.count(
        from.u32(), max_batch_records, survey ? smallest_survey_record : smallest_contact_record);
    std::vector<BatchRecord> records;
    records.reserve(count);
    for (std::size_t i = 0; i < count && !from.failed(); ++i) {
        records.push_back(survey ? read_survey_record(from, epochs) : read_contact_record(from));
    }
    from.require(
        strictly_ascending(records, [](const BatchRecord& record) { return record.record; }));
    return records;
}

bool every_epoch_used(std::size_t epochs, std::span<const BatchRecord> records) {
    std::vector<bool> used(epochs, false);
    for (const BatchRecord& record : records) {
        used[record.epoch] = true;
    }
    return std::find(used.begin(), used.end(), false) == used.end();
}

}  // namespace

BatchHead read_batch_head(WireReader& from) {
    BatchHead head;
    head.origin.org = from.id<base::OrgId>();
    head.origin.kiosk = from.id<base::KioskId>();
    head.origin.instance = from.id<base::InstanceId>();
    head.cls = static_cast<RecordClass>(from.u8());
    head.flags = from.u8();
    head.seq = from.u64();
    head.previous = from.id<base::Digest>();
    head.trust_version = from.u32();
    head.trust_hash = from.id<base::Digest>();
    head.pack_version = from.u64();
    head.total = from.u64();
    head.day = from.day();
    from.require((head.cls == RecordClass::survey || head.cls == RecordClass::contact) &&
                 (head.flags & ~batch_flag::all) == 0 && head.seq >= 1);
    return head;
}

base::Bytes write_batch_body(const BatchHead& head,
                             std::span<const EpochBlock> epochs,
                             std::span<const BatchRecord> records) {
    std::size_t size = 1024;
    for (const BatchRecord& record : records) {
        size += 32 + std::max(record.sealed.size(), record.bytes.size());
    }
    WireWriter body;
    body.reserve(size);
    body.id(head.origin.org);
    body.id(head.origin.kiosk);
    body.id(head.origin.instance);
    body.u8(static_cast<std::uint8_t>(head.cls));
    body.u8(head.flags);
    body.u64(head.seq);
    body.id(head.previous);
    body.u32(head.trust_version);
    body.id(head.trust_hash);
    body.u64(head.pack_version);
    body.u64(head.total);
    body.day(head.day);
    body.u16(static_cast<std::uint16_t>(epochs.size()));
    for (const EpochBlock& block : epochs) {
        body.raw(write_epoch_block(block));
    }
    body.u32(static_cast<std::uint32_t>(records.size()));
    for (const BatchRecord& record : records) {
        if (head.cls == RecordClass::contact) {
            body.var(record.bytes);
            continue;
        }
        body.u16(record.epoch);
        body.id(record.record);
        body.u8(record.revision);
        body.var(record.sealed);
    }
    return body.take();
}

std::vector<base::SetId> Batch::sets() const {
    std::set<base::SetId> sets;
    for (const EpochBlock& block : epochs_) {
        sets.insert(block.set);
    }
    if (head_.cls == RecordClass::contact) {
        for (const BatchRecord& record : records_) {
            sets.insert(*base::SetId::from_bytes(record.bytes.first(16)));
        }
    }
    return {sets.begin(), sets.end()};
}

base::Result<Batch> Batch::read(base::Bytes file, const SignPublicKey* signer) {
    Batch batch;
    batch.file_ = std::move(file);
    const base::Result<Frame> frame = read_frame(FrameKind::batch, batch.file_);
    if (!frame) {
        return frame.error();
    }
    if (signer != nullptr && !signed_by(*frame, *signer)) {
        return base::Error{base::ErrorKind::refused,
                           "this batch was not signed by the kiosk that it names"};
    }
    batch.digest_ = frame->digest;
    WireReader reader(frame->body);
    batch.head_ = read_batch_head(reader);
    batch.epochs_ = read_epochs(reader);
    batch.records_ = read_records(reader, batch.head_.cls, batch.epochs_.size());
    if (!reader.finished()) {
        return badfmt();
    }
    const bool epochs_right = batch.head_.cls == RecordClass::survey
                                  ? every_epoch_used(batch.epochs_.size(), batch.records_)
                                  : batch.epochs_.empty();
    if (!epochs_right ||
        !base::equal(write_batch_body(batch.head_, batch.epochs_, batch.records_), frame->body)) {
        return badfmt();
    }
    return batch;
}

base::Result<Batch> read_batch(base::Bytes file) {
    return Batch::read(std::move(file), nullptr);
}

base::Result<Batch> read_signed_batch(base::Bytes file, const SignPublicKey& kiosk) {
    return Batch::read(std::move(file), &kiosk);
}

}  // namespace harmony::sync
