#pragma once

// Private to this room: which record ids a stream has seen, by their first 8 bytes.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/ids.h"

namespace harmony::db {

/// A hash set from the start of a record id to the batches that may hold it. A hit is a hint: ids
/// are drawn by kiosks, and one that lies could make two of them begin alike.
class RidIndex {
public:
    void add(const base::RecordId& rid, std::uint64_t seq) {
        if ((count_ + 1) * 2 > slots_.size()) {
            grow();
        }
        put({prefix(rid), seq});
        ++count_;
    }

    /// Calls `take(seq)` for every batch that may hold `rid`.
    template <typename Take>
    void find(const base::RecordId& rid, Take&& take) const {
        if (slots_.empty()) {
            return;
        }
        const std::uint64_t wanted = prefix(rid);
        for (std::size_t at = home(wanted); slots_[at].seq != 0; at = next(at)) {
            if (slots_[at].prefix == wanted) {
                take(slots_[at].seq);
            }
        }
    }

private:
    struct Slot {
        std::uint64_t prefix = 0;
        std::uint64_t seq = 0;  // 0: free
    };

    static std::uint64_t prefix(const base::RecordId& rid) {
        std::uint64_t value = 0;
        std::memcpy(&value, rid.view().data(), sizeof value);
        return value;
    }

    // Ids are random, so their bits are a hash already; a liar's collisions only cost him time.
    [[nodiscard]] std::size_t home(std::uint64_t value) const {
        return value & (slots_.size() - 1);
    }
    [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }

    void put(const Slot& slot) {
        std::size_t at = home(slot.prefix);
        while (slots_[at].seq != 0) {
            at = next(at);
        }
        slots_[at] = slot;
    }

    void grow() {
        std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.seq != 0) {
                put(slot);
            }
        }
    }

    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace harmony::db
