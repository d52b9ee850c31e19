#include "kiosk/batch_sealer.h"

#include <algorithm>

#include "kiosk/contact_sealer.h"
#include "sync/record.h"

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

Result<std::vector<sync::EpochBlock>> read_epochs(const std::vector<base::Bytes>& blocks) {
    std::vector<sync::EpochBlock> epochs;
    for (const base::Bytes& bytes : blocks) {
        Result<sync::EpochBlock> block = sync::read_epoch_block(bytes);
        if (!block) {
            return block.error();
        }
        epochs.push_back(std::move(*block));
    }
    return epochs;
}

}  // namespace

sync::BatchHead BatchSealer::head_of(const db::BatchDraft& draft, std::size_t records) const {
    sync::BatchHead head;
    head.origin = machine_.origin();
    head.cls = static_cast<sync::RecordClass>(draft.cls);
    head.flags = static_cast<std::uint8_t>((draft.forced ? sync::batch_flag::forced : 0) |
                                           (draft.split ? sync::batch_flag::split : 0) |
                                           (draft.small ? sync::batch_flag::small : 0) |
                                           (last_ ? sync::batch_flag::last : 0));
    head.seq = draft.seq;
    head.previous = draft.prev;
    head.trust_version = machine_.trust().current().version;
    head.trust_hash = machine_.trust().newest().digest;
    head.pack_version = pack_version_;
    head.total = draft.total_before + records;
    head.day = draft.day;
    return head;
}

Result<db::MadeBatch> BatchSealer::make(const db::BatchDraft& draft) {
    return draft.cls == db::RecordClass::survey ? make_survey(draft) : make_contacts(draft);
}

Result<db::MadeBatch> BatchSealer::make_contacts(const db::BatchDraft& draft) {
    std::vector<base::Bytes> records;
    std::vector<std::size_t> buckets;
    for (const db::BatchRow& row : draft.rows) {
        const Result<sync::WrappedRecord> wrapped =
            sync::read_wrapped(sync::RecordClass::contact, row.sealed);
        if (!wrapped) {
            return wrapped.error();
        }
        buckets.push_back(wrapped->sealed.size() - sync::seal_tag_size);
        records.push_back(row.sealed);
    }
    const std::size_t real = records.size();
    const std::size_t dummies = sync::dummies_needed(sync::RecordClass::contact, real);
    const ContactSealer sealer(machine_, random_);
    for (std::size_t i = 0; i < dummies; ++i) {
        records.push_back(sealer.dummy(buckets[random_.below(real)]));
    }
    sync::BuiltBatch built =
        sync::build_contact_batch(head_of(draft, records.size()), records, machine_.sign_key());
    return db::MadeBatch{std::move(built.file), built.digest, built.records, {}};
}

/// Of the current epoch, or of a new one when the tasks since the last cut have used it up.
Result<sync::Slot> BatchSealer::slot_for_padding() {
    Result<std::optional<sync::Slot>> slot = pool_.take();
    if (slot && !slot->has_value()) {
        const base::SetId id = machine_.own_part().set_of(sync::RecordClass::survey);
        const sync::RecipientSet* set = machine_.trust().find_set(id);
        base::promise(set != nullptr, "an own part names a set that its trust does not hold");
        if (Result<void> begun = pool_.start_new(machine_.origin(), id, set->keys(), random_);
            !begun) {
            return begun.error();
        }
        slot = pool_.take();
    }
    if (!slot) {
        return slot.error();
    }
    base::promise(slot->has_value(), "a fresh epoch without slots");
    return std::move(**slot);
}

Result<db::MadeBatch> BatchSealer::make_survey(const db::BatchDraft& draft) {
    Result<std::vector<sync::EpochBlock>> epochs = read_epochs(draft.epochs);
    if (!epochs) {
        return epochs.error();
    }
    std::vector<sync::SealedRecord> records;
    for (const db::BatchRow& row : draft.rows) {
        base::promise(row.epoch < epochs->size(), "a row names an epoch that is not in its batch");
        records.push_back({(*epochs)[row.epoch].id, row.rid, row.rev, row.sealed});
    }
    const std::size_t real = records.size();
    const std::size_t dummies = sync::dummies_needed(sync::RecordClass::survey, real);
    for (std::size_t i = 0; i < dummies; ++i) {
        Result<sync::Slot> slot = slot_for_padding();
        if (!slot) {
            return slot.error();
        }
        if (std::find(epochs->begin(), epochs->end(), slot->block()) == epochs->end()) {
            epochs->push_back(slot->block());
        }
        const std::size_t like = static_cast<std::size_t>(random_.below(real));
        const std::size_t bucket = records[like].sealed.size() - sync::seal_tag_size;
        records.push_back(sync::seal_dummy(*slot->next(), bucket));
    }
    sync::BuiltBatch built = sync::build_survey_batch(
        head_of(draft, records.size()), *epochs, records, machine_.sign_key());
    return db::MadeBatch{std::move(built.file), built.digest, built.records, {}};
}

}  // namespace harmony::kiosk
