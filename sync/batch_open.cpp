// Opening in bulk: each epoch's key is unwrapped once and checked against its commit; each record
// then costs one libsodium call into a buffer that is used again and wiped at the end.
#include <sodium.h>

#include <algorithm>

#include "sync/batch.h"
#include "sync/padding.h"
#include "sync/sodium_bytes.h"

namespace harmony::sync {
namespace {

struct EpochKey {
    Opening opening = Opening::no_key_here;
    base::SecretBytes key;
    base::Digest context;
};

EpochKey open_epoch(const Origin& origin, const EpochBlock& block, const KeyRing& ring) {
    Unwrapped unwrapped = unwrap_key(block.wraps, ring);
    if (unwrapped.opening == Opening::opened &&
        hash("hk1.epochkey.1", unwrapped.key) != block.commit) {
        return {Opening::cannot_open, {}, {}};
    }
    return {unwrapped.opening, std::move(unwrapped.key), epoch_context(origin, block)};
}

void count(Opening opening, OpeningCounts& counts) {
    switch (opening) {
        case Opening::opened: ++counts.opened; return;
        case Opening::dummy: ++counts.dummies; return;
        case Opening::no_key_here: ++counts.no_key_here; return;
        case Opening::cannot_open: ++counts.cannot_open; return;
    }
}

/// `into.body` becomes a view of `plain`.
void read_plain(RecordClass cls, base::ByteView plain, OpenedRecord& into) {
    const std::optional<PlainContent> content = read_plaintext(cls, plain);
    if (!content) {
        return;
    }
    into.kind = content->kind;
    into.opening = content->kind == RecordKind::dummy ? Opening::dummy : Opening::opened;
    into.body = content->body;
}

void open_survey_record(const BatchRecord& record,
                        const EpochKey& epoch,
                        base::SecretBytes& plain,
                        OpenedRecord& into) {
    if (epoch.opening != Opening::opened) {
        into.opening = epoch.opening;
        return;
    }
    std::array<std::byte, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> nonce{};
    std::copy(record.record.view().begin(), record.record.view().end(), nonce.begin());
    nonce[16] = static_cast<std::byte>(record.revision);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain),
                                                   nullptr,
                                                   nullptr,
                                                   raw(record.sealed),
                                                   record.sealed.size(),
                                                   raw(epoch.context.view()),
                                                   epoch.context.view().size(),
                                                   raw(base::ByteView(nonce)),
                                                   raw(base::ByteView(epoch.key))) != 0) {
        return;
    }
    const base::ByteView whole(plain);
    read_plain(RecordClass::survey, whole.first(record.sealed.size() - seal_tag_size), into);
}

OpenedRecord blank(const Batch& batch, std::size_t index) {
    OpenedRecord opened;
    opened.index = index;
    opened.record = batch.records()[index].record;
    opened.revision = batch.records()[index].revision;
    return opened;
}

OpeningCounts open_survey(const Batch& batch,
                          const KeyRing& ring,
                          const std::function<void(const OpenedRecord&)>& each) {
    std::vector<EpochKey> epochs;
    for (const EpochBlock& block : batch.epochs()) {
        epochs.push_back(open_epoch(batch.head().origin, block, ring));
    }
    base::SecretBytes plain(max_record);
    OpeningCounts counts;
    for (std::size_t i = 0; i < batch.records().size(); ++i) {
        const BatchRecord& record = batch.records()[i];
        OpenedRecord opened = blank(batch, i);
        open_survey_record(record, epochs[record.epoch], plain, opened);
        count(opened.opening, counts);
        each(opened);
    }
    return counts;
}

OpeningCounts open_contact(const Batch& batch,
                           const KeyRing& ring,
                           const std::function<void(const OpenedRecord&)>& each) {
    const WrappedContext context{batch.head().origin, batch.head().cls};
    OpeningCounts counts;
    for (std::size_t i = 0; i < batch.records().size(); ++i) {
        const base::Result<WrappedRecord> wrapped =
            read_wrapped(context.cls, batch.records()[i].bytes);
        base::promise(wrapped.ok(), "a batch whose records were read before");
        const OpenedBody body = open_wrapped(context, *wrapped, ring);
        OpenedRecord opened = blank(batch, i);
        opened.opening = body.opening;
        opened.kind = body.kind;
        opened.body = body.body;
        count(opened.opening, counts);
        each(opened);
    }
    return counts;
}

}  // namespace

OpeningCounts open_records(const Batch& batch,
                           const KeyRing& ring,
                           const std::function<void(const OpenedRecord&)>& each) {
    return batch.head().cls == RecordClass::survey ? open_survey(batch, ring, each)
                                                   : open_contact(batch, ring, each);
}

}  // namespace harmony::sync
