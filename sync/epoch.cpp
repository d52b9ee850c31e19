#include "sync/epoch.h"

#include <sodium.h>

#include <set>

#include "sync/sodium_bytes.h"
#include "sync/wire.h"
#include "sync/wraps_wire.h"

namespace harmony::sync {

base::Bytes write_epoch_block(const EpochBlock& block) {
    WireWriter out;
    out.id(block.id);
    out.id(block.set);
    out.id(block.commit);
    write_wraps(out, block.wraps);
    return out.take();
}

base::Result<EpochBlock> read_epoch_block(base::ByteView bytes) {
    WireReader reader(bytes);
    EpochBlock block;
    block.id = reader.id<base::EpochId>();
    block.set = reader.id<base::SetId>();
    block.commit = reader.id<base::Digest>();
    block.wraps = read_wraps(reader);
    if (!reader.finished()) {
        return base::Error{base::ErrorKind::unreadable, "an epoch is not in the form it must have"};
    }
    return block;
}

base::Digest epoch_context(const Origin& origin, const EpochBlock& block) {
    WireWriter bound;
    bound.id(origin.org);
    bound.id(origin.kiosk);
    bound.id(origin.instance);
    bound.u8(static_cast<std::uint8_t>(RecordClass::survey));
    bound.id(block.id);
    bound.id(block.set);
    bound.id(block.commit);
    return hash("hk1.epoch.1", bound.written());
}

SlotKey::SlotKey(SlotKey&& other) noexcept
    : epoch_(other.epoch_),
      context_(other.context_),
      record_(other.record_),
      revision_(other.revision_),
      key_(other.key_),
      full_(std::exchange(other.full_, false)) {
    sodium_memzero(other.key_.data(), other.key_.size());
}

SlotKey& SlotKey::operator=(SlotKey&& other) noexcept {
    if (this != &other) {
        epoch_ = other.epoch_;
        context_ = other.context_;
        record_ = other.record_;
        revision_ = other.revision_;
        key_ = other.key_;
        full_ = std::exchange(other.full_, false);
        sodium_memzero(other.key_.data(), other.key_.size());
    }
    return *this;
}

SlotKey::~SlotKey() {
    sodium_memzero(key_.data(), key_.size());
}

Slot::Slot(const EpochBlock& block,
           const base::Digest& context,
           const base::RecordId& record,
           base::ByteView key)
    : block_(block), context_(context), record_(record) {
    base::promise(key.size() == key_.size(), "a slot key of 32 bytes");
    std::memcpy(key_.data(), key.data(), key.size());
}

Slot::Slot(Slot&& other) noexcept
    : block_(std::move(other.block_)),
      context_(other.context_),
      record_(other.record_),
      key_(other.key_),
      given_(std::exchange(other.given_, 2)) {
    sodium_memzero(other.key_.data(), other.key_.size());
}

Slot& Slot::operator=(Slot&& other) noexcept {
    if (this != &other) {
        block_ = std::move(other.block_);
        context_ = other.context_;
        record_ = other.record_;
        key_ = other.key_;
        given_ = std::exchange(other.given_, 2);
        sodium_memzero(other.key_.data(), other.key_.size());
    }
    return *this;
}

Slot::~Slot() {
    sodium_memzero(key_.data(), key_.size());
}

std::optional<SlotKey> Slot::next() {
    if (given_ >= 2) {
        return std::nullopt;
    }
    SlotKey key;
    key.epoch_ = block_.id;
    key.context_ = context_;
    key.record_ = record_;
    key.revision_ = static_cast<std::uint8_t>(given_);
    key.key_ = key_;
    key.full_ = true;
    ++given_;
    if (given_ == 2) {
        sodium_memzero(key_.data(), key_.size());
    }
    return key;
}

FreshEpoch make_epoch(const Origin& origin,
                      const base::SetId& set,
                      std::span<const BoxPublicKey> recipients,
                      base::RandomSource& random,
                      std::size_t slots) {
    base::SecretBytes key(32);
    random.fill(key);
    FreshEpoch epoch;
    epoch.block.id = base::EpochId::random(random);
    epoch.block.set = set;
    epoch.block.commit = hash("hk1.epochkey.1", key);
    epoch.block.wraps = wrap_key(key, recipients);
    epoch.context = epoch_context(origin, epoch.block);
    // Slots stay in the order in which they were drawn: were they sorted, they would be taken in
    // the order of their ids, and a batch sorted by id would show who came first.
    std::set<base::RecordId> drawn;
    epoch.slots.reserve(slots * 48);
    base::SecretBytes slot_key(32);
    for (std::size_t i = 0; i < slots; ++i) {
        const base::RecordId record = base::RecordId::random(random);
        base::promise(drawn.insert(record).second, "distinct record ids");
        crypto_core_hchacha20(raw(slot_key), raw(record.view()), raw(key), nullptr);
        epoch.slots.insert(epoch.slots.end(), record.view().begin(), record.view().end());
        epoch.slots.insert(epoch.slots.end(), slot_key.begin(), slot_key.end());
    }
    return epoch;
}

}  // namespace harmony::sync
