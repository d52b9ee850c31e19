#pragma once

#include "sync/epoch.h"

namespace harmony::sync {

/// What sealing, and nothing else, reads out of a slot key.
struct SlotKeyAccess {
    static const base::EpochId& epoch(const SlotKey& key) { return key.epoch_; }

    static const base::Digest& context(const SlotKey& key) { return key.context_; }

    static const base::RecordId& record(const SlotKey& key) { return key.record_; }

    static std::uint8_t revision(const SlotKey& key) { return key.revision_; }

    static base::ByteView key(const SlotKey& key) { return key.key_; }

    static bool full(const SlotKey& key) { return key.full_; }
};

}  // namespace harmony::sync
